// SPDX-License-Identifier: Apache-2.0
/** Suite `lifecycle`: start, pause, unload and run_step in every state, module_init and module_deinit, module_info. */
import {
  LOG_ORIGIN_GUEST,
  LOG_ORIGIN_RUNTIME,
  moduleInfo,
  modulePause,
  moduleRunStep,
  moduleStart,
  ModuleState,
  moduleStat,
  moduleUnload,
  Stat,
  tick,
} from '../../runtime-ts/fuse';
import { STEP_TIMES } from '../../runtime-ts/config';
import type { LogEntry, ModuleInfo } from '../../runtime-ts/fuse';
import { CAP_LOG, CAP_TEMP_SENSOR } from './capabilities';
import { expect, expectEqual, expectEqual64, expectStat, expectState } from './expect';
import {
  ACTIVATION_INTERVAL,
  Action,
  CAP_ALL,
  expectEntry,
  expectInLog,
  fake,
  load,
  maskOf,
  nextEntry,
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
import { HOSTILE, HOSTILE_SIZE, LIFECYCLE, LIFECYCLE_SIZE, WORKER, WORKER_SIZE } from './modules';

/** hostile.wat's commands. */
const UNREACHABLE = 15;

/** A fresh hostile module (command 0) in the wanted state. */
function moduleIn(state: ModuleState): u32 {
  usePolicy(CAP_ALL);
  policy.cpuQuotaUs = 10;
  const id = load(HOSTILE, HOSTILE_SIZE);
  if (state === ModuleState.Loaded) return id;
  expectStat(moduleStart(id), Stat.Success);
  switch (state) {
    case ModuleState.Paused:
      expectStat(modulePause(id), Stat.Success);
      break;
    case ModuleState.Trapped:
      fake.temperature = UNREACHABLE;
      expectStat(moduleRunStep(id), Stat.ModuleTrap);
      fake.temperature = 0;
      break;
    case ModuleState.QuotaExceeded:
      fake.actionId = id;
      fake.onReading = Action.Expire;
      expectStat(moduleRunStep(id), Stat.QuotaExceeded);
      fake.onReading = Action.None;
      break;
    default:
      break;
  }
  expectState(stateOf(id), state);
  return id;
}

/** What each call gives in a state, and the state after it. */
function expectCalls(state: ModuleState, startStat: Stat, pauseStat: Stat, stepStat: Stat): void {
  const started = moduleIn(state);
  expectStat(moduleStart(started), startStat);
  expectState(stateOf(started), startStat === Stat.Success ? ModuleState.Running : state);
  expectStat(moduleUnload(started), Stat.Success);

  const paused = moduleIn(state);
  expectStat(modulePause(paused), pauseStat);
  expectState(stateOf(paused), pauseStat === Stat.Success ? ModuleState.Paused : state);
  expectStat(moduleUnload(paused), Stat.Success);

  const stepped = moduleIn(state);
  expectStat(moduleRunStep(stepped), stepStat);
  expectState(stateOf(stepped), state);
  expectEqual(tick(), 0);
  expectState(stateOf(stepped), state);
  const info = zeroed<ModuleInfo>();
  expectStat(moduleInfo(stepped, info), Stat.Success);
  expectEqual(info.state, u32(state));
  expectStat(moduleUnload(stepped), Stat.Success);
  const gone: Out<ModuleState> = { value: ModuleState.Running };
  expectStat(moduleStat(stepped, gone), Stat.ModuleNotFound);
  expectStat(moduleUnload(stepped), Stat.ModuleNotFound);
}

function callsWhenLoaded(): void {
  expectCalls(ModuleState.Loaded, Stat.Success, Stat.InvalidArg, Stat.InvalidArg);
}
function callsWhenRunning(): void {
  expectCallsRunning();
}
function callsWhenPaused(): void {
  expectCalls(ModuleState.Paused, Stat.Success, Stat.InvalidArg, Stat.InvalidArg);
}
function callsWhenTrapped(): void {
  expectCalls(ModuleState.Trapped, Stat.InvalidArg, Stat.InvalidArg, Stat.InvalidArg);
}
function callsWhenQuotaExceeded(): void {
  expectCalls(ModuleState.QuotaExceeded, Stat.InvalidArg, Stat.InvalidArg, Stat.InvalidArg);
}

function expectCallsRunning(): void {
  const id = moduleIn(ModuleState.Running);
  expectStat(moduleStart(id), Stat.InvalidArg);
  expectState(stateOf(id), ModuleState.Running);
  expectStat(moduleRunStep(id), Stat.Success);
  expectState(stateOf(id), ModuleState.Running);
  expectStat(modulePause(id), Stat.Success);
  expectState(stateOf(id), ModuleState.Paused);
  expectStat(moduleStart(id), Stat.Success);
  expectStat(moduleUnload(id), Stat.Success);
}

/** INTERVAL modules in any state but RUNNING are not ticked. */
function onlyRunningIsTicked(): void {
  usePolicy(0);
  policy.activationMask = ACTIVATION_INTERVAL;
  const id = load(WORKER, WORKER_SIZE);
  expectEqual(tick(), 0);
  expectStat(moduleStart(id), Stat.Success);
  expectEqual(tick(), 1);
  expectStat(modulePause(id), Stat.Success);
  expectEqual(tick(), 0);
  expectStat(moduleStart(id), Stat.Success);
  expectEqual(tick(), 1);
}

function entriesInOrder(): void {
  usePolicy(CAP_LOG);
  skipLog();
  const id = load(LIFECYCLE, LIFECYCLE_SIZE);
  expectStat(moduleStart(id), Stat.Success);
  expectStat(moduleRunStep(id), Stat.Success);
  expectStat(modulePause(id), Stat.Success);
  expectStat(moduleStart(id), Stat.Success);
  expectStat(moduleUnload(id), Stat.Success);
  expectEntry(LOG_ORIGIN_GUEST, id, 1, 'start');
  expectEntry(LOG_ORIGIN_RUNTIME, id, 1, 'module 0 loaded');
  expectEntry(LOG_ORIGIN_GUEST, id, 1, 'init');
  expectEntry(LOG_ORIGIN_RUNTIME, id, 0, 'module 0 running');
  expectEntry(LOG_ORIGIN_GUEST, id, 1, 'step');
  expectEntry(LOG_ORIGIN_RUNTIME, id, 0, 'module 0 paused');
  expectEntry(LOG_ORIGIN_RUNTIME, id, 0, 'module 0 running');
  expectEntry(LOG_ORIGIN_GUEST, id, 1, 'deinit');
  expectEntry(LOG_ORIGIN_RUNTIME, id, 1, 'module 0 unloaded');
  const entry = zeroed<LogEntry>();
  expect(!nextEntry(entry));
}

function initTraps(): void {
  const worker = startWorker();
  usePolicy(CAP_ALL);
  const id = load(HOSTILE, HOSTILE_SIZE);
  fake.temperature = UNREACHABLE;
  skipLog();
  expectStat(moduleStart(id), Stat.ModuleTrap);
  expectState(stateOf(id), ModuleState.Trapped);
  expectInLog(LOG_ORIGIN_RUNTIME, id, 2, 'module 1 trap: ');
  // It never was RUNNING.
  expectEqual(fake.stops, 0);
  expectEqual(tick(), maskOf(worker));
}

function initExpires(): void {
  const worker = startWorker();
  usePolicy(CAP_ALL);
  policy.cpuQuotaUs = 10;
  const id = load(HOSTILE, HOSTILE_SIZE);
  fake.onReading = Action.Expire;
  fake.actionId = id;
  skipLog();
  expectStat(moduleStart(id), Stat.QuotaExceeded);
  fake.onReading = Action.None;
  expectState(stateOf(id), ModuleState.QuotaExceeded);
  expectInLog(LOG_ORIGIN_RUNTIME, id, 2, 'module 1 quota exceeded');
  expectEqual(fake.stops, 0);
  expectEqual(tick(), maskOf(worker));
}

/** Whatever module_deinit does, the module is gone afterwards. */
function deinitTraps(): void {
  const worker = startWorker();
  const free = poolFree();
  const id = startHostile();
  fake.temperature = UNREACHABLE;
  skipLog();
  expectStat(moduleUnload(id), Stat.Success);
  expectInLog(LOG_ORIGIN_RUNTIME, id, 2, 'module 1 trap: ');
  expectInLog(LOG_ORIGIN_RUNTIME, id, 1, 'module 1 unloaded');
  expectEqual(poolFree(), free);
  expectEqual(tick(), maskOf(worker));
}

function deinitExpires(): void {
  usePolicy(CAP_ALL);
  policy.cpuQuotaUs = 10;
  const free = poolFree();
  const id = start(HOSTILE, HOSTILE_SIZE);
  fake.onReading = Action.Expire;
  fake.actionId = id;
  skipLog();
  expectStat(moduleUnload(id), Stat.Success);
  fake.onReading = Action.None;
  expectInLog(LOG_ORIGIN_RUNTIME, id, 2, 'module 0 quota exceeded');
  expectEqual(poolFree(), free);
}

/** module_deinit runs only for a module that was started and did not fail. */
function deinitOnlyAfterStart(): void {
  const loaded = moduleIn(ModuleState.Loaded);
  let reads: u32 = fake.temperatureReads;
  expectStat(moduleUnload(loaded), Stat.Success);
  expectEqual(fake.temperatureReads, reads);

  const trapped = moduleIn(ModuleState.Trapped);
  reads = fake.temperatureReads;
  expectStat(moduleUnload(trapped), Stat.Success);
  expectEqual(fake.temperatureReads, reads);

  const exceeded = moduleIn(ModuleState.QuotaExceeded);
  reads = fake.temperatureReads;
  expectStat(moduleUnload(exceeded), Stat.Success);
  expectEqual(fake.temperatureReads, reads);

  const paused = moduleIn(ModuleState.Paused);
  reads = fake.temperatureReads;
  expectStat(moduleUnload(paused), Stat.Success);
  expectEqual(fake.temperatureReads, reads + 1);

  const running = moduleIn(ModuleState.Running);
  reads = fake.temperatureReads;
  expectStat(moduleUnload(running), Stat.Success);
  expectEqual(fake.temperatureReads, reads + 1);
}

/** Only the first start is an initialisation. */
function initOnce(): void {
  usePolicy(CAP_TEMP_SENSOR);
  const id = load(HOSTILE, HOSTILE_SIZE);
  expectEqual(fake.temperatureReads, 1);
  expectStat(moduleStart(id), Stat.Success);
  expectEqual(fake.temperatureReads, 2);
  expectStat(modulePause(id), Stat.Success);
  expectStat(moduleStart(id), Stat.Success);
  expectEqual(fake.temperatureReads, 2);
}

function infoCounts(): void {
  usePolicy(CAP_ALL);
  policy.cpuQuotaUs = 10;
  const id = start(HOSTILE, HOSTILE_SIZE);
  const info = zeroed<ModuleInfo>();
  expectStat(moduleInfo(id, info), Stat.Success);
  expectEqual(info.steps, 0);
  expectEqual(info.traps, 0);
  expectEqual(info.quotaKills, 0);
  expectEqual(info.memoryBytes, 4096);
  expect(info.poolBytes > 0);
  for (let i: u32 = 0; i < 7; i++) expectStat(moduleRunStep(id), Stat.Success);
  expectStat(moduleInfo(id, info), Stat.Success);
  expectEqual(info.state, u32(ModuleState.Running));
  expectEqual(info.steps, 7);
  fake.temperature = UNREACHABLE;
  expectStat(moduleRunStep(id), Stat.ModuleTrap);
  expectStat(moduleInfo(id, info), Stat.Success);
  expectEqual(info.state, u32(ModuleState.Trapped));
  expectEqual(info.steps, 7);
  expectEqual(info.traps, 1);
  expectEqual(info.quotaKills, 0);
  fake.temperature = 0;
  expectStat(moduleUnload(id), Stat.Success);

  const other = moduleIn(ModuleState.QuotaExceeded);
  expectEqual(other, id);
  expectStat(moduleInfo(other, info), Stat.Success);
  expectEqual(info.steps, 0);
  expectEqual(info.traps, 0);
  expectEqual(info.quotaKills, 1);
}

/** pool_bytes is what the module takes from the pool. */
function infoPoolBytes(): void {
  usePolicy(0);
  const before = poolFree();
  const id = start(WORKER, WORKER_SIZE);
  const info = zeroed<ModuleInfo>();
  expectStat(moduleInfo(id, info), Stat.Success);
  const taken = before - poolFree();
  expectEqual(info.poolBytes, taken);
  expectEqual(info.memoryBytes, 0);
}

/** Without FUSE_STEP_TIMES the times are 0; with it, the longest is at least the last, and the total at least the longest. */
function infoStepTimes(): void {
  const id = startWorker();
  for (let i: u32 = 0; i < 100; i++) expectStat(moduleRunStep(id), Stat.Success);
  const info = zeroed<ModuleInfo>();
  expectStat(moduleInfo(id, info), Stat.Success);
  if (when(STEP_TIMES)) {
    expect(info.stepUsMax >= info.stepUsLast);
    expect(info.stepUsTotal >= u64(info.stepUsMax));
  } else {
    expectEqual(info.stepUsLast, 0);
    expectEqual(info.stepUsMax, 0);
    expectEqual64(info.stepUsTotal, 0n);
  }
}

/** Nothing allocates inside a step. */
function stepAllocatesNothing(): void {
  usePolicy(CAP_ALL);
  policy.cpuQuotaUs = 10000000;
  const id = start(HOSTILE, HOSTILE_SIZE);
  const free = poolFree();
  fake.poolFree = 0;
  expectStat(moduleRunStep(id), Stat.Success);
  expectEqual(fake.poolFree, free);
  expectEqual(poolFree(), free);
}

/** module_stopped is called for the module's own faults only. */
function stoppedCallback(): void {
  const id = startHostile();
  expectStat(modulePause(id), Stat.Success);
  expectStat(moduleStart(id), Stat.Success);
  expectStat(moduleUnload(id), Stat.Success);
  expectEqual(fake.stops, 0);
  const trapped = moduleIn(ModuleState.Trapped);
  expectEqual(fake.stops, 1);
  expectEqual(fake.stoppedId, trapped);
  expectState(fake.stoppedState, ModuleState.Trapped);
  const exceeded = moduleIn(ModuleState.QuotaExceeded);
  expectEqual(fake.stops, 2);
  expectEqual(fake.stoppedId, exceeded);
  expectState(fake.stoppedState, ModuleState.QuotaExceeded);
}

/** A module that failed does not run again, also not by events and ticks, until it is replaced or unloaded. */
function failedStaysFailed(): void {
  const id = moduleIn(ModuleState.Trapped);
  const reads = fake.temperatureReads;
  for (let i: u32 = 0; i < 3; i++) {
    expectStat(moduleRunStep(id), Stat.InvalidArg);
    expectEqual(tick(), 0);
    expectStat(moduleStart(id), Stat.InvalidArg);
  }
  expectEqual(fake.temperatureReads, reads);
}

export const lifecycleTests: FixedArray<Test, 19> = [
  { name: 'callsWhenLoaded', run: callsWhenLoaded },
  { name: 'callsWhenRunning', run: callsWhenRunning },
  { name: 'callsWhenPaused', run: callsWhenPaused },
  { name: 'callsWhenTrapped', run: callsWhenTrapped },
  { name: 'callsWhenQuotaExceeded', run: callsWhenQuotaExceeded },
  { name: 'onlyRunningIsTicked', run: onlyRunningIsTicked },
  { name: 'entriesInOrder', run: entriesInOrder },
  { name: 'initTraps', run: initTraps },
  { name: 'initExpires', run: initExpires },
  { name: 'deinitTraps', run: deinitTraps },
  { name: 'deinitExpires', run: deinitExpires },
  { name: 'deinitOnlyAfterStart', run: deinitOnlyAfterStart },
  { name: 'initOnce', run: initOnce },
  { name: 'infoCounts', run: infoCounts },
  { name: 'infoPoolBytes', run: infoPoolBytes },
  { name: 'infoStepTimes', run: infoStepTimes },
  { name: 'stepAllocatesNothing', run: stepAllocatesNothing },
  { name: 'stoppedCallback', run: stoppedCallback },
  { name: 'failedStaysFailed', run: failedStaysFailed },
];
