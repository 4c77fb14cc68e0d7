// SPDX-License-Identifier: Apache-2.0
/** `& | ^ ~`: for unsigned integers and constants. */
import ts from 'typescript';
import type { Fix } from '../diagnostics';
import type { Expr, IntType, Type } from '../ir';
import { exactAs } from './coerce';
import { comparisonType } from './comparison';
import { textOf, type Context } from './context';
import { needInt, intOperands } from './arithmetic';
import { expression } from './expressions';
import { exactOf, intLiteral, typed, value, type Operand } from './operand';
import { fits, ints, nameOf, promote } from './relations';
import { convertInt } from './widen';

export type BitOp = '&' | '|' | '^';
export const bitOps: Partial<Record<ts.SyntaxKind, BitOp>> = {
  [ts.SyntaxKind.AmpersandToken]: '&',
  [ts.SyntaxKind.BarToken]: '|',
  [ts.SyntaxKind.CaretToken]: '^',
};

export function bits(c: Context, node: ts.BinaryExpression, expected: Type | null): Operand {
  const op = bitOps[node.operatorToken.kind] as BitOp;
  const wanted = expected?.kind === 'int' ? expected : null;
  const left = expression(c, node.left, wanted);
  const right = expression(c, node.right, wanted);
  return combineBits(c, op, left, right, node, node.left, node.right);
}

export function combineBits(
  c: Context,
  op: BitOp,
  left: Operand,
  right: Operand,
  node: ts.Node,
  leftNode: ts.Node,
  rightNode: ts.Node,
): Operand {
  const at = c.at(node);
  if (left.kind === 'exact' && right.kind === 'exact') {
    const amount =
      op === '&' ? left.value & right.value : op === '|' ? left.value | right.value : left.value ^ right.value;
    const operand = exactOf(amount, [left, right], at, (type, [a, b]) => ({
      kind: 'bits',
      op,
      left: a as Expr,
      right: b as Expr,
      type,
      at,
    }));
    return { ...operand, complement: amount < 0n };
  }
  const [a, b, type] =
    narrowOperands(c, left, right, leftNode, rightNode) ?? intOperands(c, left, right, node, leftNode, rightNode, op);
  needUnsigned(c, type, node, op);
  return value({ kind: 'bits', op, left: a, right: b, type, at });
}

/** No bit leaves the wider operand's type, so nothing is promoted: u8 ^ u8 is u8, and so is u8 & 0x0f. */
function narrowOperands(
  c: Context,
  left: Operand,
  right: Operand,
  leftNode: ts.Node,
  rightNode: ts.Node,
): [Expr, Expr, IntType] | null {
  const a = left.kind === 'exact' || left.kind === 'exactFloat' ? null : typed(c, left, leftNode);
  const b = right.kind === 'exact' || right.kind === 'exactFloat' ? null : typed(c, right, rightNode);
  if (a !== null && b !== null) {
    const type = a.type.kind === 'int' && b.type.kind === 'int' ? comparisonType(a.type, b.type) : null;
    return type === null || ints[type.name].signed ? null : [convertInt(a, type), convertInt(b, type), type];
  }
  const other = a ?? b;
  const exact = a === null ? left : right;
  if (
    other === null ||
    other.type.kind !== 'int' ||
    exact.kind !== 'exact' ||
    exact.complement ||
    !fits(exact.value, other.type)
  )
    return null;
  const constant = exactAs(c, exact, other.type, a === null ? leftNode : rightNode);
  return a === null ? [constant, other, other.type] : [other, constant, other.type];
}

export function needUnsigned(c: Context, type: IntType, node: ts.Node, op: string): void {
  if (ints[type.name].signed)
    c.fail(
      'FUSE2108',
      node,
      `${op} is for unsigned integers, not ${nameOf(type)}: the bits of a signed number are the machine's business. Convert first, for example u32.wrap(${textOf(node)}).`,
      [],
      unsignedOperands(c, node, type),
    );
}

/** Each operand that is not a literal, in the unsigned type of the same width. */
function unsignedOperands(c: Context, node: ts.Node, type: IntType): Fix[] {
  const name = `u${type.name.slice(1)}`;
  const operands = ts.isBinaryExpression(node)
    ? [node.left, node.right]
    : ts.isPrefixUnaryExpression(node)
      ? [node.operand]
      : [];
  const edits = operands
    .filter((operand) => !ts.isLiteralExpression(operand))
    .map((operand) => ({ at: c.at(operand), text: `${name}.wrap(${operand.getText()})` }));
  return edits.length === 0 ? [] : [{ title: `Convert to ${name} first`, edits }];
}

export function complement(c: Context, node: ts.PrefixUnaryExpression, expected: Type | null): Operand {
  const operand = expression(c, node.operand, expected?.kind === 'int' ? expected : null);
  const at = c.at(node);
  if (operand.kind === 'exact') {
    return {
      kind: 'exact',
      value: -1n - operand.value,
      big: operand.big,
      complement: true,
      at,
      make: (type) =>
        fits(operand.value, type) && !ints[type.name].signed && ints[type.name].bits >= 32
          ? { kind: 'complement', operand: operand.make(type), type, at }
          : intLiteral(BigInt.asUintN(ints[type.name].bits, -1n - operand.value), type, at),
    };
  }
  const expr = typed(c, operand, node.operand);
  const type = promote(needInt(c, expr, node.operand, '~'));
  needUnsigned(c, type, node, '~');
  return value({ kind: 'complement', operand: convertInt(expr, type), type, at });
}
