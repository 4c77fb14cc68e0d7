// SPDX-License-Identifier: Apache-2.0
/**
 * Suite `model`: tens of thousands of random calls, against a model that says what each must return. The model is written from the
 * rules, not from the runtime: a list of modules, and a loop over it for a tick.
 */
import {
  clearEvent,
  moduleLoad,
  modulePause,
  moduleReplace,
  moduleRunStep,
  moduleStart,
  ModuleState,
  moduleStat,
  moduleUnload,
  nextDueUs,
  postEvent,
  restart,
  Stat,
  stop,
  tick,
} from '../../runtime-ts/fuse';
import { CAP_TEMP_SENSOR } from './capabilities';
import { expect, expectEqual, expectEqual64, expectStat, expectState } from './expect';
import {
  ACTIVATION_EVENT,
  ACTIVATION_INTERVAL,
  Action,
  fake,
  maskOf,
  policy,
  skipLog,
  unloadAll,
  usePolicy,
} from './fixture';
import type { Test } from './harness';
import { poolFree } from './host';
import { HOSTILE, HOSTILE_SIZE, WORKER, WORKER_SIZE } from './modules';

/** Modules of the model: few, so that they meet each other. */
const SLOTS = 4;
const CALLS = 8000;
/** hostile.wat's commands. */
const UNREACHABLE = 15;
const NOTHING = 0;

interface Slot {
  present: boolean;
  /** hostile.wat, which reads the command; else worker.wat. */
  obeys: boolean;
  state: ModuleState;
  quotaUs: u32;
  intervalUs: u32;
  activation: u32;
  subscribed: u32;
  latch: u32;
  stepped: boolean;
  lastUs: u64;
  pausedByStop: boolean;
}

interface Model {
  stopped: boolean;
  seed: u32;
}

const slots: FixedArray<Slot, typeof SLOTS> = zeroed();
const model: Model = zeroed();

function draw(below: u32): u32 {
  let x: u32 = model.seed;
  x = x ^ (x << 13);
  x = x ^ (x >> 17);
  x = x ^ (x << 5);
  model.seed = x;
  return below === 0 ? 0 : x % below;
}

function byInterval(slot: Slot): boolean {
  return slot.activation === 0 || (slot.activation & ACTIVATION_INTERVAL) !== 0;
}

function intervalElapsed(slot: Slot): boolean {
  if (slot.intervalUs === 0 || !slot.stepped || fake.clock < slot.lastUs) return true;
  return wrap(fake.clock - slot.lastUs) >= u64(slot.intervalUs);
}

/** How a step ends, from what the host has in store for it. */
function stepOutcome(slot: Slot, id: u32): Stat {
  if (!slot.obeys) return Stat.Success;
  if (fake.onReading === Action.Expire && fake.actionId === id && slot.quotaUs !== 0) return Stat.QuotaExceeded;
  return fake.temperature === UNREACHABLE ? Stat.ModuleTrap : Stat.Success;
}

function finishStep(slot: Slot, outcome: Stat): void {
  if (outcome === Stat.ModuleTrap) slot.state = ModuleState.Trapped;
  if (outcome === Stat.QuotaExceeded) slot.state = ModuleState.QuotaExceeded;
}

/** A random policy, in `policy`. */
function randomPolicy(): void {
  usePolicy(CAP_TEMP_SENSOR);
  policy.activationMask = draw(8);
  policy.eventSubscribe = draw(16);
  policy.stepIntervalUs = draw(3) * 50;
  policy.cpuQuotaUs = draw(2) * 1000;
}

function take(slot: Slot, obeys: boolean, state: ModuleState, latch: u32): void {
  slot.present = true;
  slot.obeys = obeys;
  slot.state = state;
  slot.quotaUs = policy.cpuQuotaUs;
  slot.intervalUs = policy.stepIntervalUs;
  slot.activation = policy.activationMask;
  slot.subscribed = policy.eventSubscribe;
  slot.latch = latch;
  slot.stepped = false;
}

/** Loads with the host harmless: what happens to start code has tests of its own. */
function doLoad(): void {
  const temperature = fake.temperature;
  const action = fake.onReading;
  fake.temperature = NOTHING;
  fake.onReading = Action.None;
  let free: u32 = SLOTS;
  for (let i: u32 = SLOTS; i > 0; i--) {
    if (!slots[i - 1].present) free = i - 1;
  }
  if (free < SLOTS) {
    randomPolicy();
    const obeys = draw(2) === 0;
    const id: Out<u32> = { value: 99 };
    const stat = obeys ? moduleLoad(HOSTILE, HOSTILE_SIZE, policy, id) : moduleLoad(WORKER, WORKER_SIZE, policy, id);
    expectStat(stat, Stat.Success);
    expectEqual(id.value, free);
    const slot = slots[free];
    take(slot, obeys, ModuleState.Loaded, 0);
    slot.pausedByStop = false;
  }
  fake.temperature = temperature;
  fake.onReading = action;
}

function doReplace(id: u32): void {
  const temperature = fake.temperature;
  const action = fake.onReading;
  fake.temperature = NOTHING;
  fake.onReading = Action.None;
  randomPolicy();
  const stat = moduleReplace(id, WORKER, WORKER_SIZE, policy);
  fake.temperature = temperature;
  fake.onReading = action;
  if (id >= SLOTS || !slots[id].present) {
    expectStat(stat, Stat.ModuleNotFound);
    return;
  }
  expectStat(stat, Stat.Success);
  const slot = slots[id];
  const failed = slot.state === ModuleState.Trapped || slot.state === ModuleState.QuotaExceeded;
  take(slot, false, failed ? ModuleState.Running : slot.state, slot.latch & policy.eventSubscribe);
}

function doStart(id: u32): void {
  // module_init obeys the command as well; a harmless one keeps init out of this.
  const temperature = fake.temperature;
  const action = fake.onReading;
  fake.temperature = NOTHING;
  fake.onReading = Action.None;
  const stat = moduleStart(id);
  fake.temperature = temperature;
  fake.onReading = action;
  if (id >= SLOTS || !slots[id].present) {
    expectStat(stat, Stat.ModuleNotFound);
    return;
  }
  const slot = slots[id];
  const allowed = slot.state === ModuleState.Loaded || slot.state === ModuleState.Paused;
  expectStat(stat, allowed ? Stat.Success : Stat.InvalidArg);
  if (allowed) {
    slot.state = ModuleState.Running;
    slot.pausedByStop = false;
  }
}

function doPause(id: u32): void {
  const stat = modulePause(id);
  if (id >= SLOTS || !slots[id].present) {
    expectStat(stat, Stat.ModuleNotFound);
    return;
  }
  const slot = slots[id];
  const allowed = slot.state === ModuleState.Running;
  expectStat(stat, allowed ? Stat.Success : Stat.InvalidArg);
  if (allowed) {
    slot.state = ModuleState.Paused;
    slot.pausedByStop = false;
  }
}

function doUnload(id: u32): void {
  const stat = moduleUnload(id);
  const present = id < SLOTS && slots[id % SLOTS].present;
  expectStat(stat, present ? Stat.Success : Stat.ModuleNotFound);
  if (present) slots[id % SLOTS].present = false;
}

function doRunStep(id: u32): void {
  const stat = moduleRunStep(id);
  if (id >= SLOTS || !slots[id].present) {
    expectStat(stat, Stat.ModuleNotFound);
    return;
  }
  const slot = slots[id];
  if (slot.state !== ModuleState.Running || model.stopped) {
    expectStat(stat, Stat.InvalidArg);
    return;
  }
  if (!intervalElapsed(slot)) {
    expectStat(stat, Stat.IntervalNotElapsed);
    return;
  }
  const outcome = stepOutcome(slot, id);
  expectStat(stat, outcome);
  finishStep(slot, outcome);
  if (outcome === Stat.Success) {
    slot.stepped = true;
    slot.lastUs = fake.clock;
  }
}

function doTick(): void {
  let want: u32 = 0;
  for (let id: u32 = 0; id < SLOTS; id++) {
    const slot = slots[id];
    if (slot.present && slot.state === ModuleState.Running && !model.stopped) {
      const woken = (slot.activation & ACTIVATION_EVENT) !== 0 && slot.latch !== 0;
      if (woken || (byInterval(slot) && intervalElapsed(slot))) {
        const outcome = stepOutcome(slot, id);
        finishStep(slot, outcome);
        if (outcome === Stat.Success) {
          want = want | maskOf(id);
          if (woken) slot.latch = 0;
          // The clock is not read for a module that has no interval to keep in a tick.
          if (byInterval(slot)) {
            slot.stepped = true;
            slot.lastUs = fake.clock;
          }
        }
      }
    }
  }
  expectEqual(tick(), want);
}

function doPost(event: u32): void {
  const stat = postEvent(event);
  expectStat(stat, event < 32 ? Stat.Success : Stat.InvalidArg);
  if (event >= 32) return;
  for (let id: u32 = 0; id < SLOTS; id++) {
    const slot = slots[id];
    if (slot.present) slot.latch = slot.latch | (maskOf(event) & slot.subscribed);
  }
}

function doClear(event: u32): void {
  const stat = clearEvent(event);
  expectStat(stat, event < 32 ? Stat.Success : Stat.InvalidArg);
  if (event >= 32) return;
  for (let id: u32 = 0; id < SLOTS; id++) slots[id].latch = slots[id].latch & ~maskOf(event);
}

function doStop(): void {
  expectStat(stop(), Stat.Success);
  if (model.stopped) return;
  model.stopped = true;
  for (let id: u32 = 0; id < SLOTS; id++) {
    const slot = slots[id];
    if (slot.present && slot.state === ModuleState.Running) {
      slot.state = ModuleState.Paused;
      slot.pausedByStop = true;
    }
  }
}

function doRestart(): void {
  expectStat(restart(), Stat.Success);
  if (!model.stopped) return;
  model.stopped = false;
  for (let id: u32 = 0; id < SLOTS; id++) {
    const slot = slots[id];
    if (slot.present && slot.pausedByStop) slot.state = ModuleState.Running;
    slot.pausedByStop = false;
  }
}

function doNextDue(): void {
  const due: Out<u64> = { value: 1n };
  expectStat(nextDueUs(due), Stat.Success);
  let want: u64 = u64.MAX;
  for (let id: u32 = 0; id < SLOTS; id++) {
    const slot = slots[id];
    if (slot.present && slot.state === ModuleState.Running && !model.stopped) {
      if ((slot.activation & ACTIVATION_EVENT) !== 0 && slot.latch !== 0) want = 0n;
      if (byInterval(slot)) {
        if (intervalElapsed(slot)) want = 0n;
        else want = min(want, wrap(u64(slot.intervalUs) - wrap(fake.clock - slot.lastUs)));
      }
    }
  }
  expectEqual64(due.value, want);
}

function expectStates(): void {
  for (let id: u32 = 0; id < SLOTS + 1; id++) {
    const state: Out<ModuleState> = { value: ModuleState.Unloaded };
    const stat = moduleStat(id, state);
    if (id < SLOTS && slots[id % SLOTS].present) {
      expectStat(stat, Stat.Success);
      expectState(state.value, slots[id % SLOTS].state);
    } else {
      expectStat(stat, Stat.ModuleNotFound);
    }
  }
}

/** What the host has in store for the next steps. */
function changeHost(): void {
  fake.temperature = draw(6) === 0 ? UNREACHABLE : NOTHING;
  fake.actionId = draw(SLOTS);
  fake.onReading = draw(5) === 0 ? Action.Expire : Action.None;
}

function randomCall(): void {
  const id = draw(SLOTS + 1);
  const kind = draw(40);
  if (kind < 5) doLoad();
  else if (kind < 10) doStart(id);
  else if (kind < 12) doPause(id);
  else if (kind < 13) doUnload(id);
  else if (kind < 18) doRunStep(id);
  else if (kind < 25) doTick();
  else if (kind < 29) doPost(draw(33));
  else if (kind < 30) doClear(draw(4));
  else if (kind < 31) doStop();
  else if (kind < 33) doRestart();
  else if (kind < 35) doNextDue();
  else if (kind < 36) doReplace(id);
  else if (kind < 38) fake.clock = wrap(fake.clock + u64(draw(60)));
  else if (kind < 39) fake.clock = draw(20) === 0 ? 0n : fake.clock;
  else changeHost();
}

/** One sequence of calls from a seed. */
function runSequence(seed: u32): void {
  model.seed = seed;
  model.stopped = false;
  for (let id: u32 = 0; id < SLOTS; id++) {
    slots[id].present = false;
    slots[id].latch = 0;
    slots[id].pausedByStop = false;
  }
  const free = poolFree();
  for (let i: u32 = 0; i < CALLS; i++) {
    randomCall();
    expectStates();
  }
  fake.onReading = Action.None;
  fake.temperature = NOTHING;
  doRestart();
  unloadAll();
  skipLog();
  expectEqual(poolFree(), free);
  expect(!fake.armed);
}

function sequenceOne(): void {
  runSequence(1);
}
function sequenceTwo(): void {
  runSequence(0x2545f491);
}
function sequenceThree(): void {
  runSequence(0x9e3779b9);
}
function sequenceFour(): void {
  runSequence(0xdeadbeef);
}

export const modelTests: FixedArray<Test, 4> = [
  { name: 'sequenceOne', run: sequenceOne },
  { name: 'sequenceTwo', run: sequenceTwo },
  { name: 'sequenceThree', run: sequenceThree },
  { name: 'sequenceFour', run: sequenceFour },
];
