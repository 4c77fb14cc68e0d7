// SPDX-License-Identifier: Apache-2.0
/**
 * The log: two rings of entries in the host's memory.
 *
 * The runtime's own entries have a ring of their own, at least a quarter of the memory, so that a module that floods the log cannot
 * evict them. A full ring overwrites its oldest entry. Sequence numbers run through both; reading merges by them.
 */

import { LOG_MSG_MAX, append, appendBytes, appendForeign, appendNumber, beginLine } from './line';
import { INVALID_MODULE_ID, ModuleId } from './state';
import { Stat } from './status';
import { clockUs } from './clock';
import { shared } from './modules';

/** Entry of the runtime itself. */
export const LOG_ORIGIN_RUNTIME = 0;
/** Entry that a module wrote. */
export const LOG_ORIGIN_GUEST = 1;

/** Details for the developer. */
export const LOG_LEVEL_DEBUG = 0;
/** What is worth knowing in service. */
export const LOG_LEVEL_INFO = 1;
/** A module has failed or broken a rule. */
export const LOG_LEVEL_FATAL = 2;

/** Entries hold 64-bit numbers. */
const ALIGNMENT_MASK = 7;

/** One entry of the log. */
export interface LogEntry {
  /** Counts all entries since fuse_init(), modulo 2^32. */
  sequence: u32;
  /** The module it is about or from, or FUSE_INVALID_MODULE_ID. */
  moduleId: ModuleId;
  /** Of the host's clock; 0 without one. */
  timestampUs: u64;
  /** FUSE_LOG_ORIGIN_RUNTIME or FUSE_LOG_ORIGIN_GUEST. */
  origin: u8;
  /** FUSE_LOG_LEVEL_DEBUG, _INFO or _FATAL. */
  level: u8;
  /** NUL-terminated, without control characters. */
  text: FixedArray<CChar, typeof LOG_MSG_MAX>;
}

/** A range of the memory: its latest `count` entries are of use, and the next one goes to `place`. */
interface Ring {
  entries: Slice<LogEntry>;
  place: u32;
  count: u32;
}

interface Log {
  /** By origin. */
  rings: FixedArray<Ring, 2>;
  /** Sequence number of the next entry. */
  next: u32;
  lost: u32;
}

const journal: Log = zeroed();

function openRing(ring: Ring, entries: Slice<LogEntry>): void {
  ring.entries = entries;
  ring.place = 0;
  ring.count = 0;
}

/** Begins an empty log in the memory that the host gave. */
export function openLog(memory: Pointer<void>, size: usize): void {
  const misalignment = u32(wrap(0 - addressOf(memory)) & ALIGNMENT_MASK);
  const capacity = idiv(sat(u32.sat(size) - misalignment), sizeOf<LogEntry>());
  const start = trustedCast<Pointer<LogEntry>>(wrap(addressOf(memory) + misalignment));
  const entries = trustedSlice(start, capacity);
  const own = min(capacity, idiv(sat(capacity + 3), 4));
  openRing(journal.rings[LOG_ORIGIN_RUNTIME], slice(entries, 0, own));
  openRing(journal.rings[LOG_ORIGIN_GUEST], slice(entries, own));
  journal.next = 0;
  journal.lost = 0;
}

/** Begins an entry. Its text is what is appended next. */
function begin(origin: u8, level: u8, id: ModuleId): void {
  const ring = journal.rings[origin & 1];
  const sequence = journal.next;
  journal.next = wrap(sequence + 1);
  const size = ring.entries.length;
  const place = ring.place;
  if (ring.count < size) ring.count += 1;
  else journal.lost = wrap(journal.lost + 1);
  if (place >= size) {
    beginLine(zeroed());
    return;
  }
  ring.place = place + 1 < size ? place + 1 : 0;
  const entry = ring.entries[place];
  entry.sequence = sequence;
  entry.moduleId = id;
  entry.timestampUs = clockUs();
  entry.origin = origin;
  entry.level = level;
  beginLine(trustedSlice(trustedCast<Pointer<u8>>(pointerTo(entry.text[0])), LOG_MSG_MAX));
}

/** What a module wrote. A level above FATAL counts as FATAL, a text of more than 127 bytes is cut. */
export function logGuest(id: ModuleId, level: u32, text: ReadonlySlice<u8>): void {
  begin(LOG_ORIGIN_GUEST, u8(min(level, LOG_LEVEL_FATAL)), id);
  appendBytes(text);
}

/** An entry about no module. */
export function logRuntime(level: u8, text: CString): void {
  begin(LOG_ORIGIN_RUNTIME, level, INVALID_MODULE_ID);
  append(text);
}

function appendModule(id: ModuleId): void {
  append('module ');
  appendNumber(id);
}

/** `module <id><text>`. */
export function logModule(level: u8, id: ModuleId, text: CString): void {
  begin(LOG_ORIGIN_RUNTIME, level, id);
  appendModule(id);
  append(text);
}

/** `module <id> trap: <reason>`. */
export function logTrap(id: ModuleId, reason: ConstPointer<CChar> | null): void {
  logModule(LOG_LEVEL_FATAL, id, ' trap: ');
  if (reason !== null) appendForeign(reason);
}

/** `module not loaded: <reason>`. */
function logRefusal(reason: CString): void {
  logRuntime(LOG_LEVEL_FATAL, 'module not loaded: ');
  append(reason);
}

/** Tells the log why a module was not loaded. Gives false, which is what a check that fails returns. */
export function refuse(reason: CString): boolean {
  logRefusal(reason);
  return false;
}

/** As refuse(), with what the reason is about: `module not loaded: <reason><detail>`. */
export function refuseFor(reason: CString, detail: ConstPointer<CChar>): boolean {
  logRefusal(reason);
  appendForeign(detail);
  return false;
}

/** `SECURITY: module <id>, <capability>: <reason>`. */
export function logViolation(id: ModuleId, capability: CString, reason: CString): void {
  begin(LOG_ORIGIN_RUNTIME, LOG_LEVEL_FATAL, id);
  append('SECURITY: ');
  appendModule(id);
  append(', ');
  append(capability);
  append(': ');
  append(reason);
}

/** How many entries were begun from this one on: the older, the more. */
function ageOf(sequence: u32): u32 {
  return wrap(journal.next - sequence);
}

/** The oldest entry that is not older than `age`. */
function oldestWithin(age: u32): LogEntry | null {
  let oldest: LogEntry | null = null;
  let oldestAge: u32 = 0;
  for (let origin: u32 = 0; origin < 2; origin++) {
    const ring = journal.rings[origin];
    const entries = slice(ring.entries, 0, min(ring.count, ring.entries.length));
    for (let i: u32 = 0; i < entries.length; i++) {
      const its = ageOf(entries[i].sequence);
      if (its <= age && its > oldestAge) {
        oldest = entries[i];
        oldestAge = its;
      }
    }
  }
  return oldest;
}

/**
 * Copies the next entry into `out` and moves the cursor past it. A cursor of 0 begins at the oldest entry that is left; entries
 * that were overwritten in the meantime are passed over. Belongs to the task that runs the runtime.
 * @returns FUSE_ERR_LOG_END when there is no further entry.
 */
export function logRead(cursor: Out<u32> | null, out: LogEntry | null): Stat {
  if (cursor === null || out === null) return Stat.InvalidArg;
  if (shared.initialised.load('relaxed') === 0) return Stat.NotInitialized;
  const entry = oldestWithin(ageOf(cursor.value));
  if (entry === null) return Stat.LogEnd;
  assign(out, entry);
  cursor.value = wrap(out.sequence + 1);
  return Stat.Success;
}

/** Entries lost since fuse_init(), modulo 2^32: overwritten before now, or without any room. */
export function logLost(): u32 {
  return journal.lost;
}
