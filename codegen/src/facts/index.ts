// SPDX-License-Identifier: Apache-2.0
/**
 * Facts: decides every obligation of the program. After this stage each is `proved` or `checked`; checked ones have a site number,
 * counted from 1 in the order of files, declarations and source. The proofs hold on every target and in every configuration.
 */
import type { Expr, FunctionDecl, Location, Obligation, Place, Program, Stmt } from '../ir';
import { Context } from './context';
import { addressTaken, Effects } from './effects';
import { closedEnums } from './enums';
import { Ledger, type Check } from './ledger';
import type { Range } from './ranges';
import { State } from './state';
import { analyseBody } from './statements';
import { Symbols } from './symbols';
import { walkFunction, walkValue } from './walk';

export interface Trusted {
  readonly kind: 'trustedSlice' | 'trustedCast';
  readonly at: Location;
  readonly within: string;
}
export interface Facts {
  readonly checks: readonly Check[];
  readonly proved: number;
  readonly trusted: readonly Trusted[];
  /** Sites of switches over an enum that may hold something else than its members. */
  readonly switchSites: ReadonlyMap<Stmt, number>;
}

const functionsOf = (program: Program): FunctionDecl[] =>
  program.files.flatMap((file) => file.declarations.filter((d) => d.kind === 'functionDecl'));

/** Callees before callers. */
function bottomUp(functions: readonly FunctionDecl[]): FunctionDecl[] {
  const order: FunctionDecl[] = [];
  const seen = new Set<FunctionDecl>();
  const visit = (decl: FunctionDecl): void => {
    if (seen.has(decl)) return;
    seen.add(decl);
    walkFunction(decl, (node) => {
      if (node.kind === 'call' && node.target.kind === 'function') visit(node.target.decl);
    });
    order.push(decl);
  };
  functions.forEach(visit);
  return order;
}

/** The integers written in a function, and their neighbours, in rising order. */
function thresholdsOf(decl: FunctionDecl): bigint[] {
  const found = new Set<bigint>([0n, 255n, 65535n, (1n << 32n) - 1n]);
  const note = (n: bigint): void => {
    for (const k of [n - 1n, n, n + 1n]) {
      found.add(k);
      found.add(-k);
    }
  };
  walkFunction(decl, (node) => {
    if (node.kind === 'int') note(node.value);
    if (node.kind === 'constant' && node.decl.value?.kind === 'int') note(node.decl.value.value);
    if (node.kind === 'constant' && node.decl.build !== null) note(node.decl.build.max);
  });
  return [...found].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
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
  readonly checkProved: boolean;
}
export const PROVED = 'proved';

export function decide(program: Program, options: DecideOptions = { checkProved: false }): Facts {
  const effects = new Effects(program);
  const ledger = new Ledger();
  const results = new Map<FunctionDecl, Range>();
  const functions = functionsOf(program);
  for (const decl of bottomUp(functions)) {
    const ctx = new Context(new Symbols(addressTaken(decl)), effects, ledger, results, thresholdsOf(decl));
    analyseBody(ctx, decl.body, new State());
    if (ctx.result !== null) results.set(decl, ctx.result);
  }

  const closed = closedEnums(program);
  const checks: Check[] = [];
  const trusted: Trusted[] = [];
  const switchSites = new Map<Stmt, number>();
  const seen = new Set<Obligation>();
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
        checks.push({ site, kind: 'enum', at: node.at, within, reason });
      }
    }
    const obligation = obligationOf(node);
    // `a[i] += 1` has one place and one obligation, met twice on this walk.
    if (obligation === null || seen.has(obligation)) return;
    seen.add(obligation);
    const entry = ledger.get(obligation);
    // What has no entry is never reached.
    const isProved = entry === undefined || entry.proved;
    if (!canFail(node) || (isProved && !options.checkProved)) {
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
      reason: isProved ? PROVED : entry.reason,
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
  return { checks, proved, trusted, switchSites };
}

export type { Check, CheckKind } from './ledger';
