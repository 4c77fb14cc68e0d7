// SPDX-License-Identifier: Apache-2.0
/** `+ - * / %`: exact on integers, IEEE on floats; with wrap(), sat() and checked() the other meanings of `+ - *`. */
import ts from 'typescript';
import { guesses } from '../diagnostics';
import type { Arith, ArithMode, Expr, FloatType, IntType, Type } from '../ir';
import { coerce, exactAs, exactAsFloat } from './coerce';
import { constantValue } from './constant-value';
import { textOf, type Context } from './context';
import { expression } from './expressions';
import { asNumber, conversions, rewrite } from './remedies';
import { describe, exactOf, finite, open, typed, value, type Operand } from './operand';
import { aType, commonType, f64, ints, nameOf, promote } from './relations';
import { convertInt } from './widen';

const BY_ZERO = 'This divides by the constant 0, which has no result.';

export type ArithOp = '+' | '-' | '*' | '/' | '%';

export const arithOps: Partial<Record<ts.SyntaxKind, ArithOp>> = {
  [ts.SyntaxKind.PlusToken]: '+',
  [ts.SyntaxKind.MinusToken]: '-',
  [ts.SyntaxKind.AsteriskToken]: '*',
  [ts.SyntaxKind.SlashToken]: '/',
  [ts.SyntaxKind.PercentToken]: '%',
};

export function arithmetic(c: Context, node: ts.BinaryExpression, expected: Type | null): Operand {
  const op = arithOps[node.operatorToken.kind] as ArithOp;
  const wanted = expected?.kind === 'int' || expected?.kind === 'float' ? expected : null;
  const left = expression(c, node.left, wanted);
  const right = expression(c, node.right, wanted);
  return combine(c, op, left, right, node, node.left, node.right);
}

/** The operation on two operands that are already typed; `node` is the whole of it. */
export function combine(
  c: Context,
  op: ArithOp,
  left: Operand,
  right: Operand,
  node: ts.Node,
  leftNode: ts.Node,
  rightNode: ts.Node,
): Operand {
  if (isFloat(left) || isFloat(right)) return floatArithmetic(c, op, left, right, node, leftNode, rightNode);
  if (op === '/') {
    c.fail(
      'FUSE2107',
      node,
      `/ is for floats. The integer quotient is idiv(${textOf(leftNode)}, ${textOf(rightNode)}).`,
      [],
      ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.SlashToken
        ? rewrite(c, node, `idiv(${leftNode.getText()}, ${rightNode.getText()})`)
        : [],
    );
  }
  return intArithmetic(c, op, 'exact', left, right, node, leftNode, rightNode);
}

export function intArithmetic(
  c: Context,
  op: ArithOp,
  mode: ArithMode,
  left: Operand,
  right: Operand,
  node: ts.Node,
  leftNode: ts.Node,
  rightNode: ts.Node,
): Operand {
  const at = c.at(node);
  if (left.kind === 'exact' && right.kind === 'exact' && mode === 'exact') {
    if ((op === '/' || op === '%') && right.value === 0n) c.fail('FUSE2125', rightNode, BY_ZERO);
    return exactOf(apply(op, left.value, right.value), [left, right], at, (type, [a, b]) => ({
      kind: 'arith',
      op,
      mode,
      left: a as Expr,
      right: b as Expr,
      type,
      at,
      obligation: { state: 'proved' },
    }));
  }
  const [a, b, type] = intOperands(c, left, right, node, leftNode, rightNode, op);
  if ((op === '/' || op === '%') && constantValue(b) === 0n) c.fail('FUSE2125', rightNode, BY_ZERO);
  const result: Arith = { kind: 'arith', op, mode, left: a, right: b, type, at, obligation: open() };
  return value(result);
}

function apply(op: ArithOp, a: bigint, b: bigint): bigint {
  switch (op) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return a % b;
  }
}

/** Both operands in the type that they are computed in. */
export function intOperands(
  c: Context,
  left: Operand,
  right: Operand,
  node: ts.Node,
  leftNode: ts.Node,
  rightNode: ts.Node,
  op: string,
): [Expr, Expr, IntType] {
  if (left.kind === 'exact' && right.kind === 'exact') {
    return c.fail(
      'FUSE2113',
      node,
      'Two bare numbers have no type. Convert one: u32(...).',
      [],
      rewrite(c, leftNode, `u32(${leftNode.getText()})`),
    );
  }
  if (left.kind === 'exact') {
    const b = typed(c, right, rightNode);
    const type = promote(needInt(c, b, rightNode, op));
    return [exactAs(c, left, type, leftNode), convertInt(b, type), type];
  }
  const a = typed(c, left, leftNode);
  if (right.kind === 'exact') {
    const type = promote(needInt(c, a, leftNode, op));
    return [convertInt(a, type), exactAs(c, right, type, rightNode), type];
  }
  const b = typed(c, right, rightNode);
  const leftType = needInt(c, a, leftNode, op);
  const rightType = needInt(c, b, rightNode, op);
  const type = commonType(leftType, rightType);
  if (type === null) return mixed(c, node, leftType, rightType, leftNode, rightNode);
  return [convertInt(a, type), convertInt(b, type), type];
}

/** Two integers that no lossless widening brings together. */
export function mixed(
  c: Context,
  node: ts.Node,
  left: IntType,
  right: IntType,
  leftNode: ts.Node,
  rightNode: ts.Node,
): never {
  const a = ints[left.name];
  const b = ints[right.name];
  const wider = a.bits >= b.bits && !(a.signed && !b.signed && a.bits === b.bits) ? left : right;
  const other = wider === left ? rightNode : leftNode;
  const why =
    a.big !== b.big
      ? 'one is a bigint in TypeScript'
      : a.signed !== b.signed
        ? 'one is signed'
        : 'neither holds every value of the other';
  return c.fail(
    'FUSE2103',
    node,
    `${nameOf(left)} and ${nameOf(right)} do not meet by themselves (${why}). Convert one, for example ${wider.name}(${textOf(other)}).`,
    [],
    guesses([
      ...conversions(c, other, wider === left ? right : left, wider),
      ...conversions(c, other === leftNode ? rightNode : leftNode, wider, wider === left ? right : left).slice(0, 1),
    ]),
  );
}

export function needInt(c: Context, expr: Expr, node: ts.Node, op: string): IntType {
  const type = expr.type;
  if (type.kind === 'int') return type;
  if (op === '+' && (type.kind === 'text' || type.kind === 'cstring'))
    return c.fail(
      'FUSE2110',
      node,
      `Texts are not joined with +: nothing allocates. Log the parts, or copy bytes into a buffer with copy(slice(...), bytesOf(...)).`,
    );
  if (type.kind === 'enum')
    return c.fail(
      'FUSE2119',
      node,
      `${op} is for numbers; the number of an enum is u32(${textOf(node)}).`,
      [],
      rewrite(c, node, `u32(${node.getText()})`),
    );
  if (type.kind === 'bool')
    return c.fail(
      'FUSE2106',
      node,
      `${op} is for numbers, not booleans. Write ${textOf(node)} ? 1 : 0.`,
      [],
      asNumber(c, node),
    );
  return c.fail('FUSE2106', node, `${op} is for numbers; this is ${aType(type)}.`);
}

export function isFloat(operand: Operand): boolean {
  if (operand.kind === 'exactFloat') return true;
  if (operand.kind === 'exact') return false;
  return (operand.kind === 'value' ? operand.expr.type : operand.place.type).kind === 'float';
}

export function floatArithmetic(
  c: Context,
  op: ArithOp,
  left: Operand,
  right: Operand,
  node: ts.Node,
  leftNode: ts.Node,
  rightNode: ts.Node,
): Operand {
  if (op === '%') c.fail('FUSE2106', node, '% is for integers: write the remainder of floats out, x - y * n.');
  if (left.kind !== 'value' && left.kind !== 'place' && right.kind !== 'value' && right.kind !== 'place') {
    const [a, b] = [Number(left.value), Number(right.value)];
    const result = op === '+' ? a + b : op === '-' ? a - b : op === '*' ? a * b : a / b;
    return { kind: 'exactFloat', value: finite(c, result, f64, node), at: c.at(node) };
  }
  const [a, b, type] = floatOperands(c, left, right, leftNode, rightNode);
  return value({ kind: 'floatArith', op, left: a, right: b, type, at: c.at(node) });
}

/** Both operands in one float type: that of the wider, constants follow. */
export function floatOperands(
  c: Context,
  left: Operand,
  right: Operand,
  leftNode: ts.Node,
  rightNode: ts.Node,
): [Expr, Expr, FloatType] {
  const typeOf = (operand: Operand, node: ts.Node): FloatType | null => {
    if (operand.kind === 'exact' || operand.kind === 'exactFloat') return null;
    const type = operand.kind === 'value' ? operand.expr.type : operand.place.type;
    if (type.kind === 'float') return type;
    return c.fail(
      'FUSE2105',
      node,
      `${describe(operand)} meets a float here: write the conversion, f32(${textOf(node)}) or f64(${textOf(node)}).`,
      [],
      rewrite(c, node, `f32(${node.getText()})`, `f64(${node.getText()})`),
    );
  };
  const a = typeOf(left, leftNode);
  const b = typeOf(right, rightNode);
  const type = a === null ? (b ?? f64) : b === null || a.name === b.name ? a : f64;
  const as = (operand: Operand, node: ts.Node): Expr =>
    operand.kind === 'exact' ? exactAsFloat(c, operand, type, node) : coerce(c, operand, type, node);
  return [as(left, leftNode), as(right, rightNode), type];
}
