// SPDX-License-Identifier: Apache-2.0
/** Suite `schedule`: the interval of run_step and tick, activation modes, next_due, and how often the clock is read. */
import {
  MAX_MODULES,
  modulePause,
  moduleRunStep,
  ModuleState,
  moduleStart,
  nextDueUs,
  postEvent,
  Stat,
  tick,
} from '../../runtime-ts/fuse';
import { expect, expectEqual, expectEqual64, expectStat, expectState } from './expect';
import {
  ACTIVATION_EVENT,
  ACTIVATION_INTERVAL,
  ACTIVATION_MANUAL,
  CAP_ALL,
  advance,
  fake,
  load,
  maskOf,
  policy,
  start,
  stateOf,
  usePolicy,
} from './fixture';
import type { Test } from './harness';
import { HOSTILE, HOSTILE_SIZE, WORKER, WORKER_SIZE } from './modules';

/** hostile.wat's commands. */
const UNREACHABLE = 15;

function startWith(activation: u32, intervalUs: u32, events: u32): u32 {
  usePolicy(0);
  policy.activationMask = activation;
  policy.stepIntervalUs = intervalUs;
  policy.eventSubscribe = events;
  return start(WORKER, WORKER_SIZE);
}

function nextDue(): u64 {
  const due: Out<u64> = { value: 1n };
  expectStat(nextDueUs(due), Stat.Success);
  return due.value;
}

/** The first step runs at once, also at time 0; then the interval counts from the start of the last successful step. */
function intervalOfRunStep(): void {
  const id = startWith(ACTIVATION_MANUAL, 1000, 0);
  expectStat(moduleRunStep(id), Stat.Success);
  expectStat(moduleRunStep(id), Stat.IntervalNotElapsed);
  advance(999n);
  expectStat(moduleRunStep(id), Stat.IntervalNotElapsed);
  advance(1n);
  expectStat(moduleRunStep(id), Stat.Success);
  expectStat(moduleRunStep(id), Stat.IntervalNotElapsed);
  advance(5000n);
  expectStat(moduleRunStep(id), Stat.Success);
  // Not made up for: the interval counts from the step, not from when it was due.
  expectStat(moduleRunStep(id), Stat.IntervalNotElapsed);
  expectState(stateOf(id), ModuleState.Running);
}

/** run_step steps by hand in any activation mode. */
function runStepInAnyMode(): void {
  for (let mask: u32 = 0; mask < 8; mask++) {
    const id = startWith(mask, 0, 1);
    expectStat(moduleRunStep(id), Stat.Success);
    expectStat(moduleRunStep(id), Stat.Success);
    expectStat(modulePause(id), Stat.Success);
  }
}

function clockBackwards(): void {
  fake.clock = 1000000n;
  const id = startWith(ACTIVATION_INTERVAL, 1000, 0);
  expectStat(moduleRunStep(id), Stat.Success);
  fake.clock = 999999n;
  expectStat(moduleRunStep(id), Stat.Success);
  fake.clock = 5n;
  expectEqual(tick(), maskOf(id));
  // From there the interval counts again.
  expectEqual(tick(), 0);
  advance(1000n);
  expectEqual(tick(), maskOf(id));
}

/** Timestamps are 64-bit: no wrap after 71 minutes of microseconds, nor anywhere else. */
function noWrapOfTime(): void {
  fake.clock = 0xffffff00n;
  const id = startWith(ACTIVATION_INTERVAL, 0x1000, 0);
  expectEqual(tick(), maskOf(id));
  advance(0xfffn);
  expectEqual(tick(), 0);
  expectStat(moduleRunStep(id), Stat.IntervalNotElapsed);
  advance(1n);
  expectEqual(tick(), maskOf(id));
  advance(0x100000000n);
  expectEqual(tick(), maskOf(id));
  expectEqual(tick(), 0);
  advance(0x100000fffn);
  expectEqual(tick(), maskOf(id));
  fake.clock = u64.MAX;
  expectEqual(tick(), maskOf(id));
  expectEqual(tick(), 0);
  expectEqual64(nextDue(), 0x1000n);
}

function longestInterval(): void {
  const id = startWith(ACTIVATION_INTERVAL, u32.MAX, 0);
  expectEqual(tick(), maskOf(id));
  advance(0xfffffffen);
  expectEqual(tick(), 0);
  expectEqual64(nextDue(), 1n);
  advance(1n);
  expectEqual(tick(), maskOf(id));
}

/** Interval 0: on every tick. */
function intervalZero(): void {
  const id = startWith(ACTIVATION_INTERVAL, 0, 0);
  for (let i: u32 = 0; i < 5; i++) expectEqual(tick(), maskOf(id));
  expectStat(moduleRunStep(id), Stat.Success);
}

function tickEveryModule(): void {
  let all: u32 = 0;
  for (let i: u32 = 0; i < MAX_MODULES; i++) all = all | maskOf(startWith(ACTIVATION_INTERVAL, 10, 0));
  expectEqual(tick(), all);
  expectEqual(tick(), 0);
  advance(10n);
  expectEqual(tick(), all);
}

function eachItsInterval(): void {
  const fast = startWith(ACTIVATION_INTERVAL, 10, 0);
  const slow = startWith(ACTIVATION_INTERVAL, 30, 0);
  expectEqual(tick(), maskOf(fast) | maskOf(slow));
  advance(10n);
  expectEqual(tick(), maskOf(fast));
  advance(10n);
  expectEqual(tick(), maskOf(fast));
  advance(10n);
  expectEqual(tick(), maskOf(fast) | maskOf(slow));
}

/** A step by hand counts as the last step of the interval. */
function runStepDelaysTick(): void {
  const id = startWith(ACTIVATION_INTERVAL, 10, 0);
  expectStat(moduleRunStep(id), Stat.Success);
  expectEqual(tick(), 0);
  advance(10n);
  expectEqual(tick(), maskOf(id));
  expectStat(moduleRunStep(id), Stat.IntervalNotElapsed);
}

/** A failed step is not in the mask. */
function failedStepNotInMask(): void {
  const good = startWith(ACTIVATION_INTERVAL, 0, 0);
  usePolicy(CAP_ALL);
  policy.activationMask = ACTIVATION_INTERVAL;
  const bad = start(HOSTILE, HOSTILE_SIZE);
  const last = startWith(ACTIVATION_INTERVAL, 0, 0);
  expectEqual(tick(), maskOf(good) | maskOf(bad) | maskOf(last));
  fake.temperature = UNREACHABLE;
  expectEqual(tick(), maskOf(good) | maskOf(last));
  expectState(stateOf(bad), ModuleState.Trapped);
}

function manualNeverTicked(): void {
  const id = startWith(ACTIVATION_MANUAL, 0, 1);
  expectEqual(tick(), 0);
  expectStat(postEvent(0), Stat.Success);
  expectEqual(tick(), 0);
  expectStat(moduleRunStep(id), Stat.Success);
  expectEqual64(nextDue(), u64.MAX);
}

function manualCombined(): void {
  const byInterval = startWith(ACTIVATION_MANUAL | ACTIVATION_INTERVAL, 10, 0);
  const byEvent = startWith(ACTIVATION_MANUAL | ACTIVATION_EVENT, 10, 1);
  expectEqual(tick(), maskOf(byInterval));
  expectStat(postEvent(0), Stat.Success);
  expectEqual(tick(), maskOf(byEvent));
}

function eventAndInterval(): void {
  const id = startWith(ACTIVATION_EVENT | ACTIVATION_INTERVAL, 10, 1);
  expectEqual(tick(), maskOf(id));
  expectEqual(tick(), 0);
  // A set latch runs it whatever the interval, and once per tick.
  expectStat(postEvent(0), Stat.Success);
  expectEqual(tick(), maskOf(id));
  expectEqual(tick(), 0);
  advance(10n);
  expectStat(postEvent(0), Stat.Success);
  expectEqual(tick(), maskOf(id));
  expectEqual(tick(), 0);
}

/** EVENT only: the interval never runs it, run_step still keeps it. */
function eventOnly(): void {
  const id = startWith(ACTIVATION_EVENT, 10, 1);
  for (let i: u32 = 0; i < 3; i++) {
    expectEqual(tick(), 0);
    advance(100n);
  }
  expectStat(moduleRunStep(id), Stat.Success);
  expectStat(moduleRunStep(id), Stat.IntervalNotElapsed);
  expectStat(postEvent(0), Stat.Success);
  expectEqual(tick(), maskOf(id));
}

/** Every module in id order: the clock is read once, so all judge by the same time. */
function clockReads(): void {
  const manual = startWith(ACTIVATION_MANUAL, 10, 0);
  startWith(ACTIVATION_EVENT, 10, 1);
  const before = fake.clockReads;
  expectEqual(tick(), 0);
  expectEqual(fake.clockReads, before);
  expectStat(moduleRunStep(manual), Stat.Success);
  expectEqual(fake.clockReads, before + 1);
  startWith(ACTIVATION_INTERVAL, 10, 0);
  startWith(ACTIVATION_INTERVAL, 10, 0);
  const withIntervals = fake.clockReads;
  expectEqual(tick(), 12);
  expectEqual(fake.clockReads, withIntervals + 1);
  expectEqual(tick(), 0);
  expectEqual(fake.clockReads, withIntervals + 2);
  expectStat(moduleRunStep(manual), Stat.IntervalNotElapsed);
  expectEqual(fake.clockReads, withIntervals + 3);
}

function nextDueOfNothing(): void {
  expectEqual64(nextDue(), u64.MAX);
  usePolicy(0);
  policy.activationMask = ACTIVATION_INTERVAL;
  const id = load(WORKER, WORKER_SIZE);
  expectEqual64(nextDue(), u64.MAX);
  expectStat(moduleStart(id), Stat.Success);
  expectEqual64(nextDue(), 0n);
  expectStat(modulePause(id), Stat.Success);
  expectEqual64(nextDue(), u64.MAX);
}

function nextDueOfIntervals(): void {
  fake.clock = 500n;
  startWith(ACTIVATION_INTERVAL, 1000, 0);
  startWith(ACTIVATION_INTERVAL, 300, 0);
  expectEqual64(nextDue(), 0n);
  expectEqual(tick(), 3);
  expectEqual64(nextDue(), 300n);
  advance(299n);
  expectEqual64(nextDue(), 1n);
  expectEqual(tick(), 0);
  advance(1n);
  expectEqual64(nextDue(), 0n);
  expectEqual(tick(), 2);
  advance(10000n);
  expectEqual64(nextDue(), 0n);
}

function nextDueOfEvents(): void {
  startWith(ACTIVATION_EVENT, 10, 1);
  expectEqual64(nextDue(), u64.MAX);
  expectStat(postEvent(1), Stat.Success);
  expectEqual64(nextDue(), u64.MAX);
  expectStat(postEvent(0), Stat.Success);
  expectEqual64(nextDue(), 0n);
  expectEqual(tick(), 1);
  expectEqual64(nextDue(), u64.MAX);
}

/** A latch of a module that a tick would not run does not keep the host awake. */
function nextDueIgnoresOthersLatches(): void {
  const id = startWith(ACTIVATION_EVENT, 0, 1);
  expectStat(modulePause(id), Stat.Success);
  startWith(ACTIVATION_MANUAL, 0, 1);
  expectStat(postEvent(0), Stat.Success);
  expectEqual64(nextDue(), u64.MAX);
  expectEqual(tick(), 0);
  expectStat(moduleStart(id), Stat.Success);
  expectEqual64(nextDue(), 0n);
}

/** After sleeping for what next_due said, a tick has work: a host can rely on it. */
function sleepingHost(): void {
  startWith(ACTIVATION_INTERVAL, 700, 0);
  startWith(ACTIVATION_INTERVAL, 1100, 0);
  startWith(ACTIVATION_EVENT, 0, 1);
  expectEqual(tick(), 3);
  let wakes: u32 = 0;
  for (let i: u32 = 0; i < 50; i++) {
    const due = nextDue();
    expect(due > 0n && due <= 700n);
    advance(due);
    if (tick() !== 0) wakes += 1;
  }
  expectEqual(wakes, 50);
}

export const scheduleTests: FixedArray<Test, 20> = [
  { name: 'intervalOfRunStep', run: intervalOfRunStep },
  { name: 'runStepInAnyMode', run: runStepInAnyMode },
  { name: 'clockBackwards', run: clockBackwards },
  { name: 'noWrapOfTime', run: noWrapOfTime },
  { name: 'longestInterval', run: longestInterval },
  { name: 'intervalZero', run: intervalZero },
  { name: 'tickEveryModule', run: tickEveryModule },
  { name: 'eachItsInterval', run: eachItsInterval },
  { name: 'runStepDelaysTick', run: runStepDelaysTick },
  { name: 'failedStepNotInMask', run: failedStepNotInMask },
  { name: 'manualNeverTicked', run: manualNeverTicked },
  { name: 'manualCombined', run: manualCombined },
  { name: 'eventAndInterval', run: eventAndInterval },
  { name: 'eventOnly', run: eventOnly },
  { name: 'clockReads', run: clockReads },
  { name: 'nextDueOfNothing', run: nextDueOfNothing },
  { name: 'nextDueOfIntervals', run: nextDueOfIntervals },
  { name: 'nextDueOfEvents', run: nextDueOfEvents },
  { name: 'nextDueIgnoresOthersLatches', run: nextDueIgnoresOthersLatches },
  { name: 'sleepingHost', run: sleepingHost },
];
