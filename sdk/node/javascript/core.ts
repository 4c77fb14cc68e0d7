// SPDX-License-Identifier: Apache-2.0
/** The runtime in JavaScript as a core: its calls, with their arguments brought into the program's memory. */

import { POLICY_FIELDS } from '../arguments';
import type { Core, CoreEntry, CoreHal } from '../core';
import { Stat, type ModuleId, type ModuleInfo, type ModuleState, type Policy, type Result } from '../fuse';
import {
  structOf,
  type Bundle,
  type EntryView,
  type InfoView,
  type PolicyView,
  type Program,
  type RuntimeExports,
  type View,
} from './program';
import { placeU32, placeU64 } from './places';
import { LookedAtTimer, platformClockUs } from './quota-timer';
import { Wamr } from './wamr';

const INFO_FIELDS = [
  'state',
  'steps',
  'traps',
  'quotaKills',
  'stepUsLast',
  'stepUsMax',
  'stepUsTotal',
  'poolBytes',
  'memoryBytes',
] as const satisfies readonly (keyof ModuleInfo)[];

/** All HAL groups, and as many modules, as the addon has. */
const BUILD = {
  FUSE_MAX_MODULES: 8,
  FUSE_HAL_ENABLE_TEMP_SENSOR: true,
  FUSE_HAL_ENABLE_TIMER: true,
  FUSE_HAL_ENABLE_CAMERA: true,
  FUSE_STEP_TIMES: false,
  FUSE_UNSAFE_UNSEALED: false,
};

const NO_HAL: CoreHal = {
  getReading: null,
  getTimestamp: null,
  lastFrame: null,
  quotaArm: null,
  quotaCancel: null,
  moduleStopped: null,
};

function pick<T extends object, K extends keyof T>(from: T, fields: readonly K[]): Pick<T, K> {
  return Object.fromEntries(fields.map((field) => [field, from[field]])) as unknown as Pick<T, K>;
}

export class JavaScriptCore implements Core {
  private readonly program: Program;
  private readonly runtime: RuntimeExports;
  private readonly timer = new LookedAtTimer((id) => this.runtime.quotaExpired(id));
  private hal: CoreHal = NO_HAL;
  /** Log memory while the runtime runs, else 0. */
  private logMemory = 0;
  /** Images by the id of the module that was loaded from them. */
  private readonly images = new Map<ModuleId, number>();
  private readonly functions: Readonly<Record<keyof CoreHal, number>>;

  constructor(bundle: Bundle, memoryBytes: number) {
    const program = bundle.instantiate((made) => new Wamr(made, this.timer), BUILD, { memoryBytes });
    this.program = program;
    this.runtime = program.exports;
    const add = (f: (...args: never[]) => unknown): number => program.table.add(f);
    this.functions = {
      getReading: add(() => Math.fround(this.hal.getReading?.() ?? 0)),
      getTimestamp: add(() => this.clockUs()),
      lastFrame: add((buffer: number, capacity: number) => this.copyFrame(buffer, capacity)),
      quotaArm: add((id: ModuleId, us: number) => this.quotaArm(id, us)),
      quotaCancel: add((id: ModuleId) => this.quotaCancel(id)),
      moduleStopped: add((id: ModuleId, state: ModuleState) => this.hal.moduleStopped?.(id, state)),
    };
  }

  // ---- The host's functions ----

  private clockUs(): bigint {
    const { getTimestamp } = this.hal;
    return getTimestamp === 'platform' ? platformClockUs() : (getTimestamp?.() ?? 0n);
  }

  private copyFrame(buffer: number, capacity: number): bigint {
    const frame = this.hal.lastFrame?.(capacity) ?? null;
    if (frame === null) return 0n;
    const copied = frame.subarray(0, capacity);
    this.program.memory.bytes(buffer, copied.length).set(copied);
    return BigInt(frame.length);
  }

  private quotaArm(id: ModuleId, us: number): void {
    if (this.hal.quotaArm === 'platform') this.timer.arm(id, us);
    else this.hal.quotaArm?.(id, us);
  }

  private quotaCancel(id: ModuleId): void {
    if (this.hal.quotaCancel === 'platform') this.timer.cancel();
    else this.hal.quotaCancel?.(id);
  }

  /** Pointers to those that the host has. */
  private halStruct(hal: CoreHal): View {
    const pointer = (name: keyof CoreHal): number => (hal[name] === null ? 0 : this.functions[name]);
    return structOf(this.program, 'Hal').create({
      temp: { getReading: pointer('getReading') },
      timer: { getTimestamp: pointer('getTimestamp') },
      camera: { lastFrame: pointer('lastFrame') },
      quotaArm: pointer('quotaArm'),
      quotaCancel: pointer('quotaCancel'),
      moduleStopped: pointer('moduleStopped'),
    });
  }

  // ---- Memory of one call ----

  /** Something in the program's memory for the time of one call. */
  private using<V extends View, T>(view: V, use: (view: V) => T): T {
    try {
      return use(view);
    } finally {
      this.program.memory.free(view.address);
    }
  }

  private policy(policy: Policy): PolicyView {
    return structOf<PolicyView>(this.program, 'Policy').create(policy);
  }

  /** A copy of bytes; nothing has an address too. */
  private bytes(bytes: Uint8Array): View {
    const address = this.program.memory.allocate(bytes.length);
    this.program.memory.bytes(address, bytes.length).set(bytes);
    return { address };
  }

  private keepImage(id: ModuleId, address: number | null): void {
    const before = this.images.get(id);
    if (before !== undefined) this.program.memory.free(before);
    if (address === null) this.images.delete(id);
    else this.images.set(id, address);
  }

  private giveBack(): void {
    for (const id of [...this.images.keys()]) this.keepImage(id, null);
    if (this.logMemory !== 0) this.program.memory.free(this.logMemory);
    this.logMemory = 0;
    this.hal = NO_HAL;
  }

  // ---- Calls ----

  init(poolBytes: number, logBytes: number, hal: CoreHal): Stat {
    if (this.logMemory !== 0) return this.initOn(poolBytes, logBytes, NO_HAL);
    try {
      this.logMemory = this.program.memory.allocate(logBytes);
    } catch (error) {
      // By name: the bundle has its own copy of the class.
      if (!(error instanceof Error && error.name === 'Fault')) throw error;
      throw new RangeError('there is not enough memory for poolBytes and logBytes');
    }
    this.hal = hal;
    this.timer.isUsed = hal.quotaArm === 'platform';
    const stat = this.initOn(poolBytes, logBytes, hal);
    if (stat !== Stat.Success) this.giveBack();
    return stat;
  }

  /** The pool is only counted: modules live in V8's memory. */
  private initOn(poolBytes: number, logBytes: number, hal: CoreHal): Stat {
    return this.using(this.halStruct(hal), (view) =>
      this.runtime.init(this.logMemory, poolBytes, this.logMemory, logBytes, view),
    );
  }

  deinit(): Stat {
    const stat = this.runtime.deinit();
    if (stat === Stat.Success) this.giveBack();
    return stat;
  }

  stop(): Stat {
    return this.runtime.stop();
  }

  restart(): Stat {
    return this.runtime.restart();
  }

  load(image: Uint8Array, policy: Policy): Result<ModuleId> {
    return this.using(this.policy(policy), (rights) => {
      const { address } = this.bytes(image);
      const out = placeU32(this.program);
      const stat = this.using(out, () => this.runtime.moduleLoad(address, image.length, rights, out));
      if (stat !== Stat.Success) {
        this.program.memory.free(address);
        return { stat };
      }
      this.keepImage(out.value, address);
      return { stat, value: out.value };
    });
  }

  start(id: ModuleId): Stat {
    return this.runtime.moduleStart(id);
  }

  pause(id: ModuleId): Stat {
    return this.runtime.modulePause(id);
  }

  unload(id: ModuleId): Stat {
    const stat = this.runtime.moduleUnload(id);
    if (stat === Stat.Success) this.keepImage(id, null);
    return stat;
  }

  replace(id: ModuleId, image: Uint8Array, policy: Policy): Stat {
    return this.using(this.policy(policy), (rights) => {
      const { address } = this.bytes(image);
      const stat = this.runtime.moduleReplace(id, address, image.length, rights);
      if (stat === Stat.Success) this.keepImage(id, address);
      else this.program.memory.free(address);
      return stat;
    });
  }

  runStep(id: ModuleId): Stat {
    return this.runtime.moduleRunStep(id);
  }

  tick(): number {
    return this.runtime.tick();
  }

  nextDueUs(): Result<bigint> {
    return this.using(placeU64(this.program), (out) => {
      const stat = this.runtime.nextDueUs(out);
      return stat === Stat.Success ? { stat, value: out.value } : { stat };
    });
  }

  postEvent(event: number): Stat {
    return this.runtime.postEvent(event);
  }

  clearEvent(event: number): Stat {
    return this.runtime.clearEvent(event);
  }

  quotaExpired(id: ModuleId): void {
    this.runtime.quotaExpired(id);
  }

  quotaExpiredEntry(word: number): void {
    this.runtime.quotaExpiredEntry(word);
  }

  entryWord(): number {
    return this.runtime.entryWord();
  }

  entryExpired(): number {
    return this.runtime.entryExpired() ? 1 : 0;
  }

  stat(id: ModuleId): Result<ModuleState> {
    return this.using(placeU32<ModuleState>(this.program), (out) => {
      const stat = this.runtime.moduleStat(id, out);
      return stat === Stat.Success ? { stat, value: out.value } : { stat };
    });
  }

  info(id: ModuleId): Result<ModuleInfo> {
    return this.using(structOf<InfoView>(this.program, 'ModuleInfo').create(), (out) => {
      const stat = this.runtime.moduleInfo(id, out);
      return stat === Stat.Success ? { stat, value: pick(out, INFO_FIELDS) } : { stat };
    });
  }

  logRead(cursor: number): Result<CoreEntry> {
    const place = placeU32(this.program);
    place.value = cursor;
    return this.using(place, () =>
      this.using(structOf<EntryView>(this.program, 'LogEntry').create(), (out) => {
        const stat = this.runtime.logRead(place, out);
        if (stat !== Stat.Success) return { stat };
        const { sequence, moduleId, timestampUs, origin, level } = out;
        const text = this.program.memory.text(out.text.address);
        return { stat, value: { sequence, moduleId, timestampUs, origin, level, text, cursor: place.value } };
      }),
    );
  }

  logLost(): number {
    return this.runtime.logLost();
  }

  policyFromBin(bytes: Uint8Array): Result<Policy> {
    return this.using(this.bytes(bytes), ({ address }) =>
      this.using(structOf<PolicyView>(this.program, 'Policy').create(), (out) => {
        const stat = this.runtime.policyFromBin(address, bytes.length, out);
        return stat === Stat.Success ? { stat, value: pick(out, POLICY_FIELDS) } : { stat };
      }),
    );
  }

  version(): string {
    return this.program.memory.text(this.runtime.version());
  }

  statName(stat: number): string {
    return this.program.memory.text(this.runtime.statName(stat));
  }

  close(): void {
    this.deinit();
  }
}
