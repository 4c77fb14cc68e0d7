// SPDX-License-Identifier: Apache-2.0
/** Suite `startup`: init, deinit, stop, restart, and what every call says before init. */
import {
  clearEvent,
  deinit,
  init,
  logLost,
  LOG_ORIGIN_RUNTIME,
  logRead,
  moduleInfo,
  moduleLoad,
  modulePause,
  moduleReplace,
  moduleRunStep,
  moduleStart,
  ModuleState,
  moduleStat,
  moduleUnload,
  nextDueUs,
  postEvent,
  quotaExpired,
  restart,
  Stat,
  stop,
  tick,
} from '../../runtime-ts/fuse';
import type { Hal, LogEntry, ModuleInfo } from '../../runtime-ts/fuse';
import { CAP_LOG } from './capabilities';
import { expect, expectEqual, expectEqual64, expectStat, expectState } from './expect';
import {
  ACTIVATION_EVENT,
  ACTIVATION_INTERVAL,
  deinitRuntime,
  expectEntry,
  expectInLog,
  fake,
  hostHal,
  initRuntime,
  INVALID_ID,
  load,
  mentions,
  policy,
  removeClock,
  removeSensor,
  rewindLog,
  skipLog,
  start,
  startWorker,
  stateOf,
  useHost,
  usePolicy,
} from './fixture';
import type { Test } from './harness';
import { LOG_BYTES, logMemory, POOL_BYTES, poolFree, poolMemory, wrongNames } from './host';
import { LIFECYCLE, LIFECYCLE_SIZE, WORKER, WORKER_SIZE } from './modules';

const smallMemory: FixedArray<u64, 64> = zeroed();

function smallPointer(): Pointer<void> {
  return trustedCast<Pointer<void>>(pointerTo(smallMemory));
}

function initNulls(): void {
  deinitRuntime();
  expectStat(init(null, POOL_BYTES, logMemory(), LOG_BYTES, hostHal), Stat.InvalidArg);
  expectStat(init(poolMemory(), 0, logMemory(), LOG_BYTES, hostHal), Stat.InvalidArg);
  expectStat(init(poolMemory(), POOL_BYTES, null, LOG_BYTES, hostHal), Stat.InvalidArg);
  expectStat(init(poolMemory(), POOL_BYTES, logMemory(), 0, hostHal), Stat.InvalidArg);
  expectStat(init(poolMemory(), POOL_BYTES, logMemory(), LOG_BYTES, null), Stat.InvalidArg);
  expectEqual(tick(), 0);
  expectStat(stop(), Stat.NotInitialized);
  initRuntime();
}

function initTwice(): void {
  expectStat(init(poolMemory(), POOL_BYTES, logMemory(), LOG_BYTES, hostHal), Stat.AlreadyInitialized);
  expectStat(init(null, POOL_BYTES, logMemory(), LOG_BYTES, hostHal), Stat.InvalidArg);
  expectStat(init(poolMemory(), POOL_BYTES, logMemory(), LOG_BYTES, null), Stat.InvalidArg);
  const worker = startWorker();
  expectStat(init(poolMemory(), POOL_BYTES, logMemory(), LOG_BYTES, hostHal), Stat.AlreadyInitialized);
  expectStat(moduleRunStep(worker), Stat.Success);
}

function initSmallPool(): void {
  deinitRuntime();
  expectStat(init(smallPointer(), 16, logMemory(), LOG_BYTES, hostHal), Stat.ModuleLoadFailed);
  expectStat(init(smallPointer(), 1, logMemory(), LOG_BYTES, hostHal), Stat.ModuleLoadFailed);
  expectEqual(tick(), 0);
  expectStat(deinit(), Stat.NotInitialized);
  initRuntime();
}

/** A pool of any size either gives a runtime or is refused; a module that does not fit leaves nothing behind. */
function initPoolOfEverySize(): void {
  deinitRuntime();
  for (let size: u32 = 256; size <= 8192; size += 248) {
    const stat = init(poolMemory(), size, logMemory(), LOG_BYTES, hostHal);
    expect(stat === Stat.Success || stat === Stat.ModuleLoadFailed);
    if (stat === Stat.Success) {
      const id: Out<u32> = { value: 0 };
      usePolicy(CAP_LOG);
      const free = poolFree();
      const loaded = moduleLoad(LIFECYCLE, LIFECYCLE_SIZE, policy, id);
      expect(loaded === Stat.Success || loaded === Stat.ModuleLoadFailed);
      if (loaded === Stat.Success) expectStat(moduleUnload(id.value), Stat.Success);
      expectEqual(poolFree(), free);
      expectStat(deinit(), Stat.Success);
    }
  }
  initRuntime();
}

function initUnalignedPool(): void {
  deinitRuntime();
  // WAMR aligns its heap itself or refuses it; neither may crash.
  const bytes = trustedSlice(trustedCast<Pointer<u8>>(poolMemory()), POOL_BYTES);
  for (let offset: u32 = 1; offset < 8; offset++) {
    const at = trustedCast<Pointer<void>>(pointerTo(bytes[offset]));
    const stat = init(at, POOL_BYTES - 8, logMemory(), LOG_BYTES, hostHal);
    expect(stat === Stat.Success || stat === Stat.ModuleLoadFailed);
    if (stat === Stat.Success) {
      usePolicy(0);
      expectStat(moduleRunStep(start(WORKER, WORKER_SIZE)), Stat.Success);
      expectStat(deinit(), Stat.Success);
    }
  }
  initRuntime();
}

function initSmallLog(): void {
  deinitRuntime();
  for (let size: u32 = 1; size <= 256; size += 15) {
    expectStat(init(poolMemory(), POOL_BYTES, smallPointer(), size, hostHal), Stat.Success);
    usePolicy(CAP_LOG);
    const id = start(LIFECYCLE, LIFECYCLE_SIZE);
    expectStat(moduleRunStep(id), Stat.Success);
    const cursor: Out<u32> = { value: 0 };
    const entry = zeroed<LogEntry>();
    let entries: u32 = 0;
    for (let i: u32 = 0; i < 32; i++) {
      if (logRead(cursor, entry) === Stat.Success) entries += 1;
    }
    expect(entries < 3);
    expect(logLost() > 0);
    expectStat(deinit(), Stat.Success);
  }
  initRuntime();
}

function initEntry(): void {
  expectEntry(LOG_ORIGIN_RUNTIME, INVALID_ID, 1, 'FUSE runtime initialised');
}

function initCopiesHal(): void {
  removeSensor();
  removeClock();
  hostHal.quotaArm = null;
  hostHal.quotaCancel = null;
  hostHal.moduleStopped = null;
  usePolicy(0);
  policy.cpuQuotaUs = 1000000;
  const id = start(WORKER, WORKER_SIZE);
  expectStat(moduleRunStep(id), Stat.Success);
  expectEqual(fake.arms, 1);
  expectEqual(fake.cancels, 1);
  expect(fake.clockReads > 0);
  useHost();
  fake.arms = 1;
  fake.cancels = 1;
}

function deinitTwice(): void {
  const worker = startWorker();
  expectStat(moduleRunStep(worker), Stat.Success);
  expectStat(deinit(), Stat.Success);
  expectStat(deinit(), Stat.NotInitialized);
  const state: Out<ModuleState> = { value: ModuleState.Unloaded };
  expectStat(moduleStat(worker, state), Stat.NotInitialized);
  initRuntime();
  expectStat(moduleStat(worker, state), Stat.ModuleNotFound);
  expectEqual(startWorker(), 0);
}

/** deinit is an unload of everything: module_deinit runs. */
function deinitUnloads(): void {
  usePolicy(CAP_LOG);
  policy.cpuQuotaUs = 1000000;
  start(LIFECYCLE, LIFECYCLE_SIZE);
  load(LIFECYCLE, LIFECYCLE_SIZE);
  const before = fake.arms;
  expectStat(deinit(), Stat.Success);
  // The second module was never started.
  expectEqual(fake.arms, before + 1);
  expectEqual(fake.cancels, fake.arms);
  initRuntime();
}

function initAfterDeinitIsFresh(): void {
  const worker = startWorker();
  expectStat(stop(), Stat.Success);
  expectStat(deinit(), Stat.Success);
  initRuntime();
  // Not stopped, no event latched, a new log.
  expectEntry(LOG_ORIGIN_RUNTIME, INVALID_ID, 1, 'FUSE runtime initialised');
  expectEqual(logLost(), 0);
  expectEqual(startWorker(), worker);
  expectEqual(tick(), 1);
}

function beforeInit(): void {
  deinitRuntime();
  const id: Out<u32> = { value: 5 };
  const state: Out<ModuleState> = { value: ModuleState.Trapped };
  const due: Out<u64> = { value: 5n };
  const entry = zeroed<LogEntry>();
  const info = zeroed<ModuleInfo>();
  expectStat(moduleLoad(WORKER, WORKER_SIZE, policy, id), Stat.NotInitialized);
  expectStat(moduleReplace(0, WORKER, WORKER_SIZE, policy), Stat.NotInitialized);
  expectStat(moduleStart(0), Stat.NotInitialized);
  expectStat(modulePause(0), Stat.NotInitialized);
  expectStat(moduleStat(0, state), Stat.NotInitialized);
  expectStat(moduleUnload(0), Stat.NotInitialized);
  expectStat(moduleRunStep(0), Stat.NotInitialized);
  expectStat(moduleInfo(0, info), Stat.NotInitialized);
  expectStat(nextDueUs(due), Stat.NotInitialized);
  expectStat(logRead(id, entry), Stat.NotInitialized);
  expectStat(postEvent(0), Stat.NotInitialized);
  expectStat(clearEvent(0), Stat.NotInitialized);
  expectStat(stop(), Stat.NotInitialized);
  expectStat(restart(), Stat.NotInitialized);
  expectStat(deinit(), Stat.NotInitialized);
  expectEqual(tick(), 0);
  quotaExpired(0);
  quotaExpired(INVALID_ID);
  expectEqual(id.value, 5);
  expectState(state.value, ModuleState.Trapped);
  expectEqual64(due.value, 5n);
  initRuntime();
}

/** A NULL pointer or zero size is INVALID_ARG before anything else, also before NOT_INITIALIZED. */
function nullsBeforeInit(): void {
  deinitRuntime();
  expectNulls();
  initRuntime();
  expectNulls();
}

function expectNulls(): void {
  const id: Out<u32> = { value: 5 };
  const entry = zeroed<LogEntry>();
  expectStat(moduleLoad(null, WORKER_SIZE, policy, id), Stat.InvalidArg);
  expectStat(moduleLoad(WORKER, 0, policy, id), Stat.InvalidArg);
  expectStat(moduleLoad(WORKER, WORKER_SIZE, null, id), Stat.InvalidArg);
  expectStat(moduleLoad(WORKER, WORKER_SIZE, policy, null), Stat.InvalidArg);
  expectStat(moduleReplace(0, null, WORKER_SIZE, policy), Stat.InvalidArg);
  expectStat(moduleReplace(0, WORKER, 0, policy), Stat.InvalidArg);
  expectStat(moduleReplace(0, WORKER, WORKER_SIZE, null), Stat.InvalidArg);
  expectStat(moduleStat(0, null), Stat.InvalidArg);
  expectStat(moduleInfo(0, null), Stat.InvalidArg);
  expectStat(nextDueUs(null), Stat.InvalidArg);
  expectStat(logRead(null, entry), Stat.InvalidArg);
  expectStat(logRead(id, null), Stat.InvalidArg);
  expectEqual(id.value, 5);
}

function unknownIds(): void {
  startWorker();
  expectUnknown(1);
  expectUnknown(7);
  expectUnknown(8);
  expectUnknown(31);
  expectUnknown(32);
  expectUnknown(0x80000000);
  expectUnknown(INVALID_ID);
}

function expectUnknown(id: u32): void {
  const state: Out<ModuleState> = { value: ModuleState.Trapped };
  const info = zeroed<ModuleInfo>();
  expectStat(moduleStart(id), Stat.ModuleNotFound);
  expectStat(modulePause(id), Stat.ModuleNotFound);
  expectStat(moduleStat(id, state), Stat.ModuleNotFound);
  expectStat(moduleUnload(id), Stat.ModuleNotFound);
  expectStat(moduleRunStep(id), Stat.ModuleNotFound);
  expectStat(moduleInfo(id, info), Stat.ModuleNotFound);
  expectStat(moduleReplace(id, WORKER, WORKER_SIZE, policy), Stat.ModuleNotFound);
  quotaExpired(id);
}

function stopPausesRunning(): void {
  const running = startWorker();
  const paused = startWorker();
  expectStat(modulePause(paused), Stat.Success);
  usePolicy(0);
  const loaded = load(WORKER, WORKER_SIZE);
  expectStat(stop(), Stat.Success);
  expectState(stateOf(running), ModuleState.Paused);
  expectState(stateOf(paused), ModuleState.Paused);
  expectState(stateOf(loaded), ModuleState.Loaded);
  expectStat(moduleRunStep(running), Stat.InvalidArg);
  expectEqual(tick(), 0);
  expectStat(restart(), Stat.Success);
  expectState(stateOf(running), ModuleState.Running);
  expectState(stateOf(paused), ModuleState.Paused);
  expectState(stateOf(loaded), ModuleState.Loaded);
  expectStat(moduleRunStep(running), Stat.Success);
  expectEqual(tick(), 1);
}

function stopIsIdempotent(): void {
  const running = startWorker();
  expectStat(restart(), Stat.Success);
  expectState(stateOf(running), ModuleState.Running);
  expectStat(stop(), Stat.Success);
  expectStat(stop(), Stat.Success);
  expectState(stateOf(running), ModuleState.Paused);
  expectStat(restart(), Stat.Success);
  expectState(stateOf(running), ModuleState.Running);
  expectStat(restart(), Stat.Success);
  expectState(stateOf(running), ModuleState.Running);
}

function stopEntries(): void {
  skipLog();
  expectStat(stop(), Stat.Success);
  expectEntry(LOG_ORIGIN_RUNTIME, INVALID_ID, 1, 'FUSE runtime stopped');
  expectStat(restart(), Stat.Success);
  expectInLog(LOG_ORIGIN_RUNTIME, INVALID_ID, 1, 'FUSE runtime restarted');
  rewindLog();
}

function worksWhileStopped(): void {
  expectStat(stop(), Stat.Success);
  const id = startWorker();
  expectState(stateOf(id), ModuleState.Running);
  expectStat(moduleRunStep(id), Stat.InvalidArg);
  expectEqual(tick(), 0);
  expectStat(modulePause(id), Stat.Success);
  expectStat(moduleStart(id), Stat.Success);
  const other = startWorker();
  expectStat(moduleUnload(other), Stat.Success);
  expectStat(restart(), Stat.Success);
  expectState(stateOf(id), ModuleState.Running);
  expectEqual(tick(), 1);
}

/** A slot that stop paused and that was given to another module meanwhile is not started by restart. */
function restartResumesOnlyThose(): void {
  const first = startWorker();
  expectStat(stop(), Stat.Success);
  expectStat(moduleUnload(first), Stat.Success);
  usePolicy(0);
  const second = load(WORKER, WORKER_SIZE);
  expectEqual(second, first);
  expectStat(restart(), Stat.Success);
  expectState(stateOf(second), ModuleState.Loaded);
}

/** A module that the host started and paused while stopped stays paused: it is the host's decision that is the later one. */
function pausedWhileStoppedStays(): void {
  const id = startWorker();
  expectStat(stop(), Stat.Success);
  expectStat(moduleStart(id), Stat.Success);
  expectStat(modulePause(id), Stat.Success);
  expectStat(restart(), Stat.Success);
  expectState(stateOf(id), ModuleState.Paused);
}

function eventsWhileStopped(): void {
  usePolicy(0);
  policy.activationMask = ACTIVATION_EVENT;
  policy.eventSubscribe = 2;
  start(WORKER, WORKER_SIZE);
  expectStat(stop(), Stat.Success);
  expectStat(postEvent(1), Stat.Success);
  expectEqual(tick(), 0);
  expectStat(restart(), Stat.Success);
  expectEqual(tick(), 1);
  expectEqual(tick(), 0);
}

function nextDueWhileStopped(): void {
  startWorker();
  const due: Out<u64> = { value: 5n };
  expectStat(nextDueUs(due), Stat.Success);
  expectEqual64(due.value, 0n);
  expectStat(stop(), Stat.Success);
  expectStat(nextDueUs(due), Stat.Success);
  expectEqual64(due.value, u64.MAX);
}

function noClock(): void {
  deinitRuntime();
  removeClock();
  initRuntime();
  usePolicy(0);
  policy.activationMask = ACTIVATION_INTERVAL;
  policy.stepIntervalUs = 1000000;
  const id = start(WORKER, WORKER_SIZE);
  expectStat(moduleRunStep(id), Stat.Success);
  expectStat(moduleRunStep(id), Stat.Success);
  expectEqual(tick(), 1);
  expectEqual(tick(), 1);
  rewindLog();
  const entry = zeroed<LogEntry>();
  const cursor: Out<u32> = { value: 0 };
  for (let i: u32 = 0; i < 8; i++) {
    if (logRead(cursor, entry) === Stat.Success) expectEqual64(entry.timestampUs, 0n);
  }
}

/** Without a quota timer modules run, and the log says so once. */
function noQuotaTimer(): void {
  deinitRuntime();
  hostHal.quotaArm = null;
  hostHal.quotaCancel = null;
  initRuntime();
  usePolicy(0);
  policy.cpuQuotaUs = 1000;
  const first = start(WORKER, WORKER_SIZE);
  const second = start(WORKER, WORKER_SIZE);
  for (let i: u32 = 0; i < 5; i++) {
    expectStat(moduleRunStep(first), Stat.Success);
    expectStat(moduleRunStep(second), Stat.Success);
  }
  expectEqual(quotaWarnings(), 1);
  expectEqual(fake.arms, 0);
}

function quotaWarnings(): u32 {
  const entry = zeroed<LogEntry>();
  const cursor: Out<u32> = { value: 0 };
  let count: u32 = 0;
  for (let i: u32 = 0; i < 64; i++) {
    if (logRead(cursor, entry) === Stat.Success && mentions(entry, 'quota')) count += 1;
  }
  return count;
}

/** Names of results and the version need no init. */
function names(): void {
  expectEqual(wrongNames(), 0);
  deinitRuntime();
  expectEqual(wrongNames(), 0);
  initRuntime();
}

function halOfNulls(): void {
  deinitRuntime();
  assign(hostHal, zeroed<Hal>());
  initRuntime();
  usePolicy(0);
  policy.cpuQuotaUs = 5;
  policy.stepIntervalUs = 5;
  policy.activationMask = ACTIVATION_INTERVAL;
  const id = start(WORKER, WORKER_SIZE);
  expectStat(moduleRunStep(id), Stat.Success);
  expectEqual(tick(), 1);
  expectStat(moduleUnload(id), Stat.Success);
  deinitRuntime();
  useHost();
  initRuntime();
}

export const startupTests: FixedArray<Test, 26> = [
  { name: 'initNulls', run: initNulls },
  { name: 'initTwice', run: initTwice },
  { name: 'initSmallPool', run: initSmallPool },
  { name: 'initPoolOfEverySize', run: initPoolOfEverySize },
  { name: 'initUnalignedPool', run: initUnalignedPool },
  { name: 'initSmallLog', run: initSmallLog },
  { name: 'initEntry', run: initEntry },
  { name: 'initCopiesHal', run: initCopiesHal },
  { name: 'deinitTwice', run: deinitTwice },
  { name: 'deinitUnloads', run: deinitUnloads },
  { name: 'initAfterDeinitIsFresh', run: initAfterDeinitIsFresh },
  { name: 'beforeInit', run: beforeInit },
  { name: 'nullsBeforeInit', run: nullsBeforeInit },
  { name: 'unknownIds', run: unknownIds },
  { name: 'stopPausesRunning', run: stopPausesRunning },
  { name: 'stopIsIdempotent', run: stopIsIdempotent },
  { name: 'stopEntries', run: stopEntries },
  { name: 'worksWhileStopped', run: worksWhileStopped },
  { name: 'restartResumesOnlyThose', run: restartResumesOnlyThose },
  { name: 'pausedWhileStoppedStays', run: pausedWhileStoppedStays },
  { name: 'eventsWhileStopped', run: eventsWhileStopped },
  { name: 'nextDueWhileStopped', run: nextDueWhileStopped },
  { name: 'noClock', run: noClock },
  { name: 'noQuotaTimer', run: noQuotaTimer },
  { name: 'names', run: names },
  { name: 'halOfNulls', run: halOfNulls },
];
