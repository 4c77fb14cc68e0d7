// SPDX-License-Identifier: Apache-2.0
/**
 * Suite `quota`: when the quota timer is armed and cancelled, and what an expiry does at every moment. The timer is the test's; what
 * a real one stops is in the suite hostile.
 */
import {
  entryExpired,
  entryWord,
  moduleInfo,
  moduleReplace,
  moduleRunStep,
  moduleStart,
  ModuleState,
  moduleUnload,
  postEvent,
  quotaExpired,
  quotaExpiredEntry,
  Stat,
  tick,
} from '../../runtime-ts/fuse';
import type { ModuleInfo } from '../../runtime-ts/fuse';
import { CAP_LOG } from './capabilities';
import { expect, expectEqual, expectStat, expectState } from './expect';
import {
  ACTIVATION_EVENT,
  ACTIVATION_INTERVAL,
  Action,
  CAP_ALL,
  expectInLog,
  fake,
  hostHal,
  initRuntime,
  deinitRuntime,
  INVALID_ID,
  load,
  maskOf,
  policy,
  skipLog,
  start,
  startWorker,
  stateOf,
  usePolicy,
} from './fixture';
import { LOG_ORIGIN_RUNTIME } from '../../runtime-ts/fuse';
import type { Test } from './harness';
import { HOSTILE, HOSTILE_SIZE, LIFECYCLE, LIFECYCLE_SIZE, WORKER, WORKER_SIZE } from './modules';

/** hostile.wat's commands. */
const UNREACHABLE = 15;

function startLimited(): u32 {
  usePolicy(CAP_ALL);
  policy.cpuQuotaUs = 250;
  return start(HOSTILE, HOSTILE_SIZE);
}

function noQuotaNoTimer(): void {
  usePolicy(CAP_LOG);
  const id = start(LIFECYCLE, LIFECYCLE_SIZE);
  expectStat(moduleRunStep(id), Stat.Success);
  expectStat(moduleUnload(id), Stat.Success);
  expectEqual(fake.arms, 0);
  expectEqual(fake.cancels, 0);
}

/** Each entry is armed with the policy's quota and cancelled once: start code, init, step, deinit. */
function everyEntryArmed(): void {
  usePolicy(CAP_LOG);
  policy.cpuQuotaUs = 4321;
  const id = load(LIFECYCLE, LIFECYCLE_SIZE);
  expectEqual(fake.arms, 1);
  expectEqual(fake.armedUs, 4321);
  expectEqual(fake.armedId, id);
  expectStat(moduleStart(id), Stat.Success);
  expectEqual(fake.arms, 2);
  expectStat(moduleRunStep(id), Stat.Success);
  expectEqual(fake.arms, 3);
  expectStat(moduleUnload(id), Stat.Success);
  expectEqual(fake.arms, 4);
  expectEqual(fake.cancels, 4);
}

/** No export, no call: nothing is armed around code that does not exist. */
function absentEntriesNotArmed(): void {
  usePolicy(0);
  policy.cpuQuotaUs = 4321;
  const id = start(WORKER, WORKER_SIZE);
  expectEqual(fake.arms, 0);
  expectStat(moduleRunStep(id), Stat.Success);
  expectEqual(fake.arms, 1);
  expectStat(moduleUnload(id), Stat.Success);
  expectEqual(fake.arms, 1);
  expectEqual(fake.cancels, 1);
}

function refusedStepNotArmed(): void {
  usePolicy(0);
  policy.cpuQuotaUs = 10;
  policy.stepIntervalUs = 100;
  const id = start(WORKER, WORKER_SIZE);
  expectStat(moduleRunStep(id), Stat.Success);
  expectStat(moduleRunStep(id), Stat.IntervalNotElapsed);
  expectEqual(fake.arms, 1);
}

/** Expired inside quota_arm: the module is not entered at all. */
function expiredInsideArm(): void {
  const worker = startWorker();
  const id = startLimited();
  const reads = fake.temperatureReads;
  fake.actionId = id;
  fake.onArm = Action.Expire;
  skipLog();
  const before = fake.cancels;
  expectStat(moduleRunStep(id), Stat.QuotaExceeded);
  fake.onArm = Action.None;
  expectEqual(fake.temperatureReads, reads);
  expectEqual(fake.cancels, before + 1);
  expectState(stateOf(id), ModuleState.QuotaExceeded);
  expectInLog(LOG_ORIGIN_RUNTIME, id, 2, 'module 1 quota exceeded');
  expectEqual(tick(), maskOf(worker));
}

/** Expired during a host call: the module does not come back from it. */
function expiredInHostCall(): void {
  const worker = startWorker();
  const id = startLimited();
  fake.actionId = id;
  fake.onReading = Action.Expire;
  const before = fake.cancels;
  expectStat(moduleRunStep(id), Stat.QuotaExceeded);
  fake.onReading = Action.None;
  expectEqual(fake.cancels, before + 1);
  expectState(stateOf(id), ModuleState.QuotaExceeded);
  const info = zeroed<ModuleInfo>();
  expectStat(moduleInfo(id, info), Stat.Success);
  expectEqual(info.quotaKills, 1);
  expectEqual(info.steps, 0);
  expectEqual(info.traps, 0);
  expectEqual(tick(), maskOf(worker));
}

/** Expired during the last host call of a step that would trap behind it: the quota was first. */
function expiredThenTrap(): void {
  const id = startLimited();
  fake.actionId = id;
  fake.onReading = Action.Expire;
  fake.temperature = UNREACHABLE;
  expectStat(moduleRunStep(id), Stat.QuotaExceeded);
  expectState(stateOf(id), ModuleState.QuotaExceeded);
}

/** From quota_cancel on, an expiry does nothing. */
function expiredInsideCancel(): void {
  const id = startLimited();
  fake.actionId = id;
  fake.onCancel = Action.Expire;
  expectStat(moduleRunStep(id), Stat.Success);
  fake.onCancel = Action.None;
  expectState(stateOf(id), ModuleState.Running);
  expectStat(moduleRunStep(id), Stat.Success);
}

/** Too late: between entries, whatever the id. */
function expiredBetweenEntries(): void {
  const id = startLimited();
  for (let other: u32 = 0; other < 70; other++) quotaExpired(other);
  quotaExpired(INVALID_ID);
  expectState(stateOf(id), ModuleState.Running);
  expectStat(moduleRunStep(id), Stat.Success);
  quotaExpired(id);
  expectStat(moduleRunStep(id), Stat.Success);
  expectStat(moduleUnload(id), Stat.Success);
  quotaExpired(id);
}

/** An expiry of a module that is not the one under way. */
function expiredWrongId(): void {
  startWorker();
  const id = startLimited();
  fake.onReading = Action.Expire;
  fake.actionId = id - 1;
  expectStat(moduleRunStep(id), Stat.Success);
  fake.actionId = id + 1;
  expectStat(moduleRunStep(id), Stat.Success);
  // Ids that look the same in fewer bits.
  fake.actionId = id + 64;
  expectStat(moduleRunStep(id), Stat.Success);
  fake.actionId = id + 0x100;
  expectStat(moduleRunStep(id), Stat.Success);
  fake.actionId = INVALID_ID;
  expectStat(moduleRunStep(id), Stat.Success);
  fake.onReading = Action.None;
}

/** An entry without a quota has not been armed: an expiry does nothing to it. */
function expiredWithoutQuota(): void {
  usePolicy(CAP_ALL);
  const id = start(HOSTILE, HOSTILE_SIZE);
  fake.onReading = Action.Expire;
  fake.actionId = id;
  expectStat(moduleRunStep(id), Stat.Success);
  fake.onReading = Action.None;
}

function expiredTwice(): void {
  const id = startLimited();
  fake.actionId = id;
  fake.onArm = Action.Expire;
  fake.onReading = Action.Expire;
  fake.onCancel = Action.Expire;
  const before = fake.cancels;
  expectStat(moduleRunStep(id), Stat.QuotaExceeded);
  expectEqual(fake.cancels, before + 1);
  expectEqual(fake.stops, 1);
}

/** A word of an earlier entry does not hit a later one; the word of the entry under way does. */
function lateWordOfEarlierEntry(): void {
  const id = startLimited();
  let stale: u32 = entryWord();
  for (let i: u32 = 0; i < 300; i++) {
    expectStat(moduleRunStep(id), Stat.Success);
    expect(!entryExpired());
    expect(entryWord() !== stale);
    stale = entryWord();
    quotaExpiredEntry(stale);
  }
  expectState(stateOf(id), ModuleState.Running);
}

/** A module that was killed and one that was not are told apart, step by step, in any order. */
function nextEntryUnaffected(): void {
  for (let round: u32 = 0; round < 20; round++) {
    const id = startLimited();
    fake.actionId = id;
    fake.onReading = round % 2 === 0 ? Action.Expire : Action.None;
    expectStat(moduleRunStep(id), round % 2 === 0 ? Stat.QuotaExceeded : Stat.Success);
    fake.onReading = Action.None;
    expectStat(moduleUnload(id), Stat.Success);
  }
}

/** In a tick: the others run all the same, before and after. */
function expiredInTick(): void {
  const before = startWorker();
  usePolicy(CAP_ALL);
  policy.cpuQuotaUs = 10;
  policy.activationMask = ACTIVATION_INTERVAL;
  const id = start(HOSTILE, HOSTILE_SIZE);
  const after = startWorker();
  fake.actionId = id;
  fake.onReading = Action.Expire;
  expectEqual(tick(), maskOf(before) | maskOf(after));
  expectState(stateOf(id), ModuleState.QuotaExceeded);
  fake.onReading = Action.None;
  expectEqual(tick(), maskOf(before) | maskOf(after));
}

/** A killed step leaves its event latched; the module that replaces it gets it. */
function latchAfterKill(): void {
  usePolicy(CAP_ALL);
  policy.cpuQuotaUs = 10;
  policy.activationMask = ACTIVATION_EVENT;
  policy.eventSubscribe = 1;
  const id = start(HOSTILE, HOSTILE_SIZE);
  expectStat(postEvent(0), Stat.Success);
  fake.actionId = id;
  fake.onReading = Action.Expire;
  expectEqual(tick(), 0);
  fake.onReading = Action.None;
  expectState(stateOf(id), ModuleState.QuotaExceeded);
  expectEqual(tick(), 0);
}

/** A host may give quota_arm alone. */
function armWithoutCancel(): void {
  deinitRuntime();
  hostHal.quotaCancel = null;
  initRuntime();
  usePolicy(CAP_ALL);
  policy.cpuQuotaUs = 10;
  fake.armed = false;
  const id = load(HOSTILE, HOSTILE_SIZE);
  fake.armed = false;
  expectStat(moduleStart(id), Stat.Success);
  fake.armed = false;
  fake.actionId = id;
  fake.onReading = Action.Expire;
  expectStat(moduleRunStep(id), Stat.QuotaExceeded);
  fake.onReading = Action.None;
  expectStat(moduleUnload(id), Stat.Success);
  expectEqual(fake.arms, 3);
  expectEqual(fake.cancels, 0);
  fake.armed = false;
  fake.arms = 0;
}

/** The successor's start code and init are under its quota as well. */
function replaceIsArmed(): void {
  const worker = startWorker();
  const id = startLimited();
  fake.arms = 0;
  fake.cancels = 0;
  usePolicy(CAP_LOG);
  policy.cpuQuotaUs = 77;
  expectStat(moduleReplace(id, LIFECYCLE, LIFECYCLE_SIZE, policy), Stat.Success);
  // Start code and init of the new one, deinit of the old one.
  expectEqual(fake.arms, 3);
  expectEqual(fake.cancels, 3);
  expectEqual(tick(), maskOf(worker));
}

export const quotaTests: FixedArray<Test, 18> = [
  { name: 'noQuotaNoTimer', run: noQuotaNoTimer },
  { name: 'everyEntryArmed', run: everyEntryArmed },
  { name: 'absentEntriesNotArmed', run: absentEntriesNotArmed },
  { name: 'refusedStepNotArmed', run: refusedStepNotArmed },
  { name: 'expiredInsideArm', run: expiredInsideArm },
  { name: 'expiredInHostCall', run: expiredInHostCall },
  { name: 'expiredThenTrap', run: expiredThenTrap },
  { name: 'expiredInsideCancel', run: expiredInsideCancel },
  { name: 'expiredBetweenEntries', run: expiredBetweenEntries },
  { name: 'expiredWrongId', run: expiredWrongId },
  { name: 'expiredWithoutQuota', run: expiredWithoutQuota },
  { name: 'expiredTwice', run: expiredTwice },
  { name: 'lateWordOfEarlierEntry', run: lateWordOfEarlierEntry },
  { name: 'nextEntryUnaffected', run: nextEntryUnaffected },
  { name: 'expiredInTick', run: expiredInTick },
  { name: 'latchAfterKill', run: latchAfterKill },
  { name: 'armWithoutCancel', run: armWithoutCancel },
  { name: 'replaceIsArmed', run: replaceIsArmed },
];
