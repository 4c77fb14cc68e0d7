// SPDX-License-Identifier: Apache-2.0
/** `<<` and `>>`: logical, on unsigned integers; the count is proved below the width, or checked. */
import ts from 'typescript';
import type { Expr, Type } from '../ir';
import { needInt } from './arithmetic';
import { needUnsigned } from './bits';
import { constantValue } from './constant-value';
import type { Context } from './context';
import { exactAs } from './coerce';
import { expression } from './expressions';
import { exactOf, open, typed, value, type Operand } from './operand';
import { ints, nameOf, promote, u32, u64 } from './relations';
import { convertInt } from './widen';

export type ShiftOp = '<<' | '>>';
export const shiftOps: Partial<Record<ts.SyntaxKind, ShiftOp>> = {
  [ts.SyntaxKind.LessThanLessThanToken]: '<<',
  [ts.SyntaxKind.GreaterThanGreaterThanToken]: '>>',
};

export function shift(c: Context, node: ts.BinaryExpression, expected: Type | null): Operand {
  const op = shiftOps[node.operatorToken.kind] as ShiftOp;
  const left = expression(c, node.left, expected?.kind === 'int' ? expected : null);
  const right = expression(c, node.right, null);
  return combineShift(c, op, left, right, node, node.left, node.right, expected);
}

export function combineShift(
  c: Context,
  op: ShiftOp,
  left: Operand,
  right: Operand,
  node: ts.Node,
  leftNode: ts.Node,
  rightNode: ts.Node,
  expected: Type | null,
): Operand {
  const at = c.at(node);
  if (left.kind === 'exact' && right.kind === 'exact') {
    if (left.value < 0n || right.value < 0n || right.value > 63n)
      c.fail('FUSE2124', node, 'A constant is shifted by 0 to 63, and is not negative.');
    const amount = op === '<<' ? left.value << right.value : left.value >> right.value;
    const shifted = exactOf(amount, [left], at, (type, [a]) => {
      const wide = promote(type);
      return { kind: 'shift', op, left: a as Expr, count: right.make(wide), type, at, obligation: { state: 'proved' } };
    });
    // C computes in at least 32 bits; a narrower constant is written as its value.
    return {
      ...shifted,
      make: (type) =>
        ints[type.name].bits >= 32 && !ints[type.name].signed
          ? shifted.make(type)
          : { kind: 'int', value: amount, type, at },
    };
  }
  let base: Expr;
  if (left.kind === 'exact') {
    const wanted =
      expected?.kind === 'int' && !ints[expected.name].signed ? promote(expected) : left.big === true ? u64 : u32;
    base = exactAs(
      c,
      left,
      ints[wanted.name].big === (left.big ?? ints[wanted.name].big) ? wanted : left.big === true ? u64 : u32,
      leftNode,
    );
  } else {
    base = typed(c, left, leftNode);
  }
  const type = promote(needInt(c, base, leftNode, op));
  needUnsigned(c, type, leftNode, op);
  const count =
    right.kind === 'exact' ? exactAs(c, { ...right, big: null }, u32, rightNode) : typed(c, right, rightNode);
  needInt(c, count, rightNode, op);
  const amount = constantValue(count);
  const width = BigInt(ints[type.name].bits);
  if (amount !== null && (amount < 0n || amount >= width))
    c.fail('FUSE2124', rightNode, `${nameOf(type)} has ${width} bits: shift it by 0 to ${width - 1n}, not ${amount}.`);
  return value({ kind: 'shift', op, left: convertInt(base, type), count, type, at, obligation: open() });
}
