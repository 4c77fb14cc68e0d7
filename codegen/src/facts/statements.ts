// SPDX-License-Identifier: Apache-2.0
/** Carries what is known through the statements of a function. */
import type { Block, Expr, FieldPlace, LocalDecl, Place, Stmt } from '../ir';
import { condition } from './conditions';
import type { Context } from './context';
import { writePlace, type Writes } from './effects';
import { evaluate, evaluatePlace, lengthOf } from './expressions';
import { State } from './state';
import type { Sym } from './symbols';
import { add, differenceBound, exactly, interval, learnAtMost, ofSymbol, type Value } from './values';
import { isPlace, walkStatement, walkValue } from './walk';

/** Where `break` and `continue` lead. */
interface Exits {
  readonly breaks: State[];
  readonly continues: State[];
}

const deadState = (): State => {
  const state = new State();
  state.dead = true;
  return state;
};

/** Stores a value under a symbol, after `invalidate` has made the state forget what the store overwrites. */
function storeSymbol(state: State, sym: Sym | null, fresh: Sym | null, value: Value, invalidate: () => void): void {
  if (sym === null || fresh === null) {
    invalidate();
    return;
  }
  const stored = ofSymbol(fresh, state);
  learnAtMost(state, stored, value);
  learnAtMost(state, value, stored);
  invalidate();
  state.rename(fresh, sym);
}

class Walker {
  constructor(private readonly ctx: Context) {}

  private forgetPlace(state: State, place: Place): void {
    if (place.kind === 'local') {
      state.forgetLocal(place.decl);
      return;
    }
    const writes: Writes = { everything: false, fields: new Set(), statics: new Set() };
    writePlace(place, writes);
    state.forgetWrites(writes);
  }

  /** `place = value`, where the value has been evaluated as `e`. */
  private store(state: State, place: Place, e: Expr): void {
    const symbols = this.ctx.symbols;
    const calls = this.ctx.calls.length;
    const forget = (): void => this.forgetPlace(state, place);
    if (place.type.kind === 'int') {
      const value = evaluate(this.ctx, state, e);
      this.ctx.settle(state);
      const sym = symbols.value(place);
      storeSymbol(state, sym, sym && symbols.successor(sym), value, forget);
    } else if (place.type.kind === 'slice' || place.type.kind === 'text') {
      const length = lengthOf(this.ctx, state, e);
      const sym = symbols.length(place);
      const known = this.ctx.calls.length === calls ? length : interval(length);
      this.ctx.settle(state);
      storeSymbol(state, sym, sym && symbols.successor(sym), known, forget);
    } else {
      evaluate(this.ctx, state, e);
      this.ctx.settle(state);
      forget();
    }
  }

  /** The fields that a literal gives a struct. */
  private storeFields(state: State, place: Place, e: Expr): void {
    if (e.kind !== 'struct' || e.union !== null) return;
    for (const { field, value } of e.fields) {
      if (value.kind !== 'int' || field.type.kind !== 'int') continue;
      const at: FieldPlace = { kind: 'field', of: place, field, member: null, type: field.type, at: e.at };
      const sym = this.ctx.symbols.value(at);
      if (sym === null) continue;
      storeSymbol(state, sym, this.ctx.symbols.successor(sym), exactly(value.value), () => this.forgetPlace(state, at));
    }
  }

  block(state: State, block: Block, exits: Exits): State {
    let current = state;
    for (const stmt of block.statements) current = this.statement(current, stmt, exits);
    // What is out of scope costs time and says nothing.
    for (const stmt of block.statements) if (stmt.kind === 'let') current.forgetLocal(stmt.decl);
    return current;
  }

  statement(state: State, stmt: Stmt, exits: Exits): State {
    const after = this.execute(state, stmt, exits);
    this.ctx.settle(after);
    return after;
  }

  private execute(state: State, stmt: Stmt, exits: Exits): State {
    const ctx = this.ctx;
    switch (stmt.kind) {
      case 'let': {
        const place: Place = { kind: 'local', decl: stmt.decl, type: stmt.decl.type, at: stmt.at };
        this.store(state, place, stmt.init);
        this.storeFields(state, place, stmt.init);
        this.define(stmt.decl, stmt.init);
        return state;
      }
      case 'assign':
        evaluatePlace(ctx, state, stmt.target);
        this.store(state, stmt.target, stmt.value);
        return state;
      case 'assignStruct':
        evaluatePlace(ctx, state, stmt.target);
        evaluate(ctx, state, stmt.source);
        ctx.settle(state);
        this.forgetPlace(state, stmt.target);
        this.storeFields(state, stmt.target, stmt.source);
        return state;
      case 'expr':
        evaluate(ctx, state, stmt.expr);
        return state;
      case 'if': {
        const [yes, no] = condition(ctx, state, stmt.condition);
        const then = this.block(yes, stmt.then, exits);
        const otherwise = stmt.otherwise === null ? no : this.block(no, stmt.otherwise, exits);
        return State.join(then, otherwise);
      }
      case 'buildIf': {
        const then = this.block(state.copy(), stmt.then, exits);
        const otherwise = stmt.otherwise === null ? state : this.block(state, stmt.otherwise, exits);
        return State.join(then, otherwise);
      }
      case 'loop':
        return this.loop(state, stmt, exits);
      case 'switch':
        return this.switch(state, stmt, exits);
      case 'return': {
        if (stmt.value !== null) {
          const value = evaluate(ctx, state, stmt.value);
          if (stmt.value.type.kind === 'int' && !state.dead && ctx.ledger.recording) {
            const known = ctx.result;
            ctx.result =
              known === null
                ? { lo: value.lo, hi: value.hi }
                : { lo: value.lo < known.lo ? value.lo : known.lo, hi: value.hi > known.hi ? value.hi : known.hi };
          }
        }
        return deadState();
      }
      case 'break':
        exits.breaks.push(state);
        return deadState();
      case 'continue':
        exits.continues.push(state);
        return deadState();
      case 'block':
        return this.block(state, stmt.block, exits);
      case 'unreachable':
        ctx.note(
          state,
          stmt.obligation,
          false,
          'unreachable',
          stmt.at,
          () => 'this place can be reached, as far as is known',
        );
        return deadState();
      case 'copy': {
        const calls = ctx.calls.length;
        const target = lengthOf(ctx, state, stmt.target);
        const source = lengthOf(ctx, state, stmt.source);
        const room = ctx.calls.length === calls ? target : interval(target);
        const fits = differenceBound(source, room, state) <= 0n;
        ctx.note(state, stmt.obligation, fits, 'copy', stmt.at, () => {
          return `the source's length is ${source.lo}..${source.hi}, the target's ${room.lo}..${room.hi}`;
        });
        learnAtMost(state, source, room);
        ctx.settle(state);
        this.forgetElements(state, stmt.target);
        return state;
      }
      case 'fill':
        lengthOf(ctx, state, stmt.target);
        evaluate(ctx, state, stmt.value);
        ctx.settle(state);
        this.forgetElements(state, stmt.target);
        return state;
    }
  }

  private forgetElements(state: State, target: Expr): void {
    if (target.type.kind !== 'slice') return;
    const writes: Writes = { everything: false, fields: new Set(), statics: new Set() };
    writePlace({ kind: 'deref', of: target, type: target.type.element, at: target.at }, writes);
    state.forgetWrites({ ...writes, everything: false });
  }

  /** Remembers `const ready = a < b`, if nothing that it speaks of can change. */
  private define(decl: LocalDecl, init: Expr): void {
    if (decl.mutable || init.type.kind !== 'bool') return;
    let changes = 0;
    walkValue(init, (node) => {
      if (node.kind === 'call' || node.kind === 'atomic' || node.kind === 'regRead') changes++;
      if (node.kind === 'read' && isPlace(node.place)) {
        const constant =
          node.place.kind === 'local'
            ? !node.place.decl.mutable
            : node.place.kind === 'static' && node.place.decl.constant;
        if (!constant) changes++;
      }
    });
    if (changes === 0) this.ctx.definitions.set(decl, init);
  }

  private switch(state: State, stmt: Extract<Stmt, { kind: 'switch' }>, outer: Exits): State {
    const subject = evaluate(this.ctx, state, stmt.subject);
    const exits: Exits = { breaks: [], continues: outer.continues };
    let after = deadState();
    for (const branch of stmt.cases) {
      let entry = deadState();
      for (const value of branch.values) {
        const taken = state.copy();
        if (value.kind !== 'member' && stmt.subject.type.kind === 'int') {
          const label = evaluate(this.ctx, taken, value);
          learnAtMost(taken, subject, label);
          learnAtMost(taken, label, subject);
        }
        entry = State.join(entry, taken);
      }
      after = State.join(after, this.block(entry, branch.body, exits));
    }
    if (stmt.defaultBody !== null) after = State.join(after, this.block(state, stmt.defaultBody, exits));
    else if (!stmt.exhaustive) after = State.join(after, state);
    for (const left of exits.breaks) after = State.join(after, left);
    return after;
  }

  private loop(entry: State, stmt: Extract<Stmt, { kind: 'loop' }>, outer: Exits): State {
    const ctx = this.ctx;
    if (stmt.bound.kind === 'declared') {
      ctx.note(
        entry,
        stmt.bound.obligation,
        false,
        'bound',
        stmt.at,
        () => `@bound ${stmt.bound.kind === 'declared' ? stmt.bound.reason : ''}`,
      );
    }
    const start = stmt.init === null ? entry : this.statement(entry, stmt.init, outer);
    const recording = ctx.ledger.recording;
    ctx.ledger.recording = false;
    const counters = this.counters(stmt);
    if (stmt.bound.kind === 'declared') {
      // An inner loop is entered anew in each turn of the outer one.
      const turns = ctx.symbols.turns(stmt);
      start.forget(turns);
      learnAtMost(start, ofSymbol(turns, start), exactly(0n));
    }
    let head = start.copy();
    head.relate(counters);
    for (;;) {
      const next = State.widen(head, this.turn(head.copy(), stmt).again, ctx.thresholds);
      if (next === null) break;
      head = next;
    }
    // Every state at the loop's head is its first or comes out of a turn: one more turn sharpens what widening blurred.
    if (!start.dead) head = State.join(start, this.turn(head.copy(), stmt).again);
    ctx.ledger.recording = recording;
    return this.turn(head, stmt).exit;
  }

  /** The integers that a loop changes, and its turns: what their differences say outlives the bounds of each. */
  private counters(stmt: Extract<Stmt, { kind: 'loop' }>): Sym[] {
    const found = new Map<string, Sym>();
    walkStatement(stmt, (node) => {
      if (node.kind !== 'assign' || found.size >= 12) return;
      const sym = this.ctx.symbols.value(node.target);
      if (sym !== null) found.set(sym.key, sym);
    });
    if (stmt.bound.kind === 'declared') {
      const turns = this.ctx.symbols.turns(stmt);
      found.set(turns.key, turns);
    }
    return [...found.values()];
  }

  /** Counts a turn: the check at its start lets no more than the bound through. */
  private countTurn(state: State, stmt: Extract<Stmt, { kind: 'loop' }>): void {
    if (stmt.bound.kind !== 'declared') return;
    const turns = this.ctx.symbols.turns(stmt);
    const before = ofSymbol(turns, state);
    learnAtMost(state, before, evaluate(this.ctx, state, stmt.bound.limit), -1n);
    storeSymbol(state, turns, this.ctx.symbols.successor(turns), add(ofSymbol(turns, state), exactly(1n)), () =>
      state.forget(turns),
    );
  }

  /** One turn of a loop from its head: the state before the next one, and the state after the loop. */
  private turn(head: State, stmt: Extract<Stmt, { kind: 'loop' }>): { again: State; exit: State } {
    const exits: Exits = { breaks: [], continues: [] };
    const test = (state: State): [State, State] =>
      stmt.condition === null ? [state, deadState()] : condition(this.ctx, state, stmt.condition);
    let again: State;
    let exit: State;
    if (stmt.form === 'do') {
      this.countTurn(head, stmt);
      let end = this.block(head, stmt.body, exits);
      for (const state of exits.continues) end = State.join(end, state);
      [again, exit] = test(end);
    } else {
      const [enter, leave] = test(head);
      exit = leave;
      this.countTurn(enter, stmt);
      again = this.block(enter, stmt.body, exits);
      for (const state of exits.continues) again = State.join(again, state);
      if (stmt.update !== null) again = this.statement(again, stmt.update, exits);
    }
    for (const state of exits.breaks) exit = State.join(exit, state);
    return { again, exit };
  }
}

/** Analyses a function's body from `state`, what is known at its entry. */
export function analyseBody(ctx: Context, body: Block, state: State): void {
  new Walker(ctx).block(state, body, { breaks: [], continues: [] });
}
