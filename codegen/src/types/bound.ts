// SPDX-License-Identifier: Apache-2.0
/** `// @bound N reason`: how often a loop may run that does not say so itself. */
import ts from 'typescript';
import type { ConstExpr, Expr, Loop } from '../ir';
import type { Context } from './context';
import { exactAs } from './coerce';
import { constantValue, isConstant } from './constant-value';
import { resolve } from './resolve';
import { exactLiteral, open, proved } from './operand';
import { ints, isLossless, u32 } from './relations';
import { convertInt } from './widen';

type Bound = Loop['bound'];

export function declaredBound(c: Context, node: ts.Node): Bound | null {
  const source = node.getSourceFile();
  for (const range of [...(ts.getLeadingCommentRanges(source.text, node.pos) ?? [])].reverse()) {
    const match = /^\/\/\s*@bound\b\s*(.*)$/s.exec(source.text.slice(range.pos, range.end));
    if (match === null) continue;
    const parts = /^(\([^)]*\)|\S+)\s+(\S.*)$/s.exec((match[1] as string).trim());
    if (parts === null)
      return c.fail('FUSE4121', node, 'A bound has a number and a reason: // @bound MAX_MODULES one turn per module.');
    const text = parts[1] as string;
    return { kind: 'declared', limit: limitOf(c, text, node), reason: (parts[2] as string).trim(), obligation: open() };
  }
  return null;
}

/** A small expression in a comment: numbers, names of constants, `+ - *` and parentheses. */
function limitOf(c: Context, text: string, node: ts.Node): ConstExpr {
  const parsed = ts.createSourceFile('bound.ts', `(${text})`, ts.ScriptTarget.ES2022, true);
  const statement = parsed.statements[0];
  if (statement === undefined || parsed.statements.length !== 1 || !ts.isExpressionStatement(statement))
    return bad(c, text, node);
  const limit = read(c, statement.expression, text, node);
  return isConstant(limit) && rangeOf(limit) !== null ? limit : bad(c, text, node);
}

/** What the limit can be in all configurations; null where a part of it may not fit u32. */
function rangeOf(e: Expr): { min: bigint; max: bigint } | null {
  const { min, max } = ints.u32;
  const within = (lo: bigint, hi: bigint): { min: bigint; max: bigint } | null =>
    lo < min || hi > max ? null : { min: lo, max: hi };
  if (e.kind === 'int') return within(e.value, e.value);
  if (e.kind === 'convert') return rangeOf(e.operand);
  if (e.kind === 'constant') {
    if (e.decl.build !== null) return within(e.decl.build.min, e.decl.build.max);
    const value = constantValue(e);
    return value === null ? { min, max } : within(value, value);
  }
  if (e.kind !== 'arith') return { min, max };
  const [a, b] = [rangeOf(e.left), rangeOf(e.right)];
  if (a === null || b === null) return null;
  if (e.op === '+') return within(a.min + b.min, a.max + b.max);
  if (e.op === '-') return within(a.min - b.max, a.max - b.min);
  return within(a.min * b.min, a.max * b.max);
}

function bad(c: Context, text: string, node: ts.Node): never {
  return c.fail(
    'FUSE4121',
    node,
    `'${text}' is no constant that fits u32. A bound is a number, a constant, or + and * of these: // @bound (ROWS*4) reason.`,
  );
}

function read(c: Context, node: ts.Expression, text: string, loop: ts.Node): Expr {
  const at = c.at(loop);
  if (ts.isParenthesizedExpression(node)) return read(c, node.expression, text, loop);
  if (ts.isNumericLiteral(node)) {
    const digits = node.getText().replace(/_/g, '');
    return /^\d+$/.test(digits) ? exactAs(c, exactLiteral(BigInt(digits), null, at), u32, loop) : bad(c, text, loop);
  }
  if (ts.isIdentifier(node)) {
    const symbol = lookup(c, node.text, loop);
    const entity = symbol === undefined ? undefined : resolve(c, symbol, loop);
    if (entity?.kind !== 'constant') return bad(c, text, loop);
    if (entity.type === null) return { kind: 'constant', decl: entity, type: u32, at };
    if (entity.type.kind !== 'int' || !isLossless(entity.type, u32)) return bad(c, text, loop);
    return convertInt({ kind: 'constant', decl: entity, type: entity.type, at }, u32);
  }
  if (ts.isBinaryExpression(node)) {
    const op = node.operatorToken.getText();
    if (op !== '+' && op !== '-' && op !== '*') return bad(c, text, loop);
    const left = read(c, node.left, text, loop);
    const right = read(c, node.right, text, loop);
    return { kind: 'arith', op, mode: 'exact', left, right, type: u32, at, obligation: proved() };
  }
  return bad(c, text, loop);
}

/** A name in a comment has no node of its own: it is looked up from the loop. */
function lookup(c: Context, name: string, from: ts.Node): ts.Symbol | undefined {
  const symbol = c.checker
    .getSymbolsInScope(from, ts.SymbolFlags.Variable | ts.SymbolFlags.Alias)
    .find((s) => s.name === name);
  return symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0
    ? c.checker.getAliasedSymbol(symbol)
    : symbol;
}

export function unbounded(c: Context, node: ts.Node, why: string): never {
  return c.fail(
    'FUSE4120',
    node,
    `${why} Count with for (let i: u32 = a; i < b; i++), or write above the loop: // @bound N reason.`,
  );
}
