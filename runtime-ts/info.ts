// SPDX-License-Identifier: Apache-2.0
/** What the host can ask about a module. */

import { loadedModule, presence } from './calls';
import { MAX_MODULES, STEP_TIMES } from './config';
import { modules, shared } from './modules';
import { linearMemory } from './sandbox';
import { ModuleId, ModuleState } from './state';
import { Stat } from './status';

/** Figures of one module, since it was loaded or replaced. */
export interface ModuleInfo {
  /** FUSE_MODULE_STATE_*. */
  state: u32;
  /** Completed steps, modulo 2^32. */
  steps: u32;
  /** Entries that ended in a trap, modulo 2^32. */
  traps: u32;
  /** Entries that were stopped by the quota, modulo 2^32. */
  quotaKills: u32;
  /** Duration of the last step in microseconds; 0 in builds without FUSE_STEP_TIMES, like the next two. */
  stepUsLast: u32;
  /** Duration of the longest step. */
  stepUsMax: u32;
  /** Duration of all steps. */
  stepUsTotal: u64;
  /** What the module takes of the pool, in bytes, as measured when it was loaded. */
  poolBytes: u32;
  /** Size of its linear memory now, in bytes. */
  memoryBytes: u32;
}

/**
 * The state of a module. From any thread or interrupt.
 * @isr
 */
export function moduleStat(id: ModuleId, out: Out<ModuleState> | null): Stat {
  if (out === null) return Stat.InvalidArg;
  const present = presence(id);
  if (id >= MAX_MODULES || present !== Stat.Success) return present;
  out.value = modules[id].state.load('acquire');
  return Stat.Success;
}

/** Figures of a module. Belongs to the runtime's task; also from inside host functions. */
export function moduleInfo(id: ModuleId, out: ModuleInfo | null): Stat {
  if (out === null) return Stat.InvalidArg;
  if (shared.initialised.load('relaxed') === 0) return Stat.NotInitialized;
  const module = loadedModule(id);
  if (module === null) return Stat.ModuleNotFound;
  const counts = module.sandbox.counts;
  out.state = u32(module.state.load('relaxed'));
  out.steps = counts.steps;
  out.traps = counts.traps;
  out.quotaKills = counts.quotaKills;
  if (when(STEP_TIMES)) {
    out.stepUsLast = u32.sat(platformCyclesToUs(counts.cyclesLast));
    out.stepUsMax = u32.sat(platformCyclesToUs(counts.cyclesMax));
    out.stepUsTotal = platformCyclesToUs(counts.cyclesTotal);
  } else {
    out.stepUsLast = 0;
    out.stepUsMax = 0;
    out.stepUsTotal = 0n;
  }
  out.poolBytes = module.sandbox.poolBytes;
  const memory = linearMemory(module.sandbox);
  out.memoryBytes = memory.length;
  return Stat.Success;
}
