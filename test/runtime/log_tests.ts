// SPDX-License-Identifier: Apache-2.0
/** Suite `log`: entries, texts, forging, flooding, reading. */
import {
  deinit,
  init,
  LOG_MSG_MAX,
  LOG_ORIGIN_GUEST,
  LOG_ORIGIN_RUNTIME,
  logLost,
  logRead,
  modulePause,
  moduleRunStep,
  moduleStart,
  ModuleState,
  Stat,
  tick,
} from '../../runtime-ts/fuse';
import type { LogEntry } from '../../runtime-ts/fuse';
import { CAP_LOG, CAP_TEMP_SENSOR } from './capabilities';
import { expect, expectEqual, expectEqual64, expectStat, expectState } from './expect';
import {
  deinitRuntime,
  expectEntry,
  expectInLog,
  fake,
  hostHal,
  INVALID_ID,
  initRuntime,
  maskOf,
  nextEntry,
  rewindLog,
  skipLog,
  start,
  startWorker,
  stateOf,
  textBegins,
  textLength,
  textOf,
  usePolicy,
} from './fixture';
import type { Test } from './harness';
import { LOG_BYTES, logMemory, POOL_BYTES, poolMemory } from './host';
import { SPEAKER, SPEAKER_SIZE } from './modules';

/** speaker.wat's messages. */
const EMPTY = 5;
const CONTROL = 9;
const FORGED = 10;
const NUL_INSIDE = 11;
const ADDRESS_ZERO = 12;
const LAST_BYTE = 13;
const TOO_FAR = 14;
const NOT_ASCII = 15;
const LENGTH_HUGE = 16;
const ADDRESS_HUGE = 17;
const FORGED_LINES = 18;

function startSpeaker(): u32 {
  usePolicy(CAP_LOG | CAP_TEMP_SENSOR);
  const id = start(SPEAKER, SPEAKER_SIZE);
  skipLog();
  return id;
}

function say(id: u32, message: u32): void {
  fake.temperature = message;
  expectStat(moduleRunStep(id), Stat.Success);
}

function levels(): void {
  const id = startSpeaker();
  for (let message: u32 = 0; message < 5; message++) {
    say(id, message);
    expectEntry(LOG_ORIGIN_GUEST, id, u8.wrap(min(message, 2)), 'hello');
  }
}

/** Entries of guests carry their id and their origin. */
function guestIdentity(): void {
  const first = startSpeaker();
  const second = startSpeaker();
  say(second, 1);
  say(first, 1);
  expectEntry(LOG_ORIGIN_GUEST, second, 1, 'hello');
  expectEntry(LOG_ORIGIN_GUEST, first, 1, 'hello');
}

function emptyIsIgnored(): void {
  const id = startSpeaker();
  say(id, EMPTY);
  const entry = zeroed<LogEntry>();
  expect(!nextEntry(entry));
}

/** 127 bytes fit, more are cut. */
function lengths(): void {
  const id = startSpeaker();
  for (let message: u32 = 6; message < 9; message++) {
    say(id, message);
    const entry = zeroed<LogEntry>();
    expect(nextEntry(entry));
    expectEqual(textLength(entry), LOG_MSG_MAX - 1);
    const text = textOf(entry);
    for (let i: u32 = 0; i < LOG_MSG_MAX - 1; i++) expectEqual(text[i], 48 + (i % 10));
  }
}

/** One entry is one line, and no terminal obeys it. */
function controlCharacters(): void {
  const id = startSpeaker();
  say(id, CONTROL);
  const entry = zeroed<LogEntry>();
  expect(nextEntry(entry));
  expectPrintable(entry);
  expectEqual(textLength(entry), 14);
  say(id, NUL_INSIDE);
  expect(nextEntry(entry));
  expectPrintable(entry);
  expectEqual(textLength(entry), 3);
  expectEqual(textOf(entry)[2], 121);
  say(id, FORGED_LINES);
  expect(nextEntry(entry));
  expectPrintable(entry);
  expect(!nextEntry(entry));
}

function expectPrintable(entry: Readonly<LogEntry>): void {
  const text = textOf(entry);
  const length = textLength(entry);
  for (let i: u32 = 0; i < length; i++) expect(text[i] >= 32 && text[i] !== 127);
}

/** Bytes above 127 are left alone: UTF-8 passes. */
function notAscii(): void {
  const id = startSpeaker();
  say(id, NOT_ASCII);
  const entry = zeroed<LogEntry>();
  expect(nextEntry(entry));
  const text = textOf(entry);
  expectEqual(textLength(entry), 6);
  expectEqual(text[0], 0xc3);
  expectEqual(text[1], 0xa9);
  expectEqual(text[2], 116);
}

/** Whatever a guest writes, it is marked as the guest's. */
function forging(): void {
  const id = startSpeaker();
  say(id, FORGED);
  expectEntry(LOG_ORIGIN_GUEST, id, 2, 'FUSE runtime stopped');
}

function edgesOfMemory(): void {
  const id = startSpeaker();
  say(id, ADDRESS_ZERO);
  expectEntry(LOG_ORIGIN_GUEST, id, 1, 'address zero');
  say(id, LAST_BYTE);
  expectEntry(LOG_ORIGIN_GUEST, id, 1, '!');
}

function outsideMemory(): void {
  const worker = startWorker();
  expectOutside(TOO_FAR);
  expectOutside(LENGTH_HUGE);
  expectOutside(ADDRESS_HUGE);
  expectEqual(tick(), maskOf(worker));
}

function expectOutside(message: u32): void {
  const id = startSpeaker();
  fake.temperature = message;
  expectStat(moduleRunStep(id), Stat.ModuleTrap);
  expectState(stateOf(id), ModuleState.Trapped);
  expectInLog(LOG_ORIGIN_RUNTIME, id, 2, 'SECURITY: ');
}

/** A flooding module cannot evict the runtime's entries: they have a quarter of the memory. */
function flooding(): void {
  deinitRuntime();
  initRuntime();
  const id = startSpeaker();
  const worker = startWorker();
  for (let i: u32 = 0; i < 20; i++) say(id, 200);
  rewindLog();
  expectInLog(LOG_ORIGIN_RUNTIME, INVALID_ID, 1, 'FUSE runtime initialised');
  expectInLog(LOG_ORIGIN_RUNTIME, id, 1, 'module 0 loaded');
  expectInLog(LOG_ORIGIN_RUNTIME, id, 0, 'module 0 running');
  expectInLog(LOG_ORIGIN_RUNTIME, worker, 1, 'module 1 loaded');
  expectInLog(LOG_ORIGIN_RUNTIME, worker, 0, 'module 1 running');
  expectInLog(LOG_ORIGIN_GUEST, id, 2, 'flood');
  expect(logLost() >= 3000);
  expectEqual(tick(), maskOf(worker));
}

/** At least a quarter of the memory is the runtime's. */
function quarterOfMemory(): void {
  const id = startSpeaker();
  for (let i: u32 = 0; i < 100; i++) {
    expectStat(modulePause(id), Stat.Success);
    expectStat(moduleStart(id), Stat.Success);
  }
  rewindLog();
  const entry = zeroed<LogEntry>();
  let count: u32 = 0;
  let more = true;
  // @bound 1000 entries fit into the log's memory
  while (more) {
    more = nextEntry(entry);
    if (more) count += 1;
  }
  expect(count * sizeOf<LogEntry>() * 4 + 4 * sizeOf<LogEntry>() >= LOG_BYTES);
}

/** Entries of both origins in one order of sequence numbers without gaps. */
function mergedBySequence(): void {
  const id = startSpeaker();
  for (let i: u32 = 0; i < 3; i++) {
    say(id, 1);
    expectStat(modulePause(id), Stat.Success);
    say2(id);
  }
  rewindLog();
  const entry = zeroed<LogEntry>();
  expect(nextEntry(entry));
  let last: u32 = entry.sequence;
  let more = true;
  let guests: u32 = 0;
  // @bound 1000 entries fit into the log's memory
  while (more) {
    more = nextEntry(entry);
    if (more) {
      expectEqual(entry.sequence, last + 1);
      last = entry.sequence;
      if (entry.origin === LOG_ORIGIN_GUEST) guests += 1;
    }
  }
  expectEqual(guests, 6);
}

function say2(id: u32): void {
  expectStat(moduleStart(id), Stat.Success);
  say(id, 0);
}

/** Each entry is read once, in order, and new ones after the end. */
function cursorGoesOn(): void {
  const id = startSpeaker();
  const entry = zeroed<LogEntry>();
  expect(!nextEntry(entry));
  expect(!nextEntry(entry));
  say(id, 1);
  expect(nextEntry(entry));
  expect(!nextEntry(entry));
  say(id, 1);
  say(id, 2);
  expect(nextEntry(entry));
  const first = entry.sequence;
  expect(nextEntry(entry));
  expectEqual(entry.sequence, first + 1);
  expect(!nextEntry(entry));
}

/** Two readers do not disturb each other; LOG_END leaves the entry alone. */
function twoCursors(): void {
  const a: Out<u32> = { value: 0 };
  const b: Out<u32> = { value: 0 };
  const entry = zeroed<LogEntry>();
  expectStat(logRead(a, entry), Stat.Success);
  expectStat(logRead(b, entry), Stat.Success);
  expectEqual(entry.sequence, 0);
  expect(textBegins(entry, 'FUSE runtime initialised'));
  // @bound 1000 entries fit into the log's memory
  while (logRead(a, entry) === Stat.Success) entry.level = 0;
  entry.level = 77;
  expectStat(logRead(a, entry), Stat.LogEnd);
  expectEqual(entry.level, 77);
}

/** Any cursor is safe: one from nowhere gives an entry or the end. */
function cursorFromNowhere(): void {
  const id = startSpeaker();
  say(id, 150);
  const entry = zeroed<LogEntry>();
  let value: u32 = 1;
  for (let i: u32 = 0; i < 200; i++) {
    value = wrap(value * 1664525);
    value = wrap(value + 1013904223);
    const cursor: Out<u32> = { value };
    const stat = logRead(cursor, entry);
    expect(stat === Stat.Success || stat === Stat.LogEnd);
  }
}

/** A reader that comes late misses what was overwritten, and the count says how much. */
function lossIsCounted(): void {
  const id = startSpeaker();
  expectEqual(logLost(), 0);
  rewindLog();
  say(id, 100);
  const entry = zeroed<LogEntry>();
  let guests: u32 = 0;
  let more = true;
  // @bound 1000 entries fit into the log's memory
  while (more) {
    more = nextEntry(entry);
    if (more && entry.origin === LOG_ORIGIN_GUEST) guests += 1;
  }
  expectEqual(guests + logLost(), 100);
  expect(guests > 0);
}

/** A cursor in the midst of entries that are overwritten goes on with the oldest that is left. */
function overtakenCursor(): void {
  const id = startSpeaker();
  const cursor: Out<u32> = { value: 0 };
  const entry = zeroed<LogEntry>();
  say(id, 1);
  // @bound 1000 entries fit into the log's memory
  while (logRead(cursor, entry) === Stat.Success) entry.level = 0;
  const last = entry.sequence;
  say(id, 150);
  expectStat(logRead(cursor, entry), Stat.Success);
  expect(entry.sequence > last);
  expectEqual(entry.origin, LOG_ORIGIN_GUEST);
}

function timestamps(): void {
  const id = startSpeaker();
  fake.clock = 0x123456789abcdefn;
  const before = fake.clockReads;
  say(id, 1);
  // At most one for run_step, one for the entry.
  expect(fake.clockReads > before && fake.clockReads <= before + 2);
  const entry = zeroed<LogEntry>();
  expect(nextEntry(entry));
  expectEqual64(entry.timestampUs, 0x123456789abcdefn);
}

/** Memory at any address. */
function unalignedMemory(): void {
  deinitRuntime();
  const bytes = trustedSlice(trustedCast<Pointer<u8>>(logMemory()), LOG_BYTES);
  for (let offset: u32 = 0; offset < 8; offset++) {
    const memory = trustedCast<Pointer<void>>(pointerTo(bytes[offset]));
    expectStat(init(poolMemory(), POOL_BYTES, memory, LOG_BYTES - 8, hostHal), Stat.Success);
    const id = startSpeaker();
    for (let i: u32 = 0; i < 3; i++) say(id, 150);
    rewindLog();
    expectEntry(LOG_ORIGIN_RUNTIME, INVALID_ID, 1, 'FUSE runtime initialised');
    expectInLog(LOG_ORIGIN_GUEST, id, 2, 'flood');
    expectStat(deinit(), Stat.Success);
  }
  initRuntime();
}

/** A log of any size stays inside its memory: the bytes behind it are as before. */
function staysInside(): void {
  deinitRuntime();
  const bytes = trustedSlice(trustedCast<Pointer<u8>>(logMemory()), LOG_BYTES);
  for (let size: u32 = 1; size < 2000; size += 97) {
    fill(bytes, 0xa5);
    expectStat(init(poolMemory(), POOL_BYTES, logMemory(), size, hostHal), Stat.Success);
    const id = startSpeaker();
    say(id, 150);
    for (let i: u32 = 0; i < 10; i++) {
      expectStat(modulePause(id), Stat.Success);
      expectStat(moduleStart(id), Stat.Success);
    }
    let changed: u32 = 0;
    for (let i: u32 = size; i < LOG_BYTES; i++) {
      if (bytes[i] !== 0xa5) changed += 1;
    }
    expectEqual(changed, 0);
    expectStat(deinit(), Stat.Success);
  }
  initRuntime();
}

export const logTests: FixedArray<Test, 20> = [
  { name: 'levels', run: levels },
  { name: 'guestIdentity', run: guestIdentity },
  { name: 'emptyIsIgnored', run: emptyIsIgnored },
  { name: 'lengths', run: lengths },
  { name: 'controlCharacters', run: controlCharacters },
  { name: 'notAscii', run: notAscii },
  { name: 'forging', run: forging },
  { name: 'edgesOfMemory', run: edgesOfMemory },
  { name: 'outsideMemory', run: outsideMemory },
  { name: 'flooding', run: flooding },
  { name: 'quarterOfMemory', run: quarterOfMemory },
  { name: 'mergedBySequence', run: mergedBySequence },
  { name: 'cursorGoesOn', run: cursorGoesOn },
  { name: 'twoCursors', run: twoCursors },
  { name: 'cursorFromNowhere', run: cursorFromNowhere },
  { name: 'lossIsCounted', run: lossIsCounted },
  { name: 'overtakenCursor', run: overtakenCursor },
  { name: 'timestamps', run: timestamps },
  { name: 'unalignedMemory', run: unalignedMemory },
  { name: 'staysInside', run: staysInside },
];
