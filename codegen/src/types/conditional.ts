// SPDX-License-Identifier: Apache-2.0
/** `a ? b : c`: both branches in one type. */
import type ts from 'typescript';
import type { Expr, Type } from '../ir';
import { coerce } from './coerce';
import type { Context } from './context';
import { expression } from './expressions';
import { condition } from './logic';
import { aType, f64, isNullable, sameType, withNull, canBeNull } from './relations';
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
  if (expected !== null && expected.kind !== 'void' && !isStored) return expected;
  const s = loaded(c, a, node.whenTrue);
  const t = loaded(c, b, node.whenFalse);
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

function loaded(c: Context, operand: Operand, node: ts.Node): Type | null {
  return typeOfOperand(operand) === null ? null : typed(c, operand, node).type;
}
