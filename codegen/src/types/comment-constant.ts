// SPDX-License-Identifier: Apache-2.0
/** Constant expressions in comments, of `@bound` and `@range`: numbers, names of constants, `+ - *` and parentheses. */
import ts from 'typescript';
import type { ConstExpr, Expr, IntType } from '../ir';
import { exactAs } from './coerce';
import { constantValue, isConstant } from './constant-value';
import type { Context } from './context';
import { exactLiteral, proved } from './operand';
import { ints, isLossless } from './relations';
import { resolve } from './resolve';
import { convertInt } from './widen';

/** A constant and what it can be in all configurations. */
export interface CommentConstant {
  readonly expr: ConstExpr;
  readonly min: bigint;
  readonly max: bigint;
}

/** The constant of `type` that the text says; null where it says none, or where a part of it may not fit. */
export function constantIn(c: Context, text: string, type: IntType, node: ts.Node): CommentConstant | null {
  const parsed = ts.createSourceFile('comment.ts', `(${text})`, ts.ScriptTarget.ES2022, true);
  const statement = parsed.statements[0];
  if (statement === undefined || parsed.statements.length !== 1 || !ts.isExpressionStatement(statement)) return null;
  const expr = read(c, statement.expression, type, node);
  const range = expr !== null && isConstant(expr) ? rangeOf(expr, type) : null;
  return expr === null || range === null ? null : { expr, ...range };
}

function rangeOf(e: Expr, type: IntType): { min: bigint; max: bigint } | null {
  const { min, max } = ints[type.name];
  const within = (lo: bigint, hi: bigint): { min: bigint; max: bigint } | null =>
    lo < min || hi > max ? null : { min: lo, max: hi };
  if (e.kind === 'int') return within(e.value, e.value);
  if (e.kind === 'convert') return rangeOf(e.operand, type);
  if (e.kind === 'constant') {
    if (e.decl.build !== null) return within(e.decl.build.min, e.decl.build.max);
    const value = constantValue(e);
    return value === null ? { min, max } : within(value, value);
  }
  if (e.kind !== 'arith') return { min, max };
  const [a, b] = [rangeOf(e.left, type), rangeOf(e.right, type)];
  if (a === null || b === null) return null;
  if (e.op === '+') return within(a.min + b.min, a.max + b.max);
  if (e.op === '-') return within(a.min - b.max, a.max - b.min);
  const corners = [a.min * b.min, a.min * b.max, a.max * b.min, a.max * b.max];
  return within(
    corners.reduce((x, y) => (x < y ? x : y)),
    corners.reduce((x, y) => (x > y ? x : y)),
  );
}

function read(c: Context, node: ts.Expression, type: IntType, from: ts.Node): Expr | null {
  const at = c.at(from);
  if (ts.isParenthesizedExpression(node)) return read(c, node.expression, type, from);
  const literal = literalOf(node);
  if (literal !== null) {
    const { min, max } = ints[type.name];
    return literal < min || literal > max ? null : exactAs(c, exactLiteral(literal, null, at), type, from);
  }
  if (ts.isIdentifier(node)) {
    const symbol = lookup(c, node.text, from);
    const entity = symbol === undefined ? undefined : resolve(c, symbol, from);
    if (entity?.kind !== 'constant') return null;
    if (entity.type === null) return { kind: 'constant', decl: entity, type, at };
    if (entity.type.kind !== 'int' || !isLossless(entity.type, type)) return null;
    return convertInt({ kind: 'constant', decl: entity, type: entity.type, at }, type);
  }
  if (ts.isBinaryExpression(node)) {
    const op = node.operatorToken.getText();
    if (op !== '+' && op !== '-' && op !== '*') return null;
    const left = read(c, node.left, type, from);
    const right = read(c, node.right, type, from);
    if (left === null || right === null) return null;
    return { kind: 'arith', op, mode: 'exact', left, right, type, at, obligation: proved() };
  }
  return null;
}

function literalOf(node: ts.Expression): bigint | null {
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken) {
    const amount = literalOf(node.operand);
    return amount === null ? null : -amount;
  }
  if (!ts.isNumericLiteral(node) && !ts.isBigIntLiteral(node)) return null;
  const digits = node.getText().replace(/_|n$/g, '');
  return /^(0[xob][0-9a-f]+|\d+)$/i.test(digits) ? BigInt(digits) : null;
}

/** A name in a comment has no node of its own: it is looked up from where the comment stands. */
function lookup(c: Context, name: string, from: ts.Node): ts.Symbol | undefined {
  const symbol = c.checker
    .getSymbolsInScope(from, ts.SymbolFlags.Variable | ts.SymbolFlags.Alias)
    .find((s) => s.name === name);
  return symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0
    ? c.checker.getAliasedSymbol(symbol)
    : symbol;
}
