// SPDX-License-Identifier: Apache-2.0
/** Suite `events`: the latches. */
import {
  clearEvent,
  modulePause,
  moduleRunStep,
  moduleStart,
  ModuleState,
  moduleUnload,
  postEvent,
  Stat,
  tick,
} from '../../runtime-ts/fuse';
import { CAP_EVENT_POST, CAP_TEMP_SENSOR } from './capabilities';
import { expectEqual, expectStat, expectState } from './expect';
import {
  ACTIVATION_EVENT,
  ACTIVATION_INTERVAL,
  Action,
  CAP_ALL,
  fake,
  load,
  maskOf,
  policy,
  start,
  stateOf,
  usePolicy,
} from './fixture';
import type { Test } from './harness';
import { HOSTILE, HOSTILE_SIZE, POSTER, POSTER_SIZE, WORKER, WORKER_SIZE } from './modules';

/** hostile.wat's commands. */
const UNREACHABLE = 15;
const EVENT_STORM = 26;

function subscriber(events: u32): u32 {
  usePolicy(0);
  policy.activationMask = ACTIVATION_EVENT;
  policy.eventSubscribe = events;
  return start(WORKER, WORKER_SIZE);
}

function idsOutOfRange(): void {
  subscriber(u32.MAX);
  expectStat(postEvent(32), Stat.InvalidArg);
  expectStat(clearEvent(32), Stat.InvalidArg);
  expectStat(postEvent(u32.MAX), Stat.InvalidArg);
  expectStat(clearEvent(u32.MAX), Stat.InvalidArg);
  expectEqual(tick(), 0);
}

/** Every event reaches exactly its subscribers. */
function everyEvent(): void {
  const even = subscriber(0x55555555);
  const odd = subscriber(0xaaaaaaaa);
  for (let event: u32 = 0; event < 32; event++) {
    expectStat(postEvent(event), Stat.Success);
    expectEqual(tick(), event % 2 === 0 ? maskOf(even) : maskOf(odd));
    expectEqual(tick(), 0);
  }
}

function allSubscribers(): void {
  let all: u32 = 0;
  for (let i: u32 = 0; i < 4; i++) all = all | maskOf(subscriber(4));
  expectStat(postEvent(2), Stat.Success);
  expectEqual(tick(), all);
  expectEqual(tick(), 0);
}

/** A latch, not a counter: twice posted is one step. Two events before a tick are one step, too. */
function latchNotCounter(): void {
  const id = subscriber(3);
  expectStat(postEvent(0), Stat.Success);
  expectStat(postEvent(0), Stat.Success);
  expectStat(postEvent(1), Stat.Success);
  expectEqual(tick(), maskOf(id));
  expectEqual(tick(), 0);
}

function cleared(): void {
  const id = subscriber(3);
  expectStat(postEvent(0), Stat.Success);
  expectStat(postEvent(1), Stat.Success);
  expectStat(clearEvent(0), Stat.Success);
  expectEqual(tick(), maskOf(id));
  expectStat(postEvent(0), Stat.Success);
  expectStat(clearEvent(0), Stat.Success);
  expectStat(clearEvent(0), Stat.Success);
  expectEqual(tick(), 0);
}

/** A latch set while LOADED or PAUSED survives the start. */
function latchedBeforeStart(): void {
  usePolicy(0);
  policy.activationMask = ACTIVATION_EVENT;
  policy.eventSubscribe = 1;
  const id = load(WORKER, WORKER_SIZE);
  expectStat(postEvent(0), Stat.Success);
  expectEqual(tick(), 0);
  expectStat(moduleStart(id), Stat.Success);
  expectEqual(tick(), maskOf(id));
  expectStat(modulePause(id), Stat.Success);
  expectStat(postEvent(0), Stat.Success);
  expectEqual(tick(), 0);
  expectStat(moduleStart(id), Stat.Success);
  expectEqual(tick(), maskOf(id));
  expectEqual(tick(), 0);
}

/** clear_event reaches modules in any state. */
function clearedBeforeStart(): void {
  usePolicy(0);
  policy.activationMask = ACTIVATION_EVENT;
  policy.eventSubscribe = 1;
  const id = load(WORKER, WORKER_SIZE);
  expectStat(postEvent(0), Stat.Success);
  expectStat(clearEvent(0), Stat.Success);
  expectStat(moduleStart(id), Stat.Success);
  expectEqual(tick(), 0);
}

/** A module loaded later does not see an event posted before. */
function loadedLater(): void {
  expectStat(postEvent(0), Stat.Success);
  subscriber(1);
  expectEqual(tick(), 0);
}

/** Nor does the next module in the same slot. */
function slotReused(): void {
  const first = subscriber(1);
  expectStat(postEvent(0), Stat.Success);
  expectStat(moduleUnload(first), Stat.Success);
  expectEqual(subscriber(1), first);
  expectEqual(tick(), 0);
  expectStat(postEvent(0), Stat.Success);
  expectEqual(tick(), maskOf(first));
}

/** While one subscriber was loaded before the post, a later one still does not see it. */
function loadedBetween(): void {
  const first = subscriber(1);
  expectStat(modulePause(first), Stat.Success);
  expectStat(postEvent(0), Stat.Success);
  subscriber(1);
  expectEqual(tick(), 0);
  expectStat(moduleStart(first), Stat.Success);
  expectEqual(tick(), maskOf(first));
}

function notSubscribed(): void {
  subscriber(1);
  expectStat(postEvent(1), Stat.Success);
  expectEqual(tick(), 0);
}

/** What a module posts during its own step stays and runs it in the next tick. */
function postedByItself(): void {
  usePolicy(CAP_TEMP_SENSOR | CAP_EVENT_POST);
  policy.activationMask = ACTIVATION_EVENT;
  policy.eventSubscribe = 32;
  fake.temperature = 5;
  const id = start(POSTER, POSTER_SIZE);
  expectEqual(tick(), 0);
  expectStat(postEvent(5), Stat.Success);
  for (let i: u32 = 0; i < 3; i++) expectEqual(tick(), maskOf(id));
  fake.temperature = 6;
  expectEqual(tick(), maskOf(id));
  expectEqual(tick(), 0);
}

/** What an interrupt posts during the step stays, too. */
function postedDuringStep(): void {
  usePolicy(CAP_TEMP_SENSOR);
  policy.activationMask = ACTIVATION_EVENT;
  policy.eventSubscribe = 1;
  const id = start(HOSTILE, HOSTILE_SIZE);
  expectStat(postEvent(0), Stat.Success);
  fake.actionId = 0;
  fake.onReading = Action.Post;
  expectEqual(tick(), maskOf(id));
  fake.onReading = Action.None;
  expectEqual(tick(), maskOf(id));
  expectEqual(tick(), 0);
}

/** The latch is cleared only after success: a step that fails leaves it set for the successor. */
function keptByFailedStep(): void {
  usePolicy(CAP_ALL);
  policy.activationMask = ACTIVATION_EVENT;
  policy.eventSubscribe = 1;
  const id = start(HOSTILE, HOSTILE_SIZE);
  const other = subscriber(1);
  expectStat(postEvent(0), Stat.Success);
  fake.temperature = UNREACHABLE;
  expectEqual(tick(), maskOf(other));
  expectState(stateOf(id), ModuleState.Trapped);
  // It does not run again, and does not disturb the others.
  expectEqual(tick(), 0);
}

/** run_step by hand is no tick: it leaves the latch alone. */
function runStepLeavesLatch(): void {
  const id = subscriber(1);
  expectStat(postEvent(0), Stat.Success);
  expectStat(moduleRunStep(id), Stat.Success);
  expectEqual(tick(), maskOf(id));
  expectEqual(tick(), 0);
}

/** An earlier module's post in the same tick runs a later one in it, and an earlier one in the next. */
function chainInIdOrder(): void {
  const before = subscriber(1);
  usePolicy(CAP_TEMP_SENSOR | CAP_EVENT_POST);
  policy.activationMask = ACTIVATION_EVENT;
  policy.eventSubscribe = 2;
  fake.temperature = 0;
  const poster = start(POSTER, POSTER_SIZE);
  const after = subscriber(1);
  expectStat(postEvent(1), Stat.Success);
  expectEqual(tick(), maskOf(poster) | maskOf(after));
  expectEqual(tick(), maskOf(before));
  expectEqual(tick(), 0);
}

/** An interval step of an EVENT | INTERVAL module is a step for its events as well. */
function latchBeforeInterval(): void {
  usePolicy(0);
  policy.activationMask = ACTIVATION_EVENT | ACTIVATION_INTERVAL;
  policy.eventSubscribe = 1;
  policy.stepIntervalUs = 10;
  const id = start(WORKER, WORKER_SIZE);
  expectStat(postEvent(0), Stat.Success);
  expectEqual(tick(), maskOf(id));
  expectEqual(tick(), 0);
}

/** A module that posts thousands of events gets one step per tick like everybody, and so do the others. */
function storm(): void {
  usePolicy(CAP_ALL);
  policy.activationMask = ACTIVATION_EVENT;
  policy.eventSubscribe = u32.MAX;
  policy.cpuQuotaUs = 10000000;
  const stormy = start(HOSTILE, HOSTILE_SIZE);
  const calm = subscriber(1);
  fake.temperature = EVENT_STORM;
  expectStat(postEvent(3), Stat.Success);
  expectEqual(tick(), maskOf(stormy) | maskOf(calm));
  for (let i: u32 = 0; i < 20; i++) expectEqual(tick(), maskOf(stormy) | maskOf(calm));
  // Its own posts of the step before are all that is left.
  fake.temperature = 0;
  expectEqual(tick(), maskOf(stormy));
  expectEqual(tick(), 0);
}

export const eventsTests: FixedArray<Test, 18> = [
  { name: 'idsOutOfRange', run: idsOutOfRange },
  { name: 'everyEvent', run: everyEvent },
  { name: 'allSubscribers', run: allSubscribers },
  { name: 'latchNotCounter', run: latchNotCounter },
  { name: 'cleared', run: cleared },
  { name: 'latchedBeforeStart', run: latchedBeforeStart },
  { name: 'clearedBeforeStart', run: clearedBeforeStart },
  { name: 'loadedLater', run: loadedLater },
  { name: 'slotReused', run: slotReused },
  { name: 'loadedBetween', run: loadedBetween },
  { name: 'notSubscribed', run: notSubscribed },
  { name: 'postedByItself', run: postedByItself },
  { name: 'postedDuringStep', run: postedDuringStep },
  { name: 'keptByFailedStep', run: keptByFailedStep },
  { name: 'runStepLeavesLatch', run: runStepLeavesLatch },
  { name: 'chainInIdOrder', run: chainInIdOrder },
  { name: 'latchBeforeInterval', run: latchBeforeInterval },
  { name: 'storm', run: storm },
];
