// SPDX-License-Identifier: Apache-2.0
/** The two operands of an operator for which C brings both to one type: casts that it would make by itself are left out. */
import type * as c from '../c';
import type { Expr } from '../ir';
import { bitsOf, isSigned } from '../facts/ranges';
import { assignable } from './conversions';
import { expression } from './expressions';
import type { Lowering } from './lowering';

/** A conversion to a wider type of the same signedness, of something that has a type in C as well. */
function isWidening(e: Expr): boolean {
  return (
    e.kind === 'convert' &&
    (e.mode === 'widen' || (e.mode === 'exact' && e.obligation.state === 'proved')) &&
    e.type.kind === 'int' &&
    e.operand.type.kind === 'int' &&
    isSigned(e.type) === isSigned(e.operand.type) &&
    bitsOf(e.operand.type) < bitsOf(e.type) &&
    e.operand.type.name !== 'usize' &&
    e.operand.kind !== 'int' &&
    e.operand.kind !== 'constant'
  );
}

/** Whether the expression's C has its own type without being converted to it; literals of a `usize` have another one. */
function hasItsType(e: Expr): boolean {
  if (e.type.kind !== 'int') return false;
  if (e.type.name === 'usize') return e.kind === 'read' || e.kind === 'call' || e.kind === 'addressOf';
  return e.kind !== 'convert' || !isWidening(e);
}

const inner = (ctx: Lowering, e: Expr): c.CExpr => expression(ctx, e.kind === 'convert' ? e.operand : e);

export function operands(ctx: Lowering, left: Expr, right: Expr): [left: c.CExpr, right: c.CExpr] {
  if (isWidening(left) && hasItsType(right)) return [inner(ctx, left), expression(ctx, right)];
  if (isWidening(right) && hasItsType(left)) return [expression(ctx, left), inner(ctx, right)];
  return [expression(ctx, left), expression(ctx, right)];
}

/** Arguments of a helper, whose parameters have the operation's type. */
export const helperOperands = (ctx: Lowering, left: Expr, right: Expr): [left: c.CExpr, right: c.CExpr] => [
  assignable(ctx, left),
  assignable(ctx, right),
];
