// SPDX-License-Identifier: Apache-2.0
/**
 * What every test starts from: a fresh runtime on the tests' pool, with a clock, sensors and a quota timer that the test turns by
 * hand (`fake`), or the platform's real quota; and shorthands to load modules and to read the log.
 */
import {
  ACTIVATION_INTERVAL,
  ACTIVATION_MANUAL,
  deinit,
  init,
  logRead,
  LOG_MSG_MAX,
  moduleLoad,
  ModuleState,
  moduleStart,
  moduleStat,
  moduleUnload,
  MAX_MODULES,
  postEvent,
  quotaExpired,
  Stat,
} from '../../runtime-ts/fuse';
import type { Hal, LogEntry, Policy } from '../../runtime-ts/fuse';
import { HAL } from '../../runtime-ts/hal/index';
import { CAP_TEMP_SENSOR } from './capabilities';
import { expect, expectEqual, expectEqual64, expectStat } from './expect';
import {
  allowedCalls,
  forbiddenCalls,
  heldResources,
  LOG_BYTES,
  logMemory,
  POOL_BYTES,
  poolFree,
  poolMemory,
} from './host';
import { HOSTILE, HOSTILE_SIZE, WORKER, WORKER_SIZE } from './modules';
import { platformQuotaArm, platformQuotaCancel, platformTimestamp } from './platform';

export { ACTIVATION_EVENT, ACTIVATION_INTERVAL, ACTIVATION_MANUAL } from '../../runtime-ts/fuse';

export const CAP_ALL: u32 = 31;
export const INVALID_ID: u32 = 0xffffffff;

/** What a host callback does besides its work. */
export enum Action {
  None = 0,
  /** Calls quotaExpired(fake.actionId). */
  Expire = 1,
  /** Posts the event fake.actionId. */
  Post = 2,
  /** Calls everything that is forbidden there, and everything that is allowed. */
  Reenter = 3,
  /** Like Expire, but only from the second call on. */
  ExpireSecond = 4,
  /** Has the next reading of the clock do Reenter: the one of the module itself. */
  ReenterOnClock = 5,
  /** Sets the temperature to fake.actionId, from the second reading on. */
  CommandSecond = 6,
}

/** The host of the tests. */
export interface Fake {
  /** What the clock shows, and how often it was read. */
  clock: u64;
  clockReads: u32;
  /** What the temperature sensor shows: most modules take it as a command. How often it was read. */
  temperature: u32;
  temperatureReads: u32;
  /** Free bytes of the pool at the last reading, in the midst of a module's step. */
  poolFree: u32;
  /** Calls of the quota timer. */
  arms: u32;
  cancels: u32;
  /** Arguments of the last arm, and whether no cancel followed. */
  armedId: u32;
  armedUs: u32;
  armed: boolean;
  /** Passes arm and cancel on to the platform. */
  realQuota: boolean;
  /** When a real quota was last armed; how long it was until it was cancelled. */
  armedAtUs: u64;
  elapsedUs: u64;
  /** Calls of module_stopped, and the arguments of the last. */
  stops: u32;
  stoppedId: u32;
  stoppedState: ModuleState;
  /** The size that the camera claims to have delivered. */
  frameSize: u64;
  frameMax: u32;
  onReading: Action;
  onArm: Action;
  onCancel: Action;
  onClock: Action;
  onStopped: Action;
  onCamera: Action;
  actionId: u32;
  /** Calls of an action that begins with the second. */
  calls: u32;
  /** Failures of Action.Reenter. */
  reentries: u32;
  wronglyDone: u32;
  wronglyRefused: u32;
}

/** Bytes of `scratch`: an image that a test may damage, a little longer than the worker's. */
export const SCRATCH_BYTES = 6144;
const scratch: FixedArray<u64, 768> = zeroed();

/** Memory for a test, 8-byte aligned. */
export function scratchBytes(): Slice<u8> {
  return trustedSlice(trustedCast<Pointer<u8>>(pointerTo(scratch)), SCRATCH_BYTES);
}
export function scratchAddress(): ConstPointer<u8> {
  return trustedCast<ConstPointer<u8>>(constPointerTo(scratch));
}

export const fake: Fake = zeroed();
export const hostHal: Hal = zeroed();
/** The policy of the next load: what a harmless module needs, MANUAL. */
export const policy: Policy = zeroed();
/** Position of the next log entry to be read. */
const logCursor: Cursor = { position: 0 };
let freeAfterInit: u32 = 0;
let heldBefore: u64 = 0n;

interface Cursor {
  position: u32;
}

function reenter(id: u32): void {
  fake.reentries += 1;
  const done = forbiddenCalls(id, WORKER, WORKER_SIZE);
  fake.wronglyDone += done;
  const refused = allowedCalls(id);
  fake.wronglyRefused += refused;
}

function act(action: Action): void {
  switch (action) {
    case Action.None:
      break;
    case Action.Expire:
      quotaExpired(fake.actionId);
      break;
    case Action.Post:
      expectStat(postEvent(fake.actionId), Stat.Success);
      break;
    case Action.Reenter:
      reenter(fake.actionId);
      break;
    case Action.ExpireSecond:
      if (fake.calls > 0) quotaExpired(fake.actionId);
      fake.calls += 1;
      break;
    case Action.ReenterOnClock:
      fake.onClock = Action.Reenter;
      break;
    case Action.CommandSecond:
      if (fake.calls > 0) fake.temperature = fake.actionId;
      fake.calls += 1;
      break;
  }
}

function getReading(): f32 {
  fake.temperatureReads = wrap(fake.temperatureReads + 1);
  fake.poolFree = poolFree();
  act(fake.onReading);
  return f32(fake.temperature);
}

function getTimestamp(): u64 {
  fake.clockReads += 1;
  act(fake.onClock);
  return fake.clock;
}

function lastFrame(buffer: Pointer<void>, capacity: u32): u64 {
  fake.frameMax = capacity;
  act(fake.onCamera);
  const bytes = trustedSlice(trustedCast<Pointer<u8>>(buffer), capacity);
  for (let i: u32 = 0; i < bytes.length; i++) bytes[i] = u8.wrap(97 + (i % 26));
  return fake.frameSize;
}

function quotaArm(id: u32, us: u32): void {
  expect(!fake.armed);
  fake.arms += 1;
  fake.armedId = id;
  fake.armedUs = us;
  fake.armed = true;
  if (fake.realQuota) {
    fake.armedAtUs = platformTimestamp();
    platformQuotaArm(id, us);
  }
  act(fake.onArm);
}

function quotaCancel(id: u32): void {
  expect(fake.armed);
  expectEqual(id, fake.armedId);
  fake.cancels += 1;
  fake.armed = false;
  if (fake.realQuota) {
    platformQuotaCancel(id);
    const now = platformTimestamp();
    fake.elapsedUs = wrap(now - fake.armedAtUs);
  }
  act(fake.onCancel);
}

function moduleStopped(id: u32, state: ModuleState): void {
  fake.stops += 1;
  fake.stoppedId = id;
  fake.stoppedState = state;
  act(fake.onStopped);
}

/** A policy with these capabilities that allows a page of memory, and is stepped by hand. */
export function usePolicy(capabilities: u32): void {
  policy.capabilities = capabilities;
  policy.memoryPagesMax = 1;
  policy.stackSize = 8192;
  policy.heapSize = 0;
  policy.cpuQuotaUs = 0;
  policy.stepIntervalUs = 0;
  policy.activationMask = ACTIVATION_MANUAL;
  policy.eventSubscribe = 0;
}

/** A host that has everything. */
export function useHost(): void {
  assign(fake, zeroed<Fake>());
  if (when(HAL.TEMP_SENSOR)) {
    hostHal.temp.getReading = getReading;
  }
  if (when(HAL.TIMER)) {
    hostHal.timer.getTimestamp = getTimestamp;
  }
  if (when(HAL.CAMERA)) {
    hostHal.camera.lastFrame = lastFrame;
  }
  hostHal.quotaArm = quotaArm;
  hostHal.quotaCancel = quotaCancel;
  hostHal.moduleStopped = moduleStopped;
}

/** A host without a temperature sensor, a clock, a camera. */
export function removeSensor(): void {
  if (when(HAL.TEMP_SENSOR)) {
    hostHal.temp.getReading = null;
  }
}
export function removeClock(): void {
  if (when(HAL.TIMER)) {
    hostHal.timer.getTimestamp = null;
  }
}
export function removeCamera(): void {
  if (when(HAL.CAMERA)) {
    hostHal.camera.lastFrame = null;
  }
}

/** Initialises the runtime with `hostHal` as it is. */
export function initRuntime(): void {
  expectStat(init(poolMemory(), POOL_BYTES, logMemory(), LOG_BYTES, hostHal), Stat.Success);
  freeAfterInit = poolFree();
  logCursor.position = 0;
}

/** A test that wants the runtime not initialised, or with another host, begins with this. */
export function deinitRuntime(): void {
  unloadAll();
  const free = poolFree();
  expectEqual(free, freeAfterInit);
  expectStat(deinit(), Stat.Success);
}

export function setUp(): void {
  heldBefore = heldResources();
  useHost();
  usePolicy(CAP_TEMP_SENSOR);
  initRuntime();
}

/** Also a test of its own: whatever the test did, nothing is left of its modules. */
export function tearDown(): void {
  fake.onReading = Action.None;
  fake.onArm = Action.None;
  fake.onCancel = Action.None;
  fake.onClock = Action.None;
  fake.onStopped = Action.None;
  fake.onCamera = Action.None;
  fake.temperature = 0;
  fake.realQuota = false;
  deinitRuntime();
  expect(!fake.armed);
  expectEqual(fake.arms, fake.cancels);
  const held = heldResources();
  expectEqual64(held, heldBefore);
}

/** Unloads what is loaded. */
export function unloadAll(): void {
  for (let id: u32 = 0; id < MAX_MODULES; id++) {
    const stat = moduleUnload(id);
    expect(stat === Stat.Success || stat === Stat.ModuleNotFound);
  }
}

/** Loads an image under `policy`; the id, or INVALID_ID. */
export function load(image: ConstPointer<u8>, size: u32): u32 {
  const id: Out<u32> = { value: INVALID_ID };
  expectStat(moduleLoad(image, size, policy, id), Stat.Success);
  return id.value;
}

/** Loads and starts. */
export function start(image: ConstPointer<u8>, size: u32): u32 {
  const id = load(image, size);
  expectStat(moduleStart(id), Stat.Success);
  return id;
}

/** Expects that the image is refused. */
export function expectRefused(image: ConstPointer<u8>, size: u32, stat: Stat): void {
  const free = poolFree();
  const id: Out<u32> = { value: 77 };
  expectStat(moduleLoad(image, size, policy, id), stat);
  expectEqual(id.value, 77);
  expectEqual(poolFree(), free);
}

/** The innocent second module: a step on each tick, with a quota of ten seconds. */
export function startWorker(): u32 {
  usePolicy(0);
  policy.activationMask = ACTIVATION_INTERVAL;
  policy.cpuQuotaUs = 10000000;
  const id = start(WORKER, WORKER_SIZE);
  usePolicy(CAP_TEMP_SENSOR);
  return id;
}

/** hostile.wat with all capabilities, started. */
export function startHostile(): u32 {
  usePolicy(CAP_ALL);
  return start(HOSTILE, HOSTILE_SIZE);
}

export function stateOf(id: u32): ModuleState {
  const state: Out<ModuleState> = { value: ModuleState.Unloaded };
  expectStat(moduleStat(id, state), Stat.Success);
  return state.value;
}

export function advance(us: u64): void {
  fake.clock = wrap(fake.clock + us);
}

/** Reads on to the end of the log. */
export function skipLog(): void {
  const entry = zeroed<LogEntry>();
  let more = true;
  // @bound 1000 entries fit into the log's memory
  while (more) more = nextEntry(entry);
}

/** Reads the next log entry; false at the end. */
export function nextEntry(entry: LogEntry): boolean {
  const cursor: Out<u32> = { value: logCursor.position };
  const stat = logRead(cursor, entry);
  logCursor.position = cursor.value;
  if (stat === Stat.Success) return true;
  expectStat(stat, Stat.LogEnd);
  return false;
}

export function rewindLog(): void {
  logCursor.position = 0;
}

/** Whether the entry's text is `text`, to its NUL. */
export function hasText(entry: Readonly<LogEntry>, text: string): boolean {
  return hasTextBytes(entry, bytesOf(text), true);
}

/** Whether the entry's text begins with `text`. */
export function textBegins(entry: Readonly<LogEntry>, text: string): boolean {
  return hasTextBytes(entry, bytesOf(text), false);
}

/** The entry's text with all its memory. */
export function textOf(entry: Readonly<LogEntry>): ReadonlySlice<u8> {
  return trustedView(trustedCast<ConstPointer<u8>>(constPointerTo(entry.text[0])), LOG_MSG_MAX);
}

function hasTextBytes(entry: Readonly<LogEntry>, text: ReadonlySlice<u8>, whole: boolean): boolean {
  if (text.length >= LOG_MSG_MAX) return false;
  const bytes = textOf(entry);
  for (let i: u32 = 0; i < text.length; i++) {
    if (bytes[i] !== text[i]) return false;
  }
  return !whole || bytes[text.length] === 0;
}

/** Length of the entry's text, or LOG_MSG_MAX if it has no end. */
export function textLength(entry: Readonly<LogEntry>): u32 {
  const bytes = textOf(entry);
  for (let i: u32 = 0; i < LOG_MSG_MAX; i++) {
    if (bytes[i] === 0) return i;
  }
  return LOG_MSG_MAX;
}

/** Whether the entry's text has `word` in it. */
export function mentions(entry: Readonly<LogEntry>, word: string): boolean {
  const bytes = textOf(entry);
  const wanted = bytesOf(word);
  for (let at: u32 = 0; at + wanted.length < LOG_MSG_MAX; at++) {
    let same: u32 = 0;
    for (let i: u32 = 0; i < wanted.length; i++) {
      if (bytes[at + i] === wanted[i]) same += 1;
    }
    if (same === wanted.length) return true;
  }
  return false;
}

/** Expects the next entry to be this one. */
export function expectEntry(origin: u8, moduleId: u32, level: u8, text: string): void {
  const entry = zeroed<LogEntry>();
  expect(nextEntry(entry));
  expectEqual(entry.origin, origin);
  expectEqual(entry.moduleId, moduleId);
  expectEqual(entry.level, level);
  expect(hasText(entry, text));
}

/** Expects that one of the entries not yet read is this one, and reads up to it. */
export function expectInLog(origin: u8, moduleId: u32, level: u8, text: string): void {
  const entry = zeroed<LogEntry>();
  let found = false;
  let more = true;
  // @bound 1000 entries fit into the log's memory
  while (more && !found) {
    more = nextEntry(entry);
    found =
      more &&
      entry.origin === origin &&
      entry.moduleId === moduleId &&
      entry.level === level &&
      textBegins(entry, text);
  }
  expect(found);
}

/** The bit of a module in the result of tick. */
export function maskOf(id: u32): u32 {
  const one: u32 = 1;
  return one << id;
}
