// SPDX-License-Identifier: Apache-2.0
/** Loops: their invariants, and how many turns they take. */
import type { Assign, Block, Expr, Loop, Stmt } from '../ir';
import type { Reason } from './advice';
import { condition } from './conditions';
import type { Context } from './context';
import { evaluate } from './expressions';
import type { LoopFact } from './ledger';
import { ranksOf, resetGhosts, type Ghost } from './ranks';
import { deadState, State } from './state';
import { storeSymbol } from './store';
import type { Sym } from './symbols';
import { judge, type Proof, type Turn } from './termination';
import { add, exactly, learnAtMost, ofSymbol, type Value } from './values';
import { walkStatement, walkValue } from './walk';

/** Where `break` and `continue` lead. */
export interface Exits {
  readonly breaks: State[];
  readonly continues: State[];
}
/** Analyses what stands in a loop. */
export interface Bodies {
  block(state: State, block: Block, exits: Exits): State;
  statement(state: State, stmt: Stmt, exits: Exits): State;
}
interface Round extends Turn {
  readonly exit: State;
}
/** The most turns there are, for what depends on their number; null where that is not known. */
type Limit = (state: State) => Value | null;

/** Turns of all loops of a function after which invariants are guessed coarsely: each level of nesting multiplies them. */
const PATIENT_TURNS = 2000;

export function loop(ctx: Context, bodies: Bodies, entry: State, stmt: Loop, outer: Exits): State {
  return new LoopAnalysis(ctx, bodies, stmt).run(entry, outer);
}

class LoopAnalysis {
  private readonly turns: Sym;

  constructor(
    private readonly ctx: Context,
    private readonly bodies: Bodies,
    private readonly stmt: Loop,
  ) {
    this.turns = ctx.symbols.turns(stmt);
  }

  run(entry: State, outer: Exits): State {
    const { ctx, stmt } = this;
    const { bound } = stmt;
    const start = stmt.init === null ? entry : this.bodies.statement(entry, stmt.init, outer);
    if (bound.kind === 'counted') {
      const before = start.copy();
      const round = this.analyse(start, [], () => null);
      ctx.ledger.noteLoop(stmt, { how: 'counted', bound: this.counted(before, round), reason: '' });
      return round.exit;
    }
    const declared = bound.kind === 'declared' ? evaluate(ctx, start.copy(), bound.limit) : null;
    // While a loop around this one looks for its invariant, this one's end does not matter.
    const proof = ctx.ledger.recording ? this.prove(start, declared) : UNKNOWN;
    if (bound.kind === 'declared') {
      const reason = (): Reason => ({
        known: boundReason(proof, declared as Value),
        help: 'let a variable move toward a limit on every way through the body, or raise the bound to what is known',
      });
      ctx.note(start, bound.obligation, proof.keepsLimit, 'bound', stmt.at, reason);
    }
    const most = proof.bound === null ? null : exactly(proof.bound);
    const limit: Limit = (state) => (bound.kind === 'declared' ? evaluate(ctx, state, bound.limit) : most);
    const { exit } = this.analyse(start, [], limit);
    ctx.ledger.noteLoop(stmt, fact(this.withoutFailing(proof), declared));
    return exit;
  }

  /** What ends only because a check fails has no end of its own. */
  private withoutFailing(proof: Proof): Proof {
    const { ctx, stmt } = this;
    if (stmt.bound.kind !== 'inferred') return proof;
    const moving = new Set<string>(proof.by === null ? [] : [proof.by.key]);
    if (proof.by === null && stmt.condition !== null)
      walkValue(stmt.condition, (node) => {
        if (node.kind === 'read') moving.add(ctx.symbols.value(node.place)?.key ?? '');
      });
    const failing: Sym[] = [];
    walkStatement(stmt, (node) => {
      const sym = node.kind === 'assign' ? ctx.symbols.value(node.target) : null;
      if (node.kind !== 'assign' || sym === null || !moving.has(sym.key)) return;
      walkValue(node.value, (part) => {
        if (part.kind === 'arith' && ctx.ledger.get(part.obligation)?.proved === false) failing.push(sym);
      });
    });
    const [first] = failing;
    return first === undefined ? proof : { ...proof, bound: null, seen: `${first.text} would overflow` };
  }

  /** Looks for a rank, without the help of a bound. */
  private prove(start: State, declared: Value | null): Proof {
    const { ctx, stmt } = this;
    const recording = ctx.ledger.recording;
    ctx.ledger.recording = false;
    const ghosts = ranksOf(ctx, stmt);
    const round = this.analyse(start.copy(), ghosts, () => null);
    ctx.ledger.recording = recording;
    return judge(ghosts, start, round, declared);
  }

  /** A loop that counts by itself: from the interval of its variable. */
  private counted(start: State, { enter }: Turn): bigint | null {
    const { ctx, stmt } = this;
    if (stmt.bound.kind !== 'counted' || start.dead || enter.dead) return 0n;
    const { variable } = stmt.bound;
    const sym = ctx.symbols.value({ kind: 'local', decl: variable, type: variable.type, at: stmt.at });
    const step = stmt.update === null ? null : stepOf(stmt.update);
    if (sym === null || step === null) return null;
    const width = evaluate(ctx, start.copy(), step.by).lo;
    const by = width < 1n ? 1n : width;
    const distance = step.up ? enter.hi(sym) - start.lo(sym) : start.hi(sym) - enter.lo(sym);
    return distance < 0n ? 0n : distance / by + 1n;
  }

  /** The loop's invariant by repetition, then one turn of it that counts. */
  private analyse(start: State, ghosts: readonly Ghost[], limit: Limit): Round {
    const { ctx, stmt } = this;
    const recording = ctx.ledger.recording;
    ctx.ledger.recording = false;
    ctx.ghosts.push(...ghosts);
    if (stmt.bound.kind !== 'counted') {
      // An inner loop is entered anew in each turn of the outer one.
      start.forget(this.turns);
      learnAtMost(start, ofSymbol(this.turns, start), exactly(0n));
    }
    let head = start.copy();
    head.relate(this.counters());
    for (let guess = 0; ; guess++) {
      const thresholds = ctx.turns > PATIENT_TURNS ? [] : ctx.thresholds;
      const next = State.widen(head, this.turn(head.copy(), ghosts, limit).again, thresholds, guess);
      if (next === null) break;
      head = next;
    }
    // Every state at the loop's head is its first or comes out of a turn: one more turn sharpens what widening blurred.
    if (!start.dead && ctx.turns <= PATIENT_TURNS)
      head = State.join(start, this.turn(head.copy(), ghosts, limit).again);
    ctx.ledger.recording = recording;
    const round = this.turn(head, ghosts, limit);
    ctx.ghosts.length -= ghosts.length;
    return round;
  }

  /** The integers that a loop changes, and its turns: what their differences say outlives the bounds of each. */
  private counters(): Sym[] {
    const found = new Map<string, Sym>();
    walkStatement(this.stmt, (node) => {
      if (node.kind !== 'assign' || found.size >= 12) return;
      const sym = this.ctx.symbols.value(node.target);
      if (sym !== null) found.set(sym.key, sym);
    });
    if (this.stmt.bound.kind !== 'counted') found.set(this.turns.key, this.turns);
    return [...found.values()];
  }

  /** Counts a turn: what bounds the loop lets no more of them through. */
  private countTurn(state: State, limit: Limit): void {
    if (this.stmt.bound.kind === 'counted') return;
    const most = limit(state);
    if (most !== null) learnAtMost(state, ofSymbol(this.turns, state), most, -1n);
    storeSymbol(this.ctx, state, this.turns, add(ofSymbol(this.turns, state), exactly(1n)), null, () => {
      state.forget(this.turns);
    });
  }

  /** One turn of a loop from its head: the state before the next one, and the state after the loop. */
  private turn(head: State, ghosts: readonly Ghost[], limit: Limit): Round {
    const { ctx, stmt } = this;
    ctx.turns++;
    const exits: Exits = { breaks: [], continues: [] };
    const test = (state: State): [State, State] =>
      stmt.condition === null ? [state, deadState()] : condition(ctx, state, stmt.condition, 'loop');
    resetGhosts(head, ghosts);
    let enter: State;
    let again: State;
    let exit: State;
    if (stmt.form === 'do') {
      this.countTurn(head, limit);
      enter = head.copy();
      let end = this.bodies.block(head, stmt.body, exits);
      for (const state of exits.continues) end = State.join(end, state);
      [again, exit] = test(end);
    } else {
      const [inside, leave] = test(head);
      exit = leave;
      this.countTurn(inside, limit);
      enter = inside.copy();
      again = this.bodies.block(inside, stmt.body, exits);
      for (const state of exits.continues) again = State.join(again, state);
      if (stmt.update !== null) again = this.bodies.statement(again, stmt.update, exits);
    }
    for (const state of exits.breaks) exit = State.join(exit, state);
    return { enter, again, exit };
  }
}

const UNKNOWN: Proof = { bound: null, by: null, keepsLimit: false, seen: '' };

function fact(proof: Proof, declared: Value | null): LoopFact {
  if (declared === null) return { how: 'proved', bound: proof.bound, reason: proof.seen };
  if (!proof.keepsLimit) return { how: 'checked', bound: declared.hi, reason: boundReason(proof, declared) };
  const bound = proof.bound !== null && proof.bound < declared.hi ? proof.bound : declared.hi;
  return { how: 'proved', bound, reason: '' };
}

function boundReason(proof: Proof, declared: Value): string {
  const limit = declared.lo === declared.hi ? `${declared.lo}` : `${declared.lo}..${declared.hi}`;
  if (proof.bound !== null) return `the bound is ${limit}, and what is known lets the loop run ${proof.bound} turns`;
  const seen = proof.seen === '' ? 'no variable moves in one direction on every way through the body' : proof.seen;
  return `the bound is ${limit}; ${seen}`;
}

/** `x += by` or `x -= by`. */
function stepOf(update: Assign): { up: boolean; by: Expr } | null {
  let value = update.value;
  while (value.kind === 'convert') value = value.operand;
  if (value.kind !== 'arith' || (value.op !== '+' && value.op !== '-')) return null;
  return { up: value.op === '+', by: value.right };
}
