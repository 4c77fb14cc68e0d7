// SPDX-License-Identifier: Apache-2.0
/** Suite `seal`: no byte of an image can change, none can be missing, and a seal that is right but of other content is refused. */
import { LOG_ORIGIN_RUNTIME, moduleLoad, moduleRunStep, moduleStart, moduleUnload, Stat } from '../../runtime-ts/fuse';
import { sha256 } from '../../runtime-ts/sha256';
import type { Digest } from '../../runtime-ts/sha256';
import { expect, expectEqual, expectStat } from './expect';
import {
  expectInLog,
  expectRefused,
  policy,
  skipLog,
  startWorker,
  usePolicy,
  SCRATCH_BYTES,
  scratchAddress,
  scratchBytes,
} from './fixture';
import type { Test } from './harness';
import { poolFree } from './host';
import { WORKER, WORKER_SIZE } from './modules';

const SEAL_BYTES = 96;
/** Offsets in the seal. */
const SEAL_VERSION = 24;
const SEAL_OPTIONS = 28;
const SEAL_NATIVES = 32;
const SEAL_DIGEST = 64;

/** A copy of the worker's image that a test may damage. */
function useCopy(): Slice<u8> {
  expect(WORKER_SIZE + 96 <= SCRATCH_BYTES);
  const target = scratchBytes();
  fill(target, 0);
  copy(target, trustedView(WORKER, WORKER_SIZE));
  usePolicy(0);
  return target;
}

function tryLoad(size: u32): Stat {
  const id: Out<u32> = { value: 0 };
  const stat = moduleLoad(scratchAddress(), size, policy, id);
  if (stat === Stat.Success) {
    expectStat(moduleStart(id.value), Stat.Success);
    expectStat(moduleRunStep(id.value), Stat.Success);
    expectStat(moduleUnload(id.value), Stat.Success);
  }
  return stat;
}

/** Computes the digest again over the (changed) image. */
function reseal(size: u32): void {
  const target = scratchBytes();
  const digest = zeroed<Digest>();
  const sealed = size - 32;
  sha256(view(target, 0, sealed), digest);
  for (let i: u32 = 0; i < 32; i++) {
    target[sealed + i] = u8.wrap(digest.words[i >> 2] >> (24 - (i & 3) * 8));
  }
}

function goodCopy(): void {
  useCopy();
  expectStat(tryLoad(WORKER_SIZE), Stat.Success);
  reseal(WORKER_SIZE);
  expectStat(tryLoad(WORKER_SIZE), Stat.Success);
}

/** Every single bit. */
function everyBitFlipped(): void {
  const worker = startWorker();
  const target = useCopy();
  const free = poolFree();
  let accepted: u32 = 0;
  for (let index: u32 = 0; index < WORKER_SIZE; index++) {
    for (let bit: u32 = 0; bit < 8; bit++) {
      const mask = u8.wrap(maskOfBit(bit));
      target[index] = target[index] ^ mask;
      if (tryLoad(WORKER_SIZE) !== Stat.ModuleLoadFailed) accepted += 1;
      target[index] = target[index] ^ mask;
    }
  }
  expectEqual(accepted, 0);
  expectEqual(poolFree(), free);
  expectStat(tryLoad(WORKER_SIZE), Stat.Success);
  expectStat(moduleRunStep(worker), Stat.Success);
}

function maskOfBit(bit: u32): u32 {
  const one: u32 = 1;
  return one << bit;
}

function everyLength(): void {
  useCopy();
  let accepted: u32 = 0;
  for (let size: u32 = 1; size < WORKER_SIZE + 64; size++) {
    if (size !== WORKER_SIZE && tryLoad(size) !== Stat.ModuleLoadFailed) accepted += 1;
  }
  expectEqual(accepted, 0);
  expectStat(tryLoad(WORKER_SIZE), Stat.Success);
}

function missing(): void {
  useCopy();
  skipLog();
  expectRefused(scratchAddress(), WORKER_SIZE - SEAL_BYTES, Stat.ModuleLoadFailed);
  expectInLog(LOG_ORIGIN_RUNTIME, u32.MAX, 2, '');
}

/** Each field of the seal, with a digest that is right. */
function otherContent(): void {
  const at = WORKER_SIZE - SEAL_BYTES;
  for (let offset: u32 = 0; offset < SEAL_DIGEST; offset++) {
    // The upper bits of the options are for checks to come.
    if (offset > SEAL_OPTIONS && offset < SEAL_NATIVES) continue;
    const target = useCopy();
    target[at + offset] = target[at + offset] ^ 1;
    reseal(WORKER_SIZE);
    expectStat(tryLoad(WORKER_SIZE), Stat.ModuleLoadFailed);
  }
}

function versionRefused(): void {
  const target = useCopy();
  target[WORKER_SIZE - SEAL_BYTES + SEAL_VERSION] = 2;
  reseal(WORKER_SIZE);
  expectStat(tryLoad(WORKER_SIZE), Stat.ModuleLoadFailed);
}

/** An image compiled without bounds checks, or without stack checks. */
function checksMissing(): void {
  const at = WORKER_SIZE - SEAL_BYTES + SEAL_OPTIONS;
  for (let options: u8 = 0; options < 3; options++) {
    const target = useCopy();
    target[at] = options;
    reseal(WORKER_SIZE);
    expectStat(tryLoad(WORKER_SIZE), Stat.ModuleLoadFailed);
  }
}

/** Compiled for other native functions: direct calls would go wrong. */
function otherNatives(): void {
  const target = useCopy();
  const at = WORKER_SIZE - SEAL_BYTES + SEAL_NATIVES;
  target[at + 31] = target[at + 31] ^ 0x80;
  reseal(WORKER_SIZE);
  expectRefused(scratchAddress(), WORKER_SIZE, Stat.ModuleLoadFailed);
}

/** Bytes behind the seal are not sealed. */
function bytesBehind(): void {
  useCopy();
  expectStat(tryLoad(WORKER_SIZE + 4), Stat.ModuleLoadFailed);
  expectStat(tryLoad(WORKER_SIZE + 96), Stat.ModuleLoadFailed);
}

export const sealTests: FixedArray<Test, 9> = [
  { name: 'goodCopy', run: goodCopy },
  { name: 'everyBitFlipped', run: everyBitFlipped },
  { name: 'everyLength', run: everyLength },
  { name: 'missing', run: missing },
  { name: 'otherContent', run: otherContent },
  { name: 'versionRefused', run: versionRefused },
  { name: 'checksMissing', run: checksMissing },
  { name: 'otherNatives', run: otherNatives },
  { name: 'bytesBehind', run: bytesBehind },
];
