// SPDX-License-Identifier: Apache-2.0
/** The life of a module: load, start, pause, unload. */

import { checkCall, findModule, refusal } from './calls';
import { MAX_MODULES } from './config';
import { Outcome, enter } from './entry';
import { deliverEvents, setLatch } from './events';
import { logFault, stopFaulty } from './faults';
import { LOG_LEVEL_DEBUG, LOG_LEVEL_INFO, logModule } from './log';
import { DEINIT, INIT, Module, bitOf, modules, runtime, setState, shared } from './modules';
import { Policy, isPeriodic, isValidPolicy } from './policy';
import { closeSandbox, openSandbox } from './sandbox';
import { isSealGood } from './seal';
import { noteStack } from './stack';
import { ModuleId, ModuleState } from './state';
import { Stat } from './status';

/** WAMR reads the image in place. */
const IMAGE_ALIGNMENT_MASK = 0x7;

/** Whether image and policy may be looked at closer. */
export function isLoadable(buf: ConstPointer<u8>, policy: Readonly<Policy>): boolean {
  return (addressOf(buf) & IMAGE_ALIGNMENT_MASK) === 0 && isValidPolicy(policy);
}

/** Keeps what is known about activation in step with the policy, and sets the latch. */
export function applyActivation(module: Module, latch: u32): void {
  const bit = module.bit;
  const policy = module.sandbox.policy;
  runtime.periodic &= ~bit;
  if (isPeriodic(policy)) runtime.periodic |= bit;
  runtime.timed &= ~bit;
  if (policy.stepIntervalUs !== 0) runtime.timed |= bit;
  setLatch(module, latch);
}

function lowestFreeId(): ModuleId {
  const used = shared.loaded.load('relaxed');
  for (let id: u32 = 0; id < MAX_MODULES; id++) {
    if ((used & bitOf(id)) === 0) return id;
  }
  return MAX_MODULES;
}

/**
 * Loads an image that fuse-aotc made and runs its start code under the quota. The module is then LOADED.
 * @param buf the image, at an address divisible by 8; stays unchanged while the module is loaded, may lie in flash
 * @param size of the image, in bytes
 * @param policy is copied
 * @param out the new module's id
 * @returns FUSE_ERR_INVALID_ARG also for an invalid policy; FUSE_ERR_MODULE_LIMIT; FUSE_ERR_MODULE_LOAD_FAILED with the reason in
 * the log.
 */
export function moduleLoad(
  buf: ConstPointer<u8> | null,
  size: u32,
  policy: Readonly<Policy> | null,
  out: Out<ModuleId> | null,
): Stat {
  if (buf === null || size === 0 || policy === null || out === null) return Stat.InvalidArg;
  const refused = checkCall();
  if (refused !== Stat.Success) return refused;
  if (!isLoadable(buf, policy)) return Stat.InvalidArg;
  const id = lowestFreeId();
  if (id >= MAX_MODULES) return Stat.ModuleLimit;

  const module = modules[id];
  if (!isSealGood(buf, size) || !openSandbox(module, id, buf, size, policy)) return Stat.ModuleLoadFailed;

  // Earlier events are for the modules that were there.
  deliverEvents();
  applyActivation(module, 0);
  setState(module, ModuleState.Loaded);
  shared.loaded.store(shared.loaded.load('relaxed') | module.bit, 'release');
  logModule(LOG_LEVEL_INFO, id, ' loaded');
  out.value = id;
  return Stat.Success;
}

/**
 * Lets a LOADED or PAUSED module run. The first time runs its module_init under the quota.
 * @returns FUSE_ERR_INVALID_ARG in another state; FUSE_ERR_MODULE_TRAP or FUSE_ERR_QUOTA_EXCEEDED if module_init failed: the module is
 * then TRAPPED or QUOTA_EXCEEDED.
 */
export function moduleStart(id: ModuleId): Stat {
  const module = findModule(id);
  if (module === null) return refusal();
  const state = module.state.load('relaxed');
  if (state !== ModuleState.Loaded && state !== ModuleState.Paused) return Stat.InvalidArg;
  if (!module.sandbox.started) {
    noteStack();
    const outcome = enter(module, module.sandbox.entries[INIT]);
    if (outcome !== Outcome.Completed) return stopFaulty(module, outcome);
    module.sandbox.started = true;
  }
  setState(module, ModuleState.Running);
  logModule(LOG_LEVEL_DEBUG, id, ' running');
  return Stat.Success;
}

/**
 * Lets a RUNNING module rest. It keeps its memory, and events go on being latched for it.
 * @returns FUSE_ERR_INVALID_ARG in another state.
 */
export function modulePause(id: ModuleId): Stat {
  const module = findModule(id);
  if (module === null) return refusal();
  if (module.state.load('relaxed') !== ModuleState.Running) return Stat.InvalidArg;
  setState(module, ModuleState.Paused);
  logModule(LOG_LEVEL_DEBUG, id, ' paused');
  return Stat.Success;
}

/** Runs module_deinit, if the module was started and has not failed, and gives back what the module holds of WAMR. */
export function dismantle(module: Module): void {
  const state = module.state.load('relaxed');
  const failed = state === ModuleState.Trapped || state === ModuleState.QuotaExceeded;
  if (module.sandbox.started && !failed) {
    logFault(module, enter(module, module.sandbox.entries[DEINIT]));
  }
  closeSandbox(module.sandbox);
}

/** Unloads one module. */
export function unload(module: Module): void {
  dismantle(module);
  shared.loaded.store(shared.loaded.load('relaxed') & ~module.bit, 'release');
  setState(module, ModuleState.Unloaded);
  logModule(LOG_LEVEL_INFO, module.id, ' unloaded');
}

/**
 * Runs module_deinit under the quota, if the module was started and has not failed, and frees everything that it held. Its id is
 * free then. What goes wrong in module_deinit is only logged.
 */
export function moduleUnload(id: ModuleId): Stat {
  const module = findModule(id);
  if (module === null) return refusal();
  unload(module);
  return Stat.Success;
}
