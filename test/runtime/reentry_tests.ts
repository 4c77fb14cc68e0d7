// SPDX-License-Identifier: Apache-2.0
/**
 * Suite `reentry`: inside a host callback only a few calls are allowed; the others refuse, and the module under way is not harmed.
 * host.h says which calls are made.
 */
import {
  moduleReplace,
  moduleRunStep,
  moduleStart,
  ModuleState,
  moduleUnload,
  Stat,
  tick,
} from '../../runtime-ts/fuse';
import { CAP_TEMP_SENSOR } from './capabilities';
import { expect, expectEqual, expectStat, expectState } from './expect';
import {
  ACTIVATION_INTERVAL,
  Action,
  CAP_ALL,
  fake,
  initRuntime,
  load,
  maskOf,
  policy,
  start,
  startHostile,
  startWorker,
  stateOf,
  usePolicy,
} from './fixture';
import type { Test } from './harness';
import { allowedCalls, forbiddenCalls } from './host';
import { HOSTILE, HOSTILE_SIZE, WORKER, WORKER_SIZE } from './modules';

/** hostile.wat's commands. */
const UNREACHABLE = 15;
const CALL_TIMER = 22;
const CALL_CAMERA = 23;

/** The callbacks were called and every call inside them did what it must. */
function expectReentered(): void {
  expect(fake.reentries > 0);
  expectEqual(fake.wronglyDone, 0);
  expectEqual(fake.wronglyRefused, 0);
}

/** Outside a callback the same calls are allowed: the measure itself works. */
function allowedOutside(): void {
  const id = startWorker();
  expectEqual(allowedCalls(id), 0);
  expect(forbiddenCalls(id, WORKER, WORKER_SIZE) > 0);
  // The last of them was deinit.
  initRuntime();
}

function fromSensor(): void {
  const worker = startWorker();
  const id = startHostile();
  fake.actionId = id;
  fake.onReading = Action.Reenter;
  expectStat(moduleRunStep(id), Stat.Success);
  fake.onReading = Action.None;
  expectReentered();
  expectStat(moduleRunStep(id), Stat.Success);
  expectEqual(tick(), maskOf(worker));
}

/** About another module, too: nobody pulls a running neighbour's memory away. */
function aboutAnotherModule(): void {
  const worker = startWorker();
  const id = startHostile();
  fake.actionId = worker;
  fake.onReading = Action.Reenter;
  expectStat(moduleRunStep(id), Stat.Success);
  fake.onReading = Action.None;
  expectReentered();
  expectState(stateOf(worker), ModuleState.Running);
}

function fromCamera(): void {
  const id = startHostile();
  fake.actionId = id;
  fake.temperature = CALL_CAMERA;
  fake.onCamera = Action.Reenter;
  expectStat(moduleRunStep(id), Stat.Success);
  expectReentered();
}

function fromModulesClock(): void {
  usePolicy(CAP_ALL);
  policy.activationMask = ACTIVATION_INTERVAL;
  const id = start(HOSTILE, HOSTILE_SIZE);
  fake.actionId = id;
  fake.temperature = CALL_TIMER;
  fake.onReading = Action.ReenterOnClock;
  expectEqual(tick(), maskOf(id));
  fake.onClock = Action.None;
  expectReentered();
}

function fromQuotaArm(): void {
  usePolicy(CAP_ALL);
  policy.cpuQuotaUs = 1000;
  const id = start(HOSTILE, HOSTILE_SIZE);
  fake.actionId = id;
  fake.onArm = Action.Reenter;
  expectStat(moduleRunStep(id), Stat.Success);
  fake.onArm = Action.None;
  expectReentered();
}

function fromQuotaCancel(): void {
  usePolicy(CAP_ALL);
  policy.cpuQuotaUs = 1000;
  const id = start(HOSTILE, HOSTILE_SIZE);
  fake.actionId = id;
  fake.onCancel = Action.Reenter;
  expectStat(moduleRunStep(id), Stat.Success);
  fake.onCancel = Action.None;
  expectReentered();
}

function fromModuleStopped(): void {
  const worker = startWorker();
  const id = startHostile();
  fake.actionId = id;
  fake.temperature = UNREACHABLE;
  fake.onStopped = Action.Reenter;
  expectStat(moduleRunStep(id), Stat.ModuleTrap);
  fake.onStopped = Action.None;
  expectReentered();
  expectEqual(fake.reentries, 1);
  expectEqual(tick(), maskOf(worker));
}

/** Start code: the module has no id yet for anybody else. */
function fromStartCode(): void {
  const worker = startWorker();
  usePolicy(CAP_TEMP_SENSOR);
  fake.actionId = worker;
  fake.onReading = Action.Reenter;
  const id = load(HOSTILE, HOSTILE_SIZE);
  fake.onReading = Action.None;
  expectReentered();
  expectStat(moduleStart(id), Stat.Success);
}

function fromInit(): void {
  usePolicy(CAP_TEMP_SENSOR);
  const id = load(HOSTILE, HOSTILE_SIZE);
  fake.actionId = id;
  fake.onReading = Action.Reenter;
  expectStat(moduleStart(id), Stat.Success);
  fake.onReading = Action.None;
  expectReentered();
  expectState(stateOf(id), ModuleState.Running);
}

function fromDeinit(): void {
  const id = startHostile();
  const worker = startWorker();
  fake.actionId = worker;
  fake.onReading = Action.Reenter;
  expectStat(moduleUnload(id), Stat.Success);
  fake.onReading = Action.None;
  expectReentered();
  expectStat(moduleRunStep(worker), Stat.Success);
}

function fromReplacement(): void {
  const id = startWorker();
  usePolicy(CAP_TEMP_SENSOR);
  fake.actionId = id;
  fake.onReading = Action.Reenter;
  expectStat(moduleReplace(id, HOSTILE, HOSTILE_SIZE, policy), Stat.Success);
  fake.onReading = Action.None;
  expectReentered();
  expectEqual(fake.reentries, 2);
  expectStat(moduleRunStep(id), Stat.Success);
}

export const reentryTests: FixedArray<Test, 12> = [
  { name: 'allowedOutside', run: allowedOutside },
  { name: 'fromSensor', run: fromSensor },
  { name: 'aboutAnotherModule', run: aboutAnotherModule },
  { name: 'fromCamera', run: fromCamera },
  { name: 'fromModulesClock', run: fromModulesClock },
  { name: 'fromQuotaArm', run: fromQuotaArm },
  { name: 'fromQuotaCancel', run: fromQuotaCancel },
  { name: 'fromModuleStopped', run: fromModuleStopped },
  { name: 'fromStartCode', run: fromStartCode },
  { name: 'fromInit', run: fromInit },
  { name: 'fromDeinit', run: fromDeinit },
  { name: 'fromReplacement', run: fromReplacement },
];
