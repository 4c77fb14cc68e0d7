// SPDX-License-Identifier: Apache-2.0
/** wrap(), sat(), checked(), idiv(), min(), max(). */
import ts from 'typescript';
import type { Expr, Type } from '../ir';
import { arithOps, floatOperands, intArithmetic, intOperands, isFloat, type ArithOp } from './arithmetic';
import { comparisonType } from './comparison';
import { exactAs } from './coerce';
import { textOf, type Context } from './context';
import { expression } from './expressions';
import { negation } from './negation';
import { exactOf, typed, value, type Operand } from './operand';
import { nameOf } from './relations';
import { convertInt } from './widen';

function withoutParentheses(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) ? withoutParentheses(node.expression) : node;
}

export function explicitArithmetic(
  c: Context,
  node: ts.CallExpression,
  name: 'wrap' | 'sat' | 'checked',
  expected: Type | null,
): Operand {
  const inner = withoutParentheses(node.arguments[0] as ts.Expression);
  const wanted = expected?.kind === 'int' ? expected : expected?.kind === 'checked' ? expected.of : null;
  if (name === 'wrap' && ts.isPrefixUnaryExpression(inner) && inner.operator === ts.SyntaxKind.MinusToken)
    return negation(c, inner, wanted, 'wrap');
  const op: ArithOp | undefined = ts.isBinaryExpression(inner) ? arithOps[inner.operatorToken.kind] : undefined;
  if (!ts.isBinaryExpression(inner) || op === undefined || op === '/' || op === '%')
    return c.fail(
      'FUSE2122',
      inner,
      `${name}() takes one + - or * written out, such as ${name}(a + b): it changes the meaning of that operation.`,
    );
  const left = expression(c, inner.left, wanted);
  const right = expression(c, inner.right, wanted);
  if (isFloat(left) || isFloat(right))
    return c.fail('FUSE2122', inner, `${name}() is for integers; floats have infinities.`);
  if (name !== 'checked') return intArithmetic(c, op, name, left, right, node, inner.left, inner.right);
  const [a, b, type] = intOperands(c, left, right, inner, inner.left, inner.right, op);
  return value({ kind: 'checkedArith', op, left: a, right: b, type: { kind: 'checked', of: type }, at: c.at(node) });
}

export function idivCall(c: Context, node: ts.CallExpression, expected: Type | null): Operand {
  const [a, b] = node.arguments;
  if (a === undefined || b === undefined) return c.abandon();
  const wanted = expected?.kind === 'int' ? expected : null;
  const left = expression(c, a, wanted);
  const right = expression(c, b, wanted);
  if (isFloat(left) || isFloat(right))
    return c.fail('FUSE2105', node, `idiv is for integers; the quotient of floats is ${textOf(a)} / ${textOf(b)}.`);
  return intArithmetic(c, '/', 'exact', left, right, node, a, b);
}

export function minMaxCall(c: Context, node: ts.CallExpression, op: 'min' | 'max', expected: Type | null): Operand {
  const [a, b] = node.arguments;
  if (a === undefined || b === undefined) return c.abandon();
  const wanted = expected?.kind === 'int' || expected?.kind === 'float' ? expected : null;
  const left = expression(c, a, wanted);
  const right = expression(c, b, wanted);
  const at = c.at(node);
  if (isFloat(left) || isFloat(right)) {
    const [x, y, type] = floatOperands(c, left, right, a, b);
    return value({ kind: 'minMax', op, left: x, right: y, type, at });
  }
  if (left.kind === 'exact' && right.kind === 'exact') {
    const amount = (op === 'min') === left.value < right.value ? left.value : right.value;
    return exactOf(amount, [left, right], at, (type, [x, y]) => ({
      kind: 'minMax',
      op,
      left: x as Expr,
      right: y as Expr,
      type,
      at,
    }));
  }
  if (left.kind === 'exact' || right.kind === 'exact') {
    // No arithmetic happens, so nothing is promoted: the constant takes the other's type.
    const exact = left.kind === 'exact' ? left : right;
    const other = typed(c, left.kind === 'exact' ? right : left, left.kind === 'exact' ? b : a);
    if (other.type.kind !== 'int' || exact.kind !== 'exact')
      return c.fail('FUSE2106', node, `${op} is for numbers, not ${nameOf(other.type)}.`);
    const constant = exactAs(c, exact, other.type, left.kind === 'exact' ? a : b);
    return value({
      kind: 'minMax',
      op,
      left: left.kind === 'exact' ? constant : other,
      right: left.kind === 'exact' ? other : constant,
      type: other.type,
      at,
    });
  }
  const x = typed(c, left, a);
  const y = typed(c, right, b);
  if (x.type.kind === 'int' && y.type.kind === 'int') {
    const type = comparisonType(x.type, y.type);
    if (type !== null)
      return value({ kind: 'minMax', op, left: convertInt(x, type), right: convertInt(y, type), type, at });
  }
  // Says what does not fit.
  intOperands(c, left, right, node, a, b, op);
  return c.abandon();
}
