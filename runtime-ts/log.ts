// SPDX-License-Identifier: Apache-2.0
/**
 * The log: two rings of entries in the host's memory.
 *
 * The runtime's own entries have a ring of their own, at least a quarter of the memory, so that a module that floods the log cannot
 * evict them. A full ring overwrites its oldest entry. Sequence numbers run through both; reading merges by them.
 */

import { Line, LOG_MSG_MAX, append, appendForeign, appendNumber } from './line';
import { INVALID_MODULE_ID, ModuleId } from './state';
import { Stat } from './status';
import { clockUs } from './clock';
import { initialised } from './calls';

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

/** `count` entries from `oldest` on, in the order of their sequence numbers. */
interface Ring {
  entries: Slice<LogEntry>;
  oldest: u32;
  count: u32;
}

interface Log {
  runtime: Ring;
  guest: Ring;
  /** Sequence number of the next entry. */
  next: u32;
  lost: u32;
}

const journal: Log = zeroed();

/** Bytes to skip from `address` so that an entry may begin there. */
function misalignment(address: usize): u32 {
  return u32(wrap(0 - address) & 7);
}

function openRing(ring: Ring, entries: Slice<LogEntry>): void {
  ring.entries = entries;
  ring.oldest = 0;
  ring.count = 0;
}

/** Begins an empty log in the memory that the host gave. */
export function openLog(memory: Pointer<void>, size: usize): void {
  const bytes = trustedSlice(trustedCast<Pointer<u8>>(memory), u32.sat(size));
  const skipped = misalignment(addressOf(memory));
  const capacity = skipped < bytes.length ? idiv(bytes.length - skipped, sizeOf<LogEntry>()) : 0;
  journal.next = 0;
  journal.lost = 0;
  if (skipped >= bytes.length || capacity === 0) {
    const none: Slice<LogEntry> = zeroed();
    openRing(journal.runtime, none);
    openRing(journal.guest, none);
    return;
  }
  const entries = trustedSlice(trustedCast<Pointer<LogEntry>>(pointerTo(bytes[skipped])), capacity);
  const own = idiv(capacity - 1, 4) + 1;
  openRing(journal.runtime, slice(entries, 0, own));
  openRing(journal.guest, slice(entries, own, capacity));
}

function countLost(): void {
  journal.lost = sat(journal.lost + 1);
}

/** The place for a new entry, or null if the ring has none at all. */
function claim(ring: Ring): LogEntry | null {
  const size = ring.entries.length;
  if (size === 0) {
    countLost();
    return null;
  }
  const place = wrap(ring.oldest + ring.count) % size;
  if (ring.count < size) {
    ring.count += 1;
  } else {
    countLost();
    ring.oldest = wrap(ring.oldest + 1) % size;
  }
  return ring.entries[place];
}

function record(ring: Ring, origin: u8, level: u8, id: ModuleId, line: Line): void {
  const sequence = journal.next;
  journal.next = wrap(sequence + 1);
  const entry = claim(ring);
  if (entry === null) return;
  entry.sequence = sequence;
  entry.moduleId = id;
  entry.timestampUs = clockUs();
  entry.origin = origin;
  entry.level = level;
  copy(trustedSlice(trustedCast<Pointer<u8>>(pointerTo(entry.text[0])), LOG_MSG_MAX), view(line.bytes));
}

/** What a module wrote. A level above FATAL counts as FATAL, a text of more than 127 bytes is cut. */
export function logGuest(id: ModuleId, level: u32, text: ReadonlySlice<u8>): void {
  const line = zeroed<Line>();
  appendForeign(line, text);
  record(journal.guest, LOG_ORIGIN_GUEST, u8(min(level, LOG_LEVEL_FATAL)), id, line);
}

/** An entry about no module. */
export function logRuntime(level: u8, text: string): void {
  const line = zeroed<Line>();
  append(line, text);
  record(journal.runtime, LOG_ORIGIN_RUNTIME, level, INVALID_MODULE_ID, line);
}

/** `module <id><text>`. */
export function logModule(level: u8, id: ModuleId, text: string): void {
  const line = zeroed<Line>();
  append(line, 'module ');
  appendNumber(line, id);
  append(line, text);
  record(journal.runtime, LOG_ORIGIN_RUNTIME, level, id, line);
}

/** `module <id><text><detail>`. */
export function logModuleDetail(level: u8, id: ModuleId, text: string, detail: ReadonlySlice<u8>): void {
  const line = zeroed<Line>();
  append(line, 'module ');
  appendNumber(line, id);
  append(line, text);
  appendForeign(line, detail);
  record(journal.runtime, LOG_ORIGIN_RUNTIME, level, id, line);
}

/** `module not loaded: <reason><detail>`. */
export function logRefusal(reason: string, detail: ReadonlySlice<u8>): void {
  const line = zeroed<Line>();
  append(line, 'module not loaded: ');
  append(line, reason);
  appendForeign(line, detail);
  record(journal.runtime, LOG_ORIGIN_RUNTIME, LOG_LEVEL_FATAL, INVALID_MODULE_ID, line);
}

/** `SECURITY: module <id>, <capability>: <detail>`. */
export function logViolation(id: ModuleId, capability: string, detail: ReadonlySlice<u8>): void {
  const line = zeroed<Line>();
  append(line, 'SECURITY: module ');
  appendNumber(line, id);
  append(line, ', ');
  append(line, capability);
  append(line, ': ');
  appendForeign(line, detail);
  record(journal.runtime, LOG_ORIGIN_RUNTIME, LOG_LEVEL_FATAL, id, line);
}

/** How many entries were begun from this one on: the older, the more. */
function ageOf(sequence: u32): u32 {
  return wrap(journal.next - sequence);
}

/** The oldest entry of the ring that is not older than `age`. */
function oldestWithin(ring: Ring, age: u32): LogEntry | null {
  const size = ring.entries.length;
  const count = ring.count;
  if (size === 0) return null;
  for (let i: u32 = 0; i < count; i++) {
    const entry = ring.entries[wrap(ring.oldest + i) % size];
    if (ageOf(entry.sequence) <= age) return entry;
  }
  return null;
}

/**
 * Copies the next entry into `out` and moves the cursor past it. A cursor of 0 begins at the oldest entry that is left; entries
 * that were overwritten in the meantime are passed over. Belongs to the task that runs the runtime.
 * @returns FUSE_ERR_LOG_END when there is no further entry.
 */
export function logRead(cursor: Out<u32> | null, out: LogEntry | null): Stat {
  if (cursor === null || out === null) return Stat.InvalidArg;
  if (initialised.load('acquire') === 0) return Stat.NotInitialized;
  const age = ageOf(cursor.value);
  const own = oldestWithin(journal.runtime, age);
  const guest = oldestWithin(journal.guest, age);
  if (own !== null && (guest === null || ageOf(own.sequence) > ageOf(guest.sequence))) {
    assign(out, own);
  } else if (guest !== null) {
    assign(out, guest);
  } else {
    return Stat.LogEnd;
  }
  cursor.value = wrap(out.sequence + 1);
  return Stat.Success;
}

/** Entries lost since fuse_init(): overwritten before now, or without any room. */
export function logLost(): u32 {
  return journal.lost;
}
