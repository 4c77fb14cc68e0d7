// SPDX-License-Identifier: Apache-2.0
/** What an implementation of Fuse gives: the runtime's calls, with arguments that checked-fuse.ts has found to be good. */

import type { LogEntry, ModuleId, ModuleInfo, ModuleState, Policy, Result, Stat } from './fuse';

/** The host's functions, each of them there or null. They do not throw. */
export interface CoreHal {
  getReading: (() => number) | null;
  getTimestamp: (() => bigint) | 'platform' | null;
  lastFrame: ((capacity: number) => Uint8Array | null) | null;
  quotaArm: ((id: ModuleId, us: number) => void) | 'platform' | null;
  quotaCancel: ((id: ModuleId) => void) | 'platform' | null;
  moduleStopped: ((id: ModuleId, state: ModuleState) => void) | null;
}

/** An entry as the runtime has it: its text is bytes, one character for each, that need not be UTF-8. */
export type CoreEntry = LogEntry & { cursor: number };

export interface Core {
  init(poolBytes: number, logBytes: number, hal: CoreHal): Stat;
  deinit(): Stat;
  stop(): Stat;
  restart(): Stat;
  load(image: Uint8Array, policy: Policy): Result<ModuleId>;
  start(id: ModuleId): Stat;
  pause(id: ModuleId): Stat;
  unload(id: ModuleId): Stat;
  replace(id: ModuleId, image: Uint8Array, policy: Policy): Stat;
  runStep(id: ModuleId): Stat;
  tick(): number;
  nextDueUs(): Result<bigint>;
  postEvent(event: number): Stat;
  clearEvent(event: number): Stat;
  quotaExpired(id: ModuleId): void;
  quotaExpiredEntry(word: number): void;
  entryWord(): number;
  /** 0 or 1. */
  entryExpired(): number;
  stat(id: ModuleId): Result<ModuleState>;
  info(id: ModuleId): Result<ModuleInfo>;
  logRead(cursor: number): Result<CoreEntry>;
  logLost(): number;
  policyFromBin(bytes: Uint8Array): Result<Policy>;
  version(): string;
  statName(stat: number): string;
  close(): void;
}
