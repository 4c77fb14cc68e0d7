// SPDX-License-Identifier: Apache-2.0
/** `< <= > >= === !==`: on one type after lossless widening. */
import ts from 'typescript';
import type { Compare, Expr, IntType, Type } from '../ir';
import { floatOperands, isFloat, mixed } from './arithmetic';
import { exactAs, convert } from './coerce';
import type { Context } from './context';
import { expression } from './expressions';
import { isSamePath, typed, type Operand } from './operand';
import { aType, bool, commonType, isLossless, isNullable, sameType, withNull, canBeNull } from './relations';
import { convertInt } from './widen';

const ops: Partial<Record<ts.SyntaxKind, Compare['op']>> = {
  [ts.SyntaxKind.LessThanToken]: '<',
  [ts.SyntaxKind.LessThanEqualsToken]: '<=',
  [ts.SyntaxKind.GreaterThanToken]: '>',
  [ts.SyntaxKind.GreaterThanEqualsToken]: '>=',
  [ts.SyntaxKind.EqualsEqualsEqualsToken]: '===',
  [ts.SyntaxKind.ExclamationEqualsEqualsToken]: '!==',
};

export function comparison(c: Context, node: ts.BinaryExpression): Expr {
  const op = ops[node.operatorToken.kind] as Compare['op'];
  const left = expression(c, node.left, null);
  const right = expression(c, node.right, null);
  const at = c.at(node);
  const isEquality = op === '===' || op === '!==';
  if (isEquality && (isNull(left) || isNull(right)))
    return nullCheck(c, node, isNull(left) ? right : left, isNull(left) ? node.right : node.left, op === '!==');
  if (isFloat(left) || isFloat(right)) {
    const [a, b] = floatOperands(c, left, right, node.left, node.right);
    return { kind: 'compare', op, left: a, right: b, type: bool, at };
  }
  if (isSamePath(node.left, node.right))
    return c.fail('FUSE2112', node, 'Both sides are the same: the answer is known.');
  if (left.kind === 'exact' && right.kind === 'exact')
    return c.fail(
      'FUSE2112',
      node,
      'Both sides are constants: the answer is known. Write it, or make it a build condition.',
    );
  if (left.kind === 'exact' || right.kind === 'exact') {
    const exact = left.kind === 'exact' ? left : (right as Operand & { kind: 'exact' });
    const other = left.kind === 'exact' ? right : left;
    const otherNode = left.kind === 'exact' ? node.right : node.left;
    const expr = typed(c, other, otherNode);
    if (expr.type.kind !== 'int') return notComparable(c, node, { kind: 'int', name: 'u32' }, expr.type);
    const constant = exactAs(c, exact, expr.type, left.kind === 'exact' ? node.left : node.right);
    return left.kind === 'exact'
      ? { kind: 'compare', op, left: constant, right: expr, type: bool, at }
      : { kind: 'compare', op, left: expr, right: constant, type: bool, at };
  }
  const a = typed(c, left, node.left);
  const b = typed(c, right, node.right);
  const [x, y] = sameSides(c, a, b, node, isEquality);
  return { kind: 'compare', op, left: x, right: y, type: bool, at };
}

function sameSides(c: Context, a: Expr, b: Expr, node: ts.BinaryExpression, isEquality: boolean): [Expr, Expr] {
  const s = a.type;
  const t = b.type;
  if (s.kind === 'int' && t.kind === 'int') {
    const type = comparisonType(s, t);
    if (type === null) return mixed(c, node, s, t, node.left, node.right);
    return [convertInt(a, type), convertInt(b, type)];
  }
  if (s.kind === 'enum' && t.kind === 'enum' && s.decl === t.decl) return [a, b];
  if (isEquality) {
    if (s.kind === 'bool' && t.kind === 'bool') return [a, b];
    if (canBeNull(s) && canBeNull(t)) {
      const readonly = ('readonly' in s && s.readonly) || ('readonly' in t && t.readonly);
      const bare = (type: Type): Type => {
        const plain = canBeNull(type) ? withNull(type, true) : type;
        return 'readonly' in plain ? { ...plain, readonly } : plain;
      };
      if (sameType(bare(s), bare(t))) return [convert(c, a, bare(s), node.left), convert(c, b, bare(t), node.right)];
    }
  }
  return notComparable(c, node, s, t);
}

export function comparisonType(s: IntType, t: IntType): IntType | null {
  if (s.name === t.name || isLossless(t, s)) return s;
  if (isLossless(s, t)) return t;
  return commonType(s, t);
}

function notComparable(c: Context, node: ts.BinaryExpression, s: Type, t: Type): never {
  const text = [s, t].some((x) => x.kind === 'text' || x.kind === 'cstring');
  const struct = [s, t].some((x) => x.kind === 'slice' || x.kind === 'struct');
  const advice =
    text || struct
      ? ' Compare length and bytes in a loop.'
      : s.kind === 'enum' || t.kind === 'enum'
        ? ' An enum compares only with itself; its number is u32(e).'
        : s.kind === 'bool' || t.kind === 'bool'
          ? ' A boolean is a condition by itself: x, or !x.'
          : '';
  return c.fail(
    'FUSE2112',
    node,
    `${aType(s, true)} is not compared with ${aType(t)} by ${node.operatorToken.getText()}.${advice}`,
  );
}

function isNull(operand: Operand): boolean {
  return operand.kind === 'value' && operand.expr.kind === 'null';
}

function nullCheck(
  c: Context,
  node: ts.BinaryExpression,
  operand: Operand,
  operandNode: ts.Node,
  negated: boolean,
): Expr {
  const expr = unnarrowed(typed(c, operand, operandNode));
  if (!isNullable(expr.type))
    return c.fail('FUSE2112', node, `${aType(expr.type, true)} is never null: this check does nothing.`);
  return { kind: 'nullCheck', operand: expr, negated, type: bool, at: c.at(node) };
}

/** A check after a check is idle, not wrong: look at the value as declared. */
function unnarrowed(expr: Expr): Expr {
  return expr.kind === 'convert' && expr.mode === 'retype' && isNullable(expr.operand.type) ? expr.operand : expr;
}
