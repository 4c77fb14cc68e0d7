// SPDX-License-Identifier: Apache-2.0
/** A runtime under test with a host whose clock, sensors and quota timer the test holds in its hands. */

import {
  Activation,
  Capability,
  type Fuse,
  type Hal,
  LogOrigin,
  ModuleState,
  type Policy,
  type Result,
  Stat,
} from '../../../sdk/node/fuse';
import type { Implementation } from './implementations';

export const ALL_CAPABILITIES =
  Capability.TempSensor | Capability.Timer | Capability.Camera | Capability.Log | Capability.EventPost;

export const POLICY: Policy = {
  capabilities: ALL_CAPABILITIES,
  memoryPagesMax: 4,
  stackSize: 16384,
  heapSize: 0,
  cpuQuotaUs: 0,
  stepIntervalUs: 0,
  activationMask: Activation.Interval,
  eventSubscribe: 0,
};

export const POOL_BYTES = 1 << 20;
export const LOG_BYTES = 1 << 16;

/** What a Result gave; fails where it gave nothing. */
export function valueOf<T>(result: Result<T>): T {
  if (result.stat !== Stat.Success) throw new Error(`no value: ${Stat[result.stat]}`);
  return result.value;
}

export class Bench {
  readonly fuse: Fuse;
  now = 0n;
  reading = 0;
  frame: Uint8Array | null = null;
  /** Every call of a host function that is not only a question, and of all with `trace`. */
  readonly calls: string[] = [];
  trace = false;
  /** Run inside each host function, by its name. */
  inside: Partial<Record<keyof Hal, (...args: never[]) => void>> = {};

  constructor(private readonly implementation: Implementation) {
    this.fuse = implementation.open();
  }

  private called(name: keyof Hal, args: readonly unknown[], isQuestion: boolean): void {
    if (!isQuestion || this.trace) this.calls.push(`${name}(${args.join(', ')})`);
    (this.inside[name] as ((...given: readonly unknown[]) => void) | undefined)?.(...args);
  }

  readonly hal: Hal = {
    getReading: () => {
      this.called('getReading', [], true);
      return this.reading;
    },
    getTimestamp: () => {
      this.called('getTimestamp', [], true);
      return this.now;
    },
    lastFrame: (capacity) => {
      this.called('lastFrame', [capacity], true);
      return this.frame;
    },
    quotaArm: (id, us) => this.called('quotaArm', [id, us], false),
    quotaCancel: (id) => this.called('quotaCancel', [id], false),
    moduleStopped: (id, state) => this.called('moduleStopped', [id, ModuleState[state]], false),
  };

  init(hal: Hal = this.hal, logBytes = LOG_BYTES): this {
    expect(this.fuse.init({ poolBytes: POOL_BYTES, logBytes, hal })).toBe(Stat.Success);
    return this;
  }

  image(module: string): Uint8Array {
    return this.implementation.image(module);
  }

  tryLoad(module: string, policy: Partial<Policy> = {}): Result<number> {
    return this.fuse.load(this.image(module), { ...POLICY, ...policy });
  }

  load(module: string, policy: Partial<Policy> = {}): number {
    return valueOf(this.tryLoad(module, policy));
  }

  run(module: string, policy: Partial<Policy> = {}): number {
    const id = this.load(module, policy);
    expect(this.fuse.start(id)).toBe(Stat.Success);
    return id;
  }

  state(id: number): string {
    return ModuleState[valueOf(this.fuse.stat(id))];
  }

  /** The log's texts; a guest's with its id. */
  get texts(): string[] {
    return this.fuse
      .log()
      .map(({ origin, moduleId, text }) => (origin === LogOrigin.Guest ? `[${moduleId}] ${text}` : text));
  }

  get lastText(): string | undefined {
    return this.texts.at(-1);
  }
}
