// SPDX-License-Identifier: Apache-2.0
/**
 * The end of a quota, told from a timer's interrupt or another thread.
 *
 * One atomic word describes the entry under way: a generation (bits 8 to 31, counted up each time), the module id (bits 2 to 7) and
 * a phase. Whoever exchanges `armed` first decides: the runtime, by ending the entry, or the timer, by expiring it.
 */

import { ModuleId } from './state';

const PHASE_IDLE = 0;
const PHASE_ARMED = 1;
const PHASE_EXPIRED = 2;
const PHASE_MASK = 0x3;

const ID_SHIFT = 2;
const ID_MASK = 0x3f;
const GENERATION_STEP = 0x100;
const GENERATION_MASK = 0xffffff00;

const entry: Atomic<u32> = zeroed();

/** Begins an entry of module `id` that may be expired from now on. */
export function armEntry(id: ModuleId): void {
  const generation = wrap((entry.load('relaxed') & GENERATION_MASK) + GENERATION_STEP);
  entry.store(generation | ((id & ID_MASK) << ID_SHIFT) | PHASE_ARMED, 'release');
}

/** Ends the entry; returns whether its quota had expired. From here on nothing can expire it. */
export function endEntry(): boolean {
  const generation = entry.load('relaxed') & GENERATION_MASK;
  const last = entry.exchange(generation | PHASE_IDLE, 'acq_rel');
  return (last & PHASE_MASK) === PHASE_EXPIRED;
}

/**
 * Whether the entry under way has used up its quota. For platforms, whose guard acts only then.
 * @isr
 */
export function entryExpired(): boolean {
  return (entry.load('acquire') & PHASE_MASK) === PHASE_EXPIRED;
}

/**
 * The entry under way as one number that no other entry has, for fuse_quota_expired_entry(). For platforms, which read it in their
 * quota_arm.
 * @isr
 */
export function entryWord(): u32 {
  return entry.load('acquire');
}

/**
 * Ends the quota of exactly the entry for which fuse_entry_word() gave `word`; does nothing once that is over. From any thread or
 * interrupt, at any time.
 * @isr
 */
export function quotaExpiredEntry(word: u32): void {
  if ((word & PHASE_MASK) !== PHASE_ARMED) return;
  const expired = (word & ~PHASE_MASK) | PHASE_EXPIRED;
  if (entry.compareExchange(word, expired, 'acq_rel')) platformGuardStop();
}

/**
 * The quota of module `id` is used up: ends its entry if one is under way whose quota was armed and not cancelled, else does
 * nothing. From any thread or interrupt, at any time, with any id.
 * @isr
 */
export function quotaExpired(id: ModuleId): void {
  const word = entry.load('acquire');
  if (id === ((word >> ID_SHIFT) & ID_MASK)) quotaExpiredEntry(word);
}
