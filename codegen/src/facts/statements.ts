// SPDX-License-Identifier: Apache-2.0
/** Carries what is known through the statements of a function. */
import type { Block, Expr, FieldPlace, LocalDecl, Place, Stmt } from '../ir';
import { lengthFact } from './advice';
import { condition } from './conditions';
import type { Context } from './context';
import { describe } from './describe';
import { writePlace, type Writes } from './effects';
import { evaluate, evaluatePlace, lengthOf, measure } from './expressions';
import { loop, type Bodies, type Exits } from './loops';
import { deadState, State } from './state';
import { storeSymbol } from './store';
import { isTracked } from './symbols';
import { differenceBound, exactly, interval, learnAtMost } from './values';
import { isPlace, walkValue } from './walk';

class Walker implements Bodies {
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
      this.ctx.collectStore(state, place, value);
      this.ctx.settle(state);
      storeSymbol(this.ctx, state, symbols.value(place), value, e, forget);
    } else if (place.type.kind === 'slice' || place.type.kind === 'text') {
      const length = lengthOf(this.ctx, state, e);
      const known = this.ctx.calls.length === calls ? length : interval(length);
      this.ctx.collectStore(state, place, known);
      this.ctx.settle(state);
      storeSymbol(this.ctx, state, symbols.length(place), known, e, forget);
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
      storeSymbol(this.ctx, state, sym, exactly(value.value), value, () => this.forgetPlace(state, at));
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
    state.origins.current = `line ${stmt.at.line}`;
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
        return loop(ctx, this, state, stmt, exits);
      case 'switch':
        return this.switch(state, stmt, exits);
      case 'return': {
        if (stmt.value !== null) {
          const value = measure(ctx, state, stmt.value);
          if (ctx.decl !== null && isTracked(stmt.value.type)) ctx.collect(state, ctx.decl, value);
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
        ctx.note(state, stmt.obligation, false, 'unreachable', stmt.at, () => ({
          known: 'this place can be reached, as far as is known',
          help: 'no path leads here once the guards before it say so; where one does by design, return or end the module instead',
        }));
        return deadState();
      case 'copy': {
        const calls = ctx.calls.length;
        const target = lengthOf(ctx, state, stmt.target);
        const source = lengthOf(ctx, state, stmt.source);
        const room = ctx.calls.length === calls ? target : interval(target);
        const fits = differenceBound(source, room, state) <= 0n;
        ctx.note(state, stmt.obligation, fits, 'copy', stmt.at, () => ({
          known: `${lengthFact(state, stmt.source, source)}; ${lengthFact(state, stmt.target, room)}`,
          help: `guard that the source is not longer than the target, or copy view(${describe(stmt.source)}, 0, min(…)) of it`,
        }));
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
}

/** Analyses a function's body from `state`, what is known at its entry. */
export function analyseBody(ctx: Context, body: Block, state: State): void {
  new Walker(ctx).block(state, body, { breaks: [], continues: [] });
}
