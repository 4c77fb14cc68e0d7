// SPDX-License-Identifier: Apache-2.0
/**
 * The decisions that a program is written from: a list of numbers. Whatever the numbers are, a well-typed program comes out, and smaller
 * numbers and shorter lists give simpler ones; so fast-check's own shrinking of lists shrinks programs.
 */
import * as fc from 'fast-check';

const LARGEST = 0xffff;
/** More decisions than a program of some thirty lines takes. */
const LONGEST = 300;

export const choiceLists: fc.Arbitrary<number[]> = fc.array(fc.nat({ max: LARGEST }), {
  minLength: 0,
  maxLength: LONGEST,
  size: 'max',
});

/** The decisions of program `index` of the campaign `seed`; the same on every machine. */
export function choicesOf(seed: number, index: number): number[] {
  const mixed = (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) + Math.imul(index + 1, 0xc2b2ae35)) | 0;
  return fc.sample(choiceLists, { seed: mixed, numRuns: 1 })[0] as number[];
}

export class Choices {
  private next = 0;
  constructor(private readonly values: readonly number[]) {}

  /** Whether nothing is left: every further answer is the simplest. */
  get exhausted(): boolean {
    return this.next >= this.values.length;
  }

  below(n: number): number {
    return (this.values[this.next++] ?? 0) % n;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }

  /** False when there is nothing left. */
  chance(percent: number): boolean {
    return this.below(100) >= 100 - percent;
  }

  /** One of the alternatives, the first being the simplest; each is as likely as its weight says. */
  weighted<T>(alternatives: readonly (readonly [weight: number, make: T])[]): T {
    let rest = this.below(alternatives.reduce((sum, [weight]) => sum + weight, 0));
    for (const [weight, make] of alternatives) {
      if (rest < weight) return make;
      rest -= weight;
    }
    throw new Error('no alternative');
  }

  bits(count: number): bigint {
    let value = 0n;
    for (let at = 0; at < count; at += 16) value = (value << 16n) | BigInt(this.below(LARGEST + 1));
    return BigInt.asUintN(count, value);
  }
}
