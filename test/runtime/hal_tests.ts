// SPDX-License-Identifier: Apache-2.0
/** Suite `hal`: the native functions of modules, their capabilities, arguments and the host's part. */
import {
  LOG_ORIGIN_GUEST,
  LOG_ORIGIN_RUNTIME,
  moduleRunStep,
  moduleStart,
  ModuleState,
  moduleUnload,
  postEvent,
  Stat,
  tick,
} from '../../runtime-ts/fuse';
import type { LogEntry } from '../../runtime-ts/fuse';
import { CAP_CAMERA, CAP_EVENT_POST, CAP_LOG, CAP_TEMP_SENSOR, CAP_TIMER } from './capabilities';
import { expect, expectEqual, expectStat, expectState } from './expect';
import {
  ACTIVATION_EVENT,
  CAP_ALL,
  deinitRuntime,
  expectEntry,
  fake,
  initRuntime,
  load,
  maskOf,
  mentions,
  nextEntry,
  policy,
  removeCamera,
  removeClock,
  removeSensor,
  skipLog,
  start,
  startHostile,
  startWorker,
  stateOf,
  textBegins,
  textOf,
  usePolicy,
} from './fixture';
import type { Test } from './harness';
import {
  CAMERA,
  CAMERA_SIZE,
  HOSTILE,
  HOSTILE_SIZE,
  POSTER,
  POSTER_SIZE,
  SENSORS,
  SENSORS_SIZE,
  WORKER,
  WORKER_SIZE,
} from './modules';

/** hostile.wat's commands. */
const POST_32 = 19;
const POST_HUGE = 20;
const CAMERA_EMPTY = 21;
const CALL_TIMER = 22;
const CALL_CAMERA = 23;
const CALL_LOG = 24;
const CALL_POST = 25;
const CAMERA_OUTSIDE = 9;
const LOG_OUTSIDE = 10;
const CAMERA_LENGTH_OVERFLOW = 11;

/** The step traps, with a level-2 entry of the runtime's that names module and capability. */
function expectViolation(id: u32, capability: string): void {
  const worker = startWorker();
  skipLog();
  expectStat(moduleRunStep(id), Stat.ModuleTrap);
  expectState(stateOf(id), ModuleState.Trapped);
  const entry = zeroed<LogEntry>();
  let found = false;
  let more = true;
  // @bound 1000 entries fit into the log's memory
  while (more) {
    more = nextEntry(entry);
    if (more && textBegins(entry, 'SECURITY: ')) {
      found = true;
      expectEqual(entry.origin, LOG_ORIGIN_RUNTIME);
      expectEqual(entry.moduleId, id);
      expectEqual(entry.level, 2);
      expect(mentions(entry, capability));
    }
  }
  expect(found);
  expectEqual(tick() & maskOf(worker), maskOf(worker));
}

function commandWithout(capability: u32, command: u32): u32 {
  usePolicy(CAP_ALL & ~capability);
  const id = start(HOSTILE, HOSTILE_SIZE);
  fake.temperature = command;
  return id;
}

function withoutTimer(): void {
  const reads = fake.clockReads;
  expectViolation(commandWithout(CAP_TIMER, CALL_TIMER), 'TIMER');
  expect(fake.clockReads >= reads);
}
function withoutCamera(): void {
  fake.frameMax = 12345;
  expectViolation(commandWithout(CAP_CAMERA, CALL_CAMERA), 'CAMERA');
  expectEqual(fake.frameMax, 12345);
}
function withoutLog(): void {
  expectViolation(commandWithout(CAP_LOG, CALL_LOG), 'LOG');
}
function withoutEventPost(): void {
  const listener = startListener(8);
  expectViolation(commandWithout(CAP_EVENT_POST, CALL_POST), 'EVENT_POST');
  expectState(stateOf(listener), ModuleState.Running);
  expectEqual(tick() & maskOf(listener), 0);
}
function withoutTempSensor(): void {
  usePolicy(CAP_EVENT_POST);
  expectViolation(start(POSTER, POSTER_SIZE), 'TEMP_SENSOR');
  expectEqual(fake.temperatureReads, 0);
}

/** With the capability, the same calls succeed. */
function withCapabilities(): void {
  const listener = startListener(8);
  const id = startHostile();
  fake.frameSize = 7n;
  for (let command: u32 = CALL_TIMER; command <= CALL_POST; command++) {
    fake.temperature = command;
    expectStat(moduleRunStep(id), Stat.Success);
  }
  expectEqual(fake.frameMax, 7);
  expectEqual(tick(), maskOf(listener));
}

/** The capability is checked before the arguments: a call that is wrong in both ways is reported as the lack of the right alone. */
function capabilityBeforeArguments(): void {
  expectSameReason(CAP_CAMERA, CAMERA_OUTSIDE, CALL_CAMERA);
  expectSameReason(CAP_LOG, LOG_OUTSIDE, CALL_LOG);
  expectSameReason(CAP_EVENT_POST, POST_32, CALL_POST);
}

const firstEntry: LogEntry = zeroed();

/** Without the capability both commands fail with the same words: the first also has a wrong argument. */
function expectSameReason(capability: u32, wrong: u32, right: u32): void {
  failAndRead(commandWithout(capability, wrong), firstEntry);
  const entry = zeroed<LogEntry>();
  failAndRead(commandWithout(capability, right), entry);
  const first = textOf(firstEntry);
  const second = textOf(entry);
  let differences: u32 = 0;
  for (let i: u32 = 0; i < min(first.length, second.length); i++) {
    if (first[i] !== second[i]) differences += 1;
  }
  expectEqual(differences, 0);
}

/** The first entry of a step that traps; the module is unloaded, so that the next one has its id. */
function failAndRead(id: u32, entry: LogEntry): void {
  skipLog();
  expectStat(moduleRunStep(id), Stat.ModuleTrap);
  expect(nextEntry(entry));
  fake.temperature = 0;
  expectStat(moduleUnload(id), Stat.Success);
}

function cameraEmptyBuffer(): void {
  const id = startHostile();
  fake.temperature = CAMERA_EMPTY;
  expectViolation(id, 'CAMERA');
}
function cameraOutside(): void {
  const id = startHostile();
  fake.frameMax = 12345;
  fake.temperature = CAMERA_OUTSIDE;
  expectViolation(id, 'CAMERA');
  expectEqual(fake.frameMax, 12345);
}
function cameraLengthOverflow(): void {
  const id = startHostile();
  fake.temperature = CAMERA_LENGTH_OVERFLOW;
  expectViolation(id, 'CAMERA');
}
function logOutside(): void {
  const id = startHostile();
  fake.temperature = LOG_OUTSIDE;
  expectViolation(id, 'LOG');
}
function eventOutOfRange(): void {
  const first = startHostile();
  const second = startHostile();
  fake.temperature = POST_32;
  expectViolation(first, 'EVENT_POST');
  fake.temperature = POST_HUGE;
  expectViolation(second, 'EVENT_POST');
}

function startCamera(): u32 {
  usePolicy(CAP_TEMP_SENSOR | CAP_CAMERA | CAP_LOG);
  return start(CAMERA, CAMERA_SIZE);
}

/** Steps the camera module with a buffer of `length` bytes, and expects it to have got this text. */
function expectFrame(id: u32, length: u32, text: string): void {
  fake.temperature = length;
  skipLog();
  expectStat(moduleRunStep(id), Stat.Success);
  expectEqual(fake.frameMax, length);
  expectEntry(LOG_ORIGIN_GUEST, id, 1, text);
}

function cameraFrame(): void {
  const id = startCamera();
  fake.frameSize = 10n;
  expectFrame(id, 16, 'abcdefghij');
  fake.frameSize = 16n;
  expectFrame(id, 16, 'abcdefghijklmnop');
  fake.frameSize = 0n;
  expectFrame(id, 16, 'none');
}

/** A frame longer than the buffer is clamped: the module never sees a size beyond its own buffer. */
function cameraClamped(): void {
  const id = startCamera();
  fake.frameSize = 17n;
  expectFrame(id, 16, 'abcdefghijklmnop');
  fake.frameSize = u64.MAX;
  expectFrame(id, 5, 'abcde');
  fake.frameSize = 0x100000003n;
  expectFrame(id, 5, 'abcde');
}

/** Address 0 is an ordinary address, and so is a buffer up to the last byte (4096 bytes). */
function cameraWholeMemory(): void {
  const id = startCamera();
  fake.frameSize = 3n;
  expectFrame(id, 4096, 'abc');
  fake.temperature = 4097;
  expectStat(moduleRunStep(id), Stat.ModuleTrap);
}

function sensors(): void {
  usePolicy(CAP_TEMP_SENSOR | CAP_TIMER);
  const id = start(SENSORS, SENSORS_SIZE);
  fake.temperature = 4096;
  fake.clock = 4096n;
  expectStat(moduleRunStep(id), Stat.Success);
  fake.temperature = 16777216;
  fake.clock = 16777216n;
  expectStat(moduleRunStep(id), Stat.Success);
  fake.clock = 16777217n;
  expectStat(moduleRunStep(id), Stat.ModuleTrap);
}

/** Any pointer of the host may be NULL: the module sees 0. */
function nullCallbacks(): void {
  deinitRuntime();
  removeSensor();
  removeClock();
  removeCamera();
  initRuntime();
  usePolicy(CAP_TEMP_SENSOR | CAP_TIMER);
  expectStat(moduleRunStep(start(SENSORS, SENSORS_SIZE)), Stat.Success);
  deinitRuntime();
  initRuntime();
  expectEqual(fake.temperatureReads, 0);
}

function nullCamera(): void {
  deinitRuntime();
  removeCamera();
  initRuntime();
  const id = startCamera();
  fake.temperature = 16;
  skipLog();
  expectStat(moduleRunStep(id), Stat.Success);
  expectEntry(LOG_ORIGIN_GUEST, id, 1, 'none');
  // Its arguments are checked all the same.
  fake.temperature = 0;
  expectStat(moduleRunStep(id), Stat.ModuleTrap);
}

/** An event listener on these events. */
function startListener(events: u32): u32 {
  usePolicy(0);
  policy.activationMask = ACTIVATION_EVENT;
  policy.eventSubscribe = events;
  return start(WORKER, WORKER_SIZE);
}

function moduleEvents(): void {
  const all = startListener(u32.MAX);
  const last = startListener(0x80000000);
  usePolicy(CAP_TEMP_SENSOR | CAP_EVENT_POST);
  const id = start(POSTER, POSTER_SIZE);
  for (let event: u32 = 0; event < 32; event++) {
    fake.temperature = event;
    expectStat(moduleRunStep(id), Stat.Success);
    expectEqual(tick(), event === 31 ? maskOf(all) | maskOf(last) : maskOf(all));
  }
  expectStat(postEvent(31), Stat.Success);
  expectEqual(tick(), maskOf(all) | maskOf(last));
}

/** The capabilities of one module say nothing about another's. */
function rightsAreOfTheModule(): void {
  usePolicy(CAP_ALL);
  const rich = load(HOSTILE, HOSTILE_SIZE);
  usePolicy(CAP_TEMP_SENSOR);
  const poor = start(HOSTILE, HOSTILE_SIZE);
  expectStat(moduleStart(rich), Stat.Success);
  fake.temperature = CALL_POST;
  expectStat(moduleRunStep(rich), Stat.Success);
  expectStat(moduleRunStep(poor), Stat.ModuleTrap);
  expectStat(moduleRunStep(rich), Stat.Success);
  expectState(stateOf(poor), ModuleState.Trapped);
}

export const halTests: FixedArray<Test, 20> = [
  { name: 'withoutTimer', run: withoutTimer },
  { name: 'withoutCamera', run: withoutCamera },
  { name: 'withoutLog', run: withoutLog },
  { name: 'withoutEventPost', run: withoutEventPost },
  { name: 'withoutTempSensor', run: withoutTempSensor },
  { name: 'withCapabilities', run: withCapabilities },
  { name: 'capabilityBeforeArguments', run: capabilityBeforeArguments },
  { name: 'cameraEmptyBuffer', run: cameraEmptyBuffer },
  { name: 'cameraOutside', run: cameraOutside },
  { name: 'cameraLengthOverflow', run: cameraLengthOverflow },
  { name: 'logOutside', run: logOutside },
  { name: 'eventOutOfRange', run: eventOutOfRange },
  { name: 'cameraFrame', run: cameraFrame },
  { name: 'cameraClamped', run: cameraClamped },
  { name: 'cameraWholeMemory', run: cameraWholeMemory },
  { name: 'sensors', run: sensors },
  { name: 'nullCallbacks', run: nullCallbacks },
  { name: 'nullCamera', run: nullCamera },
  { name: 'moduleEvents', run: moduleEvents },
  { name: 'rightsAreOfTheModule', run: rightsAreOfTheModule },
];
