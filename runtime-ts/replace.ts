// SPDX-License-Identifier: Apache-2.0
/** Update of a module at run time. */

import { findModule, refusal } from './calls';
import { Outcome, enter } from './entry';
import { deliverEvents } from './events';
import { failureOf } from './faults';
import { applyActivation, dismantle, isLoadable } from './lifecycle';
import { LOG_LEVEL_FATAL, LOG_LEVEL_INFO, logModule } from './log';
import { INIT, Module, setState } from './modules';
import { Policy } from './policy';
import { closeSandbox, openSandbox } from './sandbox';
import { isSealGood } from './seal';
import { ModuleId, ModuleState } from './state';
import { Stat } from './status';

/** The successor, until it takes over. */
const successor: Module = zeroed();

/** Puts the successor's sandbox in the place of the module's own. */
function takeOver(module: Module): void {
  dismantle(module);
  assign(module.sandbox, successor.sandbox);
  assign(successor.sandbox, zeroed());
  applyActivation(module, module.latch & module.sandbox.policy.eventSubscribe);
}

/**
 * Replaces a module by another image. The new one is loaded beside the old one and, unless the old one is only LOADED, its
 * module_init run; only then does it take over the id, the state (RUNNING if the old one had failed) and the latched events, and the
 * old one is unloaded. Any failure leaves the old one as it was. The pool must hold both for that time.
 * @param buf as for fuse_module_load()
 * @returns what fuse_module_load() and fuse_module_start() return.
 */
export function moduleReplace(
  id: ModuleId,
  buf: ConstPointer<u8> | null,
  size: u32,
  policy: Readonly<Policy> | null,
): Stat {
  if (buf === null || size === 0 || policy === null) return Stat.InvalidArg;
  const module = findModule(id);
  if (module === null) return refusal();
  if (!isLoadable(buf, policy)) return Stat.InvalidArg;

  if (!isSealGood(buf, size) || !openSandbox(successor, id, buf, size, policy)) return Stat.ModuleLoadFailed;
  const state = module.state.load('relaxed');
  if (state !== ModuleState.Loaded) {
    const outcome = enter(successor, successor.sandbox.entries[INIT]);
    if (outcome !== Outcome.Completed) {
      logModule(LOG_LEVEL_FATAL, id, ' not replaced: module_init failed');
      closeSandbox(successor.sandbox);
      return failureOf(outcome);
    }
    successor.sandbox.started = true;
  }

  deliverEvents();
  takeOver(module);
  if (state === ModuleState.Trapped || state === ModuleState.QuotaExceeded) setState(module, ModuleState.Running);
  logModule(LOG_LEVEL_INFO, id, ' replaced');
  return Stat.Success;
}
