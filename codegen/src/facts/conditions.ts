// SPDX-License-Identifier: Apache-2.0
/** Conditions: evaluates one, and returns what is known where it is true and where it is false. */
import type { Expr } from '../ir';
import type { Context } from './context';
import { evaluate, evaluateBoth } from './expressions';
import { State } from './state';
import { learnAtMost, type Value } from './values';

type Both = [whenTrue: State, whenFalse: State];

/** a !== b where one is a constant at the edge of the other's interval. */
function learnDifferent(state: State, a: Value, b: Value): void {
  if (b.lo !== b.hi) return;
  if (a.lo === b.lo) learnAtMost(state, b, a, -1n);
  if (a.hi === b.lo) learnAtMost(state, a, b, -1n);
}

function compared(ctx: Context, state: State, e: Extract<Expr, { kind: 'compare' }>, word: string): Both {
  const [a, b] = evaluateBoth(ctx, state, () => evaluate(ctx, state, e.left), e.right);
  ctx.settle(state);
  const yes = state;
  const no = state.copy();
  const { origins } = state;
  const before = origins.current;
  origins.current = `${word} on line ${e.at.line}`;
  if (e.left.type.kind === 'int') learn(e.op, a, b, yes, no);
  origins.current = before;
  return [yes, no];
}

function learn(op: Extract<Expr, { kind: 'compare' }>['op'], a: Value, b: Value, yes: State, no: State): void {
  switch (op) {
    case '<':
      learnAtMost(yes, a, b, -1n);
      learnAtMost(no, b, a);
      break;
    case '<=':
      learnAtMost(yes, a, b);
      learnAtMost(no, b, a, -1n);
      break;
    case '>':
      learnAtMost(yes, b, a, -1n);
      learnAtMost(no, a, b);
      break;
    case '>=':
      learnAtMost(yes, b, a);
      learnAtMost(no, a, b, -1n);
      break;
    case '===':
    case '!==': {
      const [same, different] = op === '===' ? [yes, no] : [no, yes];
      learnAtMost(same, a, b);
      learnAtMost(same, b, a);
      learnDifferent(different, a, b);
      learnDifferent(different, b, a);
      break;
    }
  }
}

/** Uses `state` up. The condition is a whole expression, or an operand of `&& || ?:`: a sequence point follows. */
export function condition(ctx: Context, state: State, e: Expr, word = 'guard'): Both {
  switch (e.kind) {
    case 'bool': {
      const other = new State();
      other.dead = true;
      return e.value ? [state, other] : [other, state];
    }
    case 'not': {
      const [yes, no] = condition(ctx, state, e.operand, word);
      return [no, yes];
    }
    case 'logic': {
      const [yes, no] = condition(ctx, state, e.left, word);
      if (e.op === '&&') {
        const [both, second] = condition(ctx, yes, e.right, word);
        return [both, State.join(no, second)];
      }
      const [second, neither] = condition(ctx, no, e.right, word);
      return [State.join(yes, second), neither];
    }
    case 'compare':
      return compared(ctx, state.copy(), e, word);
    case 'read': {
      const definition = e.place.kind === 'local' ? ctx.definitions.get(e.place.decl) : undefined;
      if (definition === undefined) break;
      // Its obligations were noted where it was defined.
      const recording = ctx.ledger.recording;
      ctx.ledger.recording = false;
      const both = condition(ctx, state.copy(), definition, word);
      ctx.ledger.recording = recording;
      return both;
    }
    default:
  }
  const after = state.copy();
  evaluate(ctx, after, e);
  ctx.settle(after);
  return [after, after.copy()];
}
