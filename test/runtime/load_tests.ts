// SPDX-License-Identifier: Apache-2.0
/** Suite `load`: which images load, which are refused and why, start code, and that a refused image leaves nothing behind. */
import {
  LOG_ORIGIN_GUEST,
  LOG_ORIGIN_RUNTIME,
  MAX_MODULES,
  moduleLoad,
  moduleRunStep,
  moduleStart,
  ModuleState,
  moduleUnload,
  Stat,
  tick,
} from '../../runtime-ts/fuse';
import type { LogEntry } from '../../runtime-ts/fuse';
import { CAP_EVENT_POST, CAP_LOG, CAP_TEMP_SENSOR } from './capabilities';
import { expect, expectEqual, expectStat, expectState } from './expect';
import {
  Action,
  CAP_ALL,
  expectEntry,
  expectInLog,
  expectRefused,
  fake,
  load,
  maskOf,
  nextEntry,
  policy,
  skipLog,
  start,
  startWorker,
  stateOf,
  textLength,
  usePolicy,
  scratchAddress,
  scratchBytes,
} from './fixture';
import type { Test } from './harness';
import { HAS_LARGE_MEMORY } from './host';
import {
  ALL_CALLS,
  ALL_CALLS_SIZE,
  CONSTRUCTORS,
  CONSTRUCTORS_SIZE,
  DEINIT_RESULT,
  DEINIT_RESULT_SIZE,
  FOUR_GIB,
  FOUR_GIB_GROWING,
  FOUR_GIB_GROWING_SIZE,
  FOUR_GIB_SIZE,
  GROW,
  GROW_SIZE,
  HOSTILE,
  HOSTILE_SIZE,
  IMPORTED_GLOBAL,
  IMPORTED_GLOBAL_SIZE,
  IMPORTED_START,
  IMPORTED_START_SIZE,
  INIT_PARAMETER,
  INIT_PARAMETER_SIZE,
  LIFECYCLE,
  LIFECYCLE_SIZE,
  NO_STEP,
  NO_STEP_SIZE,
  SPEAKER,
  SPEAKER_SIZE,
  STEP_GLOBAL,
  STEP_GLOBAL_SIZE,
  STEP_IMPORTED,
  STEP_IMPORTED_PLAIN,
  STEP_IMPORTED_PLAIN_SIZE,
  STEP_IMPORTED_SIZE,
  STEP_PARAMETER,
  STEP_PARAMETER_SIZE,
  STEP_RESULT,
  STEP_RESULT_SIZE,
  TWO_GROWING_PAGES,
  TWO_GROWING_PAGES_SIZE,
  TWO_PAGES,
  TWO_PAGES_SIZE,
  UNKNOWN_IMPORT,
  UNKNOWN_IMPORT_SIZE,
  UNKNOWN_NAMESPACE,
  UNKNOWN_NAMESPACE_SIZE,
  WORKER,
  WORKER_SIZE,
  WRONG_SIGNATURE,
  WRONG_SIGNATURE_SIZE,
} from './modules';

/** hostile.wat's commands. */
const LOOP_INTEGER = 1;
const UNREACHABLE = 15;
const STORE_OUTSIDE = 8;
const RECURSION = 6;

/** Refused, with a reason in the log and a worker that goes on. */
function expectBroken(image: ConstPointer<u8>, size: u32): void {
  const worker = startWorker();
  usePolicy(CAP_ALL);
  skipLog();
  expectRefused(image, size, Stat.ModuleLoadFailed);
  const entry = zeroed<LogEntry>();
  expect(nextEntry(entry));
  expectEqual(entry.level, 2);
  expectEqual(entry.origin, LOG_ORIGIN_RUNTIME);
  expect(textLength(entry) > 12);
  expectEqual(tick() & maskOf(worker), maskOf(worker));
}

function lowestFreeSlot(): void {
  usePolicy(0);
  for (let id: u32 = 0; id < 4; id++) expectEqual(load(WORKER, WORKER_SIZE), id);
  expectStat(moduleUnload(1), Stat.Success);
  expectStat(moduleUnload(2), Stat.Success);
  expectEqual(load(WORKER, WORKER_SIZE), 1);
  expectEqual(load(WORKER, WORKER_SIZE), 2);
  expectEqual(load(WORKER, WORKER_SIZE), 4);
}

function limitOfModules(): void {
  usePolicy(0);
  for (let id: u32 = 0; id < MAX_MODULES; id++) expectEqual(load(WORKER, WORKER_SIZE), id);
  expectRefused(WORKER, WORKER_SIZE, Stat.ModuleLimit);
  // The policy is looked at before the slots, the slots before the image.
  policy.capabilities = 1 << 31;
  expectRefused(WORKER, WORKER_SIZE, Stat.InvalidArg);
  usePolicy(0);
  expectRefused(NO_STEP, NO_STEP_SIZE, Stat.ModuleLimit);
  expectStat(moduleUnload(3), Stat.Success);
  expectEqual(load(WORKER, WORKER_SIZE), 3);
}

function loadedState(): void {
  usePolicy(0);
  const id = load(WORKER, WORKER_SIZE);
  expectState(stateOf(id), ModuleState.Loaded);
  expectInLog(LOG_ORIGIN_RUNTIME, id, 1, 'module 0 loaded');
}

/** The policy is copied: what the host does with its own afterwards does not matter. */
function policyIsCopied(): void {
  usePolicy(CAP_TEMP_SENSOR);
  const id = start(HOSTILE, HOSTILE_SIZE);
  policy.capabilities = 0;
  policy.activationMask = 1;
  expectStat(moduleRunStep(id), Stat.Success);
  expectEqual(tick(), 0);
}

function unalignedImage(): void {
  usePolicy(0);
  const memory = scratchBytes();
  expect(WORKER_SIZE + 8 <= memory.length);
  const image = trustedView(WORKER, WORKER_SIZE);
  for (let offset: u32 = 1; offset < 8; offset++) {
    copy(slice(memory, offset), image);
    const address = trustedCast<ConstPointer<u8>>(constPointerTo(memory[offset]));
    expectRefused(address, WORKER_SIZE, Stat.InvalidArg);
  }
}

/** An image in read-only memory, loaded twice at the same time: the loader must not write into it. */
function readOnlyImage(): void {
  usePolicy(CAP_LOG);
  const first = start(LIFECYCLE, LIFECYCLE_SIZE);
  const second = start(LIFECYCLE, LIFECYCLE_SIZE);
  expectStat(moduleRunStep(first), Stat.Success);
  expectStat(moduleUnload(first), Stat.Success);
  expectStat(moduleRunStep(second), Stat.Success);
}

function notAnImage(): void {
  const memory = scratchBytes();
  const address = scratchAddress();
  fill(memory, 0);
  expectRefused(address, 1, Stat.ModuleLoadFailed);
  expectRefused(address, 96, Stat.ModuleLoadFailed);
  expectRefused(address, 4096, Stat.ModuleLoadFailed);
  fill(memory, 255);
  expectRefused(address, 4096, Stat.ModuleLoadFailed);
}

function missingStep(): void {
  expectBroken(NO_STEP, NO_STEP_SIZE);
}
function stepIsGlobal(): void {
  expectBroken(STEP_GLOBAL, STEP_GLOBAL_SIZE);
}
function stepIsImported(): void {
  expectBroken(STEP_IMPORTED, STEP_IMPORTED_SIZE);
}
function stepIsUnknownImport(): void {
  expectBroken(STEP_IMPORTED_PLAIN, STEP_IMPORTED_PLAIN_SIZE);
}
function stepWithResult(): void {
  expectBroken(STEP_RESULT, STEP_RESULT_SIZE);
}
function stepWithParameter(): void {
  expectBroken(STEP_PARAMETER, STEP_PARAMETER_SIZE);
}
function initWithParameter(): void {
  expectBroken(INIT_PARAMETER, INIT_PARAMETER_SIZE);
}
function deinitWithResult(): void {
  expectBroken(DEINIT_RESULT, DEINIT_RESULT_SIZE);
}
function unknownImport(): void {
  expectBroken(UNKNOWN_IMPORT, UNKNOWN_IMPORT_SIZE);
}
function unknownNamespace(): void {
  expectBroken(UNKNOWN_NAMESPACE, UNKNOWN_NAMESPACE_SIZE);
}
function wrongSignature(): void {
  expectBroken(WRONG_SIGNATURE, WRONG_SIGNATURE_SIZE);
}
function importedGlobal(): void {
  expectBroken(IMPORTED_GLOBAL, IMPORTED_GLOBAL_SIZE);
}
function importedStart(): void {
  expectBroken(IMPORTED_START, IMPORTED_START_SIZE);
}
function fourGibOfMemory(): void {
  expectBroken(FOUR_GIB, FOUR_GIB_SIZE);
  policy.memoryPagesMax = 65536;
  // Even where the policy allows it, the system or the pool may refuse; the runtime survives either way.
  const id: Out<u32> = { value: 0 };
  const stat = moduleLoad(FOUR_GIB, FOUR_GIB_SIZE, policy, id);
  expect(stat !== Stat.Success || HAS_LARGE_MEMORY === 1);
}
function fourGibOfGrowingMemory(): void {
  expectBroken(FOUR_GIB_GROWING, FOUR_GIB_GROWING_SIZE);
}

/** Bytes are compared, not pages: the compiler folds a memory that does not grow into one big page. */
function foldedMemoryAboveCap(): void {
  expectBroken(TWO_PAGES, TWO_PAGES_SIZE);
  if (HAS_LARGE_MEMORY === 0) return;
  usePolicy(0);
  policy.memoryPagesMax = 2;
  const id = start(TWO_PAGES, TWO_PAGES_SIZE);
  expectStat(moduleRunStep(id), Stat.Success);
}

function memoryAboveCap(): void {
  expectBroken(TWO_GROWING_PAGES, TWO_GROWING_PAGES_SIZE);
  if (HAS_LARGE_MEMORY === 0) return;
  usePolicy(0);
  policy.memoryPagesMax = 2;
  const id = start(TWO_GROWING_PAGES, TWO_GROWING_PAGES_SIZE);
  expectStat(moduleRunStep(id), Stat.Success);
}

/** A cap of 0 allows no memory, not unlimited memory. */
function capOfZero(): void {
  usePolicy(CAP_ALL);
  policy.memoryPagesMax = 0;
  expectRefused(LIFECYCLE, LIFECYCLE_SIZE, Stat.ModuleLoadFailed);
  usePolicy(0);
  policy.memoryPagesMax = 0;
  const id = start(WORKER, WORKER_SIZE);
  expectStat(moduleRunStep(id), Stat.Success);
}

/** memory.grow past the cap fails inside the module: it posts event 0 and goes on. */
function growthBeyondCap(): void {
  const witness = startWitness();
  usePolicy(CAP_TEMP_SENSOR | CAP_EVENT_POST);
  policy.memoryPagesMax = 0;
  const none = start(GROW, GROW_SIZE);
  fake.temperature = 1;
  expectStat(moduleRunStep(none), Stat.Success);
  expectGrowth(witness, false);
  policy.memoryPagesMax = 2;
  const two = start(GROW, GROW_SIZE);
  fake.temperature = 3;
  expectStat(moduleRunStep(two), Stat.Success);
  expectGrowth(witness, false);
  fake.temperature = 65535;
  expectStat(moduleRunStep(two), Stat.Success);
  expectGrowth(witness, false);
  if (HAS_LARGE_MEMORY === 0) return;
  fake.temperature = 2;
  expectStat(moduleRunStep(two), Stat.Success);
  expectGrowth(witness, true);
  fake.temperature = 1;
  expectStat(moduleRunStep(two), Stat.Success);
  expectGrowth(witness, false);
}

/** A module that a tick runs if event 0 was posted, and one for event 1. */
function startWitness(): u32 {
  usePolicy(0);
  policy.activationMask = 2;
  policy.eventSubscribe = 1;
  start(WORKER, WORKER_SIZE);
  policy.eventSubscribe = 2;
  return start(WORKER, WORKER_SIZE);
}

function expectGrowth(grown: u32, want: boolean): void {
  expectEqual(tick(), want ? maskOf(grown) : maskOf(grown - 1));
}

/** An import without its capability loads; the call traps (suite hal). */
function loadsWithoutCapability(): void {
  usePolicy(CAP_TEMP_SENSOR);
  const id = start(HOSTILE, HOSTILE_SIZE);
  expectStat(moduleRunStep(id), Stat.Success);
}

function startCodeOnce(): void {
  usePolicy(CAP_LOG);
  skipLog();
  const id = load(LIFECYCLE, LIFECYCLE_SIZE);
  expectEntry(LOG_ORIGIN_GUEST, id, 1, 'start');
  expectEntry(LOG_ORIGIN_RUNTIME, id, 1, 'module 0 loaded');
  expectStat(moduleStart(id), Stat.Success);
  expectEntry(LOG_ORIGIN_GUEST, id, 1, 'init');
}

function constructorsRun(): void {
  usePolicy(CAP_LOG);
  policy.cpuQuotaUs = 1000000;
  skipLog();
  const id = load(CONSTRUCTORS, CONSTRUCTORS_SIZE);
  expectEntry(LOG_ORIGIN_GUEST, id, 1, 'post');
  expectEntry(LOG_ORIGIN_GUEST, id, 1, 'ctors');
  expectEqual(fake.arms, 2);
  expectEqual(fake.cancels, 2);
}

/** Start code under the quota, which is armed for it and cancelled. */
function startCodeIsArmed(): void {
  usePolicy(CAP_LOG);
  policy.cpuQuotaUs = 123456;
  const id = load(LIFECYCLE, LIFECYCLE_SIZE);
  expectEqual(fake.arms, 1);
  expectEqual(fake.cancels, 1);
  expectEqual(fake.armedUs, 123456);
  expectEqual(fake.armedId, id);
}

function startCodeTraps(): void {
  fake.temperature = UNREACHABLE;
  expectBroken(HOSTILE, HOSTILE_SIZE);
  fake.temperature = STORE_OUTSIDE;
  expectBroken(HOSTILE, HOSTILE_SIZE);
  fake.temperature = RECURSION;
  expectBroken(HOSTILE, HOSTILE_SIZE);
  fake.temperature = 0;
  usePolicy(CAP_TEMP_SENSOR);
  expectEqual(load(HOSTILE, HOSTILE_SIZE), 3);
}

function startCodeWithoutCapability(): void {
  usePolicy(0);
  expectRefused(HOSTILE, HOSTILE_SIZE, Stat.ModuleLoadFailed);
  expectInLog(LOG_ORIGIN_RUNTIME, 0, 2, 'SECURITY');
}

/** The quota ends before the start code is entered, and in its first host call. */
function startCodeExpires(): void {
  usePolicy(CAP_TEMP_SENSOR);
  policy.cpuQuotaUs = 10;
  fake.onArm = Action.Expire;
  expectRefused(HOSTILE, HOSTILE_SIZE, Stat.ModuleLoadFailed);
  expectEqual(fake.temperatureReads, 0);
  fake.onArm = Action.None;
  fake.onReading = Action.Expire;
  expectRefused(HOSTILE, HOSTILE_SIZE, Stat.ModuleLoadFailed);
  expectEqual(fake.temperatureReads, 1);
  expectEqual(fake.arms, 2);
  fake.onReading = Action.None;
  expectEqual(load(HOSTILE, HOSTILE_SIZE), 0);
}

/** An endless start function is really stopped. */
function startCodeLoops(): void {
  const worker = startWorker();
  usePolicy(CAP_TEMP_SENSOR);
  policy.cpuQuotaUs = 20000;
  fake.realQuota = true;
  fake.temperature = LOOP_INTEGER;
  expectRefused(HOSTILE, HOSTILE_SIZE, Stat.ModuleLoadFailed);
  expectEqual(tick(), maskOf(worker));
}

/** Modules in C against the generated fuse_module.h. */
function moduleInC(): void {
  usePolicy(CAP_ALL);
  fake.temperature = 21;
  fake.clock = 2100000n;
  fake.frameSize = 8n;
  const id = start(ALL_CALLS, ALL_CALLS_SIZE);
  skipLog();
  expectStat(moduleRunStep(id), Stat.Success);
  expectEntry(LOG_ORIGIN_GUEST, id, 1, 'abcdefgh');
  expectEqual(fake.temperatureReads, 1);
}

/** A module that does not fit into what is left of the pool leaves it as it was. */
function poolExhausted(): void {
  usePolicy(CAP_ALL);
  let loaded: u32 = 0;
  const id: Out<u32> = { value: 0 };
  for (let i: u32 = 0; i < MAX_MODULES; i++) {
    const stat = moduleLoad(SPEAKER, SPEAKER_SIZE, policy, id);
    if (stat === Stat.Success) loaded += 1;
    else expectStat(stat, Stat.ModuleLoadFailed);
  }
  expect(loaded > 1);
  expectStat(moduleStart(0), Stat.Success);
  expectStat(moduleRunStep(0), Stat.Success);
  expectStat(moduleUnload(0), Stat.Success);
  expectEqual(load(SPEAKER, SPEAKER_SIZE), 0);
}

function loadIsLogged(): void {
  usePolicy(CAP_TEMP_SENSOR);
  fake.temperature = UNREACHABLE;
  skipLog();
  expectRefused(HOSTILE, HOSTILE_SIZE, Stat.ModuleLoadFailed);
  expectInLog(LOG_ORIGIN_RUNTIME, 0, 2, 'module 0 trap: ');
}

export const loadTests: FixedArray<Test, 37> = [
  { name: 'lowestFreeSlot', run: lowestFreeSlot },
  { name: 'limitOfModules', run: limitOfModules },
  { name: 'loadedState', run: loadedState },
  { name: 'policyIsCopied', run: policyIsCopied },
  { name: 'unalignedImage', run: unalignedImage },
  { name: 'readOnlyImage', run: readOnlyImage },
  { name: 'notAnImage', run: notAnImage },
  { name: 'missingStep', run: missingStep },
  { name: 'stepIsGlobal', run: stepIsGlobal },
  { name: 'stepIsImported', run: stepIsImported },
  { name: 'stepIsUnknownImport', run: stepIsUnknownImport },
  { name: 'stepWithResult', run: stepWithResult },
  { name: 'stepWithParameter', run: stepWithParameter },
  { name: 'initWithParameter', run: initWithParameter },
  { name: 'deinitWithResult', run: deinitWithResult },
  { name: 'unknownImport', run: unknownImport },
  { name: 'unknownNamespace', run: unknownNamespace },
  { name: 'wrongSignature', run: wrongSignature },
  { name: 'importedGlobal', run: importedGlobal },
  { name: 'importedStart', run: importedStart },
  { name: 'fourGibOfMemory', run: fourGibOfMemory },
  { name: 'fourGibOfGrowingMemory', run: fourGibOfGrowingMemory },
  { name: 'foldedMemoryAboveCap', run: foldedMemoryAboveCap },
  { name: 'memoryAboveCap', run: memoryAboveCap },
  { name: 'capOfZero', run: capOfZero },
  { name: 'growthBeyondCap', run: growthBeyondCap },
  { name: 'loadsWithoutCapability', run: loadsWithoutCapability },
  { name: 'startCodeOnce', run: startCodeOnce },
  { name: 'constructorsRun', run: constructorsRun },
  { name: 'startCodeIsArmed', run: startCodeIsArmed },
  { name: 'startCodeTraps', run: startCodeTraps },
  { name: 'startCodeWithoutCapability', run: startCodeWithoutCapability },
  { name: 'startCodeExpires', run: startCodeExpires },
  { name: 'startCodeLoops', run: startCodeLoops },
  { name: 'moduleInC', run: moduleInC },
  { name: 'poolExhausted', run: poolExhausted },
  { name: 'loadIsLogged', run: loadIsLogged },
];
