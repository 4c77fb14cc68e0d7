// SPDX-License-Identifier: Apache-2.0
/**
 * Events: 32 bits that interrupts set and modules wait for.
 *
 * Each module has a latch of its own, but a post is one atomic operation, however many modules subscribe: it goes into `posted`, and
 * the runtime's task hands it on to the latches when it next looks, module by module. Likewise `cleared`. A clear first takes the
 * event out of `posted` and only then marks `cleared`; the task applies `cleared` first and `posted` second. So a post after a clear
 * survives it, a post before it does not.
 */

import { MAX_MODULES } from './config';
import { Module, bitOf, modules, runtime, shared } from './modules';
import { wakesOnEvents } from './policy';
import { Stat } from './status';

/** Number of events: ids are below it. */
export const MAX_EVENT_ID = 32;

/**
 * Whether event `id` can be posted or shared.cleared.
 * @isr
 */
function checkEvent(id: u32): Stat {
  if (id >= MAX_EVENT_ID) return Stat.InvalidArg;
  return shared.initialised.load('acquire') === 0 ? Stat.NotInitialized : Stat.Success;
}

/**
 * Sets event `id` for every loaded module that subscribes to it, in whatever state. It stays set until the module has completed a
 * step that began after it, or fuse_clear_event(). Lock-free; from any thread or interrupt, and from inside host functions.
 * @isr
 */
export function postEvent(id: u32): Stat {
  const refused = checkEvent(id);
  if (refused === Stat.Success) shared.posted.fetchOr(bitOf(id), 'release');
  return refused;
}

/**
 * Clears event `id` for every loaded module. From any thread or interrupt, and from inside host functions.
 * @isr
 */
export function clearEvent(id: u32): Stat {
  const refused = checkEvent(id);
  if (refused !== Stat.Success) return refused;
  const bit = bitOf(id);
  shared.posted.fetchAnd(~bit, 'relaxed');
  shared.cleared.fetchOr(bit, 'release');
  return Stat.Success;
}

/** Sets a module's latch and keeps its place among those to be woken. */
export function setLatch(module: Module, latch: u32): void {
  module.latch = latch;
  runtime.awake &= ~module.bit;
  if (latch !== 0 && wakesOnEvents(module.sandbox.policy)) runtime.awake |= module.bit;
}

/** Hands what has been posted and cleared since the last time on to the latches. */
export function deliverEvents(): void {
  if ((shared.posted.load('relaxed') | shared.cleared.load('relaxed')) === 0) return;
  const clear = shared.cleared.exchange(0, 'acquire');
  const set = shared.posted.exchange(0, 'acquire');
  const present = shared.loaded.load('relaxed');
  for (let id: u32 = 0; id < MAX_MODULES; id++) {
    if ((present & bitOf(id)) !== 0) {
      const module = modules[id];
      setLatch(module, (module.latch & ~clear) | (set & module.sandbox.policy.eventSubscribe));
    }
  }
}

/** Forgets everything that is under way: nothing is loaded. */
export function resetEvents(): void {
  shared.cleared.store(0, 'relaxed');
  shared.posted.store(0, 'relaxed');
}
