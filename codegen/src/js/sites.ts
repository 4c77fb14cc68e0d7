// SPDX-License-Identifier: Apache-2.0
/** Sites: the checks of the program by the numbers of checks.json, and after them what was proved, where that is checked as well. */
import type { Check, Facts } from '../facts';
import type { Location, Obligation, Stmt } from '../ir';
import { array, literal, number } from './estree';
import type * as es from 'estree';

interface Entry {
  readonly kind: string;
  readonly at: Location;
  readonly within: string;
  readonly proved: boolean;
}

export class Sites {
  private readonly entries: Entry[];
  private readonly numbers = new Map<object, number>();

  constructor(
    private readonly facts: Facts,
    private readonly checkProofs: boolean,
  ) {
    this.entries = [...facts.checks]
      .sort((a: Check, b: Check) => a.site - b.site)
      .map(({ kind, at, within }) => ({ kind, at, within, proved: false }));
  }

  /** The site of an obligation; 0 where nothing is checked. */
  of(obligation: Obligation, kind: string, at: Location, within: string): number {
    if (obligation.state === 'checked') return obligation.site ?? 0;
    return this.checkProofs ? this.proved(obligation, kind, at, within) : 0;
  }

  /** The site of a switch over all members of an enum. */
  ofSwitch(stmt: Stmt, within: string): number {
    return this.facts.switchSites.get(stmt) ?? (this.checkProofs ? this.proved(stmt, 'enum', stmt.at, within) : 0);
  }

  private proved(key: object, kind: string, at: Location, within: string): number {
    let site = this.numbers.get(key);
    if (site === undefined) {
      site = this.entries.push({ kind, at, within, proved: true });
      this.numbers.set(key, site);
    }
    return site;
  }

  table(): es.Expression {
    return array(
      this.entries.map(({ kind, at, within, proved }) =>
        array([literal(kind), literal(at.file), number(at.line), number(at.column), literal(within), literal(proved)]),
      ),
    );
  }
}
