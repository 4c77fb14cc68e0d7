// SPDX-License-Identifier: Apache-2.0
/** What all calls of the API check first, in the order that they share. */

import { MAX_MODULES } from './config';
import { Module, isLoaded, modules, runtime, shared } from './modules';
import { ModuleId } from './state';
import { Stat } from './status';

/** Calls that belong to the runtime's task: not before fuse_init(), not from a host function that a module is calling. */
export function checkCall(): Stat {
  if (shared.initialised.load('relaxed') === 0) return Stat.NotInitialized;
  return runtime.entered === null ? Stat.Success : Stat.InvalidArg;
}

/** The module of this id; null if there is none. */
export function loadedModule(id: ModuleId): Module | null {
  return id < MAX_MODULES && isLoaded(id) ? modules[id] : null;
}

/** The module that a call of the runtime's task is about; null if the call is refused. */
export function findModule(id: ModuleId): Module | null {
  return checkCall() === Stat.Success ? loadedModule(id) : null;
}

/**
 * Whether there is a module of this id, for calls that are allowed everywhere.
 * @isr
 */
export function presence(id: ModuleId): Stat {
  if (shared.initialised.load('acquire') === 0) return Stat.NotInitialized;
  return id < MAX_MODULES && isLoaded(id) ? Stat.Success : Stat.ModuleNotFound;
}

/** Why findModule() gave null. */
export function refusal(): Stat {
  const general = checkCall();
  return general === Stat.Success ? Stat.ModuleNotFound : general;
}
