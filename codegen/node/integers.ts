// SPDX-License-Identifier: Apache-2.0
/** Integer types: what fits, and what the modes of arithmetic and conversion do where it does not (docs/language.md §5). */

/** Ends the program at a site; 0 stands for something proved. */
export type PanicAt = (site: number) => never;

/** The result of `checked(a + b)`. */
export interface Checked<T> {
  readonly ok: boolean;
  readonly value: T;
}

/**
 * A type of at most 32 bits, whose values are numbers. Sums, differences and products of two such values lie below 2^64 in size: where a
 * double no longer holds them exactly, they are outside of every range here, and still compare as such.
 * Adding 0 turns -0, which integers have not, into 0.
 */
export class NumberType {
  readonly min: number;
  readonly max: number;

  constructor(
    readonly bits: 8 | 16 | 32,
    readonly signed: boolean,
    private readonly panic: PanicAt,
  ) {
    this.min = signed ? -(2 ** (bits - 1)) : 0;
    this.max = signed ? 2 ** (bits - 1) - 1 : 2 ** bits - 1;
  }

  holds(value: number): boolean {
    return value >= this.min && value <= this.max;
  }

  exact(value: number, site: number): number {
    return value >= this.min && value <= this.max ? value + 0 : this.panic(site);
  }

  wrap(value: number): number {
    if (this.bits === 32) return this.signed ? value | 0 : value >>> 0;
    const bits = value & (2 ** this.bits - 1);
    return this.signed && bits > this.max ? bits - 2 ** this.bits : bits;
  }

  /** The product modulo 2^width, which a double may not hold. */
  wrapProduct(a: number, b: number): number {
    return this.wrap(Math.imul(a, b));
  }

  sat(value: number): number {
    return value < this.min ? this.min : value > this.max ? this.max : value + 0;
  }

  checked(value: number): Checked<number> {
    return this.holds(value) ? { ok: true, value: value + 0 } : { ok: false, value: 0 };
  }

  div(a: number, b: number, site: number): number {
    return b === 0 ? this.panic(site) : this.exact(Math.trunc(a / b), site);
  }

  rem(a: number, b: number, site: number): number {
    return b === 0 || (b === -1 && a === this.min) ? this.panic(site) : (a % b) + 0;
  }

  /** Truncates; what is not a number fits nowhere. */
  fromFloat(value: number, site: number): number {
    return this.exact(Math.trunc(value), site);
  }

  exactBig(value: bigint, site: number): number {
    return value >= this.min && value <= this.max ? Number(value) : this.panic(site);
  }

  wrapBig(value: bigint): number {
    return Number(this.signed ? BigInt.asIntN(this.bits, value) : BigInt.asUintN(this.bits, value));
  }

  satBig(value: bigint): number {
    return value < this.min ? this.min : value > this.max ? this.max : Number(value);
  }
}

/** A type of 64 bits, whose values are bigints. */
export class BigType {
  readonly bits = 64;
  readonly min: bigint;
  readonly max: bigint;

  constructor(
    readonly signed: boolean,
    private readonly panic: PanicAt,
  ) {
    this.min = signed ? -(1n << 63n) : 0n;
    this.max = signed ? (1n << 63n) - 1n : (1n << 64n) - 1n;
  }

  holds(value: bigint): boolean {
    return value >= this.min && value <= this.max;
  }

  exact(value: bigint, site: number): bigint {
    return value >= this.min && value <= this.max ? value : this.panic(site);
  }

  wrap(value: bigint): bigint {
    return this.signed ? BigInt.asIntN(64, value) : BigInt.asUintN(64, value);
  }

  wrapProduct(a: bigint, b: bigint): bigint {
    return this.wrap(a * b);
  }

  sat(value: bigint): bigint {
    return value < this.min ? this.min : value > this.max ? this.max : value;
  }

  checked(value: bigint): Checked<bigint> {
    return this.holds(value) ? { ok: true, value } : { ok: false, value: 0n };
  }

  div(a: bigint, b: bigint, site: number): bigint {
    return b === 0n ? this.panic(site) : this.exact(a / b, site);
  }

  rem(a: bigint, b: bigint, site: number): bigint {
    return b === 0n || (b === -1n && a === this.min) ? this.panic(site) : a % b;
  }

  fromFloat(value: number, site: number): bigint {
    return Number.isFinite(value) ? this.exact(BigInt(Math.trunc(value)), site) : this.panic(site);
  }
}

/** The nearest f32, ties to even. Through a double alone it would be rounded twice. */
export function f32FromBig(value: bigint): number {
  const size = value < 0n ? -value : value;
  if (size <= BigInt(Number.MAX_SAFE_INTEGER)) return Math.fround(Number(value));
  // 53 bits are left at most; a bit that is lost below them stays as a last bit, which decides ties.
  const shift = BigInt(size.toString(2).length - 52);
  const top = size >> shift;
  const sticky = top << shift === size ? top : top | 1n;
  const rounded = Math.fround(Number(sticky)) * 2 ** Number(shift);
  return value < 0n ? -rounded : rounded;
}
