// SPDX-License-Identifier: Apache-2.0
/**
 * Worst-case response times under the runtime's scheduler (runtime-ts/scheduler.ts): in a tick every module takes at most one step,
 * in id order, and nothing interrupts a step.
 *
 * A request therefore waits for the next tick that looks at its module, then for the modules before it, then for its own step. How
 * often the others ask does not matter: more than one step each they do not get. Two ticks begin at most max(T, W) apart, T being the
 * host's period (0 if it sleeps until there is work) and W the time of a tick in which everybody steps.
 */

import type { Task, TaskSet } from './tasks';

export type Verdict = 'met' | 'missed' | 'unbounded' | 'no-deadline';

/** A part of a response time, for the reader who adds up. */
export interface Term {
  readonly what: string;
  readonly us: number;
}

export interface Response {
  readonly task: Task;
  /** What asks for the step. */
  readonly cause: 'interval' | 'event';
  readonly terms: readonly Term[];
  /** The sum of the terms; Infinity when a module before it or with it has no quota. */
  readonly responseUs: number;
  /** When the next request may come; undefined if nothing is said of that. */
  readonly deadlineUs: number | undefined;
  readonly verdict: Verdict;
}

export interface Schedule {
  readonly tickUs: number | undefined;
  /** What each step is counted with beyond its quota. */
  readonly stepOverheadUs: number;
  /** The time of a tick in which every module steps and uses up its quota. */
  readonly worstTickUs: number;
  readonly responses: readonly Response[];
  /** The share of the processor that may be asked for; undefined when some module may ask for any. */
  readonly utilisation: number | undefined;
  readonly verdict: 'schedulable' | 'unschedulable' | 'unbounded';
}

const sum = (tasks: readonly Task[]): number => tasks.reduce((total, task) => total + task.quotaUs, 0);

export function analyse(set: TaskSet): Schedule {
  const worstTickUs = sum(set.tasks);
  const responses = set.tasks.flatMap((task, place) => [
    ...(task.intervalUs === undefined ? [] : [ofInterval(set, task, place, task.intervalUs, worstTickUs)]),
    ...(task.byEvent ? [ofEvent(set, task, place)] : []),
  ]);
  const has = (verdict: Verdict): boolean => responses.some((response) => response.verdict === verdict);
  return {
    tickUs: set.tickUs,
    stepOverheadUs: set.stepOverheadUs ?? 0,
    worstTickUs,
    responses,
    utilisation: utilisation(set),
    verdict: has('missed') ? 'unschedulable' : has('unbounded') ? 'unbounded' : 'schedulable',
  };
}

/** From the moment at which the interval has passed to the end of the step. */
function ofInterval(set: TaskSet, task: Task, place: number, intervalUs: number, worstTickUs: number): Response {
  const { tickUs } = set;
  if (intervalUs === 0) return ofEveryTick(set, task, place, worstTickUs);
  if (tickUs !== undefined && worstTickUs <= tickUs) {
    // No tick is late, so that steps stay on the grid of the ticks.
    const what = `the first tick after ${intervalUs} us, every ${tickUs} us`;
    const wait = { what, us: Math.ceil(intervalUs / tickUs) * tickUs - intervalUs };
    return response(set, task, place, 'interval', wait, intervalUs);
  }
  // A tick that has begun without the module runs to its end. If it had the module in it, the interval has passed since it began.
  const rest = worstTickUs - Math.min(task.quotaUs, intervalUs);
  return response(set, task, place, 'interval', waitFor(tickUs, rest, 'a tick of the other modules'), intervalUs);
}

/** From the beginning of a tick to the end of the step; the tick as a whole must end before the next. */
function ofEveryTick(set: TaskSet, task: Task, place: number, worstTickUs: number): Response {
  const found = response(set, task, place, 'interval', undefined, set.tickUs);
  const late = set.tickUs !== undefined && worstTickUs !== Infinity && worstTickUs > set.tickUs;
  if (!late) return found;
  const after = set.tasks.slice(place + 1).map(({ name, quotaUs }) => ({ what: `${name}, after it`, us: quotaUs }));
  return { ...found, terms: [...found.terms, ...after], responseUs: worstTickUs, verdict: 'missed' };
}

/** From the post to the end of the step that sees it. */
function ofEvent(set: TaskSet, task: Task, place: number): Response {
  const bound = (rest: readonly Task[]): Response => {
    const wait = waitFor(set.tickUs, sum(rest), `the rest of a tick (${names(rest)})`);
    return response(set, task, place, 'event', wait, task.eventMinIntervalUs);
  };
  // If every event is answered before the next, none comes while the module answers the one before it: by induction from the first.
  const alone = bound(set.tasks.slice(place + 1));
  return task.intervalUs === undefined && alone.verdict === 'met' ? alone : bound(set.tasks.slice(place));
}

/** Until the next tick begins: its time has come, and the one before it is over. */
function waitFor(tickUs: number | undefined, rest: number, what: string): Term | undefined {
  if (tickUs !== undefined && tickUs >= rest) return { what: 'the next tick', us: tickUs };
  return rest === 0 ? undefined : { what, us: rest };
}

function response(
  { tasks }: TaskSet,
  task: Task,
  place: number,
  cause: Response['cause'],
  wait: Term | undefined,
  deadlineUs: number | undefined,
): Response {
  const before = tasks.slice(0, place).map(({ name, quotaUs }) => ({ what: name, us: quotaUs }));
  const terms = [...(wait === undefined ? [] : [wait]), ...before, { what: 'its own step', us: task.quotaUs }];
  const responseUs = terms.reduce((total, { us }) => total + us, 0);
  return { task, cause, terms, responseUs, deadlineUs, verdict: verdictOf(responseUs, deadlineUs) };
}

function verdictOf(responseUs: number, deadlineUs: number | undefined): Verdict {
  if (responseUs === Infinity) return 'unbounded';
  if (deadlineUs === undefined) return 'no-deadline';
  return responseUs <= deadlineUs ? 'met' : 'missed';
}

function utilisation({ tasks, tickUs }: TaskSet): number | undefined {
  let total = 0;
  for (const { quotaUs, intervalUs, byEvent, eventMinIntervalUs } of tasks) {
    const periods = [
      ...(intervalUs === undefined ? [] : [Math.max(intervalUs, tickUs ?? 0)]),
      ...(byEvent ? [eventMinIntervalUs ?? tickUs ?? 0] : []),
    ];
    for (const period of periods) total += quotaUs / period;
  }
  return Number.isFinite(total) ? total : undefined;
}

function names(tasks: readonly Task[]): string {
  return tasks.map((task) => task.name).join(', ');
}

/** The sum as one writes it: `2000 us (the next tick) + 500 us (its own step) = 2500 us`. */
export function arithmetic({ terms, responseUs }: Response): string {
  const us = (value: number): string => (value === Infinity ? 'unlimited' : `${value} us`);
  return `${terms.map((term) => `${us(term.us)} (${term.what})`).join(' + ')} = ${us(responseUs)}`;
}
