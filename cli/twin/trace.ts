// SPDX-License-Identifier: Apache-2.0
// A run in the Trace Event Format, which ui.perfetto.dev and chrome://tracing open: modules are tracks, events flows from who posted
// them to the step that they woke, and what a step left of its quota is a counter.

import { ACTIVATION, type Policy } from '../config/policy';
import type { Happened } from './lines';
import { ActionKind, eventName, type Scenario } from './scenario';

export interface TraceEvent {
  readonly name: string;
  readonly cat: string;
  readonly ph: 'M' | 'X' | 'i' | 'C' | 's' | 'f';
  readonly pid: number;
  readonly tid: number;
  readonly ts?: number;
  readonly dur?: number;
  readonly s?: 't' | 'p';
  readonly id?: number;
  readonly bp?: 'e';
  readonly args?: Readonly<Record<string, unknown>>;
}

export interface Trace {
  readonly displayTimeUnit: 'ms';
  readonly otherData: Readonly<Record<string, string>>;
  readonly traceEvents: readonly TraceEvent[];
}

const PID = 1;
const WORLD = 1;
const INTERRUPTS = 2;
const FIRST_MODULE = 3;

interface Post {
  readonly event: number;
  readonly atUs: number;
  readonly tid: number;
}

class TraceBuilder {
  readonly events: TraceEvent[] = [];
  private bootUs = 0;
  private flows = 0;
  /** Latched for each module: posted, and not yet seen by a step that completed. */
  private readonly latched = new Map<string, Post[]>();
  /** Modules that are loaded; a runtime keeps no event for those that come later. */
  private readonly present = new Set<string>();
  /** Posts of the step that is told of next. */
  private fresh: Post[] = [];

  constructor(private readonly scenario: Scenario) {
    this.meta('process_name', 0, scenario.name);
    this.track(WORLD, 'world');
    this.track(INTERRUPTS, 'interrupts');
    scenario.modules.forEach(({ module }, i) => this.track(FIRST_MODULE + i, module.name));
  }

  private meta(name: string, tid: number, value: string): void {
    this.events.push({ name, cat: '__metadata', ph: 'M', pid: PID, tid, args: { name: value } });
  }

  private track(tid: number, name: string): void {
    this.meta('thread_name', tid, name);
    this.events.push({
      name: 'thread_sort_index',
      cat: '__metadata',
      ph: 'M',
      pid: PID,
      tid,
      args: { sort_index: tid },
    });
  }

  private tid(module: string | null): number {
    const index = this.scenario.modules.findIndex(({ module: { name } }) => name === module);
    return index === -1 ? WORLD : FIRST_MODULE + index;
  }

  private instant(name: string, cat: string, tid: number, ts: number, args: Record<string, unknown> = {}): void {
    this.events.push({ name, cat, ph: 'i', s: 't', pid: PID, tid, ts, args });
  }

  private slice(name: string, cat: string, tid: number, ts: number, dur: number, args: Record<string, unknown>): void {
    this.events.push({ name, cat, ph: 'X', pid: PID, tid, ts, dur, args });
  }

  take(happened: Happened): void {
    switch (happened.type) {
      case 'boot':
        this.bootUs = happened.atUs;
        // A runtime that starts knows of no event.
        this.latched.clear();
        this.present.clear();
        this.fresh = [];
        this.instant('boot', 'world', WORLD, happened.atUs);
        return;
      case 'module':
        this.latch(this.fresh);
        this.fresh = [];
        this.latched.delete(happened.module);
        this.present.add(happened.module);
        return;
      case 'post':
        this.post(happened);
        return;
      case 'entry':
        this.entry(happened);
        return;
      case 'act':
        this.act(happened.action, happened.atUs);
        return;
      case 'down':
        this.instant('downlink', 'downlink', this.tid(happened.module), happened.atUs, { bytes: happened.bytes });
        return;
      case 'stopped':
        this.instant(happened.state, 'fault', this.tid(happened.module), happened.atUs);
        return;
      case 'refused':
        this.instant(`${happened.what} refused`, 'fault', this.tid(happened.module), happened.atUs, {
          stat: happened.stat,
        });
        return;
      case 'log':
        this.instant(happened.text, 'log', this.tid(happened.module), this.bootUs + happened.deviceUs, {
          level: happened.level,
        });
        return;
      default:
        return;
    }
  }

  private post({ atUs, event, module }: Happened & { type: 'post' }): void {
    const name = eventName(this.scenario.application, event);
    const tid = module === null ? INTERRUPTS : this.tid(module);
    if (module === null) this.slice(name, 'interrupt', tid, atUs, 1, {});
    this.fresh.push({ event, atUs, tid });
  }

  private act(index: number, atUs: number): void {
    const action = this.scenario.actions[index];
    if (action === undefined) return;
    if (action.kind === ActionKind.PowerLoss) this.slice('power off', 'fault', WORLD, atUs, action.value, {});
    else this.instant(action.text, 'world', WORLD, atUs);
  }

  private entry({ atUs, module, kind, us, outcome }: Happened & { type: 'entry' }): void {
    const tid = this.tid(module);
    const policy = this.scenario.modules.find(({ module: { name } }) => name === module)?.module.policy;
    // What came while the step ran, or from itself, is for a later one.
    const isLater = ({ atUs: at, tid: from }: Post): boolean => at > atUs || from === tid;
    this.latch(this.fresh.filter((post) => !isLater(post)));
    this.fresh = this.fresh.filter(isLater);
    const woken =
      kind === 'step' && policy !== undefined && wakesOnEvents(policy) ? (this.latched.get(module) ?? []) : [];
    this.slice(kind, 'module', tid, atUs, us, {
      outcome,
      events: woken.map(({ event }) => eventName(this.scenario.application, event)),
    });
    for (const post of woken) this.flow(post, tid, atUs);
    if (outcome === 'ok') this.latched.delete(module);
    else if (woken.length > 0) this.latched.set(module, []);
    this.latch(this.fresh);
    this.fresh = [];
    const quota = policy?.cpu_quota_us ?? 0;
    if (kind === 'step' && quota > 0) {
      const args = { us: quota - us };
      this.events.push({ name: `quota margin ${module}`, cat: 'quota', ph: 'C', pid: PID, tid, ts: atUs + us, args });
    }
  }

  private latch(posts: readonly Post[]): void {
    for (const { module } of this.scenario.modules) {
      const heard = posts.filter(({ event }) => ((module.policy.event_subscribe >>> event) & 1) !== 0);
      if (heard.length > 0 && this.present.has(module.name))
        this.latched.set(module.name, [...(this.latched.get(module.name) ?? []), ...heard]);
    }
  }

  private flow({ event, atUs, tid }: Post, to: number, ts: number): void {
    const common = { name: eventName(this.scenario.application, event), cat: 'event', pid: PID, id: ++this.flows };
    this.events.push({ ...common, ph: 's', tid, ts: atUs }, { ...common, ph: 'f', bp: 'e', tid: to, ts });
  }
}

export function traceOf(scenario: Scenario, target: string, run: readonly Happened[]): Trace {
  const builder = new TraceBuilder(scenario);
  for (const happened of run) builder.take(happened);
  return {
    displayTimeUnit: 'ms',
    otherData: { scenario: scenario.name, target, application: scenario.application.name },
    traceEvents: builder.events,
  };
}

function wakesOnEvents({ activation_mask }: Policy): boolean {
  return (activation_mask & ACTIVATION.EVENT) !== 0;
}
