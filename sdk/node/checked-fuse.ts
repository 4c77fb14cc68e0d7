// SPDX-License-Identifier: Apache-2.0
/** Fuse over any implementation: arguments are checked, texts decoded, and what the host's functions throw comes out here. */

import { checkBytes, checkObject, checkPolicy, checkU32, checkWords } from './arguments';
import { Callbacks } from './callbacks';
import type { Core } from './core';
import {
  Stat,
  type Fuse,
  type InitOptions,
  type LogEntry,
  type LogPosition,
  type ModuleId,
  type ModuleInfo,
  type ModuleState,
  type Policy,
  type Result,
} from './fuse';

export class CheckedFuse implements Fuse {
  private readonly callbacks = new Callbacks();
  private core: Core | null;

  constructor(core: Core) {
    this.core = core;
  }

  private call<T>(what: (core: Core) => T): T {
    const { core } = this;
    if (core === null) throw new Error('this Fuse is closed');
    return this.callbacks.run(() => what(core));
  }

  init(options: InitOptions): Stat {
    const given = checkObject('options', options);
    checkWords('options', given, ['poolBytes', 'logBytes', 'hal']);
    const poolBytes = checkU32('options.poolBytes', given['poolBytes']);
    const logBytes = checkU32('options.logBytes', given['logBytes']);
    const hal = this.callbacks.adopt(given['hal']);
    return this.call((core) => core.init(poolBytes, logBytes, hal));
  }

  deinit(): Stat {
    return this.call((core) => core.deinit());
  }

  stop(): Stat {
    return this.call((core) => core.stop());
  }

  restart(): Stat {
    return this.call((core) => core.restart());
  }

  load(image: Uint8Array, policy: Policy): Result<ModuleId> {
    const rights = checkPolicy('policy', policy);
    const bytes = checkBytes('image', image);
    return this.call((core) => core.load(bytes, rights));
  }

  start(id: ModuleId): Stat {
    const module = checkU32('id', id);
    return this.call((core) => core.start(module));
  }

  pause(id: ModuleId): Stat {
    const module = checkU32('id', id);
    return this.call((core) => core.pause(module));
  }

  unload(id: ModuleId): Stat {
    const module = checkU32('id', id);
    return this.call((core) => core.unload(module));
  }

  replace(id: ModuleId, image: Uint8Array, policy: Policy): Stat {
    const module = checkU32('id', id);
    const rights = checkPolicy('policy', policy);
    const bytes = checkBytes('image', image);
    return this.call((core) => core.replace(module, bytes, rights));
  }

  runStep(id: ModuleId): Stat {
    const module = checkU32('id', id);
    return this.call((core) => core.runStep(module));
  }

  tick(): number {
    return this.call((core) => core.tick());
  }

  nextDueUs(): Result<bigint> {
    return this.call((core) => core.nextDueUs());
  }

  postEvent(event: number): Stat {
    const bit = checkU32('event', event);
    return this.call((core) => core.postEvent(bit));
  }

  clearEvent(event: number): Stat {
    const bit = checkU32('event', event);
    return this.call((core) => core.clearEvent(bit));
  }

  quotaExpired(id: ModuleId): void {
    const module = checkU32('id', id);
    this.call((core) => core.quotaExpired(module));
  }

  quotaExpiredEntry(word: number): void {
    const entry = checkU32('word', word);
    this.call((core) => core.quotaExpiredEntry(entry));
  }

  entryWord(): number {
    return this.call((core) => core.entryWord());
  }

  entryExpired(): boolean {
    return this.call((core) => core.entryExpired()) !== 0;
  }

  stat(id: ModuleId): Result<ModuleState> {
    const module = checkU32('id', id);
    return this.call((core) => core.stat(module));
  }

  info(id: ModuleId): Result<ModuleInfo> {
    const module = checkU32('id', id);
    return this.call((core) => core.info(module));
  }

  logRead(cursor: number): Result<LogPosition> {
    const from = checkU32('cursor', cursor);
    const result = this.call((core) => core.logRead(from));
    if (result.stat !== Stat.Success) return result;
    const { cursor: behind, text, ...entry } = result.value;
    return {
      stat: Stat.Success,
      value: { entry: { ...entry, text: Buffer.from(text, 'latin1').toString('utf8') }, cursor: behind },
    };
  }

  log(cursor = 0): LogEntry[] {
    const entries: LogEntry[] = [];
    for (let next = this.logRead(cursor); next.stat === Stat.Success; next = this.logRead(next.value.cursor)) {
      entries.push(next.value.entry);
    }
    return entries;
  }

  logLost(): number {
    return this.call((core) => core.logLost());
  }

  policyFromBin(bytes: Uint8Array): Result<Policy> {
    const given = checkBytes('bytes', bytes);
    return this.call((core) => core.policyFromBin(given));
  }

  version(): string {
    return this.call((core) => core.version());
  }

  statName(stat: number): string {
    const code = checkU32('stat', stat);
    return this.call((core) => core.statName(code));
  }

  close(): void {
    const { core } = this;
    if (core === null) return;
    if (this.callbacks.busy) throw new Error('close() cannot be called from inside a function of the HAL');
    try {
      this.callbacks.run(() => core.close());
    } finally {
      this.core = null;
    }
  }
}
