// SPDX-License-Identifier: Apache-2.0
/**
 * Suite `callout`: what a quota does on every platform, also on one that gives only the four functions: the module ends at its next
 * call out at the latest, and does not count as completed if it returns too late. No module here runs for ever.
 */
import { LOG_ORIGIN_RUNTIME, moduleRunStep, ModuleState, Stat, tick } from '../../runtime-ts/fuse';
import type { LogEntry } from '../../runtime-ts/fuse';
import { CAP_EVENT_POST, CAP_TEMP_SENSOR } from './capabilities';
import { expect, expectEqual, expectStat, expectState } from './expect';
import {
  ACTIVATION_EVENT,
  expectEntry,
  fake,
  INVALID_ID,
  maskOf,
  mentions,
  nextEntry,
  policy,
  rewindLog,
  start,
  startHostile,
  startWorker,
  stateOf,
  usePolicy,
} from './fixture';
import type { Test } from './harness';
import { BUSY, BUSY_SIZE, HOSTILE, HOSTILE_SIZE, WORKER, WORKER_SIZE } from './modules';
import { GUARD_AT_CALL_OUT, platformGuardKind, platformTimestamp } from './platform';

/** hostile.wat's commands. */
const LOOP_HOST_CALLS = 5;
const QUOTA_US = 5000;
/** Degrees of busy.wat: some hundred milliseconds. */
const LONG = 200;

function startBusy(): u32 {
  usePolicy(CAP_TEMP_SENSOR | CAP_EVENT_POST);
  policy.cpuQuotaUs = QUOTA_US;
  const id = start(BUSY, BUSY_SIZE);
  fake.realQuota = true;
  return id;
}

/** The log says at init if the platform cannot stop a module for certain, and only then. */
function limitationIsLogged(): void {
  rewindLog();
  expectEntry(LOG_ORIGIN_RUNTIME, INVALID_ID, 1, 'FUSE runtime initialised');
  const entry = zeroed<LogEntry>();
  let said: u32 = 0;
  let more = true;
  // @bound 1000 entries fit into the log's memory
  while (more) {
    more = nextEntry(entry);
    if (more && entry.origin === LOG_ORIGIN_RUNTIME && mentions(entry, 'next host call')) said += 1;
  }
  expectEqual(said, platformGuardKind() === GUARD_AT_CALL_OUT ? 1 : 0);
}

/** Computes beyond its quota and then calls out: the call does not come back to it. */
function endsAtCallOut(): void {
  const worker = startWorker();
  usePolicy(0);
  policy.activationMask = ACTIVATION_EVENT;
  policy.eventSubscribe = maskOf(7);
  const listener = start(WORKER, WORKER_SIZE);
  const id = startBusy();
  fake.temperature = LONG;
  const begin = platformTimestamp();
  expectStat(moduleRunStep(id), Stat.QuotaExceeded);
  expect(wrap(platformTimestamp() - begin) >= u64(QUOTA_US));
  expectState(stateOf(id), ModuleState.QuotaExceeded);
  fake.realQuota = false;
  expectState(stateOf(listener), ModuleState.Running);
  expectEqual(tick(), maskOf(worker));
}

/** Returns too late, without calling out: it has exceeded its quota all the same. */
function returnsTooLate(): void {
  const worker = startWorker();
  const id = startBusy();
  fake.temperature = LONG + 1;
  expectStat(moduleRunStep(id), Stat.QuotaExceeded);
  expectState(stateOf(id), ModuleState.QuotaExceeded);
  fake.realQuota = false;
  expectEqual(tick(), maskOf(worker));
}

function loopOfHostCalls(): void {
  const worker = startWorker();
  usePolicy(CAP_TEMP_SENSOR);
  policy.cpuQuotaUs = QUOTA_US;
  const id = start(HOSTILE, HOSTILE_SIZE);
  fake.realQuota = true;
  fake.temperature = LOOP_HOST_CALLS;
  const begin = platformTimestamp();
  expectStat(moduleRunStep(id), Stat.QuotaExceeded);
  expect(wrap(platformTimestamp() - begin) >= u64(QUOTA_US));
  fake.realQuota = false;
  expectEqual(tick(), maskOf(worker));
}

/** With the platform's real timer and a quota that suffices, nothing is stopped. */
function inTime(): void {
  usePolicy(CAP_TEMP_SENSOR | CAP_EVENT_POST);
  policy.cpuQuotaUs = 10000000;
  const id = start(BUSY, BUSY_SIZE);
  fake.realQuota = true;
  fake.temperature = 1;
  for (let i: u32 = 0; i < 100; i++) expectStat(moduleRunStep(id), Stat.Success);
  fake.realQuota = false;
  fake.temperature = 0;
  expectStat(moduleRunStep(startHostile()), Stat.Success);
}

export const calloutTests: FixedArray<Test, 5> = [
  { name: 'limitationIsLogged', run: limitationIsLogged },
  { name: 'endsAtCallOut', run: endsAtCallOut },
  { name: 'returnsTooLate', run: returnsTooLate },
  { name: 'loopOfHostCalls', run: loopOfHostCalls },
  { name: 'inTime', run: inTime },
];
