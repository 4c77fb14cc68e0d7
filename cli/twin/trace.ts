// SPDX-License-Identifier: Apache-2.0
// A run in the Trace Event Format, which ui.perfetto.dev and chrome://tracing open: modules are tracks, events flows from who posted
// them to the step that they woke, and what a step left of its quota is a counter.

import { Latches, type Post } from './latches';
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

export class TraceWriter {
  private isFirst = true;
  private bootUs = 0;
  private flows = 0;
  private readonly latches: Latches;

  /** `write` takes the text of the file, piece by piece. */
  constructor(
    private readonly scenario: Scenario,
    target: string,
    private readonly write: (text: string) => void,
  ) {
    const head: Omit<Trace, 'traceEvents'> = {
      displayTimeUnit: 'ms',
      otherData: { scenario: scenario.name, target, application: scenario.application.name },
    };
    write(`${JSON.stringify(head).slice(0, -1)},"traceEvents":[`);
    this.latches = new Latches(scenario);
    this.meta('process_name', 0, scenario.name);
    this.track(WORLD, 'world');
    this.track(INTERRUPTS, 'interrupts');
    scenario.modules.forEach(({ module }, i) => this.track(FIRST_MODULE + i, module.name));
  }

  /** Nothing more has happened. */
  end(): void {
    this.write(']}\n');
  }

  private add(...events: readonly TraceEvent[]): void {
    for (const event of events) {
      this.write(`${this.isFirst ? '' : ','}${JSON.stringify(event)}`);
      this.isFirst = false;
    }
  }

  private meta(name: string, tid: number, value: string): void {
    this.add({ name, cat: '__metadata', ph: 'M', pid: PID, tid, args: { name: value } });
  }

  private track(tid: number, name: string): void {
    this.meta('thread_name', tid, name);
    this.add({
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
    this.add({ name, cat, ph: 'i', s: 't', pid: PID, tid, ts, args });
  }

  private slice(name: string, cat: string, tid: number, ts: number, dur: number, args: Record<string, unknown>): void {
    this.add({ name, cat, ph: 'X', pid: PID, tid, ts, dur, args });
  }

  take(happened: Happened): void {
    const woke = this.latches.take(happened);
    switch (happened.type) {
      case 'boot':
        this.bootUs = happened.atUs;
        this.instant('boot', 'world', WORLD, happened.atUs);
        return;
      case 'post':
        this.post(happened);
        return;
      case 'entry':
        this.entry(happened, woke);
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

  private post({ atUs, event, module }: Post): void {
    // One of a module lies in the slice of its step.
    if (module === null) this.slice(this.eventName(event), 'interrupt', INTERRUPTS, atUs, 1, {});
  }

  private eventName(bit: number): string {
    return eventName(this.scenario.application, bit);
  }

  private act(index: number, atUs: number): void {
    const action = this.scenario.actions[index];
    if (action === undefined) return;
    if (action.kind === ActionKind.PowerLoss) this.slice('power off', 'fault', WORLD, atUs, action.value, {});
    else this.instant(action.text, 'world', WORLD, atUs);
  }

  private entry({ atUs, module, kind, us, outcome }: Happened & { type: 'entry' }, woke: readonly Post[]): void {
    const tid = this.tid(module);
    const events = woke.map(({ event }) => this.eventName(event));
    this.slice(kind, 'module', tid, atUs, us, { outcome, events });
    for (const post of woke) this.flow(post, tid, atUs);
    const quota = this.scenario.modules.find((candidate) => candidate.module.name === module)?.module.policy
      .cpu_quota_us;
    if (kind !== 'step' || quota === undefined || quota === 0) return;
    const margin = { name: `quota margin ${module}`, cat: 'quota', ph: 'C', pid: PID, tid } as const;
    this.add({ ...margin, ts: atUs + us, args: { us: quota - us } });
  }

  private flow({ event, atUs, module }: Post, to: number, ts: number): void {
    const common = { name: this.eventName(event), cat: 'event', pid: PID, id: ++this.flows };
    const from = module === null ? INTERRUPTS : this.tid(module);
    this.add({ ...common, ph: 's', tid: from, ts: atUs }, { ...common, ph: 'f', bp: 'e', tid: to, ts });
  }
}
