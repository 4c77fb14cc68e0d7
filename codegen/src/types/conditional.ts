// SPDX-License-Identifier: Apache-2.0
/** `a ? b : c`: both branches in one type. */
import type ts from 'typescript';
import type { Expr, IntType, Type } from '../ir';
import { coerce } from './coerce';
import type { Context } from './context';
import { expression } from './expressions';
import { condition } from './logic';
import { aType, f64, fits, isLossless, isNullable, sameType, withNull, canBeNull } from './relations';
import { comparisonType } from './comparison';
import { typed, typeOfOperand, value, type Operand } from './operand';

export function conditional(c: Context, node: ts.ConditionalExpression, expected: Type | null): Operand {
  const test = condition(c, node.condition);
  const whenTrue = expression(c, node.whenTrue, expected);
  const whenFalse = expression(c, node.whenFalse, expected);
  const type = branchType(c, whenTrue, whenFalse, node, expected);
  const result: Expr = {
    kind: 'conditional',
    condition: test,
    whenTrue: coerce(c, whenTrue, type, node.whenTrue),
    whenFalse: coerce(c, whenFalse, type, node.whenFalse),
    type,
    at: c.at(node),
  };
  return value(result);
}

function branchType(c: Context, a: Operand, b: Operand, node: ts.ConditionalExpression, expected: Type | null): Type {
  // A struct is expected where an object would be stored; the branches only refer to theirs.
  const isStored = expected?.kind === 'struct' || expected?.kind === 'union';
  if (expected !== null && expected.kind !== 'void' && expected.kind !== 'int' && !isStored) return expected;
  const s = loaded(c, a, node.whenTrue);
  const t = loaded(c, b, node.whenFalse);
  if (expected?.kind === 'int') return intBranchType(a, b, s, t, expected);
  if (s === null && t === null)
    return a.kind === 'exactFloat' || b.kind === 'exactFloat'
      ? f64
      : c.fail('FUSE2113', node, 'Both branches are bare numbers. Give the variable a type, or convert one: u32(...).');
  if (s === null) return t as Type;
  if (t === null) return s;
  if (s.kind === 'int' && t.kind === 'int') {
    const type = comparisonType(s, t);
    if (type !== null) return type;
  }
  if (sameType(s, t)) return s;
  if (s.kind === 'null' && canBeNull(t)) return withNull(t, true);
  if (t.kind === 'null' && canBeNull(s)) return withNull(s, true);
  if (canBeNull(s) && canBeNull(t)) return isNullable(s) ? s : t;
  return c.fail('FUSE2100', node, `The branches are ${aType(s)} and ${aType(t)}; they need one type.`);
}

/** The branches' own type, which what is around them does not change; where a constant needs more room, the type expected. */
function intBranchType(a: Operand, b: Operand, s: Type | null, t: Type | null, expected: IntType): Type {
  if (s !== null && t !== null) {
    const common = s.kind === 'int' && t.kind === 'int' ? comparisonType(s, t) : null;
    return common ?? (s.kind === 'float' ? s : expected);
  }
  const own = s ?? t;
  const constant = s === null ? a : b;
  if (own?.kind === 'float') return own;
  if (own?.kind !== 'int' || constant.kind !== 'exact') return expected;
  return fits(constant.value, own) || !isLossless(own, expected) ? own : expected;
}

function loaded(c: Context, operand: Operand, node: ts.Node): Type | null {
  return typeOfOperand(operand) === null ? null : typed(c, operand, node).type;
}
