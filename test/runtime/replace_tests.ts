// SPDX-License-Identifier: Apache-2.0
/** Suite `replace`: update at run time. */
import {
  LOG_ORIGIN_GUEST,
  LOG_ORIGIN_RUNTIME,
  moduleInfo,
  modulePause,
  moduleReplace,
  moduleRunStep,
  moduleStart,
  ModuleState,
  MAX_MODULES,
  moduleUnload,
  postEvent,
  Stat,
  tick,
} from '../../runtime-ts/fuse';
import type { ModuleInfo } from '../../runtime-ts/fuse';
import { CAP_LOG, CAP_TEMP_SENSOR } from './capabilities';
import { expect, expectEqual, expectStat, expectState } from './expect';
import {
  ACTIVATION_EVENT,
  ACTIVATION_INTERVAL,
  Action,
  CAP_ALL,
  expectEntry,
  expectInLog,
  fake,
  load,
  maskOf,
  policy,
  skipLog,
  start,
  startHostile,
  startWorker,
  stateOf,
  usePolicy,
} from './fixture';
import type { Test } from './harness';
import { poolFree } from './host';
import {
  HOSTILE,
  HOSTILE_SIZE,
  LIFECYCLE,
  LIFECYCLE_SIZE,
  NO_STEP,
  NO_STEP_SIZE,
  WORKER,
  WORKER_SIZE,
} from './modules';

/** hostile.wat's commands. */
const UNREACHABLE = 15;
const LOOP_INTEGER = 1;

function runningReplaced(): void {
  const other = startWorker();
  const id = startWorker();
  expectStat(moduleRunStep(id), Stat.Success);
  usePolicy(CAP_LOG);
  skipLog();
  expectStat(moduleReplace(id, LIFECYCLE, LIFECYCLE_SIZE, policy), Stat.Success);
  expectState(stateOf(id), ModuleState.Running);
  expectStat(moduleRunStep(id), Stat.Success);
  expectInLog(LOG_ORIGIN_GUEST, id, 1, 'start');
  expectInLog(LOG_ORIGIN_GUEST, id, 1, 'init');
  expectInLog(LOG_ORIGIN_GUEST, id, 1, 'step');
  // The new policy counts: MANUAL.
  expectEqual(tick(), maskOf(other));
}

/** The old module's deinit runs after the new one's init: only then has the new one taken over. */
function oldOneUnloadedLast(): void {
  usePolicy(CAP_LOG);
  const id = start(LIFECYCLE, LIFECYCLE_SIZE);
  skipLog();
  expectStat(moduleReplace(id, LIFECYCLE, LIFECYCLE_SIZE, policy), Stat.Success);
  expectInLog(LOG_ORIGIN_GUEST, id, 1, 'start');
  expectInLog(LOG_ORIGIN_GUEST, id, 1, 'init');
  expectInLog(LOG_ORIGIN_GUEST, id, 1, 'deinit');
}

/** The state is taken over. */
function stateTakenOver(): void {
  usePolicy(CAP_LOG);
  const paused = start(LIFECYCLE, LIFECYCLE_SIZE);
  expectStat(modulePause(paused), Stat.Success);
  expectStat(moduleReplace(paused, WORKER, WORKER_SIZE, policy), Stat.Success);
  expectState(stateOf(paused), ModuleState.Paused);
  expectStat(moduleRunStep(paused), Stat.InvalidArg);
  expectStat(moduleStart(paused), Stat.Success);
  expectStat(moduleRunStep(paused), Stat.Success);

  const loaded = load(WORKER, WORKER_SIZE);
  expectStat(moduleReplace(loaded, WORKER, WORKER_SIZE, policy), Stat.Success);
  expectState(stateOf(loaded), ModuleState.Loaded);
  expectStat(moduleStart(loaded), Stat.Success);
}

/** A failed module's replacement is how a host recovers: it runs. */
function failedReplaced(): void {
  const id = startHostile();
  fake.temperature = UNREACHABLE;
  expectStat(moduleRunStep(id), Stat.ModuleTrap);
  fake.temperature = 0;
  usePolicy(0);
  expectStat(moduleReplace(id, WORKER, WORKER_SIZE, policy), Stat.Success);
  expectState(stateOf(id), ModuleState.Running);
  expectStat(moduleRunStep(id), Stat.Success);
}

/** Set latches that the new policy subscribes to are taken over; the others are not. */
function latchesTakenOver(): void {
  usePolicy(0);
  policy.activationMask = ACTIVATION_EVENT;
  policy.eventSubscribe = 3;
  const id = start(WORKER, WORKER_SIZE);
  expectStat(postEvent(0), Stat.Success);
  expectStat(moduleReplace(id, WORKER, WORKER_SIZE, policy), Stat.Success);
  expectEqual(tick(), maskOf(id));
  expectEqual(tick(), 0);
  expectStat(postEvent(1), Stat.Success);
  policy.eventSubscribe = 5;
  expectStat(moduleReplace(id, WORKER, WORKER_SIZE, policy), Stat.Success);
  expectEqual(tick(), 0);
  expectStat(postEvent(2), Stat.Success);
  expectEqual(tick(), maskOf(id));
}

/** Counters are of the new module. */
function countersAnew(): void {
  const id = startWorker();
  expectStat(moduleRunStep(id), Stat.Success);
  usePolicy(0);
  expectStat(moduleReplace(id, WORKER, WORKER_SIZE, policy), Stat.Success);
  const info = zeroed<ModuleInfo>();
  expectStat(moduleInfo(id, info), Stat.Success);
  expectEqual(info.steps, 0);
  expectEqual(info.state, u32(ModuleState.Running));
}

/** The old one runs on untouched, with what it had in its pool, its latch and its policy. */
function expectUntouched(image: ConstPointer<u8>, size: u32, stat: Stat): void {
  const newPolicyCapabilities = policy.capabilities;
  const newQuota = policy.cpuQuotaUs;
  usePolicy(0);
  policy.activationMask = ACTIVATION_EVENT | ACTIVATION_INTERVAL;
  policy.stepIntervalUs = 1000;
  policy.eventSubscribe = 1;
  const id = start(WORKER, WORKER_SIZE);
  expectEqual(tick(), maskOf(id));
  expectStat(postEvent(0), Stat.Success);
  usePolicy(newPolicyCapabilities);
  policy.cpuQuotaUs = newQuota;
  const free = poolFree();
  expectStat(moduleReplace(id, image, size, policy), stat);
  expectEqual(poolFree(), free);
  expectState(stateOf(id), ModuleState.Running);
  const info = zeroed<ModuleInfo>();
  expectStat(moduleInfo(id, info), Stat.Success);
  expectEqual(info.steps, 1);
  expectEqual(tick(), maskOf(id));
  expectEqual(tick(), 0);
  expectEqual(fake.stops, 0);
  expectStat(moduleUnload(id), Stat.Success);
}

function brokenImage(): void {
  usePolicy(CAP_ALL);
  expectUntouched(NO_STEP, NO_STEP_SIZE, Stat.ModuleLoadFailed);
  expectUntouched(WORKER, WORKER_SIZE - 1, Stat.ModuleLoadFailed);
}

function invalidPolicy(): void {
  usePolicy(1 << 20);
  expectUntouched(WORKER, WORKER_SIZE, Stat.InvalidArg);
}

function startCodeTraps(): void {
  usePolicy(CAP_ALL);
  fake.temperature = UNREACHABLE;
  expectUntouched(HOSTILE, HOSTILE_SIZE, Stat.ModuleLoadFailed);
}

function startCodeLoops(): void {
  usePolicy(CAP_ALL);
  policy.cpuQuotaUs = 20000;
  fake.realQuota = true;
  fake.temperature = LOOP_INTEGER;
  expectUntouched(HOSTILE, HOSTILE_SIZE, Stat.ModuleLoadFailed);
}

/** Start code of the new one runs well, its module_init traps. */
function initTraps(): void {
  const worker = startWorker();
  usePolicy(CAP_LOG);
  const id = start(LIFECYCLE, LIFECYCLE_SIZE);
  const free = poolFree();
  usePolicy(CAP_TEMP_SENSOR);
  fake.actionId = UNREACHABLE;
  fake.onReading = Action.CommandSecond;
  expectStat(moduleReplace(id, HOSTILE, HOSTILE_SIZE, policy), Stat.ModuleTrap);
  fake.onReading = Action.None;
  expectEqual(poolFree(), free);
  expectState(stateOf(id), ModuleState.Running);
  expectEqual(fake.stops, 0);
  expectStat(moduleRunStep(id), Stat.Success);
  expectEqual(tick(), maskOf(worker));
}

/** Likewise its quota. */
function initExpires(): void {
  const worker = startWorker();
  usePolicy(CAP_LOG);
  const id = start(LIFECYCLE, LIFECYCLE_SIZE);
  const free = poolFree();
  usePolicy(CAP_TEMP_SENSOR);
  policy.cpuQuotaUs = 10;
  fake.actionId = id;
  fake.onReading = Action.ExpireSecond;
  expectStat(moduleReplace(id, HOSTILE, HOSTILE_SIZE, policy), Stat.QuotaExceeded);
  fake.onReading = Action.None;
  expectEqual(poolFree(), free);
  expectState(stateOf(id), ModuleState.Running);
  skipLog();
  expectStat(moduleRunStep(id), Stat.Success);
  expectEntry(LOG_ORIGIN_GUEST, id, 1, 'step');
  expectEqual(tick(), maskOf(worker));
}

/** All slots taken: a replacement needs none. */
function withoutFreeSlot(): void {
  usePolicy(0);
  for (let id: u32 = 0; id < MAX_MODULES; id++) expectEqual(start(WORKER, WORKER_SIZE), id);
  expectStat(moduleReplace(3, WORKER, WORKER_SIZE, policy), Stat.Success);
  expectState(stateOf(3), ModuleState.Running);
  expectStat(moduleRunStep(3), Stat.Success);
}

/** WAMR's allocator makes a block up to 16 bytes larger where what is left of a gap is too small for one; a module has few blocks. */
const GAPS: u32 = 128;

/** Again and again: nothing adds up. Where in the pool the new one comes to lie makes a few bytes of difference. */
function manyTimes(): void {
  usePolicy(CAP_LOG);
  const before = poolFree();
  const id = start(LIFECYCLE, LIFECYCLE_SIZE);
  const atFirst = poolFree();
  for (let i: u32 = 0; i < 100; i++) {
    expectStat(moduleReplace(id, LIFECYCLE, LIFECYCLE_SIZE, policy), Stat.Success);
    expectStat(moduleRunStep(id), Stat.Success);
    expect(poolFree() + GAPS >= atFirst);
  }
  expectStat(moduleUnload(id), Stat.Success);
  expectEqual(poolFree(), before);
}

/** The log names both. */
function isLogged(): void {
  const id = startWorker();
  usePolicy(0);
  skipLog();
  expectStat(moduleReplace(id, WORKER, WORKER_SIZE, policy), Stat.Success);
  expectInLog(LOG_ORIGIN_RUNTIME, id, 1, 'module 0 ');
}

export const replaceTests: FixedArray<Test, 15> = [
  { name: 'runningReplaced', run: runningReplaced },
  { name: 'oldOneUnloadedLast', run: oldOneUnloadedLast },
  { name: 'stateTakenOver', run: stateTakenOver },
  { name: 'failedReplaced', run: failedReplaced },
  { name: 'latchesTakenOver', run: latchesTakenOver },
  { name: 'countersAnew', run: countersAnew },
  { name: 'brokenImage', run: brokenImage },
  { name: 'invalidPolicy', run: invalidPolicy },
  { name: 'startCodeTraps', run: startCodeTraps },
  { name: 'startCodeLoops', run: startCodeLoops },
  { name: 'initTraps', run: initTraps },
  { name: 'initExpires', run: initExpires },
  { name: 'withoutFreeSlot', run: withoutFreeSlot },
  { name: 'manyTimes', run: manyTimes },
  { name: 'isLogged', run: isLogged },
];
