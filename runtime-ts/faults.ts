// SPDX-License-Identifier: Apache-2.0
/** What follows when an entry has not completed. */

import { Outcome } from './entry';
import { trapReason } from './exception';
import { hal } from './hal/index';
import { LOG_LEVEL_FATAL, logModule, logTrap } from './log';
import { Module, runtime, setState } from './modules';
import { ModuleState } from './state';
import { Stat } from './status';

/** The result of a call whose entry failed like this. */
export function failureOf(outcome: Outcome): Stat {
  return outcome === Outcome.Trapped ? Stat.ModuleTrap : Stat.QuotaExceeded;
}

/** Tells the log how an entry failed. */
export function logFault(module: Module, outcome: Outcome): void {
  if (outcome === Outcome.QuotaExceeded) {
    logModule(LOG_LEVEL_FATAL, module.id, ' quota exceeded');
  } else if (outcome === Outcome.Trapped) {
    logTrap(module.id, trapReason(module));
  }
}

/** Tells the host that a module has stopped running. It is still inside the runtime's call. */
function tellHost(module: Module, state: ModuleState): void {
  const moduleStopped = hal.moduleStopped;
  if (moduleStopped === null) return;
  runtime.entered = module;
  moduleStopped(module.id, state);
  runtime.entered = null;
}

/** Takes a module out of service whose entry has failed. */
export function stopFaulty(module: Module, outcome: Outcome): Stat {
  const wasRunning = module.state.load('relaxed') === ModuleState.Running;
  const trapped = outcome === Outcome.Trapped;
  const state = trapped ? ModuleState.Trapped : ModuleState.QuotaExceeded;
  const counts = module.sandbox.counts;
  if (trapped) counts.traps = wrap(counts.traps + 1);
  else counts.quotaKills = wrap(counts.quotaKills + 1);
  setState(module, state);
  logFault(module, outcome);
  if (wasRunning) tellHost(module, state);
  return failureOf(outcome);
}
