// SPDX-License-Identifier: Apache-2.0
/** The ledger of obligations: what was proved, and why the rest was not. */
import type { Location, Obligation } from '../ir';

export type CheckKind =
  | 'overflow'
  | 'division'
  | 'shift'
  | 'conversion'
  | 'index'
  | 'slice'
  | 'copy'
  | 'null'
  | 'bound'
  | 'enum'
  | 'unreachable';

/** A check that stays in the emitted C. */
export interface Check {
  readonly site: number;
  readonly kind: CheckKind;
  readonly at: Location;
  /** Name of the function it is in. */
  readonly within: string;
  /** What was known, in one sentence. */
  readonly reason: string;
}

interface Entry {
  readonly kind: CheckKind;
  readonly at: Location;
  proved: boolean;
  reason: string;
}

export class Ledger {
  private readonly entries = new Map<Obligation, Entry>();
  /** Off while a loop looks for its invariant: its guesses do not count. */
  recording = true;

  /** Notes that an obligation was met or not on one way through the code; all ways have to meet it. */
  note(obligation: Obligation, met: boolean, kind: CheckKind, at: Location, reason: () => string): void {
    if (!this.recording) return;
    const entry = this.entries.get(obligation);
    if (entry === undefined) {
      this.entries.set(obligation, { kind, at, proved: met, reason: met ? '' : reason() });
    } else if (entry.proved && !met) {
      entry.proved = false;
      entry.reason = reason();
    }
  }

  get(obligation: Obligation): Entry | undefined {
    return this.entries.get(obligation);
  }
}
