// SPDX-License-Identifier: Apache-2.0
/**
 * Steps: by hand, and by the tick.
 *
 * A tick takes every RUNNING module in id order, at most one step each. A latched event goes before the interval; a latch is cleared
 * only for the events that were seen before the step, and only after success.
 */

import { checkCall, findModule, refusal } from './calls';
import { clockUs, hasClock } from './clock';
import { MAX_MODULES, STEP_TIMES } from './config';
import { Outcome, enter } from './entry';
import { deliverEvents, setLatch } from './events';
import { stopFaulty } from './faults';
import { STEP, Module, bitOf, modules, runtime, shared } from './modules';
import { ModuleId } from './state';
import { Stat } from './status';

/** Enters module_step, with its time taken if the build wants that. */
function enterStep(module: Module): Outcome {
  if (when(STEP_TIMES)) {
    const counts = module.sandbox.counts;
    const before = platformCycles();
    const outcome = enter(module, module.sandbox.entries[STEP]);
    counts.cyclesLast = wrap(platformCycles() - before);
    counts.cyclesMax = max(counts.cyclesMax, counts.cyclesLast);
    // Of a counter of 64 bits, which lasts a thousand years.
    counts.cyclesTotal = wrap(counts.cyclesTotal + counts.cyclesLast);
    return outcome;
  }
  return enter(module, module.sandbox.entries[STEP]);
}

/** The time that intervals are compared with. While it is not known, they are not checked. */
interface Now {
  isKnown: boolean;
  us: u64;
}

const now: Now = zeroed();

/** Reads the clock, if one of the `ids` has an interval to be compared with the time, and if there is a clock. */
function readClock(ids: u32): void {
  now.isKnown = (ids & runtime.timed) !== 0 && hasClock();
  now.us = now.isKnown ? clockUs() : 0n;
}

/** Microseconds until the module's interval allows a step; 0: now. The first step is always allowed. */
function untilDue(module: Module): u64 {
  const interval = u64(module.sandbox.policy.stepIntervalUs);
  const last = module.sandbox.lastStepUs;
  // A clock that went backwards says nothing about the time that has passed.
  if (!now.isKnown || !module.sandbox.stepped || now.us < last) return 0n;
  const elapsed = now.us - last;
  return elapsed < interval ? interval - elapsed : 0n;
}

/** One step of a module that may step, and what follows from its outcome. With `isTimed`, the next interval begins with it. */
function step(module: Module, isTimed: boolean): Stat {
  const outcome = enterStep(module);
  if (outcome !== Outcome.Completed) return stopFaulty(module, outcome);
  module.sandbox.counts.steps = wrap(module.sandbox.counts.steps + 1);
  if (isTimed && now.isKnown) {
    module.sandbox.lastStepUs = now.us;
    module.sandbox.stepped = true;
  }
  return Stat.Success;
}

function mayStep(id: ModuleId): boolean {
  return ((runtime.runnable >> (id & 31)) & 1) !== 0 && runtime.entered === null;
}

/** Why a module may not step. */
function stepRefusal(id: ModuleId): Stat {
  return findModule(id) === null ? refusal() : Stat.InvalidArg;
}

/**
 * Runs one module_step(), whatever the module's activation. Latched events stay latched.
 * @returns FUSE_ERR_INVALID_ARG if the module is not RUNNING or the runtime is stopped; FUSE_ERR_INTERVAL_NOT_ELAPSED if
 * step_interval_us has not passed since the start of the last successful step (never without a clock, for the first step, or when
 * the clock has gone backwards); FUSE_ERR_MODULE_TRAP, FUSE_ERR_QUOTA_EXCEEDED.
 */
export function moduleRunStep(id: ModuleId): Stat {
  if (id >= MAX_MODULES || !mayStep(id)) return stepRefusal(id);
  const module = modules[id];
  readClock(module.bit);
  return untilDue(module) === 0n ? step(module, true) : Stat.IntervalNotElapsed;
}

/** The work of a tick in which there may be some. */
function runDueModules(): u32 {
  let completed: u32 = 0;
  readClock(runtime.runnable & runtime.periodic);
  deliverEvents();
  for (let id: u32 = 0; id < MAX_MODULES; id++) {
    // Nobody from here on runs.
    if (runtime.runnable >> id === 0) break;
    const bit = bitOf(id);
    const module = modules[id];
    const awake = (runtime.runnable & runtime.awake & bit) !== 0;
    const periodic = (runtime.runnable & runtime.periodic & bit) !== 0;
    if (awake || (periodic && untilDue(module) === 0n)) {
      const seen = awake ? module.latch : 0;
      if (step(module, periodic) === Stat.Success) {
        completed |= bit;
        setLatch(module, module.latch & ~seen);
      }
      // What the step has posted is for the modules after it.
      deliverEvents();
    }
  }
  return completed;
}

/**
 * Gives every RUNNING module in id order at most one step: because an event of event_subscribe is latched (activation EVENT),
 * whatever the interval, or because step_interval_us has passed (activation INTERVAL). Reads the clock at most once.
 * @returns the mask of the ids that completed a step; 0 before fuse_init(), while stopped and inside a host function.
 */
export function tick(): u32 {
  const candidates = runtime.runnable & (runtime.periodic | runtime.awake);
  if ((candidates | shared.posted.load('relaxed')) === 0) return 0;
  return checkCall() === Stat.Success ? runDueModules() : 0;
}

/** Microseconds until the first INTERVAL module is due; UINT64_MAX if there is none. */
function untilNextInterval(): u64 {
  const periodic = runtime.runnable & runtime.periodic;
  let next: u64 = u64.MAX;
  readClock(runtime.runnable & runtime.periodic);
  for (let id: u32 = 0; id < MAX_MODULES; id++) {
    if ((periodic & bitOf(id)) !== 0) next = min(next, untilDue(modules[id]));
  }
  return next;
}

/**
 * Microseconds until a tick has work, for hosts that sleep: 0 if an event is latched or an interval has passed, UINT64_MAX if only an
 * event can wake anything.
 */
export function nextDueUs(out: Out<u64> | null): Stat {
  if (out === null) return Stat.InvalidArg;
  const refused = checkCall();
  if (refused !== Stat.Success) return refused;
  deliverEvents();
  out.value = (runtime.runnable & runtime.awake) !== 0 ? 0n : untilNextInterval();
  return Stat.Success;
}
