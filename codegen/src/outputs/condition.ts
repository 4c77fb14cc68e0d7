// SPDX-License-Identifier: Apache-2.0
/** Build conditions in disjunctive form: what has to be set for a private function or static to be used at all. */

/** A conjunction of macros, `!` before those that must not be set. */
type Term = readonly string[];
export type Condition = readonly Term[];

export const ALWAYS: Condition = [[]];
export const NEVER: Condition = [];

const isAlways = (c: Condition): boolean => c.some((term) => term.length === 0);
const opposite = (literal: string): string => (literal.startsWith('!') ? literal.slice(1) : `!${literal}`);
const contains = (small: Term, large: Term): boolean => small.every((literal) => large.includes(literal));

function simplify(terms: Term[]): Condition {
  let list = terms.filter((term) => !term.some((literal) => term.includes(opposite(literal))));
  for (let changed = true; changed;) {
    changed = false;
    // x && !y || x && y is x.
    for (const a of list) {
      for (const b of list) {
        const differs = a.filter((literal) => !b.includes(literal));
        const [only] = differs;
        if (a.length !== b.length || differs.length !== 1 || only === undefined || !b.includes(opposite(only)))
          continue;
        list = [...list.filter((t) => t !== a && t !== b), a.filter((literal) => literal !== only)];
        changed = true;
        break;
      }
      if (changed) break;
    }
    const kept = list.filter(
      (term, i) => !list.some((other, j) => j !== i && contains(other, term) && (other.length < term.length || j < i)),
    );
    changed ||= kept.length !== list.length;
    list = kept;
  }
  return list.some((t) => t.length === 0) ? ALWAYS : [...list].sort((a, b) => (a.join() < b.join() ? -1 : 1));
}

export const or = (a: Condition, b: Condition): Condition => simplify([...a, ...b]);
export function and(a: Condition, b: Condition): Condition {
  return simplify(a.flatMap((x) => b.map((y) => [...new Set([...x, ...y])].sort())));
}
export const equal = (a: Condition, b: Condition): boolean => JSON.stringify(a) === JSON.stringify(b);

/** As `#if` takes it; null for what always holds. */
export function printCondition(c: Condition): string | null {
  if (isAlways(c)) return null;
  return c.map((term) => (c.length > 1 && term.length > 1 ? `(${term.join(' && ')})` : term.join(' && '))).join(' || ');
}
