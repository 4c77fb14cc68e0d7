// SPDX-License-Identifier: Apache-2.0
/** Worst-case response times: against the runtime's own scheduler on random applications, as sums, and at their limits. */

import * as fc from 'fast-check';
import { analyse, arithmetic, type Response } from '../../cli/report/schedule/analysis';
import type { Task, TaskSet } from '../../cli/report/schedule/tasks';
import { type Answer, simulate } from '../support/tick-simulation';

type Loose = Partial<Omit<Task, 'id'>>;

function setOf(tickUs: number | undefined, ...tasks: Loose[]): TaskSet {
  const names = ['a', 'b', 'c', 'd', 'e'];
  return {
    tickUs,
    tasks: tasks.map((task, id) => ({
      name: names[id]!,
      id,
      quotaUs: 10,
      intervalUs: undefined,
      byEvent: task.eventMinIntervalUs !== undefined,
      eventMinIntervalUs: undefined,
      ...task,
    })),
  };
}

/** The responses in short: `a interval 30 of 100: met`. */
function short(set: TaskSet): string[] {
  return analyse(set).responses.map(
    ({ task, cause, responseUs, deadlineUs, verdict }) =>
      `${task.name} ${cause} ${responseUs} of ${deadlineUs}: ${verdict}`,
  );
}

describe('against the runtime', () => {
  const taskOf = fc
    .record({
      quotaUs: fc.integer({ min: 3, max: 40 }),
      intervalUs: fc.option(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 200 })), { nil: undefined }),
      byEvent: fc.boolean(),
      eventMinIntervalUs: fc.option(fc.integer({ min: 1, max: 300 }), { nil: undefined }),
    })
    .filter(({ intervalUs, byEvent }) => byEvent || intervalUs !== undefined)
    .map((task) => ({ ...task, eventMinIntervalUs: task.byEvent ? task.eventMinIntervalUs : undefined }));
  const application = fc.record({
    set: fc
      .tuple(
        fc.option(fc.integer({ min: 1, max: 120 }), { nil: undefined }),
        fc.array(taskOf, { minLength: 1, maxLength: 5 }),
      )
      .map(([tickUs, tasks]) => setOf(tickUs, ...tasks)),
    keepsGrid: fc.boolean(),
    seed: fc.integer(),
  });

  interface Application {
    readonly set: TaskSet;
    readonly keepsGrid: boolean;
    readonly seed: number;
  }

  const END = 1500;

  function play({ set, keepsGrid, seed }: Application): Answer[] {
    let state = seed | 0;
    const below = (limit: number): number => {
      state = (Math.imul(state, 1664525) + 1013904223) | 0;
      return Math.floor(((state >>> 8) / 2 ** 24) * limit);
    };
    const events = set.tasks.map(({ byEvent, eventMinIntervalUs }) => {
      const times: number[] = [];
      // As soon as is allowed, more often than not.
      const gap = (): number => (eventMinIntervalUs ?? 0) + (below(3) === 0 ? below(80) : below(2));
      for (let time = below(100); byEvent && time < END && times.length < 400; time += Math.max(1, gap()))
        times.push(time);
      return times;
    });
    const duration = (place: number): number => {
      const quota = set.tasks[place]!.quotaUs;
      return below(3) === 0 ? 1 + below(quota) : quota;
    };
    return simulate({ set, duration, events, keepsGrid, endUs: END });
  }

  test('no request waits longer than its response time says', () => {
    let answered = 0;
    fc.assert(
      fc.property(application, (each) => {
        const { responses } = analyse(each.set);
        for (const { place, cause, responseUs } of play(each)) {
          answered++;
          const bound = responses.find(({ task, cause: of }) => task.id === place && of === cause)!;
          if (responseUs > bound.responseUs)
            throw new Error(`${responseUs} > ${arithmetic(bound)} of ${bound.task.name}`);
        }
      }),
      { numRuns: 120, seed: 20 },
    );
    expect(answered).toBeGreaterThan(5000);
  });

  /** The longest that any request waited, over many plays of the same application, and what was promised. */
  function longest(set: TaskSet, cause: Response['cause'], place: number): { seen: number; bound: number } {
    let seen = 0;
    for (let seed = 0; seed < 24; seed++) {
      for (const answer of play({ set, keepsGrid: seed % 2 === 0, seed })) {
        if (answer.place === place && answer.cause === cause) seen = Math.max(seen, answer.responseUs);
      }
    }
    const { responses } = analyse(set);
    return { seen, bound: responses.find((each) => each.task.id === place && each.cause === cause)!.responseUs };
  }

  test.each<[string, TaskSet, Response['cause'], number]>([
    ['an event, asleep', setOf(undefined, { intervalUs: 37 }, { eventMinIntervalUs: 90 }), 'event', 1],
    ['an event without a promise', setOf(undefined, { byEvent: true }, { byEvent: true }), 'event', 0],
    ['an event on ticks', setOf(50, { eventMinIntervalUs: 101 }, { intervalUs: 0 }), 'event', 0],
    ['an interval on ticks', setOf(30, { intervalUs: 0 }, { intervalUs: 100 }), 'interval', 1],
    ['an interval, asleep', setOf(undefined, { intervalUs: 50 }, { byEvent: true, quotaUs: 20 }), 'interval', 0],
    ['every tick', setOf(100, { byEvent: true }, { intervalUs: 0 }), 'interval', 1],
  ])('a promise is not more than what happens: %s', (_, set, cause, place) => {
    const { seen, bound } = longest(set, cause, place);
    // An event comes a microsecond after the moment that it missed, at the earliest.
    expect([bound, bound - 1]).toContain(seen);
  });
});

describe('sums', () => {
  test('an event waits for the rest of the tick, then for those before it', () => {
    const set = setOf(
      undefined,
      { intervalUs: 1000, quotaUs: 5 },
      { eventMinIntervalUs: 500, quotaUs: 7 },
      { intervalUs: 0, quotaUs: 11 },
    );
    expect(arithmetic(analyse(set).responses[1]!)).toBe(
      '11 us (the rest of a tick (c)) + 5 us (a) + 7 us (its own step) = 23 us',
    );
  });

  test('an event that may come again while it is answered waits for that step too', () => {
    const set = setOf(undefined, { eventMinIntervalUs: 9, quotaUs: 10 });
    expect(arithmetic(analyse(set).responses[0]!)).toBe(
      '10 us (the rest of a tick (a)) + 10 us (its own step) = 20 us',
    );
  });

  test('on ticks, an interval is rounded up to them', () => {
    const set = setOf(30, { intervalUs: 100 });
    expect(arithmetic(analyse(set).responses[0]!)).toBe(
      '20 us (the first tick after 100 us, every 30 us) + 10 us (its own step) = 30 us',
    );
  });

  test('a tick that is longer than the period makes the next one late', () => {
    const set = setOf(25, { intervalUs: 0, quotaUs: 20 }, { intervalUs: 0, quotaUs: 6 });
    expect(analyse(set)).toMatchObject({ verdict: 'unschedulable', worstTickUs: 26 });
    expect(arithmetic(analyse(set).responses[0]!)).toBe('20 us (its own step) + 6 us (b, after it) = 26 us');
    expect(analyse({ ...set, tickUs: 26 })).toMatchObject({ verdict: 'schedulable' });
  });
});

describe('verdicts', () => {
  test('exactly in time is in time, a microsecond less is not', () => {
    const set = (eventMinIntervalUs: number): TaskSet => setOf(undefined, { eventMinIntervalUs }, { intervalUs: 1000 });
    expect(short(set(20))).toEqual(['a event 20 of 20: met', 'b interval 30 of 1000: met']);
    expect(short(set(19))[0]).toBe('a event 30 of 19: missed');
  });

  test('without a promise there is no deadline', () => {
    expect(short(setOf(undefined, { byEvent: true }))).toEqual(['a event 20 of undefined: no-deadline']);
    expect(short(setOf(undefined, { intervalUs: 0 }))).toEqual(['a interval 10 of undefined: no-deadline']);
  });

  test('without a quota nothing is bounded', () => {
    const set = setOf(100, { intervalUs: 500 }, { intervalUs: 500, quotaUs: Infinity });
    expect(analyse(set)).toMatchObject({ verdict: 'unbounded', utilisation: undefined, worstTickUs: Infinity });
    expect(short(set)).toEqual(['a interval Infinity of 500: unbounded', 'b interval Infinity of 500: unbounded']);
  });

  test('utilisation counts what may be asked for', () => {
    expect(analyse(setOf(undefined, { intervalUs: 100 }, { eventMinIntervalUs: 50 })).utilisation).toBeCloseTo(0.3);
    // Steps come no faster than ticks.
    expect(analyse(setOf(200, { intervalUs: 100 })).utilisation).toBeCloseTo(0.05);
    expect(analyse(setOf(undefined, { intervalUs: 0 })).utilisation).toBeUndefined();
  });
});
