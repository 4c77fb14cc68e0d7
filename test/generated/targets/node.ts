// SPDX-License-Identifier: Apache-2.0
/** Generated programs as JavaScript in this process, with every proof checked as well. */
import type { Program } from '../../../codegen/src/ir';
import { emitJs } from '../../../codegen/src/js';
import { Panic } from '../../../codegen/node';
import { loadBundle } from '../../../codegen/node/load';
import { BUILD } from '../host';
import type { Outcome, Run } from '../outcome';
import { SEEDS } from './driver';

const words = new DataView(new ArrayBuffer(8));

/** The digest as targets/driver.ts computes it in C. */
class Digest {
  private low = 0;
  private high = 0;

  begin(seed: number): void {
    this.low = 0x811c9dc5;
    this.high = seed | 0;
  }

  private mix(a: number, b: number): void {
    this.low = Math.imul(this.low ^ a, 0x01000193);
    this.high = Math.imul(this.high ^ b ^ (this.low >>> 15), 0x85ebca6b);
    this.high ^= this.high >>> 13;
  }

  private mix64(value: bigint): void {
    this.mix(Number(value & 0xffff_ffffn) | 0, Number((value >> 32n) & 0xffff_ffffn) | 0);
  }

  readonly notes = {
    noteU32: (value: number) => this.mix(value, 1),
    noteI32: (value: number) => this.mix(value, 2),
    noteU64: (value: bigint) => this.mix64(value),
    noteI64: (value: bigint) => this.mix64(value),
    noteF32: (value: number) => {
      words.setFloat32(0, value);
      this.mix(Number.isNaN(value) ? 0x7fc00000 : words.getInt32(0), 3);
    },
    noteF64: (value: number) => {
      words.setFloat64(0, value);
      const isNaN = Number.isNaN(value);
      this.mix(isNaN ? 0 : words.getInt32(4), isNaN ? 0x7ff80000 : words.getInt32(0));
    },
    noteBool: (value: boolean) => this.mix(value ? 1 : 0, 4),
  };

  get text(): string {
    const hex = (n: number): string => (n >>> 0).toString(16).padStart(8, '0');
    return hex(this.high) + hex(this.low);
  }
}

/** The outcomes of all programs of a batch, by the names of their run functions. */
export function runNode(program: Program, runs: readonly string[]): Outcome[] {
  const outputs = emitJs(program, { name: 'generated', checkProofs: true });
  const [bundle] = outputs;
  if (bundle === undefined) throw new Error('the back end for Node wrote nothing');
  // A program has only the build values that it uses.
  const build = Object.fromEntries(Object.entries(BUILD).filter(([name]) => bundle.text.includes(name)));
  const digest = new Digest();
  const { exports } = loadBundle(bundle.text, 'generated.js').instantiate(() => digest.notes, build, {
    stackBytes: 1 << 18,
  });
  return runs.map((name) => outcomeOf(exports[name] as (seed: number) => void, digest));
}

function outcomeOf(run: (seed: number) => void, digest: Digest): Outcome {
  const runs: Run[] = [];
  for (const seed of SEEDS) {
    digest.begin(seed);
    let panic: string | null = null;
    try {
      run(seed);
    } catch (error) {
      if (!(error instanceof Panic))
        return { kind: 'broke', why: error instanceof Error ? error.message : String(error) };
      panic = `${error.file}:${error.line}`;
    }
    runs.push({ digest: digest.text, panic });
  }
  return { kind: 'ran', runs };
}
