// SPDX-License-Identifier: Apache-2.0
/** Suite `policy`: every field's valid and invalid values, the binary form, and the limits that a policy sets. */
import {
  moduleInfo,
  moduleLoad,
  moduleRunStep,
  ModuleState,
  moduleUnload,
  policyFromBin,
  Stat,
  tick,
} from '../../runtime-ts/fuse';
import type { ModuleInfo, Policy } from '../../runtime-ts/fuse';
import { CAP_TEMP_SENSOR } from './capabilities';
import { expect, expectEqual, expectStat, expectState } from './expect';
import {
  ACTIVATION_EVENT,
  ACTIVATION_INTERVAL,
  ACTIVATION_MANUAL,
  CAP_ALL,
  deinitRuntime,
  fake,
  initRuntime,
  maskOf,
  policy,
  start,
  startWorker,
  stateOf,
  usePolicy,
} from './fixture';
import type { Test } from './harness';
import { HAS_LARGE_MEMORY, MORE_CAPABILITIES } from './host';
import {
  AUX_STACK,
  AUX_STACK_SIZE,
  HOSTILE,
  HOSTILE_SIZE,
  STACK_DEPTH,
  STACK_DEPTH_SIZE,
  WORKER,
  WORKER_SIZE,
} from './modules';

/** Those of the runtime's own groups, and of those that the build adds. */
const KNOWN_CAPABILITIES: u32 = CAP_ALL | MORE_CAPABILITIES;

const bin: FixedArray<u8, 40> = zeroed();

function binPointer(): ConstPointer<u8> {
  return trustedCast<ConstPointer<u8>>(constPointerTo(bin));
}

function setWord(offset: u32, field: u32, value: u32): void {
  const at = offset + field * 4;
  bin[at] = u8.wrap(value);
  bin[at + 1] = u8.wrap(value >> 8);
  bin[at + 2] = u8.wrap(value >> 16);
  bin[at + 3] = u8.wrap(value >> 24);
}

/** The policy of product.md's example, at `offset` of `bin`. */
function setExample(offset: u32): void {
  setWord(offset, 0, 28);
  setWord(offset, 1, 6);
  setWord(offset, 2, 8192);
  setWord(offset, 3, 8192);
  setWord(offset, 4, 5000);
  setWord(offset, 5, 250000);
  setWord(offset, 6, ACTIVATION_EVENT);
  setWord(offset, 7, 0x80000001);
}

function loadable(): boolean {
  const id: Out<u32> = { value: 0 };
  const stat = moduleLoad(WORKER, WORKER_SIZE, policy, id);
  if (stat === Stat.Success) {
    expectStat(moduleUnload(id.value), Stat.Success);
    return true;
  }
  expectStat(stat, Stat.InvalidArg);
  return false;
}

function capabilityBits(): void {
  usePolicy(0);
  const one: u32 = 1;
  for (let bit: u32 = 0; bit < 32; bit++) {
    policy.capabilities = one << bit;
    const known = (policy.capabilities & KNOWN_CAPABILITIES) !== 0;
    expect(loadable() === known);
  }
  policy.capabilities = CAP_ALL;
  expect(loadable());
  policy.capabilities = u32.MAX;
  expect(!loadable());
}

function activationBits(): void {
  usePolicy(0);
  const one: u32 = 1;
  for (let bit: u32 = 0; bit < 32; bit++) {
    policy.activationMask = one << bit;
    expect(loadable() === bit < 3);
  }
  for (let mask: u32 = 0; mask < 8; mask++) {
    policy.activationMask = mask;
    expect(loadable());
  }
}

/** Any event may be subscribed to. */
function subscriptionBits(): void {
  usePolicy(0);
  policy.eventSubscribe = u32.MAX;
  policy.activationMask = ACTIVATION_EVENT;
  expect(loadable());
}

/** Mask 0 means INTERVAL. */
function activationZero(): void {
  usePolicy(0);
  policy.activationMask = 0;
  const id = start(WORKER, WORKER_SIZE);
  expectEqual(tick(), maskOf(id));
}

function quotaExtremes(): void {
  usePolicy(0);
  policy.cpuQuotaUs = u32.MAX;
  policy.stepIntervalUs = u32.MAX;
  const id = start(WORKER, WORKER_SIZE);
  expectStat(moduleRunStep(id), Stat.Success);
  expectEqual(fake.armedUs, u32.MAX);
}

/** The numbers take any value; a cap beyond what 32 bits of bytes can say is no cap of 0. */
function pagesExtremes(): void {
  usePolicy(CAP_TEMP_SENSOR);
  policy.memoryPagesMax = 65536;
  expectStat(moduleRunStep(start(HOSTILE, HOSTILE_SIZE)), Stat.Success);
  policy.memoryPagesMax = 65537;
  expectStat(moduleRunStep(start(HOSTILE, HOSTILE_SIZE)), Stat.Success);
  policy.memoryPagesMax = u32.MAX;
  expectStat(moduleRunStep(start(HOSTILE, HOSTILE_SIZE)), Stat.Success);
}

/** A stack of any size, also none: the step completes or traps, and the next module is not affected. */
function stackExtremes(): void {
  const worker = startWorker();
  usePolicy(0);
  policy.stackSize = 0;
  expectHarmless();
  policy.stackSize = 1;
  expectHarmless();
  policy.stackSize = u32.MAX;
  const id = start(WORKER, WORKER_SIZE);
  expectStat(moduleRunStep(id), Stat.Success);
  expectEqual(tick(), maskOf(worker));
}

function expectHarmless(): void {
  const id = start(WORKER, WORKER_SIZE);
  const stat = moduleRunStep(id);
  expect(stat === Stat.Success || stat === Stat.ModuleTrap);
  expectStat(moduleUnload(id), Stat.Success);
}

/** Even with the largest stack_size, recursion ends before the task's own stack does. */
function stackOfTheTaskHolds(): void {
  const worker = startWorker();
  usePolicy(CAP_TEMP_SENSOR);
  policy.stackSize = u32.MAX;
  const id = start(STACK_DEPTH, STACK_DEPTH_SIZE);
  fake.temperature = 1000000000;
  expectStat(moduleRunStep(id), Stat.ModuleTrap);
  expectEqual(tick(), maskOf(worker));
}

function heapExtremes(): void {
  usePolicy(0);
  policy.heapSize = 0;
  expect(loadable());
  policy.heapSize = 8192;
  expect(loadable());
  policy.heapSize = u32.MAX;
  expect(loadable());
}

/** heap_size is kept for compatibility: no app heap adds to the module's memory. */
function heapAddsNoMemory(): void {
  usePolicy(CAP_TEMP_SENSOR);
  policy.heapSize = 16384;
  const id = start(HOSTILE, HOSTILE_SIZE);
  const info = zeroed<ModuleInfo>();
  expectStat(moduleInfo(id, info), Stat.Success);
  expectEqual(info.memoryBytes, 4096);
}

/** stack_size is what an entry may use: the same recursion traps with a small one and passes with a large one. */
function stackSizeIsEnforced(): void {
  const worker = startWorker();
  usePolicy(CAP_TEMP_SENSOR);
  policy.stackSize = 4096;
  const small = start(STACK_DEPTH, STACK_DEPTH_SIZE);
  fake.temperature = 4;
  expectStat(moduleRunStep(small), Stat.Success);
  fake.temperature = 400;
  expectStat(moduleRunStep(small), Stat.ModuleTrap);
  expectState(stateOf(small), ModuleState.Trapped);
  expectStat(moduleRunStep(worker), Stat.Success);
  if (HAS_LARGE_MEMORY === 0) return;
  policy.stackSize = 262144;
  const large = start(STACK_DEPTH, STACK_DEPTH_SIZE);
  expectStat(moduleRunStep(large), Stat.Success);
  fake.temperature = 100000;
  expectStat(moduleRunStep(large), Stat.ModuleTrap);
}

/** The auxiliary stack, in linear memory, ends at address 0: going below is out of bounds. */
function auxiliaryStackOverflow(): void {
  const worker = startWorker();
  usePolicy(0);
  if (HAS_LARGE_MEMORY === 1) policy.stackSize = 262144;
  const id = start(AUX_STACK, AUX_STACK_SIZE);
  expectStat(moduleRunStep(id), Stat.ModuleTrap);
  expectState(stateOf(id), ModuleState.Trapped);
  expectStat(moduleRunStep(worker), Stat.Success);
}

function binFields(): void {
  setExample(0);
  const out = zeroed<Policy>();
  expectStat(policyFromBin(binPointer(), 32, out), Stat.Success);
  expectEqual(out.capabilities, 28);
  expectEqual(out.memoryPagesMax, 6);
  expectEqual(out.stackSize, 8192);
  expectEqual(out.heapSize, 8192);
  expectEqual(out.cpuQuotaUs, 5000);
  expectEqual(out.stepIntervalUs, 250000);
  expectEqual(out.activationMask, ACTIVATION_EVENT);
  expectEqual(out.eventSubscribe, 0x80000001);
  expectEqual(sizeOf<Policy>(), 32);
}

/** Read byte by byte: at any address. */
function binUnaligned(): void {
  const out = zeroed<Policy>();
  for (let offset: u32 = 0; offset < 8; offset++) {
    setExample(offset);
    const at = trustedCast<ConstPointer<u8>>(constPointerTo(bin[offset]));
    expectStat(policyFromBin(at, 32, out), Stat.Success);
    expectEqual(out.eventSubscribe, 0x80000001);
    expectEqual(out.capabilities, 28);
  }
}

function binLengths(): void {
  setExample(0);
  const out = zeroed<Policy>();
  out.capabilities = 99;
  for (let length: u32 = 0; length <= 40; length++) {
    expectStat(policyFromBin(binPointer(), length, out), length === 32 ? Stat.Success : Stat.InvalidArg);
    if (length < 32) expectEqual(out.capabilities, 99);
  }
  expectStat(policyFromBin(binPointer(), u32.MAX, out), Stat.InvalidArg);
}

function binNulls(): void {
  const out = zeroed<Policy>();
  expectStat(policyFromBin(null, 32, out), Stat.InvalidArg);
  expectStat(policyFromBin(binPointer(), 32, null), Stat.InvalidArg);
}

function binWithoutInit(): void {
  deinitRuntime();
  setExample(0);
  const out = zeroed<Policy>();
  expectStat(policyFromBin(binPointer(), 32, out), Stat.Success);
  initRuntime();
}

/** An invalid policy is refused as binary, too, and leaves the result as it was. */
function binInvalid(): void {
  const out = zeroed<Policy>();
  out.stackSize = 77;
  setExample(0);
  setWord(0, 0, 0x80000000);
  expectStat(policyFromBin(binPointer(), 32, out), Stat.InvalidArg);
  setExample(0);
  setWord(0, 6, 8);
  expectStat(policyFromBin(binPointer(), 32, out), Stat.InvalidArg);
  expectEqual(out.stackSize, 77);
}

/** What policyFromBin accepts and what load accepts are the same, for every single bit of a policy. */
function binAgreesWithLoad(): void {
  for (let bit: u32 = 0; bit < 256; bit++) {
    setExample(0);
    setWord(0, 6, ACTIVATION_INTERVAL | ACTIVATION_MANUAL);
    const index = bit >> 3;
    const one: u8 = 1;
    bin[index] = bin[index] ^ u8.wrap(u32(one) << (bit & 7));
    const parsed = policyFromBin(binPointer(), 32, policy);
    if (parsed === Stat.Success) {
      expect(loadable());
    } else {
      expectStat(parsed, Stat.InvalidArg);
      policy.capabilities = word(0);
      policy.memoryPagesMax = word(1);
      policy.stackSize = word(2);
      policy.heapSize = word(3);
      policy.cpuQuotaUs = word(4);
      policy.stepIntervalUs = word(5);
      policy.activationMask = word(6);
      policy.eventSubscribe = word(7);
      expect(!loadable());
    }
  }
}

function word(field: u32): u32 {
  const at = field * 4;
  return u32(bin[at]) | (u32(bin[at + 1]) << 8) | (u32(bin[at + 2]) << 16) | (u32(bin[at + 3]) << 24);
}

export const policyTests: FixedArray<Test, 19> = [
  { name: 'capabilityBits', run: capabilityBits },
  { name: 'activationBits', run: activationBits },
  { name: 'subscriptionBits', run: subscriptionBits },
  { name: 'activationZero', run: activationZero },
  { name: 'quotaExtremes', run: quotaExtremes },
  { name: 'pagesExtremes', run: pagesExtremes },
  { name: 'stackExtremes', run: stackExtremes },
  { name: 'stackOfTheTaskHolds', run: stackOfTheTaskHolds },
  { name: 'heapExtremes', run: heapExtremes },
  { name: 'heapAddsNoMemory', run: heapAddsNoMemory },
  { name: 'stackSizeIsEnforced', run: stackSizeIsEnforced },
  { name: 'auxiliaryStackOverflow', run: auxiliaryStackOverflow },
  { name: 'binFields', run: binFields },
  { name: 'binUnaligned', run: binUnaligned },
  { name: 'binLengths', run: binLengths },
  { name: 'binNulls', run: binNulls },
  { name: 'binWithoutInit', run: binWithoutInit },
  { name: 'binInvalid', run: binInvalid },
  { name: 'binAgreesWithLoad', run: binAgreesWithLoad },
];
