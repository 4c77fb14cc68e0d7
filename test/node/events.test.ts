// SPDX-License-Identifier: Apache-2.0
/** runtime-ts/events.ts: latches, against the rules by hand and against a model. */
import * as fc from 'fast-check';
import { Trap } from '../support/node/fake-wamr';
import { Fixture } from '../support/node/fixture';

const EVENT = 0x2;
const INTERVAL_AND_EVENT = 0x3;

let fuse: Fixture;
beforeEach(() => {
  fuse = new Fixture();
});
/** A module that events wake, with what it does then. */
const waiting = (eventSubscribe: number, step: () => void = () => undefined): number =>
  fuse.start({ step }, { activationMask: EVENT, eventSubscribe });
const post = (id: number): number => fuse.runtime.postEvent(id);
const clear = (id: number): number => fuse.runtime.clearEvent(id);
const latch = (id: number): number => {
  fuse.runtime.deliverEvents();
  return fuse.module(id).latch;
};

describe('a post', () => {
  test('wakes those that subscribe, once', () => {
    const one = waiting(0b01);
    const both = waiting(0b11);
    post(1);
    expect(fuse.tick()).toEqual([both]);
    post(0);
    expect(fuse.tick()).toEqual([one, both]);
    expect(fuse.tick()).toEqual([]);
  });

  test.each([0, 1, 15, 30, 31])('can be of event %i', (id) => {
    waiting((1 << id) >>> 0);
    expect(post(id)).toBe(fuse.stat.Success);
    expect(latch(0)).toBe((1 << id) >>> 0);
    expect(fuse.tick()).toEqual([0]);
  });

  test.each([32, 33, 63, 64, 0xffffffff])('cannot be of event %i', (id) => {
    waiting(0xffffffff);
    expect(post(id)).toBe(fuse.stat.InvalidArg);
    expect(clear(id)).toBe(fuse.stat.InvalidArg);
    expect(fuse.tick()).toEqual([]);
  });

  test('needs a runtime, after a look at its number', () => {
    const idle = new Fixture({ uninitialised: true });
    expect(idle.runtime.postEvent(0)).toBe(idle.stat.NotInitialized);
    expect(idle.runtime.clearEvent(31)).toBe(idle.stat.NotInitialized);
    expect(idle.runtime.postEvent(32)).toBe(idle.stat.InvalidArg);
  });

  test('to nobody is lost', () => {
    post(0);
    waiting(1);
    expect(fuse.tick()).toEqual([]);
  });

  test('is kept for a module that is loaded or paused', () => {
    const id = fuse.load({ step: () => undefined }, { activationMask: EVENT, eventSubscribe: 1 });
    post(0);
    expect(fuse.tick()).toEqual([]);
    fuse.runtime.moduleStart(id);
    expect(fuse.tick()).toEqual([id]);
    fuse.runtime.modulePause(id);
    post(0);
    expect(fuse.tick()).toEqual([]);
    fuse.runtime.moduleStart(id);
    expect(fuse.tick()).toEqual([id]);
  });

  test('is latched, but wakes nobody, where the activation is by interval only', () => {
    const id = fuse.start({ step: () => undefined }, { stepIntervalUs: 1000, eventSubscribe: 1 });
    fuse.tick();
    post(0);
    expect(fuse.tick()).toEqual([]);
    expect(latch(id)).toBe(1);
  });

  test('goes before the interval', () => {
    const id = fuse.start(
      { step: () => undefined },
      { activationMask: INTERVAL_AND_EVENT, stepIntervalUs: 1000, eventSubscribe: 1 },
    );
    fuse.tick();
    post(0);
    expect(fuse.tick()).toEqual([id]);
    // Its interval began with that step.
    fuse.clock.advance(999n);
    expect(fuse.tick()).toEqual([]);
  });

  test('does not survive deinit()', () => {
    waiting(1);
    post(0);
    fuse.runtime.deinit();
    fuse.init();
    waiting(1);
    expect(fuse.tick()).toEqual([]);
  });
});

describe('a post from inside a step', () => {
  test('of the module itself wakes it in the next tick', () => {
    let again = true;
    const id = waiting(1, () => {
      if (again) post(0);
      again = false;
    });
    post(0);
    expect([fuse.tick(), fuse.tick(), fuse.tick()]).toEqual([[id], [id], []]);
  });

  test('wakes modules after it in the same tick, those before it in the next', () => {
    const before = waiting(0b10);
    const poster = waiting(0b01, () => void post(1));
    const after = waiting(0b10);
    post(0);
    expect(fuse.tick()).toEqual([poster, after]);
    expect(fuse.tick()).toEqual([before]);
  });
});

describe('a latch', () => {
  test('is cleared only for what was there before the step', () => {
    const id = waiting(0b11, () => void post(1));
    post(0);
    fuse.tick();
    expect(latch(id)).toBe(0b10);
  });

  test('stays after a step that traps', () => {
    const id = waiting(1, () => {
      throw new Trap('unreachable');
    });
    post(0);
    expect(fuse.tick()).toEqual([]);
    expect(fuse.module(id).latch).toBe(1);
  });

  test('holds subscribed events only', () => {
    const id = waiting(0b1010);
    for (let event = 0; event < 8; event++) post(event);
    expect(latch(id)).toBe(0b1010);
  });

  test('is empty in a module that takes the place of another', () => {
    const first = waiting(1);
    post(0);
    fuse.runtime.deliverEvents();
    fuse.runtime.moduleUnload(first);
    expect(waiting(1)).toBe(first);
    expect(fuse.tick()).toEqual([]);
  });
});

describe('a clear', () => {
  test('takes back what was posted before it', () => {
    waiting(1);
    post(0);
    clear(0);
    expect(fuse.tick()).toEqual([]);
  });

  test('takes back what has been delivered', () => {
    const id = waiting(0b11);
    post(0);
    post(1);
    fuse.runtime.deliverEvents();
    clear(0);
    expect(latch(id)).toBe(0b10);
    clear(1);
    expect(fuse.tick()).toEqual([]);
  });

  test('leaves what is posted after it', () => {
    const id = waiting(1);
    post(0);
    clear(0);
    post(0);
    expect(fuse.tick()).toEqual([id]);
  });

  test('of another event leaves this one', () => {
    const id = waiting(1);
    post(0);
    clear(31);
    expect(fuse.tick()).toEqual([id]);
  });

  test('from inside a step is for everyone after it', () => {
    waiting(0b01, () => void clear(1));
    waiting(0b10);
    post(0);
    post(1);
    expect(fuse.tick()).toEqual([0]);
  });
});

describe('a clock that nobody reads', () => {
  test('events alone need no time', () => {
    waiting(1);
    const reads = fuse.clockReads;
    post(0);
    fuse.tick();
    expect(fuse.clockReads).toBe(reads);
  });
});

describe('against a model', () => {
  const COUNT = 5;
  /** Latches as the documentation has them: a post sets them at once. */
  class Model {
    readonly latches = new Array<number>(COUNT).fill(0);
    constructor(readonly subscribed: readonly number[]) {}
    post(event: number): void {
      this.subscribed.forEach((mask, id) => (this.latches[id]! |= mask & (1 << event)));
    }
    clear(event: number): void {
      this.latches.forEach((_, id) => (this.latches[id]! &= ~(1 << event)));
    }
    /** The ids that step; each step may post. */
    tick(posts: readonly (number | null)[]): number[] {
      const stepped: number[] = [];
      for (let id = 0; id < COUNT; id++) {
        const seen = this.latches[id]!;
        if (seen === 0) continue;
        stepped.push(id);
        const event = posts[id] ?? null;
        // What the step posts itself is not what it has seen.
        this.latches[id]! &= ~seen;
        if (event !== null) this.post(event);
      }
      return stepped;
    }
  }

  const event = fc.integer({ min: 0, max: 31 });
  const action = fc.oneof(
    fc.record({ kind: fc.constant('post' as const), event }),
    fc.record({ kind: fc.constant('clear' as const), event }),
    fc.record({ kind: fc.constant('deliver' as const), event }),
    fc.record({ kind: fc.constant('tick' as const), event }),
  );
  const subscriptions = fc.array(fc.integer({ min: 0, max: 0xffffffff }), { minLength: COUNT, maxLength: COUNT });
  const posting = fc.array(fc.option(event), { minLength: COUNT, maxLength: COUNT });

  test('latches and steps are what it says, after any calls in any order', () => {
    fc.assert(
      fc.property(subscriptions, posting, fc.array(action, { maxLength: 60 }), (subscribed, posts, actions) => {
        fuse = new Fixture({ logBytes: 152 });
        const model = new Model(subscribed);
        subscribed.forEach((mask, id) =>
          waiting(mask, () => {
            const own = posts[id] ?? null;
            if (own !== null) post(own);
          }),
        );
        for (const { kind, event: which } of actions) {
          if (kind === 'post') {
            post(which);
            model.post(which);
          } else if (kind === 'clear') {
            clear(which);
            model.clear(which);
          } else if (kind === 'deliver') {
            fuse.runtime.deliverEvents();
          } else {
            expect(fuse.tick()).toEqual(model.tick(posts));
          }
          if (kind !== 'deliver') continue;
          expect(subscribed.map((_, id) => fuse.module(id).latch)).toEqual(model.latches.map((mask) => mask >>> 0));
        }
      }),
      { numRuns: 150 },
    );
  });
});
