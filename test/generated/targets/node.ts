// SPDX-License-Identifier: Apache-2.0
/** Generated programs as JavaScript in this process, with every proof checked as well. */
import type { Program } from '../../../codegen/src/ir';
import { emitJs } from '../../../codegen/src/js';
import { type Memory, Panic, type Program as Instance } from '../../../codegen/node';
import { loadBundle } from '../../../codegen/node/load';
import type { GeneratedProgram } from '../generator/program';
import { BUILD, interruptOf } from '../host';
import type { Outcome, Run } from '../outcome';
import { BANK, REGISTERS } from '../registers';
import { HOST_LIMIT, NOTES_TO_INTERRUPT, SEEDS } from './driver';

type Interrupt = (line: number) => void;

const words = new DataView(new ArrayBuffer(8));

/** The digest as targets/driver.ts computes it in C. */
class Digest {
  private low = 0;
  private high = 0;
  private count = 0;
  private interrupted = false;
  private interrupt: Interrupt | null = null;

  begin(seed: number, interrupt: Interrupt | null): void {
    this.low = 0x811c9dc5;
    this.high = seed | 0;
    this.count = 0;
    this.interrupted = false;
    this.interrupt = interrupt;
  }

  private noted(): void {
    this.count += 1;
    if (this.interrupted || this.count % NOTES_TO_INTERRUPT !== 0 || this.interrupt === null) return;
    this.interrupted = true;
    this.interrupt(this.count);
    this.interrupted = false;
  }

  private note(a: number, b: number): void {
    this.mix(a, b);
    this.noted();
  }

  private mix(a: number, b: number): void {
    this.low = Math.imul(this.low ^ a, 0x01000193);
    this.high = Math.imul(this.high ^ b ^ (this.low >>> 15), 0x85ebca6b);
    this.high ^= this.high >>> 13;
  }

  private mix64(value: bigint): void {
    this.note(Number(value & 0xffff_ffffn) | 0, Number((value >> 32n) & 0xffff_ffffn) | 0);
  }

  readonly notes = {
    noteU32: (value: number) => this.note(value, 1),
    noteI32: (value: number) => this.note(value, 2),
    noteU64: (value: bigint) => this.mix64(value),
    noteI64: (value: bigint) => this.mix64(value),
    noteF32: (value: number) => {
      words.setFloat32(0, value);
      this.note(Number.isNaN(value) ? 0x7fc00000 : words.getInt32(0), 3);
    },
    noteF64: (value: number) => {
      words.setFloat64(0, value);
      const isNaN = Number.isNaN(value);
      this.note(isNaN ? 0 : words.getInt32(4), isNaN ? 0x7ff80000 : words.getInt32(0));
    },
    noteBool: (value: boolean) => this.note(value ? 1 : 0, 4),
  };

  get text(): string {
    const hex = (n: number): string => (n >>> 0).toString(16).padStart(8, '0');
    return hex(this.high) + hex(this.low);
  }
}

/** The outcomes of all programs of a batch; where interrupts come at any access to memory, of those that have one. */
export interface NodeOutcomes {
  readonly plain: Outcome[];
  readonly interrupted: (Outcome | null)[];
}

export function runNode(program: Program, programs: readonly GeneratedProgram[]): NodeOutcomes {
  const outputs = emitJs(program, { name: 'generated', checkProofs: true });
  const [bundle] = outputs;
  if (bundle === undefined) throw new Error('the back end for Node wrote nothing');
  // A program has only the build values that it uses.
  const build = Object.fromEntries(Object.entries(BUILD).filter(([name]) => bundle.text.includes(name)));
  const digest = new Digest();
  const { exports, memory } = loadBundle(bundle.text, 'generated.js').instantiate(
    (made) => ({ ...digest.notes, ...hostOf(made) }),
    build,
    { stackBytes: 1 << 18 },
  );
  for (const { offset, bytes } of REGISTERS) memory.registers.set(BANK + offset, new Cell(bytes));
  const called = (name: string | null): Interrupt | null => (name === null ? null : (exports[name] as Interrupt));
  const all = programs.map(({ run, text }) => ({
    run: called(run) as Interrupt,
    interrupt: called(interruptOf(text)),
  }));
  const plain = all.map(({ run, interrupt }) => outcomeOf(run, interrupt, digest));
  const anywhere = new Anywhere(memory);
  const interrupted = all.map(({ run, interrupt }) =>
    interrupt === null ? null : anywhere.with(interrupt, () => outcomeOf(run, interrupt, digest)),
  );
  return { plain, interrupted };
}

const ACCESSES = ['u8', 'u16', 'u32', 'u64', 'i8', 'i16', 'i32', 'i64', 'f32', 'f64', 'bool'] as const;

/** Interrupts at some of a program's accesses to memory: where C runs, nobody could say when they come, so only proofs are looked at. */
class Anywhere {
  private state = 1;
  private interrupt: Interrupt | null = null;

  constructor(memory: Memory) {
    for (const name of ACCESSES) {
      const set = `set${name[0]?.toUpperCase()}${name.slice(1)}` as 'setU8';
      const load = memory[name].bind(memory) as (address: number) => number;
      const store = memory[set].bind(memory);
      const loads = memory as unknown as Record<string, (address: number) => number>;
      loads[name] = (address) => {
        this.come();
        return load(address);
      };
      memory[set] = (address, value) => {
        this.come();
        store(address, value);
      };
    }
  }

  private come(): void {
    const { interrupt } = this;
    this.state = (Math.imul(this.state, 1_103_515_245) + 12_345) >>> 0;
    if (interrupt === null || this.state >>> 30 !== 0) return;
    // None comes within another.
    this.interrupt = null;
    try {
      interrupt(this.state >>> 8);
    } finally {
      this.interrupt = interrupt;
    }
  }

  with(interrupt: Interrupt, run: () => Outcome): Outcome {
    this.state = 1;
    this.interrupt = interrupt;
    try {
      return run();
    } finally {
      this.interrupt = null;
    }
  }
}

/** Keeps what is written to it, as many bytes as it has. */
class Cell {
  private value = 0;
  constructor(private readonly bytes: number) {}
  read(): number {
    return this.value;
  }
  write(value: number): void {
    this.value = Number(BigInt.asUintN(8 * this.bytes, BigInt(value)));
  }
}

/** The host's functions, as targets/driver.ts has them in C. */
function hostOf({ memory, table }: Instance): Record<string, unknown> {
  return {
    HOST_LIMIT,
    hostMode: (n: number) => (n % 3) * 5,
    hostStore: (place: number, value: number) => memory.setU32(place, value),
    hostLoad: (place: number) => memory.u32(place),
    hostLength: (text: number) => memory.text(text).length,
    hostMove: (point: { x: number; y: number }, by: number) => {
      point.x = (point.x + by) | 0;
      point.y = (point.y + 7) & 0xffff;
    },
    hostApply: (f: number, a: number) => {
      const call = table.get(f) as (a: number) => number;
      return call(call(a));
    },
  };
}

function outcomeOf(run: (seed: number) => void, interrupt: Interrupt | null, digest: Digest): Outcome {
  const runs: Run[] = [];
  for (const seed of SEEDS) {
    digest.begin(seed, interrupt);
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
