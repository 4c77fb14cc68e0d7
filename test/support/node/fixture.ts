// SPDX-License-Identifier: Apache-2.0
/**
 * A runtime to test: initialised, with a clock that is turned by hand and modules that are JavaScript functions.
 *
 *     const fuse = new Fixture();
 *     const id = fuse.start({ step: () => fuse.clock.advance(10n) }, { stepIntervalUs: 1000 });
 *     expect(fuse.tick()).toEqual([id]);
 */
import { FakeWamr, type FakeModule } from './fake-wamr';
import { runtimeBundle } from './runtime';
import type { Build, Hal, LogEntry, Module, Policy$Fields, Program } from './runtime-bundle';

const { instantiate } = runtimeBundle();

export const BUILD: Build = {
  FUSE_MAX_MODULES: 8,
  FUSE_HAL_ENABLE_TIMER: true,
  // Images are JavaScript here: there is nothing that a seal could be of.
  FUSE_UNSAFE_UNSEALED: true,
};

/** Time in microseconds, which passes only when a test says so. */
export class Clock {
  us = 0n;
  private readonly alarms = new Map<number, { readonly at: bigint; readonly ring: () => void }>();

  advance(by: bigint): void {
    this.us += by;
    for (const [id, alarm] of [...this.alarms]) {
      if (alarm.at > this.us) continue;
      this.alarms.delete(id);
      alarm.ring();
    }
  }
  set(id: number, us: number, ring: () => void): void {
    this.alarms.set(id, { at: this.us + BigInt(us), ring });
  }
  cancel(id: number): void {
    this.alarms.delete(id);
  }
  get armed(): number[] {
    return [...this.alarms.keys()];
  }
}

export interface FixtureOptions {
  readonly build?: Partial<Build>;
  /** Bytes of log memory. */
  readonly logBytes?: number;
  /** Leave out the host's clock, or its quota timer. */
  readonly withoutClock?: boolean;
  readonly withoutQuota?: boolean;
  /** Do not call init(). */
  readonly uninitialised?: boolean;
}

export interface Entry {
  readonly sequence: number;
  readonly moduleId: number;
  readonly timestampUs: bigint;
  readonly origin: number;
  readonly level: number;
  readonly text: string;
}

export const LOG_ENTRY_BYTES = 152;

export class Fixture {
  readonly program: Program;
  readonly wamr: FakeWamr;
  readonly clock = new Clock();
  /** How often the clock was read. */
  clockReads = 0;
  /** What the host was told of modules that stopped. */
  readonly stopped: (readonly [id: number, state: number])[] = [];
  readonly hal: Hal;
  readonly log: { readonly memory: number; readonly size: number };
  readonly pool: { readonly memory: number; readonly size: number };

  constructor(options: FixtureOptions = {}) {
    let wamr: FakeWamr | undefined;
    this.program = instantiate(
      (program) => (wamr = new FakeWamr(program)),
      { ...BUILD, ...options.build },
      { memoryBytes: 1 << 19 },
    );
    this.wamr = wamr as unknown as FakeWamr;
    const { memory, structs } = this.program;
    this.hal = structs.Hal.create({
      quotaArm: options.withoutQuota === true ? null : (id, us) => this.clock.set(id, us, () => this.expire(id)),
      quotaCancel: options.withoutQuota === true ? null : (id) => this.clock.cancel(id),
      moduleStopped: (id, state) => {
        this.stopped.push([id, state]);
      },
    });
    if (options.build?.FUSE_HAL_ENABLE_TIMER !== false) {
      this.hal.timer.getTimestamp =
        options.withoutClock === true
          ? null
          : () => {
              this.clockReads += 1;
              return this.clock.us;
            };
    }
    const size = options.logBytes ?? 32 * LOG_ENTRY_BYTES;
    this.log = { memory: memory.allocate(size, 8), size };
    this.pool = { memory: memory.allocate(2048, 8), size: 2048 };
    if (options.uninitialised !== true) expect(this.init()).toBe(this.stat.Success);
  }

  get runtime(): Program['exports'] {
    return this.program.exports;
  }
  get stat(): Program['exports']['Stat'] {
    return this.program.exports.Stat;
  }

  init(): number {
    return this.runtime.init(this.pool.memory, this.pool.size, this.log.memory, this.log.size, this.hal);
  }

  private expire(id: number): void {
    this.runtime.quotaExpired(id);
  }

  /** For modules: time passes, and if it was too much the module does not come back from here. */
  spend(us: bigint): void {
    this.clock.advance(us);
    this.wamr.checkStop();
  }

  /** A place for a result. */
  get outId(): ReturnType<Program['out']['u32']> {
    return this.program.out.u32(0xdead);
  }

  tryLoad(module: FakeModule, policy: Policy$Fields = {}): number {
    const given = this.program.structs.Policy.create({ stackSize: 1024, ...policy });
    return this.runtime.moduleLoad(this.wamr.image(module), 8, given, this.outId);
  }
  load(module: FakeModule, policy: Policy$Fields = {}): number {
    const given = this.program.structs.Policy.create({ stackSize: 1024, ...policy });
    const id = this.outId;
    expect(this.runtime.moduleLoad(this.wamr.image(module), 8, given, id)).toBe(this.stat.Success);
    return id.value;
  }
  /** A module that is RUNNING. */
  start(module: FakeModule, policy: Policy$Fields = {}): number {
    const id = this.load(module, policy);
    expect(this.runtime.moduleStart(id)).toBe(this.stat.Success);
    return id;
  }

  /** The ids that completed a step. */
  tick(): number[] {
    return bitsOf(this.runtime.tick());
  }
  module(id: number): Module {
    return this.runtime.modules.at(id);
  }
  stateOf(id: number): number {
    const state = this.program.out.u32();
    expect(this.runtime.moduleStat(id, state)).toBe(this.stat.Success);
    return state.value;
  }
  nextDueUs(): bigint {
    const due = this.program.out.u64();
    expect(this.runtime.nextDueUs(due)).toBe(this.stat.Success);
    return due.value;
  }

  /** The entries from a cursor on, and where it is then. */
  entries(cursor = this.program.out.u32()): Entry[] {
    const entry = this.program.structs.LogEntry.create();
    const found: Entry[] = [];
    while (this.runtime.logRead(cursor, entry) === this.stat.Success) found.push(this.entryOf(entry));
    return found;
  }
  private entryOf(entry: LogEntry): Entry {
    const { sequence, moduleId, timestampUs, origin, level } = entry;
    return { sequence, moduleId, timestampUs, origin, level, text: this.program.memory.text(entry.text.address) };
  }
  texts(): string[] {
    return this.entries().map((entry) => entry.text);
  }
}

/** The numbers of the bits that are set. */
export const bitsOf = (mask: number): number[] =>
  Array.from({ length: 32 }, (_, i) => i).filter((i) => (mask >>> i) & 1);
