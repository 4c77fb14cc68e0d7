// SPDX-License-Identifier: Apache-2.0
/** runtime-ts/scheduler.ts: who steps when. Modules are JavaScript functions, and time passes when a test says so. */
import * as fc from 'fast-check';
import { Trap } from '../support/node/fake-wamr';
import { Fixture } from '../support/node/fixture';

const EVENT = 0x2;
const MANUAL = 0x4;
const INTERVAL_AND_EVENT = 0x3;
const FOREVER = 0xffffffffffffffffn;

let fuse: Fixture;
/** The steps so far, by module. */
let steps: number[];
/** The id that the next module gets. */
let next: number;
beforeEach(() => {
  fuse = new Fixture();
  steps = [];
  next = 0;
});
/** A module that notes each of its steps. */
function noting(): { step: () => void } {
  const id = next++;
  return { step: () => void steps.push(id) };
}

describe('a tick', () => {
  test('before init does nothing and asks nobody', () => {
    const idle = new Fixture({ uninitialised: true });
    expect(idle.runtime.tick()).toBe(0);
    expect(idle.clockReads).toBe(0);
  });

  test('without modules does nothing', () => {
    expect(fuse.tick()).toEqual([]);
    expect(fuse.clockReads).toBe(2); // The two entries of init() have a time.
  });

  test('takes every running module once, in the order of ids', () => {
    for (let i = 0; i < 4; i++) fuse.start(noting());
    expect(fuse.tick()).toEqual([0, 1, 2, 3]);
    expect(steps).toEqual([0, 1, 2, 3]);
  });

  test('passes over modules that are not running', () => {
    fuse.load(noting());
    const paused = fuse.start(noting());
    const running = fuse.start(noting());
    fuse.runtime.modulePause(paused);
    expect(fuse.tick()).toEqual([running]);
    expect(fuse.runtime.modulePause(running)).toBe(fuse.stat.Success);
    expect(fuse.tick()).toEqual([]);
  });

  test('reaches the last id there can be', () => {
    for (let i = 0; i < 8; i++) fuse.start(noting());
    expect(fuse.tryLoad({ step: () => undefined })).toBe(fuse.stat.ModuleLimit);
    expect(fuse.tick()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  test('with 32 modules has a bit for each', () => {
    fuse = new Fixture({ build: { FUSE_MAX_MODULES: 32 }, logBytes: 152 });
    for (let i = 0; i < 32; i++) fuse.start({ step: () => undefined });
    expect(fuse.runtime.tick()).toBe(0xffffffff);
  });

  test('goes on after a module that traps, and takes that one out of service', () => {
    const bad = fuse.start({
      step: () => {
        throw new Trap('unreachable');
      },
    });
    const good = fuse.start(noting());
    expect(fuse.tick()).toEqual([good]);
    expect(fuse.stateOf(bad)).toBe(fuse.runtime.ModuleState.Trapped);
    expect(fuse.stopped).toEqual([[bad, fuse.runtime.ModuleState.Trapped]]);
    expect(fuse.texts()).toContain('module 0 trap: unreachable');
    expect(fuse.tick()).toEqual([good]);
  });

  test('from inside a module gives 0: the runtime is busy with that one', () => {
    let inner = -1;
    fuse.start({ step: () => void (inner = fuse.runtime.tick()) });
    expect(fuse.tick()).toEqual([0]);
    expect(inner).toBe(0);
  });

  test('from inside moduleStopped gives 0 as well', () => {
    let inner = -1;
    fuse.runtime.hal.moduleStopped = () => {
      inner = fuse.runtime.tick();
    };
    fuse.start(noting());
    fuse.start({
      step: () => {
        throw new Trap('unreachable');
      },
    });
    expect(fuse.tick()).toEqual([0]);
    expect(inner).toBe(0);
  });

  test('without a moduleStopped nobody is told', () => {
    fuse.runtime.hal.moduleStopped = null;
    const id = fuse.start({
      step: () => {
        throw new Trap('unreachable');
      },
    });
    expect(fuse.tick()).toEqual([]);
    expect(fuse.stopped).toEqual([]);
    expect(fuse.stateOf(id)).toBe(fuse.runtime.ModuleState.Trapped);
  });
});

describe('intervals', () => {
  const every = (us: number): number => fuse.start(noting(), { stepIntervalUs: us });

  test('the first step needs no wait', () => {
    every(1000);
    expect(fuse.tick()).toEqual([0]);
  });

  test.each([
    [999n, []],
    [1000n, [0]],
    [1001n, [0]],
  ])('of 1000 us: after %i us, %j step', (passed, expected) => {
    every(1000);
    fuse.tick();
    fuse.clock.advance(passed);
    expect(fuse.tick()).toEqual(expected);
  });

  test('are counted from the start of a step, not from its end', () => {
    fuse.start({ step: () => fuse.clock.advance(400n) }, { stepIntervalUs: 1000 });
    fuse.tick();
    fuse.clock.advance(600n);
    expect(fuse.tick()).toEqual([0]);
  });

  test('that were missed are not made up for', () => {
    every(1000);
    fuse.tick();
    fuse.clock.advance(5000n);
    expect(fuse.tick()).toEqual([0]);
    expect(fuse.tick()).toEqual([]);
  });

  test('of 0 are due at each tick, without the clock', () => {
    every(0);
    const reads = fuse.clockReads;
    expect([fuse.tick(), fuse.tick(), fuse.tick()]).toEqual([[0], [0], [0]]);
    expect(fuse.clockReads).toBe(reads);
  });

  test('of many modules need one reading of the clock', () => {
    for (let i = 0; i < 5; i++) every(1000 * (i + 1));
    const reads = fuse.clockReads;
    fuse.tick();
    expect(fuse.clockReads).toBe(reads + 1);
  });

  test('of the largest number there is', () => {
    every(0xffffffff);
    fuse.tick();
    fuse.clock.advance(0xfffffffen);
    expect(fuse.tick()).toEqual([]);
    fuse.clock.advance(1n);
    expect(fuse.tick()).toEqual([0]);
  });

  test('survive the end of the 64-bit clock', () => {
    fuse.clock.us = FOREVER - 10n;
    every(1000);
    expect(fuse.tick()).toEqual([0]);
    fuse.clock.us = FOREVER;
    expect(fuse.tick()).toEqual([]);
    expect(fuse.nextDueUs()).toBe(990n);
  });

  test('say nothing after the clock has gone backwards', () => {
    fuse.clock.us = 10_000n;
    every(1000);
    fuse.tick();
    fuse.clock.us = 5000n;
    expect(fuse.tick()).toEqual([0]);
    // From here on the new time counts.
    fuse.clock.us = 5999n;
    expect(fuse.tick()).toEqual([]);
    fuse.clock.us = 6000n;
    expect(fuse.tick()).toEqual([0]);
  });

  test('are not checked without a clock', () => {
    fuse = new Fixture({ withoutClock: true });
    every(1_000_000);
    expect([fuse.tick(), fuse.tick()]).toEqual([[0], [0]]);
    expect(fuse.nextDueUs()).toBe(0n);
  });

  test('are not checked in a build without the timer group', () => {
    fuse = new Fixture({ build: { FUSE_HAL_ENABLE_TIMER: false } });
    every(1_000_000);
    expect([fuse.tick(), fuse.tick()]).toEqual([[0], [0]]);
    expect(fuse.entries().map((entry) => entry.timestampUs)).toEqual(fuse.entries().map(() => 0n));
  });

  test('begin anew with a step by hand', () => {
    every(1000);
    fuse.tick();
    fuse.clock.advance(1000n);
    expect(fuse.runtime.moduleRunStep(0)).toBe(fuse.stat.Success);
    expect(fuse.tick()).toEqual([]);
  });

  test('do not begin with a step that an event caused, in a module that has none', () => {
    fuse.start(noting(), { activationMask: EVENT, eventSubscribe: 1, stepIntervalUs: 1000 });
    fuse.runtime.postEvent(0);
    fuse.tick();
    expect(fuse.runtime.moduleRunStep(0)).toBe(fuse.stat.Success);
  });
});

describe('a step by hand', () => {
  test('is for every module, whatever its activation', () => {
    fuse.start(noting(), { activationMask: MANUAL });
    expect(fuse.tick()).toEqual([]);
    expect(fuse.runtime.moduleRunStep(0)).toBe(fuse.stat.Success);
    expect(steps).toEqual([0]);
  });

  test('waits for the interval as well', () => {
    fuse.start(noting(), { activationMask: MANUAL, stepIntervalUs: 500 });
    expect(fuse.runtime.moduleRunStep(0)).toBe(fuse.stat.Success);
    fuse.clock.advance(499n);
    expect(fuse.runtime.moduleRunStep(0)).toBe(fuse.stat.IntervalNotElapsed);
    fuse.clock.advance(1n);
    expect(fuse.runtime.moduleRunStep(0)).toBe(fuse.stat.Success);
  });

  test('of a module without an interval reads no clock', () => {
    fuse.start(noting(), { activationMask: MANUAL });
    const reads = fuse.clockReads;
    fuse.runtime.moduleRunStep(0);
    expect(fuse.clockReads).toBe(reads);
  });

  test('leaves latched events alone', () => {
    fuse.start(noting(), { activationMask: EVENT, eventSubscribe: 1 });
    fuse.runtime.postEvent(0);
    fuse.runtime.deliverEvents();
    expect(fuse.runtime.moduleRunStep(0)).toBe(fuse.stat.Success);
    expect(fuse.module(0).latch).toBe(1);
    expect(fuse.tick()).toEqual([0]);
  });

  test('is refused before init, for ids that are nobody, and for modules that do not run', () => {
    const { runtime, stat } = fuse;
    expect(new Fixture({ uninitialised: true }).runtime.moduleRunStep(0)).toBe(stat.NotInitialized);
    expect(runtime.moduleRunStep(0)).toBe(stat.ModuleNotFound);
    expect(runtime.moduleRunStep(8)).toBe(stat.ModuleNotFound);
    expect(runtime.moduleRunStep(32)).toBe(stat.ModuleNotFound);
    expect(runtime.moduleRunStep(0xffffffff)).toBe(stat.ModuleNotFound);
    fuse.load(noting());
    expect(runtime.moduleRunStep(0)).toBe(stat.InvalidArg);
  });

  test('from inside a module is refused', () => {
    let inner = -1;
    fuse.start({ step: () => void (inner = fuse.runtime.moduleRunStep(0)) });
    fuse.tick();
    expect(inner).toBe(fuse.stat.InvalidArg);
  });

  test('that traps says so', () => {
    fuse.start({
      step: () => {
        throw new Trap('integer divide by zero');
      },
    });
    expect(fuse.runtime.moduleRunStep(0)).toBe(fuse.stat.ModuleTrap);
    expect(fuse.texts()).toContain('module 0 trap: integer divide by zero');
    expect(fuse.runtime.moduleRunStep(0)).toBe(fuse.stat.InvalidArg);
  });
});

describe('stop and restart', () => {
  test('between them nothing steps', () => {
    fuse.start(noting());
    fuse.runtime.stop();
    expect(fuse.tick()).toEqual([]);
    expect(fuse.runtime.moduleRunStep(0)).toBe(fuse.stat.InvalidArg);
    fuse.runtime.restart();
    expect(fuse.tick()).toEqual([0]);
  });

  test('resume exactly what was paused that way', () => {
    const paused = fuse.start(noting());
    fuse.runtime.modulePause(paused);
    const running = fuse.start(noting());
    fuse.runtime.stop();
    const late = fuse.start(noting());
    expect(fuse.tick()).toEqual([]);
    fuse.runtime.restart();
    expect(fuse.tick()).toEqual([running, late]);
  });
});

describe('the quota', () => {
  test('stops a step that takes too long, and the next modules get their turn', () => {
    const slow = fuse.start({ step: () => fuse.spend(200n) }, { cpuQuotaUs: 100 });
    const good = fuse.start(noting(), { cpuQuotaUs: 100 });
    expect(fuse.tick()).toEqual([good]);
    expect(fuse.stateOf(slow)).toBe(fuse.runtime.ModuleState.QuotaExceeded);
    expect(fuse.stopped).toEqual([[slow, fuse.runtime.ModuleState.QuotaExceeded]]);
    expect(fuse.texts()).toContain('module 0 quota exceeded');
  });

  test('that is kept leaves nothing armed', () => {
    fuse.start({ step: () => fuse.spend(99n) }, { cpuQuotaUs: 100 });
    expect(fuse.tick()).toEqual([0]);
    expect(fuse.clock.armed).toEqual([]);
    fuse.clock.advance(1000n);
    expect(fuse.stateOf(0)).toBe(fuse.runtime.ModuleState.Running);
  });

  test('has no effect without a timer, which the log says', () => {
    fuse = new Fixture({ withoutQuota: true });
    fuse.start({ step: () => fuse.clock.advance(10_000n) }, { cpuQuotaUs: 1 });
    expect(fuse.tick()).toEqual([0]);
    expect(fuse.texts()).toContainEqual(expect.stringMatching(/^no quota_arm/));
  });

  test('that is over before the code begins lets none of it run', () => {
    fuse.runtime.hal.quotaArm = (id) => fuse.runtime.quotaExpired(id);
    fuse.start(noting(), { cpuQuotaUs: 1 });
    expect(fuse.runtime.moduleRunStep(0)).toBe(fuse.stat.QuotaExceeded);
    expect(steps).toEqual([]);
  });

  test('of another module, or of an entry that is over, ends nothing', () => {
    fuse.start(
      {
        step: () => {
          fuse.runtime.quotaExpired(1);
          fuse.wamr.checkStop();
        },
      },
      { cpuQuotaUs: 100 },
    );
    expect(fuse.tick()).toEqual([0]);
    fuse.runtime.quotaExpired(0);
    expect(fuse.tick()).toEqual([0]);
  });
});

describe('the times of steps', () => {
  test('are measured where the build wants that', () => {
    fuse = new Fixture({ build: { FUSE_STEP_TIMES: true } });
    const durations = [70n, 20n];
    fuse.start({ step: () => void (fuse.wamr.cycles += durations.shift() ?? 0n) });
    fuse.tick();
    fuse.tick();
    const info = fuse.program.structs.ModuleInfo.create();
    expect(fuse.runtime.moduleInfo(0, info)).toBe(fuse.stat.Success);
    expect(info).toMatchObject({ steps: 2, stepUsLast: 2, stepUsMax: 7, stepUsTotal: 9n });
  });

  test('survive a counter that wraps', () => {
    fuse = new Fixture({ build: { FUSE_STEP_TIMES: true } });
    fuse.wamr.cycles = FOREVER - 4n;
    fuse.start({ step: () => void (fuse.wamr.cycles = 25n) });
    fuse.tick();
    expect(fuse.module(0).sandbox.counts.cyclesLast).toBe(30n);
  });

  test('are 0 where it does not', () => {
    fuse.start(noting());
    fuse.tick();
    const info = fuse.program.structs.ModuleInfo.create({ stepUsLast: 99, stepUsTotal: 99n });
    fuse.runtime.moduleInfo(0, info);
    expect(info).toMatchObject({ steps: 1, stepUsLast: 0, stepUsMax: 0, stepUsTotal: 0n });
  });

  test('the count of steps wraps at 2^32', () => {
    fuse.start(noting());
    fuse.module(0).sandbox.counts.steps = 0xffffffff;
    fuse.tick();
    expect(fuse.module(0).sandbox.counts.steps).toBe(0);
  });
});

describe('when there will be work', () => {
  test('never, without modules and for those that only events wake', () => {
    expect(fuse.nextDueUs()).toBe(FOREVER);
    fuse.start(noting(), { activationMask: EVENT, eventSubscribe: 1 });
    expect(fuse.nextDueUs()).toBe(FOREVER);
  });

  test('now, while an event is latched', () => {
    fuse.start(noting(), { activationMask: EVENT, eventSubscribe: 1 });
    fuse.runtime.postEvent(0);
    expect(fuse.nextDueUs()).toBe(0n);
    fuse.tick();
    expect(fuse.nextDueUs()).toBe(FOREVER);
  });

  test('when the first interval is over', () => {
    fuse.start(noting(), { stepIntervalUs: 700 });
    fuse.start(noting(), { stepIntervalUs: 300 });
    expect(fuse.nextDueUs()).toBe(0n);
    fuse.tick();
    fuse.clock.advance(100n);
    expect(fuse.nextDueUs()).toBe(200n);
    fuse.clock.advance(500n);
    expect(fuse.nextDueUs()).toBe(0n);
  });

  test('is asked outside of modules, with somewhere to put it', () => {
    const { runtime, stat } = fuse;
    expect(runtime.nextDueUs(null)).toBe(stat.InvalidArg);
    const out = fuse.program.out.u64(77n);
    expect(new Fixture({ uninitialised: true }).runtime.nextDueUs(out)).toBe(stat.NotInitialized);
    let inner = -1;
    fuse.start({ step: () => void (inner = runtime.nextDueUs(out)) });
    fuse.tick();
    expect(inner).toBe(stat.InvalidArg);
    expect(out.value).toBe(77n);
  });
});

describe('properties', () => {
  const delays = fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 40 });
  const intervals = fc.array(fc.integer({ min: 0, max: 2500 }), { minLength: 1, maxLength: 8 });

  test('whoever has an interval steps exactly when a model of it says so', () => {
    fc.assert(
      fc.property(intervals, delays, (policies, waits) => {
        fuse = new Fixture({ logBytes: 152 });
        for (const stepIntervalUs of policies) fuse.start({ step: () => undefined }, { stepIntervalUs });
        const last: (bigint | null)[] = policies.map(() => null);
        for (const wait of waits) {
          fuse.clock.advance(BigInt(wait));
          const { us } = fuse.clock;
          const due = policies.flatMap((interval, id) => {
            const before = last[id] ?? null;
            return before === null || us - before >= BigInt(interval) ? [id] : [];
          });
          expect(fuse.tick()).toEqual(due);
          for (const id of due) last[id] = us;
        }
      }),
      { numRuns: 60 },
    );
  });

  test('after as long as nextDueUs() says there is work, and not before', () => {
    fc.assert(
      fc.property(intervals, delays, (policies, waits) => {
        fuse = new Fixture({ logBytes: 152 });
        for (const interval of policies) fuse.start({ step: () => undefined }, { stepIntervalUs: interval + 1 });
        fuse.tick();
        for (const wait of waits) {
          fuse.clock.advance(BigInt(wait));
          const due = fuse.nextDueUs();
          if (due > 0n) {
            fuse.clock.advance(due - 1n);
            expect(fuse.tick()).toEqual([]);
            fuse.clock.advance(1n);
          }
          expect(fuse.tick()).not.toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('a module with both activations steps once in a tick, however many reasons there are', () => {
    let count = 0;
    fuse.start({ step: () => (count += 1) }, { activationMask: INTERVAL_AND_EVENT, eventSubscribe: 3 });
    fuse.runtime.postEvent(0);
    fuse.runtime.postEvent(1);
    expect(fuse.tick()).toEqual([0]);
    expect(count).toBe(1);
  });
});
