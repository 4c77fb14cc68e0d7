// SPDX-License-Identifier: Apache-2.0
/** Arithmetic, bits and shifts. Types narrower than 32 bits are computed in `uint32_t` and cast. */
import * as c from '../c';
import {
  type Arith,
  type Bits,
  type CheckedArith,
  type Complement,
  type Expr,
  type FloatArith,
  type MinMax,
  type Negate,
  partsOf,
  type Shift,
  type Value,
} from '../ir';
import { bitsOf, isSigned } from '../facts/ranges';
import { expression } from './expressions';
import { checkedOp, floatSum, minMax, negation, saturatedOp, shiftCheck, tryOp, wrappedOp } from './helpers';
import { foldFloat } from './literals';
import { isChecked, LoweringError, type Lowering } from './lowering';
import { cInt } from './ints';
import { helperOperands, operands } from './operands';

const isNarrow = (e: Arith | Bits | Complement | Shift): boolean => e.type.name !== 'usize' && bitsOf(e.type) < 32n;

export function arithmetic(ctx: Lowering, e: Arith): c.CExpr {
  const arguments_ = (): [c.CExpr, c.CExpr] => helperOperands(ctx, e.left, e.right);
  if (isChecked(e.obligation))
    return c.call(checkedOp(ctx.library, e.op, e.type), ...arguments_(), ctx.site(e.obligation));
  if (e.mode === 'sat' && (e.op === '+' || e.op === '-' || e.op === '*')) {
    return c.call(saturatedOp(ctx.library, e.op, e.type), ...arguments_());
  }
  if (e.mode === 'wrap' && isSigned(e.type) && (e.op === '+' || e.op === '-' || e.op === '*')) {
    return c.call(wrappedOp(ctx.library, e.op, e.type), ...arguments_());
  }
  const plain = c.binary(e.op, ...operands(ctx, e.left, e.right));
  return isNarrow(e) ? c.cast(cInt(e.type), plain) : plain;
}

export function checkedArithmetic(ctx: Lowering, e: CheckedArith): c.CExpr {
  return c.call(tryOp(ctx.library, e.op, e.type.of), ...helperOperands(ctx, e.left, e.right));
}

export function negate(ctx: Lowering, e: Negate): c.CExpr {
  const operand = expression(ctx, e.operand);
  if (e.type.kind === 'float') return c.unary('-', operand);
  if (isChecked(e.obligation)) return c.call(negation(ctx.library, 'exact', e.type), operand, ctx.site(e.obligation));
  if (e.mode !== 'exact' && isSigned(e.type)) return c.call(negation(ctx.library, e.mode, e.type), operand);
  if (!isSigned(e.type)) return c.binary('-', c.literal(e.type.name === 'u64' ? 'UINT64_C(0)' : '0U'), operand);
  const plain = c.unary('-', operand);
  return bitsOf(e.type) < 32n ? c.cast(cInt(e.type), plain) : plain;
}

const isConstant = (e: Value): boolean => e.kind !== 'read' && e.kind !== 'call' && partsOf(e).every(isConstant);

const isFromInteger = (e: Expr): boolean =>
  e.kind === 'convert' && (e.operand.type.kind === 'int' || isFromInteger(e.operand));

/** gcc finds zeros by itself where no operand can be a NaN: in `x - x` of a converted integer. */
function isZeroToGcc(e: Expr): boolean {
  if (foldFloat(e) === 0) return true;
  if (e.kind !== 'floatArith') return false;
  const both = (is: (operand: Expr) => boolean): boolean => is(e.left) && is(e.right);
  switch (e.op) {
    case '*':
      return isZeroToGcc(e.left) || isZeroToGcc(e.right);
    case '/':
      return isZeroToGcc(e.left);
    case '+':
      return both(isZeroToGcc);
    case '-':
      return both((operand) => isFromInteger(operand) || isZeroToGcc(operand));
  }
}

/**
 * gcc folds `0 - x` into `-x` and `-x + 0` away where x comes from an integer, whose zero is never negative; the result is then of
 * the wrong sign. So it is not shown the constant 0 and the other operand together.
 */
function isFoldedWrongly(e: FloatArith): boolean {
  return (e.op === '+' || e.op === '-') && (isZeroToGcc(e.left) || isZeroToGcc(e.right)) && !isConstant(e);
}

export function floatArithmetic(ctx: Lowering, e: FloatArith): c.CExpr {
  ctx.library.usesFloats = true;
  const both: [c.CExpr, c.CExpr] = [expression(ctx, e.left), expression(ctx, e.right)];
  if ((e.op === '+' || e.op === '-') && isFoldedWrongly(e)) return c.call(floatSum(ctx.library, e.op, e.type), ...both);
  return c.binary(e.op, ...both);
}

export function bits(ctx: Lowering, e: Bits): c.CExpr {
  const plain = c.binary(e.op, ...operands(ctx, e.left, e.right));
  return isNarrow(e) ? c.cast(cInt(e.type), plain) : plain;
}

export function complement(ctx: Lowering, e: Complement): c.CExpr {
  const operand = expression(ctx, e.operand);
  return isNarrow(e) ? c.cast(cInt(e.type), c.unary('~', c.cast(c.named('uint32_t'), operand))) : c.unary('~', operand);
}

export function shift(ctx: Lowering, e: Shift): c.CExpr {
  if (e.count.type.kind !== 'int') throw new LoweringError('a shift count is an integer', e.at);
  const left = expression(ctx, e.left);
  let count = expression(ctx, e.count);
  if (isChecked(e.obligation)) {
    const width =
      e.type.name === 'usize'
        ? c.cast(c.named('uint32_t'), c.binary('*', c.literal('8U'), c.sizeofType(c.named('size_t'))))
        : c.literal(`${bitsOf(e.type)}U`);
    count = c.call(shiftCheck(ctx.library, e.count.type), count, width, ctx.site(e.obligation));
  }
  // A shift's type is its left operand's: a literal there is made to have it.
  const typed = e.left.kind === 'int' && e.type.name === 'usize' ? c.cast(cInt(e.type), left) : left;
  const plain = c.binary(e.op, e.op === '<<' ? typed : left, count);
  return isNarrow(e) ? c.cast(cInt(e.type), plain) : plain;
}

export function minimumOrMaximum(ctx: Lowering, e: MinMax): c.CExpr {
  if (e.type.kind === 'float') ctx.library.usesFloats = true;
  return c.call(minMax(ctx.library, e.op, e.type), ...helperOperands(ctx, e.left, e.right));
}
