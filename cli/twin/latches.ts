// SPDX-License-Identifier: Apache-2.0
// Which events woke which step: the runtime's latches, followed from outside.

import { ACTIVATION, type Policy } from '../config/policy';
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
  private readonly latched = new Map<string, readonly Post[]>();
  /** Posts of the entry that is told of next. */
  private fresh: readonly Post[] = [];
  private readonly policies: ReadonlyMap<string, Policy>;

  constructor({ modules }: Scenario) {
    this.policies = new Map(modules.map(({ module: { name, policy } }) => [name, policy]));
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
      case 'post':
        this.fresh = [...this.fresh, happened];
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
    const policy = this.policies.get(module);
    const wakes = kind === 'step' && policy !== undefined && (policy.activation_mask & ACTIVATION.EVENT) !== 0;
    const woke = wakes ? (this.latched.get(module) ?? []) : [];
    if (wakes && outcome === 'ok') this.latched.delete(module);
    this.deliver(() => true);
    return woke;
  }

  /** Hands those posts that may be on to the modules that subscribe to them. */
  private deliver(may: (post: Post) => boolean): void {
    const posts = this.fresh.filter(may);
    this.fresh = this.fresh.filter((post) => !may(post));
    if (posts.length === 0) return;
    for (const name of this.present) {
      const subscribed = this.policies.get(name)?.event_subscribe ?? 0;
      const heard = posts.filter(({ event }) => ((subscribed >>> event) & 1) !== 0);
      this.latched.set(name, [...(this.latched.get(name) ?? []), ...heard]);
    }
  }
}
