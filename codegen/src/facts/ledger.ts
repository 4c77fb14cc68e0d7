// SPDX-License-Identifier: Apache-2.0
/** The ledger of obligations: what was proved, and why the rest was not. */
import type { Location, Loop, Obligation } from '../ir';
import type { Reason } from './advice';

export const checkKinds = [
  'overflow',
  'division',
  'shift',
  'conversion',
  'range',
  'index',
  'slice',
  'copy',
  'null',
  'bound',
  'enum',
  'unreachable',
] as const;
export type CheckKind = (typeof checkKinds)[number];

/** A check that stays in the emitted C. */
export interface Check {
  readonly site: number;
  readonly kind: CheckKind;
  readonly at: Location;
  /** Name of the function it is in. */
  readonly within: string;
  /** What was known, with where it comes from. */
  readonly reason: string;
  /** What would prove it. */
  readonly help: string;
}

const NONE: Reason = { known: '', help: '' };

interface Entry {
  readonly kind: CheckKind;
  readonly at: Location;
  proved: boolean;
  reason: Reason;
}

/** How a loop ends: it counts by itself, a bound was found, or the declared one is counted at run time. */
export interface LoopFact {
  readonly how: 'counted' | 'proved' | 'checked';
  /** At most so many turns; null where the loop counts to what nothing limits. */
  readonly bound: bigint | null;
  /** What was found instead of a bound. */
  readonly reason: string;
}

export class Ledger {
  readonly loops = new Map<Loop, LoopFact>();
  private readonly entries = new Map<Obligation, Entry>();
  /** Off while a loop looks for its invariant: its guesses do not count. */
  recording = true;

  /** Notes that an obligation was met or not on one way through the code; all ways have to meet it. */
  note(obligation: Obligation, met: boolean, kind: CheckKind, at: Location, reason: () => Reason): void {
    if (!this.recording) return;
    const entry = this.entries.get(obligation);
    if (entry === undefined) {
      this.entries.set(obligation, { kind, at, proved: met, reason: met ? NONE : reason() });
    } else if (entry.proved && !met) {
      entry.proved = false;
      entry.reason = reason();
    }
  }

  noteLoop(loop: Loop, fact: LoopFact): void {
    if (this.recording) this.loops.set(loop, fact);
  }

  /** Takes over what another one has noted. */
  absorb(other: Ledger): void {
    for (const [obligation, entry] of other.entries) this.entries.set(obligation, entry);
    for (const [loop, fact] of other.loops) this.loops.set(loop, fact);
  }

  get(obligation: Obligation): Entry | undefined {
    return this.entries.get(obligation);
  }
}
