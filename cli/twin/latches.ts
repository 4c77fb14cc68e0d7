// SPDX-License-Identifier: Apache-2.0
// Which events woke which step: the runtime's latches, followed from outside.

import { ACTIVATION } from '../config/policy';
import type { Happened } from './lines';
import type { Scenario } from './scenario';

export interface Post {
  readonly event: number;
  readonly atUs: number;
  /** Null: an interrupt. */
  readonly module: string | null;
}

type Entry = Happened & { type: 'entry' };

export class Latches {
  /** Loaded modules; a runtime keeps no event for those that come later. */
  private readonly present = new Set<string>();
  /** For each module what was posted, and not yet seen by a step that completed. */
  private readonly latched = new Map<string, Post[]>();
  /** Posts of the entry that is told of next. */
  private fresh: Post[] = [];
  /** The events of each module that events wake. */
  private readonly listeners: ReadonlyMap<string, number>;
  /** All of them. */
  private readonly heard: number;

  constructor({ modules }: Scenario) {
    this.listeners = new Map(
      modules.flatMap(({ module: { name, policy } }) =>
        (policy.activation_mask & ACTIVATION.EVENT) === 0 ? [] : [[name, policy.event_subscribe]],
      ),
    );
    this.heard = [...this.listeners.values()].reduce((all, events) => all | events, 0);
  }

  /** Takes what happened, in order; gives the posts that woke a step. */
  take(happened: Happened): readonly Post[] {
    switch (happened.type) {
      case 'boot':
        // A runtime that starts knows of no event.
        this.latched.clear();
        this.present.clear();
        this.fresh = [];
        return [];
      case 'module':
        this.deliver(() => true);
        this.latched.delete(happened.module);
        this.present.add(happened.module);
        return [];
      case 'stopped':
        this.latched.delete(happened.module);
        this.present.delete(happened.module);
        return [];
      case 'post':
        if (((this.heard >>> happened.event) & 1) !== 0) this.fresh.push(happened);
        return [];
      case 'entry':
        return this.entry(happened);
      default:
        return [];
    }
  }

  private entry({ atUs, module, kind, outcome }: Entry): readonly Post[] {
    // What came while the step ran, or from itself, is for a later one.
    this.deliver((post) => post.atUs <= atUs && post.module !== module);
    const wakes = kind === 'step' && this.listeners.has(module);
    const woke = wakes ? (this.latched.get(module) ?? []) : [];
    if (wakes && outcome === 'ok') this.latched.delete(module);
    this.deliver(() => true);
    return woke;
  }

  /** Hands those posts that may be on to the modules that subscribe to them. */
  private deliver(may: (post: Post) => boolean): void {
    if (this.fresh.length === 0) return;
    const posts = this.fresh.filter(may);
    this.fresh = this.fresh.filter((post) => !may(post));
    if (posts.length === 0) return;
    for (const [name, subscribed] of this.listeners) {
      if (!this.present.has(name)) continue;
      const heard = posts.filter(({ event }) => ((subscribed >>> event) & 1) !== 0);
      if (heard.length === 0) continue;
      const latched = this.latched.get(name);
      if (latched === undefined) this.latched.set(name, heard);
      else latched.push(...heard);
    }
  }
}
