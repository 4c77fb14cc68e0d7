// SPDX-License-Identifier: Apache-2.0
/**
 * The host's functions as an implementation calls them: what they return is checked, and what they throw is kept until the call
 * from which they were called is complete. A module below it is never unwound; it sees 0.
 */

import { checkBytes, checkNumber, checkObject, checkU64, checkWords, mismatch } from './arguments';
import type { CoreHal } from './core';

const NAMES = ['getReading', 'getTimestamp', 'lastFrame', 'quotaArm', 'quotaCancel', 'moduleStopped'] as const;
type Name = (typeof NAMES)[number];

/** Those that the platform has of its own. */
const PLATFORM_NAMES: readonly Name[] = ['getTimestamp', 'quotaArm', 'quotaCancel'];

type AnyFunction = (...args: unknown[]) => unknown;
/** A function of the host that does not throw and returns what is declared. */
type Guarded<T> = (...args: unknown[]) => T;

export class Callbacks {
  private depth = 0;
  private thrown: { error: unknown } | null = null;

  /** Runs one call into the runtime; the outermost one throws what a function of the host threw first. */
  run<T>(call: () => T): T {
    this.depth++;
    try {
      return call();
    } finally {
      this.depth--;
      if (this.depth === 0) this.rethrow();
    }
  }

  private rethrow(): void {
    const { thrown } = this;
    this.thrown = null;
    if (thrown !== null) throw thrown.error;
  }

  /** Whether a function of the host, or the runtime, is under way. */
  get busy(): boolean {
    return this.depth > 0;
  }

  /** Checks the host's functions and makes them safe to call. */
  adopt(given: unknown): CoreHal {
    const hal = given === undefined ? {} : checkObject('hal', given);
    checkWords('hal', hal, NAMES);
    const guard = <T>(name: Name, check: (value: unknown) => T, otherwise: T): Guarded<T> | 'platform' | null =>
      this.guard(this.checkFunction(name, hal[name]), check, otherwise);
    const nothing = (): void => undefined;
    const frame = (value: unknown): Uint8Array | null =>
      value === null ? null : checkBytes('the result of hal.lastFrame', value);
    // Only those of PLATFORM_NAMES can be 'platform'.
    return {
      getReading: guard('getReading', (value) => checkNumber('the result of hal.getReading', value), 0),
      getTimestamp: guard('getTimestamp', (value) => checkU64('the result of hal.getTimestamp', value), 0n),
      lastFrame: guard('lastFrame', frame, null),
      quotaArm: guard('quotaArm', nothing, undefined),
      quotaCancel: guard('quotaCancel', nothing, undefined),
      moduleStopped: guard('moduleStopped', nothing, undefined),
    } as CoreHal;
  }

  private checkFunction(name: Name, value: unknown): AnyFunction | 'platform' | null {
    if (value === undefined || value === null) return null;
    if (typeof value === 'function') return value as AnyFunction;
    const hasPlatform = PLATFORM_NAMES.includes(name);
    if (hasPlatform && value === 'platform') return value;
    throw mismatch(`hal.${name}`, hasPlatform ? "a function, 'platform' or null" : 'a function or null', value);
  }

  private guard<T>(
    callback: AnyFunction | 'platform' | null,
    check: (value: unknown) => T,
    otherwise: T,
  ): Guarded<T> | 'platform' | null {
    if (callback === null || callback === 'platform') return callback;
    return (...args) => {
      try {
        return check(callback(...args));
      } catch (error) {
        this.thrown ??= { error };
        return otherwise;
      }
    };
  }
}
