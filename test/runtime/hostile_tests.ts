// SPDX-License-Identifier: Apache-2.0
/**
 * Suite `hostile`: modules that misbehave, stopped by the platform's real quota or by their own checks, beside a worker that goes on.
 */
import {
  LOG_ORIGIN_RUNTIME,
  moduleInfo,
  moduleLoad,
  moduleRunStep,
  moduleStart,
  ModuleState,
  moduleUnload,
  Stat,
  tick,
} from '../../runtime-ts/fuse';
import type { LogEntry, ModuleInfo } from '../../runtime-ts/fuse';
import { CAP_TEMP_SENSOR } from './capabilities';
import { expect, expectEqual, expectEqual64, expectStat, expectState } from './expect';
import {
  CAP_ALL,
  expectInLog,
  fake,
  load,
  maskOf,
  mentions,
  nextEntry,
  policy,
  skipLog,
  start,
  startHostile,
  startWorker,
  stateOf,
  usePolicy,
} from './fixture';
import { forcedWay } from './harness';
import type { Test } from './harness';
import { poolFree, stopLatestUs } from './host';
import { GROW, GROW_SIZE, HOSTILE, HOSTILE_SIZE } from './modules';

/** hostile.wat's commands: indices into its table. */
const LOOP_INTEGER = 1;
const LOOP_FLOAT = 2;
const LOOP_DIVIDE = 3;
const LOOP_FILL = 4;
const LOOP_HOST_CALLS = 5;
const RECURSION = 6;
const LOAD_OUTSIDE = 7;
const STORE_OUTSIDE = 8;
const CAMERA_OUTSIDE = 9;
const LOG_OUTSIDE = 10;
const CAMERA_LENGTH_OVERFLOW = 11;
const LOG_LENGTH_OVERFLOW = 12;
const DIVIDE_BY_ZERO = 13;
const DIVIDE_OVERFLOW = 14;
const UNREACHABLE = 15;
const CONVERT_NAN = 16;
const FILL_OUTSIDE = 17;
const COPY_OUTSIDE = 18;
const CALL_NULL = 27;
const CALL_OTHER_TYPE = 28;
const CALL_BEYOND_TABLE = 29;
const LOAD_LAST = 30;
const LOAD_WRAPS = 31;
const NOT_IN_TABLE = 1000;

const QUOTA_US = 20000;

/** A limited hostile module; the quota is real from here on, not yet while it starts. */
function startLimited(): u32 {
  usePolicy(CAP_ALL);
  policy.cpuQuotaUs = QUOTA_US;
  fake.realQuota = false;
  const id = start(HOSTILE, HOSTILE_SIZE);
  fake.realQuota = true;
  return id;
}

/** The last entry was ended after its quota, and in time. */
function expectOnTime(): void {
  const latest = stopLatestUs(QUOTA_US, forcedWay());
  expect(fake.elapsedUs >= u64(QUOTA_US));
  // Says how late, if it is.
  if (fake.elapsedUs > latest) expectEqual64(fake.elapsedUs, latest);
}

/** The endless step is ended after its quota, in time; the worker goes on; the module is gone without a trace. */
function expectStopped(command: u32): void {
  const worker = startWorker();
  const free = poolFree();
  for (let round: u32 = 0; round < 3; round++) {
    const id = startLimited();
    fake.temperature = command;
    skipLog();
    expectStat(moduleRunStep(id), Stat.QuotaExceeded);
    expectOnTime();
    fake.temperature = 0;
    expectState(stateOf(id), ModuleState.QuotaExceeded);
    expectInLog(LOG_ORIGIN_RUNTIME, id, 2, 'module 1 quota exceeded');
    expectEqual(tick(), maskOf(worker));
    const info = zeroed<ModuleInfo>();
    expectStat(moduleInfo(id, info), Stat.Success);
    expectEqual(info.quotaKills, 1);
    expectStat(moduleUnload(id), Stat.Success);
    expectEqual(poolFree(), free);
    expectEqual(tick(), maskOf(worker));
  }
}

/** The step traps with this reason; the worker goes on; the module is gone without a trace. */
function expectTrapped(command: u32, reason: string): void {
  const worker = startWorker();
  const free = poolFree();
  const id = startHostile();
  fake.temperature = command;
  skipLog();
  expectStat(moduleRunStep(id), Stat.ModuleTrap);
  expectState(stateOf(id), ModuleState.Trapped);
  expectReason(id, reason);
  expectEqual(tick(), maskOf(worker));
  expectStat(moduleUnload(id), Stat.Success);
  expectEqual(poolFree(), free);
  expectEqual(tick(), maskOf(worker));
}

/** The log says why module `id` trapped. */
function expectReason(id: u32, reason: string): void {
  const entry = zeroed<LogEntry>();
  let found = false;
  let more = true;
  // @bound 1000 entries fit into the log's memory
  while (more) {
    more = nextEntry(entry);
    if (more && entry.moduleId === id && entry.level === 2 && mentions(entry, reason)) found = true;
  }
  expect(found);
}

function loopInteger(): void {
  expectStopped(LOOP_INTEGER);
}
function loopFloat(): void {
  expectStopped(LOOP_FLOAT);
}
function loopDivide(): void {
  expectStopped(LOOP_DIVIDE);
}
function loopFill(): void {
  expectStopped(LOOP_FILL);
}
function loopHostCalls(): void {
  expectStopped(LOOP_HOST_CALLS);
}

function infiniteRecursion(): void {
  expectTrapped(RECURSION, 'stack overflow');
}
function loadOutside(): void {
  expectTrapped(LOAD_OUTSIDE, 'out of bounds memory access');
}
function loadWraps(): void {
  expectTrapped(LOAD_WRAPS, 'out of bounds memory access');
}
function storeOutside(): void {
  expectTrapped(STORE_OUTSIDE, 'out of bounds memory access');
}
function fillOutside(): void {
  expectTrapped(FILL_OUTSIDE, 'out of bounds memory access');
}
function copyOutside(): void {
  expectTrapped(COPY_OUTSIDE, 'out of bounds memory access');
}
function divideByZero(): void {
  expectTrapped(DIVIDE_BY_ZERO, 'integer divide by zero');
}
function divideOverflow(): void {
  expectTrapped(DIVIDE_OVERFLOW, 'integer overflow');
}
function unreachableCode(): void {
  expectTrapped(UNREACHABLE, 'unreachable');
}
function convertNan(): void {
  expectTrapped(CONVERT_NAN, 'invalid conversion to integer');
}
function callNull(): void {
  expectTrapped(CALL_NULL, 'uninitialized element');
}
function callOtherType(): void {
  expectTrapped(CALL_OTHER_TYPE, 'indirect call type mismatch');
}
function callBeyondTable(): void {
  expectTrapped(CALL_BEYOND_TABLE, 'undefined element');
}
function callBeyondTableAtRunTime(): void {
  expectTrapped(NOT_IN_TABLE, 'undefined element');
}
function cameraOutside(): void {
  expectTrapped(CAMERA_OUTSIDE, 'CAMERA');
}
function cameraLengthOverflow(): void {
  expectTrapped(CAMERA_LENGTH_OVERFLOW, 'CAMERA');
}
function logOutside(): void {
  expectTrapped(LOG_OUTSIDE, 'LOG');
}
function logLengthOverflow(): void {
  expectTrapped(LOG_LENGTH_OVERFLOW, 'LOG');
}

/** The last word of the memory is inside. */
function loadLastWord(): void {
  const id = startHostile();
  fake.temperature = LOAD_LAST;
  expectStat(moduleRunStep(id), Stat.Success);
}

/** Endless module_init: the module never becomes RUNNING. */
function loopInInit(): void {
  const worker = startWorker();
  const free = poolFree();
  usePolicy(CAP_ALL);
  policy.cpuQuotaUs = QUOTA_US;
  const id = load(HOSTILE, HOSTILE_SIZE);
  fake.realQuota = true;
  fake.temperature = LOOP_INTEGER;
  expectStat(moduleStart(id), Stat.QuotaExceeded);
  expectOnTime();
  expectState(stateOf(id), ModuleState.QuotaExceeded);
  fake.temperature = 0;
  expectStat(moduleUnload(id), Stat.Success);
  expectEqual(poolFree(), free);
  expectEqual(tick(), maskOf(worker));
}

/** Endless module_deinit: the unload succeeds all the same. */
function loopInDeinit(): void {
  const worker = startWorker();
  const free = poolFree();
  const id = startLimited();
  fake.temperature = LOOP_FILL;
  skipLog();
  expectStat(moduleUnload(id), Stat.Success);
  expectOnTime();
  expectInLog(LOG_ORIGIN_RUNTIME, id, 2, 'module 1 quota exceeded');
  expectEqual(poolFree(), free);
  expectEqual(tick(), maskOf(worker));
}

/** Endless start code in an image that the host tries again and again. */
function loopInStart(): void {
  const worker = startWorker();
  usePolicy(CAP_ALL);
  policy.cpuQuotaUs = QUOTA_US;
  fake.realQuota = true;
  fake.temperature = LOOP_DIVIDE;
  for (let round: u32 = 0; round < 3; round++) {
    expectLoadFails();
    expectOnTime();
  }
  fake.temperature = 0;
  expectEqual(tick(), maskOf(worker));
}

function expectLoadFails(): void {
  const free = poolFree();
  const id: Out<u32> = { value: 77 };
  expectStat(moduleLoad(HOSTILE, HOSTILE_SIZE, policy, id), Stat.ModuleLoadFailed);
  expectEqual(poolFree(), free);
}

/** Growing without end is refused inside the module; it costs the pool nothing. */
function growWithoutEnd(): void {
  const worker = startWorker();
  usePolicy(CAP_ALL);
  policy.memoryPagesMax = 0;
  const id = start(GROW, GROW_SIZE);
  const free = poolFree();
  for (let power: u32 = 0; power <= 16; power++) {
    fake.temperature = maskOf(power);
    expectStat(moduleRunStep(id), Stat.Success);
  }
  expectEqual(poolFree(), free);
  const info = zeroed<ModuleInfo>();
  expectStat(moduleInfo(id, info), Stat.Success);
  expectEqual(info.memoryBytes, 0);
  expectEqual(tick(), maskOf(worker));
}

/** Every kind of end one after the other, many times, in one slot: nothing adds up. */
function manyEnds(): void {
  const worker = startWorker();
  const free = poolFree();
  for (let command: u32 = RECURSION; command <= LOAD_WRAPS; command++) {
    const id = startHostile();
    fake.temperature = command;
    const stat = moduleRunStep(id);
    expect(stat === Stat.Success || stat === Stat.ModuleTrap);
    fake.temperature = 0;
    expectStat(moduleUnload(id), Stat.Success);
    expectEqual(poolFree(), free);
    expectEqual(tick(), maskOf(worker));
  }
}

/** A trap leaves nothing behind in the module's code that the next instance of the same image would meet. */
function sameImageAgain(): void {
  const first = startHostile();
  const second = startHostile();
  fake.temperature = STORE_OUTSIDE;
  expectStat(moduleRunStep(first), Stat.ModuleTrap);
  fake.temperature = 0;
  expectStat(moduleRunStep(second), Stat.Success);
  usePolicy(CAP_TEMP_SENSOR);
  expectStat(moduleRunStep(start(HOSTILE, HOSTILE_SIZE)), Stat.Success);
}

/** A stopped module of one image beside a running one of the same image, stopped with execution revoked. */
function sameImageAfterKill(): void {
  usePolicy(CAP_ALL);
  policy.cpuQuotaUs = 10000000;
  const survivor = start(HOSTILE, HOSTILE_SIZE);
  for (let round: u32 = 0; round < 5; round++) {
    const id = startLimited();
    fake.temperature = round % 2 === 0 ? LOOP_INTEGER : LOOP_FILL;
    expectStat(moduleRunStep(id), Stat.QuotaExceeded);
    fake.temperature = 0;
    expectStat(moduleRunStep(survivor), Stat.Success);
    expectStat(moduleUnload(id), Stat.Success);
    expectStat(moduleRunStep(survivor), Stat.Success);
  }
}

export const hostileTests: FixedArray<Test, 31> = [
  { name: 'loopInteger', run: loopInteger },
  { name: 'loopFloat', run: loopFloat },
  { name: 'loopDivide', run: loopDivide },
  { name: 'loopFill', run: loopFill },
  { name: 'loopHostCalls', run: loopHostCalls },
  { name: 'infiniteRecursion', run: infiniteRecursion },
  { name: 'loadOutside', run: loadOutside },
  { name: 'loadWraps', run: loadWraps },
  { name: 'storeOutside', run: storeOutside },
  { name: 'fillOutside', run: fillOutside },
  { name: 'copyOutside', run: copyOutside },
  { name: 'divideByZero', run: divideByZero },
  { name: 'divideOverflow', run: divideOverflow },
  { name: 'unreachableCode', run: unreachableCode },
  { name: 'convertNan', run: convertNan },
  { name: 'callNull', run: callNull },
  { name: 'callOtherType', run: callOtherType },
  { name: 'callBeyondTable', run: callBeyondTable },
  { name: 'callBeyondTableAtRunTime', run: callBeyondTableAtRunTime },
  { name: 'cameraOutside', run: cameraOutside },
  { name: 'cameraLengthOverflow', run: cameraLengthOverflow },
  { name: 'logOutside', run: logOutside },
  { name: 'logLengthOverflow', run: logLengthOverflow },
  { name: 'loadLastWord', run: loadLastWord },
  { name: 'loopInInit', run: loopInInit },
  { name: 'loopInDeinit', run: loopInDeinit },
  { name: 'loopInStart', run: loopInStart },
  { name: 'growWithoutEnd', run: growWithoutEnd },
  { name: 'manyEnds', run: manyEnds },
  { name: 'sameImageAgain', run: sameImageAgain },
  { name: 'sameImageAfterKill', run: sameImageAfterKill },
];
