// SPDX-License-Identifier: Apache-2.0
/** Modules under the runtime's own scheduler in virtual time: how long each request really waits for the end of its step. */

import { Activation, Capability, openJavaScript, nativesHash, sealWasm, Stat } from '../../sdk/node';
import type { TaskSet } from '../../cli/report/schedule/tasks';

export interface Scenario {
  readonly set: TaskSet;
  /** How long the next step of the module at a place lasts, in microseconds. */
  readonly duration: (place: number) => number;
  /** When the events of each module come, in order. */
  readonly events: readonly (readonly number[])[];
  /** A host that was late starts its next tick at the next multiple of the period, instead of a period after the late one. */
  readonly keepsGrid: boolean;
  readonly endUs: number;
}

export interface Answer {
  readonly place: number;
  readonly cause: 'interval' | 'event';
  readonly responseUs: number;
}

/** A module whose step calls the host once: there its time passes. */
const STEPPER = Uint8Array.from([
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  // Types: () -> f32, () -> ().
  ...[1, 8, 2, 0x60, 0, 1, 0x7d, 0x60, 0, 0],
  ...[2, 24, 1, 3, ...Buffer.from('env'), 16, ...Buffer.from('temp_get_reading'), 0, 0],
  ...[3, 2, 1, 1],
  ...[7, 15, 1, 11, ...Buffer.from('module_step'), 0, 1],
  ...[10, 7, 1, 5, 0, 0x10, 0, 0x1a, 0x0b],
]);

/** Every request that was answered before the end. */
export function simulate({ set, duration, events, keepsGrid, endUs }: Scenario): Answer[] {
  const { tasks, tickUs } = set;
  const fuse = openJavaScript();
  const answers: Answer[] = [];
  const waiting = tasks.map((): number[] => []);
  const due = tasks.map((): number | undefined => undefined);
  const upcoming = events.map((times) => [...times]);
  let now = 0;
  let tickStart = 0;
  let entered = 0;

  const nextEvent = (): number => Math.min(Infinity, ...upcoming.map(([first]) => first ?? Infinity));
  /** Time passes, and the events of that time are posted: also from within a step, as an interrupt would. */
  const passUntil = (time: number): void => {
    for (let next = nextEvent(); next <= time; next = nextEvent()) {
      now = Math.max(now, next);
      upcoming.forEach((times, place) => {
        if (times[0] !== next) return;
        times.shift();
        waiting[place]?.push(next);
        expect(fuse.postEvent(place)).toBe(Stat.Success);
      });
    }
    now = Math.max(now, time);
  };
  const step = (place: number): void => {
    const seen = waiting[place] ?? [];
    waiting[place] = [];
    passUntil(now + duration(place));
    for (const posted of seen) answers.push({ place, cause: 'event', responseUs: now - posted });
    const interval = tasks[place]?.intervalUs;
    if (interval === undefined) return;
    const since = interval === 0 ? tickStart : due[place];
    if (since !== undefined && since <= tickStart) answers.push({ place, cause: 'interval', responseUs: now - since });
    due[place] = tickStart + interval;
  };

  try {
    const hal = {
      getTimestamp: () => BigInt(now),
      quotaArm: (id: number) => (entered = id),
      quotaCancel: () => undefined,
      getReading: () => (step(entered), 0),
    };
    expect(fuse.init({ poolBytes: 1 << 20, logBytes: 1 << 12, hal })).toBe(Stat.Success);
    const image = sealWasm(STEPPER, nativesHash());
    tasks.forEach(({ quotaUs, intervalUs, byEvent }, place) => {
      const { stat, value } = fuse.load(image, {
        capabilities: Capability.TempSensor,
        memoryPagesMax: 1,
        stackSize: 8192,
        heapSize: 0,
        cpuQuotaUs: quotaUs,
        stepIntervalUs: intervalUs ?? 0,
        activationMask: (intervalUs === undefined ? 0 : Activation.Interval) | (byEvent ? Activation.Event : 0),
        eventSubscribe: byEvent ? 1 << place : 0,
      }) as { stat: Stat; value: number };
      expect([stat, value, fuse.start(place)]).toEqual([Stat.Success, place, Stat.Success]);
    });

    for (let planned = 0; now < endUs;) {
      passUntil(planned);
      tickStart = now;
      fuse.tick();
      if (tickUs !== undefined)
        planned = Math.max(now, (keepsGrid ? planned - (planned % tickUs) : tickStart) + tickUs);
      else {
        const { value } = fuse.nextDueUs() as { value: bigint };
        // Asleep until something is due or an event comes.
        planned = Math.min(now + Number(value), Math.max(now, nextEvent()), endUs);
      }
    }
    return answers;
  } finally {
    fuse.close();
  }
}
