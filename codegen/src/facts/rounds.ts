// SPDX-License-Identifier: Apache-2.0
/**
 * The rounds over a program. What holds of parameters, results, fields and statics is found by assuming what their types and contracts
 * say, seeing what the program then stores, and assuming that: each assumption is what one round under a true one has shown, so every
 * round is sound by itself and the last one may be any.
 */
import type { Expr, FunctionDecl, Program, StaticDecl } from '../ir';
import { Context } from './context';
import { addressTaken, Effects } from './effects';
import { measure } from './expressions';
import { Collector, collectZeroes, Knowledge, type Holder } from './knowledge';
import { Ledger } from './ledger';
import { isSame, meet, type Range } from './ranges';
import { State } from './state';
import { analyseBody } from './statements';
import { isTracked, Symbols } from './symbols';
import { learnAtMost, ofRange, ofSymbol } from './values';
import { walkFunction } from './walk';

/** What the value of an expression can be wherever it is evaluated. */
export type Claims = Map<Expr, Range>;

export interface Findings {
  readonly ledger: Ledger;
  readonly knowledge: Knowledge;
  readonly claims: Claims | null;
}

const functionsOf = (program: Program): FunctionDecl[] =>
  program.files.flatMap((file) => file.declarations.filter((d) => d.kind === 'functionDecl'));
const staticsOf = (program: Program): StaticDecl[] =>
  program.files.flatMap((file) => file.declarations.filter((d) => d.kind === 'staticVar'));

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

export function analyseProgram(program: Program, withClaims: boolean): Findings {
  const rounds = new Rounds(program);
  // Results rise to callers, arguments sink to callees, and what both have shown decides.
  rounds.run('up', null);
  rounds.run('down', null);
  const claims: Claims | null = withClaims ? new Map<Expr, Range>() : null;
  const ledger = rounds.run('up', claims);
  return { ledger, knowledge: rounds.knowledge, claims };
}

interface Seen {
  readonly asked: ReadonlyMap<Holder, Range | undefined>;
  readonly ledger: Ledger;
  readonly collector: Collector;
}

class Rounds {
  private readonly effects: Effects;
  private readonly order: readonly FunctionDecl[];
  private readonly statics: readonly StaticDecl[];
  private readonly prepared = new Map<FunctionDecl, { taken: Set<object>; thresholds: bigint[] }>();
  /** What the last look at each function has shown, which stays as long as what it rests on. */
  private readonly seen = new Map<FunctionDecl, Seen>();
  /** What the last round has shown. */
  private known: Map<Holder, Range> = new Map<Holder, Range>();
  knowledge: Knowledge;

  constructor(private readonly program: Program) {
    this.effects = new Effects(program);
    this.order = bottomUp(functionsOf(program));
    this.statics = staticsOf(program);
    this.knowledge = Knowledge.of(program);
    for (const decl of this.order)
      this.prepared.set(decl, { taken: addressTaken(decl), thresholds: thresholdsOf(decl) });
  }

  /** One round; what it shows of results (upward) or parameters (downward) holds for the functions that follow at once. */
  run(direction: 'up' | 'down', claims: Claims | null): Ledger {
    const collector = new Collector();
    const ledger = new Ledger();
    const assumed = new Map(this.known);
    this.knowledge = this.knowledge.with(assumed);
    collectZeroes(this.program, collector);
    for (const decl of this.statics) this.initialise(decl, collector);
    for (const decl of direction === 'up' ? this.order : [...this.order].reverse()) {
      if (direction === 'down')
        for (const { decl: param } of decl.params) refine(assumed, param, collector.ranges.get(param));
      const seen = this.seen.get(decl);
      const round =
        seen !== undefined && claims === null && this.knowledge.agrees(seen.asked) ? seen : this.body(decl, claims);
      this.seen.set(decl, round);
      ledger.absorb(round.ledger);
      collector.absorb(round.collector);
      if (direction === 'up') refine(assumed, decl, collector.ranges.get(decl));
    }
    for (const [holder, range] of collector.ranges) if (this.holds(holder)) refine(assumed, holder, range);
    this.known = assumed;
    return ledger;
  }

  /** What was seen of a holder is all that happens to it. */
  private holds(holder: Holder): boolean {
    const isCalled = 'kind' in holder && (holder.kind === 'functionDecl' || holder.kind === 'localVar');
    return isCalled || this.knowledge.isClosed(holder);
  }

  private body(decl: FunctionDecl, claims: Claims | null): Seen {
    const asked = new Map<Holder, Range | undefined>();
    const ledger = new Ledger();
    const collector = new Collector();
    this.knowledge.watch(asked);
    const { taken, thresholds } = this.prepared.get(decl) as { taken: Set<object>; thresholds: bigint[] };
    const symbols = new Symbols(taken, this.knowledge);
    const ctx = new Context(decl, symbols, this.effects, ledger, this.knowledge, collector, thresholds, claims);
    const state = new State();
    for (const { decl: param } of decl.params) {
      const range = this.knowledge.atEntry(param);
      const place = { kind: 'local', decl: param, type: param.type, at: param.at } as const;
      const sym = !isTracked(param.type)
        ? null
        : param.type.kind === 'int'
          ? symbols.value(place)
          : symbols.length(place);
      if (range === null || sym === null) continue;
      learnAtMost(state, ofRange(range), ofSymbol(sym, state));
      learnAtMost(state, ofSymbol(sym, state), ofRange(range));
    }
    analyseBody(ctx, decl.body, state);
    return { asked, ledger, collector };
  }

  /** What a static starts with. */
  private initialise(decl: StaticDecl, collector: Collector): void {
    const symbols = new Symbols(new Set(), this.knowledge);
    const ctx = new Context(null, symbols, this.effects, new Ledger(), this.knowledge, collector, [], null);
    const state = new State();
    const parts = decl.init.kind === 'array' ? decl.init.elements : [decl.init];
    for (const part of parts) {
      const value = measure(ctx, state, part);
      if (isTracked(part.type)) collector.note(decl, value);
      else if (part.kind === 'zeroed') collector.note(decl, { lo: 0n, hi: 0n });
    }
  }
}

function refine(known: Map<Holder, Range>, holder: Holder, range: Range | undefined): void {
  if (range === undefined) return;
  const before = known.get(holder);
  const after = before === undefined ? range : meet(before, range);
  // Where nothing can be stored at all, no path leads here.
  if (after.lo > after.hi) return;
  if (before === undefined || !isSame(before, after)) known.set(holder, after);
}
