// SPDX-License-Identifier: Apache-2.0
/**
 * FUSE as a JavaScript object: the calls of fuse.h, with the same results. docs/node-api.md shows its use.
 *
 * Every call says what it came to as a Stat; one that gives something gives a Result. Arguments of another type than is declared
 * here throw a TypeError that names the argument; a Stat never means that. What a function of the HAL throws is thrown again by the
 * call that was under way, once that is complete; the module had 0 from it.
 */

/** What a call came to. fuse.h explains each. */
export enum Stat {
  Success = 0,
  InvalidArg = 1,
  NotInitialized = 2,
  AlreadyInitialized = 3,
  ModuleLoadFailed = 4,
  ModuleNotFound = 5,
  ModuleLimit = 6,
  PolicyViolation = 7,
  BufferTooSmall = 8,
  QuotaExceeded = 9,
  ModuleTrap = 10,
  IntervalNotElapsed = 11,
  LogEnd = 12,
}

/** Where a module is in its life. */
export enum ModuleState {
  Loaded = 0,
  Running = 1,
  Paused = 2,
  Trapped = 3,
  QuotaExceeded = 4,
  Unloaded = 5,
}

/** Bits of `policy.capabilities`: the native functions that a module may call. */
export enum Capability {
  TempSensor = 0x01,
  Timer = 0x02,
  Camera = 0x04,
  Log = 0x08,
  EventPost = 0x10,
}

/** Bits of `policy.activationMask`: what makes tick() step a module. */
export enum Activation {
  Interval = 0x01,
  Event = 0x02,
  Manual = 0x04,
}

export enum LogLevel {
  Debug = 0,
  Info = 1,
  Fatal = 2,
}

export enum LogOrigin {
  Runtime = 0,
  Guest = 1,
}

/** A module's number: the lowest free one when it was loaded. */
export type ModuleId = number;
/** No module. */
export const INVALID_MODULE_ID = 0xffffffff;
/** Events are numbered below it. */
export const MAX_EVENT_ID = 32;
/** Bytes of a log text at most, with the NUL that C puts behind it. */
export const LOG_MSG_MAX = 128;
/** What nextDueUs() gives when only an event can wake a module. */
export const NEVER_DUE = 0xffff_ffff_ffff_ffffn;

/** The rights and limits of one module: integers from 0 to 2^32 - 1. */
export interface Policy {
  /** Capability bits. */
  capabilities: number;
  /** Limit of the linear memory in pages of 65,536 bytes. */
  memoryPagesMax: number;
  /** Native stack that an entry may use, in bytes. */
  stackSize: number;
  heapSize: number;
  /** Time limit of each entry in microseconds; 0: none. */
  cpuQuotaUs: number;
  /** Least time from the start of one step to the start of the next, in microseconds. */
  stepIntervalUs: number;
  /** Activation bits; 0 means Activation.Interval. */
  activationMask: number;
  /** The events that activate the module: one bit each. */
  eventSubscribe: number;
}

/** One entry of the log. */
export interface LogEntry {
  sequence: number;
  /** The module it is about or from, or INVALID_MODULE_ID. */
  moduleId: ModuleId;
  timestampUs: bigint;
  origin: LogOrigin;
  level: LogLevel;
  /** What is not UTF-8 in it is replaced. */
  text: string;
}

/** Figures of one module, since it was loaded or replaced. */
export interface ModuleInfo {
  state: ModuleState;
  steps: number;
  traps: number;
  quotaKills: number;
  stepUsLast: number;
  stepUsMax: number;
  stepUsTotal: bigint;
  poolBytes: number;
  memoryBytes: number;
}

/**
 * The host's functions. Each may be absent: a module then sees 0, without a clock intervals are not checked, without quotaArm there
 * are no quotas. 'platform' is the clock or the quota timer of the platform that the runtime was built for.
 *
 * Inside them only postEvent, clearEvent, the quota calls, stat, info, logRead, logLost and log may be called; everything else gives
 * Stat.InvalidArg (tick: 0).
 */
export interface Hal {
  /** The temperature in degrees Celsius. */
  getReading?: (() => number) | null;
  /** Monotonic time in microseconds, below 2^64. */
  getTimestamp?: (() => bigint) | 'platform' | null;
  /** The latest frame, of which the module gets `capacity` bytes at most; null: there is none. */
  lastFrame?: ((capacity: number) => Uint8Array | null) | null;
  /** Starts the quota of module `id`: after `us` microseconds quotaExpired(id) is to be called. */
  quotaArm?: ((id: ModuleId, us: number) => void) | 'platform' | null;
  /** Ends the quota of module `id`. */
  quotaCancel?: ((id: ModuleId) => void) | 'platform' | null;
  /** Module `id` has left RUNNING by its own fault. */
  moduleStopped?: ((id: ModuleId, state: ModuleState) => void) | null;
}

export interface InitOptions {
  /** The pool: everything that modules need, in bytes. */
  poolBytes: number;
  /** The log's memory, in bytes. */
  logBytes: number;
  hal?: Hal;
}

/** What a call came to, and what it gave if that is Success. */
export type Result<T> = { stat: Stat.Success; value: T } | { stat: Exclude<Stat, Stat.Success>; value?: undefined };

/** An entry of the log, and the cursor behind it. */
export interface LogPosition {
  entry: LogEntry;
  cursor: number;
}

export interface Fuse {
  /** Starts the runtime on memory of its own. */
  init(options: InitOptions): Stat;
  /** Unloads every module and ends the runtime; init() may follow. */
  deinit(): Stat;
  /** Pauses every running module until restart(). */
  stop(): Stat;
  restart(): Stat;

  /** Loads an image (sealed: .aot for the addon, .wasm for JavaScript), which is copied, and runs its start code. */
  load(image: Uint8Array, policy: Policy): Result<ModuleId>;
  start(id: ModuleId): Stat;
  pause(id: ModuleId): Stat;
  unload(id: ModuleId): Stat;
  replace(id: ModuleId, image: Uint8Array, policy: Policy): Stat;

  /** Runs one step of a module, whatever its activation. */
  runStep(id: ModuleId): Stat;
  /** Gives every module that is due one step; the mask of those that completed one. */
  tick(): number;
  /** Microseconds until a tick has work. */
  nextDueUs(): Result<bigint>;

  postEvent(event: number): Stat;
  clearEvent(event: number): Stat;

  /** The quota of module `id` is used up. */
  quotaExpired(id: ModuleId): void;
  /** Ends the quota of exactly the entry for which entryWord() gave `word`. */
  quotaExpiredEntry(word: number): void;
  entryWord(): number;
  entryExpired(): boolean;

  stat(id: ModuleId): Result<ModuleState>;
  info(id: ModuleId): Result<ModuleInfo>;

  /** The next entry from a cursor on, which is 0 at first. */
  logRead(cursor: number): Result<LogPosition>;
  /** The entries that are left from a cursor on. */
  log(cursor?: number): LogEntry[];
  logLost(): number;

  /** Reads a policy from its 32 bytes. */
  policyFromBin(bytes: Uint8Array): Result<Policy>;
  version(): string;
  statName(stat: number): string;

  /** Ends the runtime, if it runs, and gives up its place to another Fuse: one lives at a time. All further calls throw. */
  close(): void;
}
