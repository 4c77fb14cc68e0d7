// SPDX-License-Identifier: Apache-2.0
/**
 * Facts: decides every obligation of the program. After this stage each is `proved` or `checked`; checked ones have a site number,
 * counted from 1 in the order of files, declarations and source. The proofs hold on every target and in every configuration.
 */
import type { Expr, Location, Loop, Obligation, Place, Program, Stmt } from '../ir';
import { closedEnums } from './enums';
import type { Check, LoopFact } from './ledger';
import { analyseProgram, type Claims } from './rounds';
import { walkFunction, walkValue } from './walk';

export interface Trusted {
  readonly kind: 'trustedSlice' | 'trustedCast';
  readonly at: Location;
  readonly within: string;
}
/** A loop and what makes it end. */
export interface LoopReport extends LoopFact {
  readonly loop: Loop;
  readonly within: string;
}
export interface Facts {
  readonly checks: readonly Check[];
  readonly proved: number;
  readonly trusted: readonly Trusted[];
  readonly loops: readonly LoopReport[];
  /** With the option `claims`: what the value of each integer expression was found to be. */
  readonly claims: Claims | null;
  /** Sites of switches over an enum that may hold something else than its members. */
  readonly switchSites: ReadonlyMap<Stmt, number>;
}

export function obligationOf(node: Expr | Place | Stmt): Obligation | null {
  if (node.kind === 'loop') return node.bound.kind === 'declared' ? node.bound.obligation : null;
  return 'obligation' in node ? node.obligation : null;
}

/** Whether the node can fail at all: a conversion that only widens cannot. */
function canFail(node: Expr | Place | Stmt): boolean {
  switch (node.kind) {
    case 'arith':
      return node.mode === 'exact' || node.op === '/' || node.op === '%';
    case 'negate':
      return node.mode === 'exact' && node.type.kind === 'int';
    case 'convert':
      return node.mode === 'exact';
    case 'sliceOf':
      return node.from !== null || node.to !== null;
    default:
      return true;
  }
}

export interface DecideOptions {
  /** Check what was proved as well: if a check fires whose reason is PROVED, the proof was wrong. For tests. */
  readonly checkProved?: boolean;
  /** Keep what is known of the value of each expression. For tests. */
  readonly claims?: boolean;
}
export const PROVED = 'proved';

export function decide(program: Program, options: DecideOptions = {}): Facts {
  const { ledger, claims } = analyseProgram(program, options.claims === true);

  const closed = closedEnums(program);
  const checks: Check[] = [];
  const trusted: Trusted[] = [];
  const switchSites = new Map<Stmt, number>();
  const seen = new Set<Obligation>();
  const loops: LoopReport[] = [];
  let proved = 0;
  const settle = (node: Expr | Place | Stmt, within: string): void => {
    if (node.kind === 'trustedSlice' || node.kind === 'trustedCast')
      trusted.push({ kind: node.kind, at: node.at, within });
    if (node.kind === 'switch' && node.exhaustive && node.defaultBody === null && node.subject.type.kind === 'enum') {
      if (closed.has(node.subject.type.decl)) {
        proved += 1;
      } else {
        const site = checks.length + 1;
        const reason = `a ${node.subject.type.decl.name} may come from C code and be none of the members`;
        switchSites.set(node, site);
        const help = 'add a default: it says what happens with such a number';
        checks.push({ site, kind: 'enum', at: node.at, within, reason, help });
      }
    }
    if (node.kind === 'loop') {
      // What has no entry is never reached.
      const fact = ledger.loops.get(node) ?? { how: 'proved', bound: 0n, reason: '' };
      loops.push({ ...fact, loop: node, within });
    }
    const obligation = obligationOf(node);
    // `a[i] += 1` has one place and one obligation, met twice on this walk.
    if (obligation === null || seen.has(obligation)) return;
    seen.add(obligation);
    const entry = ledger.get(obligation);
    // What has no entry is never reached.
    const isProved = entry === undefined || entry.proved;
    if (!canFail(node) || (isProved && options.checkProved !== true)) {
      obligation.state = 'proved';
      if (canFail(node)) proved += 1;
      return;
    }
    obligation.state = 'checked';
    obligation.site = checks.length + 1;
    const kind = entry?.kind ?? 'unreachable';
    checks.push({
      site: obligation.site,
      kind,
      at: node.at,
      within,
      reason: isProved ? PROVED : entry.reason.known,
      help: isProved ? '' : entry.reason.help,
    });
  };
  for (const file of program.files) {
    for (const decl of file.declarations) {
      if (decl.kind === 'functionDecl') walkFunction(decl, (node) => settle(node, decl.name));
      else if (decl.kind === 'staticVar') walkValue(decl.init, (node) => settle(node, decl.name));
      else if (decl.kind === 'constant' && decl.value !== null)
        walkValue(decl.value, (node) => settle(node, decl.name));
    }
  }
  return { checks, proved, trusted, loops, claims, switchSites };
}

export type { Check, CheckKind, LoopFact } from './ledger';
export type { Claims } from './rounds';
