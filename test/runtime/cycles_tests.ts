// SPDX-License-Identifier: Apache-2.0
/** Suite `cycles`: a thousand times; pool and process are as before. The runner itself compares what the process holds. */
import {
  deinit,
  moduleRunStep,
  moduleStart,
  moduleStat,
  ModuleState,
  modulePause,
  moduleUnload,
  restart,
  Stat,
  stop,
  tick,
} from '../../runtime-ts/fuse';
import { CAP_LOG } from './capabilities';
import { expectEqual, expectEqual64, expectStat } from './expect';
import { CAP_ALL, fake, initRuntime, load, maskOf, policy, start, startWorker, usePolicy } from './fixture';
import type { Test } from './harness';
import { heldResources, poolFree } from './host';
import { HOSTILE, HOSTILE_SIZE, LIFECYCLE, LIFECYCLE_SIZE } from './modules';

const CYCLES = 1000;
/** hostile.wat's commands. */
const STORE_OUTSIDE = 8;
const LOOP_INTEGER = 1;
/** From there on: floats, divisions, memory.fill, host calls. */
const LOOPS = 5;

function loadStopUnload(): void {
  const worker = startWorker();
  const free = poolFree();
  const held = heldResources();
  for (let i: u32 = 0; i < CYCLES; i++) {
    usePolicy(CAP_LOG);
    const id = start(LIFECYCLE, LIFECYCLE_SIZE);
    expectStat(moduleRunStep(id), Stat.Success);
    expectStat(modulePause(id), Stat.Success);
    expectStat(moduleUnload(id), Stat.Success);
    expectEqual(poolFree(), free);
  }
  expectEqual64(heldResources(), held);
  expectEqual(tick(), maskOf(worker));
}

function loadTrapUnload(): void {
  const worker = startWorker();
  const free = poolFree();
  const held = heldResources();
  for (let i: u32 = 0; i < CYCLES; i++) {
    usePolicy(CAP_ALL);
    fake.temperature = 0;
    const id = start(HOSTILE, HOSTILE_SIZE);
    fake.temperature = STORE_OUTSIDE;
    expectStat(moduleRunStep(id), Stat.ModuleTrap);
    expectStat(moduleUnload(id), Stat.Success);
    expectEqual(poolFree(), free);
  }
  expectEqual64(heldResources(), held);
  expectEqual(tick(), maskOf(worker));
}

/** Stopped by the real quota each time, at any point: in its code, in a helper of the runtime's, in a host call. */
function loadKillUnload(): void {
  const worker = startWorker();
  const free = poolFree();
  const held = heldResources();
  for (let i: u32 = 0; i < CYCLES; i++) {
    usePolicy(CAP_ALL);
    policy.cpuQuotaUs = 100;
    fake.temperature = 0;
    fake.realQuota = false;
    const id = load(HOSTILE, HOSTILE_SIZE);
    fake.realQuota = true;
    fake.temperature = LOOP_INTEGER + (i % LOOPS);
    expectStat(moduleStart(id), Stat.QuotaExceeded);
    expectStat(moduleUnload(id), Stat.Success);
    expectEqual(poolFree(), free);
    if (i % 100 === 0) expectEqual(tick(), maskOf(worker));
  }
  expectEqual64(heldResources(), held);
}

function initDeinit(): void {
  const held = heldResources();
  for (let i: u32 = 0; i < CYCLES; i++) {
    const id = startWorker();
    expectEqual(tick(), maskOf(id));
    expectStat(deinit(), Stat.Success);
    initRuntime();
  }
  expectEqual64(heldResources(), held);
}

function stopRestart(): void {
  const id = startWorker();
  const free = poolFree();
  for (let i: u32 = 0; i < CYCLES; i++) {
    expectStat(stop(), Stat.Success);
    expectEqual(tick(), 0);
    expectStat(restart(), Stat.Success);
    expectEqual(tick(), maskOf(id));
  }
  expectEqual(poolFree(), free);
  const state: Out<ModuleState> = { value: ModuleState.Unloaded };
  expectStat(moduleStat(id, state), Stat.Success);
}

export const cyclesTests: FixedArray<Test, 5> = [
  { name: 'loadStopUnload', run: loadStopUnload },
  { name: 'loadTrapUnload', run: loadTrapUnload },
  { name: 'loadKillUnload', run: loadKillUnload },
  { name: 'initDeinit', run: initDeinit },
  { name: 'stopRestart', run: stopRestart },
];
