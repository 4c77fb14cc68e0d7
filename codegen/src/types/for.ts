// SPDX-License-Identifier: Apache-2.0
/** `for`: bounded by itself when it counts toward a limit that its body leaves alone. */
import ts from 'typescript';
import type { Assign, Let, Loop, Stmt } from '../ir';
import { expressionStatement } from './assignment';
import { branch, remains } from './blocks';
import { declaredBound, inferred } from './bound';
import type { Context } from './context';
import { letStatement } from './let';
import { condition } from './logic';

export function forStatement(c: Context, node: ts.ForStatement, comments: readonly string[]): Stmt {
  const work = (): Stmt => loop(c, node, comments);
  return c.scope === null ? work() : c.scope.inBlock(work);
}

function loop(c: Context, node: ts.ForStatement, comments: readonly string[]): Stmt {
  const init = initializer(c, node);
  const test =
    node.condition === undefined ? null : (c.attempt(() => condition(c, node.condition as ts.Expression)) ?? undefined);
  const update = node.incrementor === undefined ? null : c.attempt(() => one(c, node.incrementor as ts.Expression));
  const body = branch(c, node.statement);
  if (test === undefined || update === undefined || init === undefined) return remains(c, node, [body]);
  const bound = declaredBound(c, node) ?? counted(c, node);
  return { kind: 'loop', form: 'for', init, condition: test, update, body, bound, at: c.at(node), comments };
}

function initializer(c: Context, node: ts.ForStatement): Let | Assign | null | undefined {
  const init = node.initializer;
  if (init === undefined) return null;
  if (!ts.isVariableDeclarationList(init)) return c.attempt(() => one(c, init));
  if (init.declarations.length !== 1)
    return c.fail('FUSE4122', init, 'A for declares one variable, the one that counts. Declare the others before it.');
  return letStatement(c, init, [])[0];
}

function one(c: Context, node: ts.Expression): Assign {
  const [first] = expressionStatement(c, node, node, []);
  return first?.kind === 'assign' ? first : c.fail('FUSE4122', node, 'This place of a for holds one assignment.');
}

/** The loop's own bound: `i < b` (or <=, >, >=) with `i` stepping toward `b` by a constant, neither assigned in the body. */
function counted(c: Context, node: ts.ForStatement): Loop['bound'] {
  const name = variableOf(node);
  if (name === null || node.condition === undefined || node.incrementor === undefined)
    return inferred(c, node, 'Nothing shows that this loop ends.');
  const symbol = c.symbolOf(name);
  const decl = symbol === undefined ? undefined : c.entities.get(symbol);
  if (symbol === undefined || decl?.kind !== 'localVar') return c.abandon();
  if (decl.type.kind !== 'int')
    return inferred(c, name, `${name.text} is no integer, so a step may be lost to rounding.`);
  const direction = stepDirection(c, node.incrementor, symbol);
  if (direction === 0)
    return inferred(
      c,
      node.incrementor,
      `The step of this loop is not ${name.text}++, ${name.text}-- or ${name.text} += a constant.`,
    );
  const limit = limitIn(c, node.condition, symbol, direction, node.statement);
  if (limit === null)
    return inferred(
      c,
      node.condition,
      `This condition does not hold ${name.text} ${direction > 0 ? 'below' : 'above'} a limit.`,
    );
  if (c.scope?.isWritten(symbol, node.statement) === true)
    return inferred(c, node, `The body assigns ${name.text}, so the count is not the loop's own.`);
  const moved = mentions(c, limit, symbol) ? limit : moving(c, limit, node.statement);
  if (moved !== null)
    return inferred(
      c,
      moved,
      `The limit ${moved.getText()} may change while the loop runs. Copy it into a const first.`,
    );
  return { kind: 'counted', variable: decl };
}

function variableOf(node: ts.ForStatement): ts.Identifier | null {
  const init = node.initializer;
  if (init === undefined || !ts.isVariableDeclarationList(init)) return null;
  const name = init.declarations[0]?.name;
  return name !== undefined && ts.isIdentifier(name) ? name : null;
}

/** +1 or -1 for a step up or down by a constant, 0 for anything else. */
function stepDirection(c: Context, node: ts.Expression, symbol: ts.Symbol): -1 | 0 | 1 {
  const isVariable = (e: ts.Expression): boolean => ts.isIdentifier(e) && c.symbolOf(e) === symbol;
  if ((ts.isPostfixUnaryExpression(node) || ts.isPrefixUnaryExpression(node)) && isVariable(node.operand)) {
    if (node.operator === ts.SyntaxKind.PlusPlusToken) return 1;
    if (node.operator === ts.SyntaxKind.MinusMinusToken) return -1;
  }
  if (ts.isBinaryExpression(node) && isVariable(node.left) && isPositive(c, node.right)) {
    if (node.operatorToken.kind === ts.SyntaxKind.PlusEqualsToken) return 1;
    if (node.operatorToken.kind === ts.SyntaxKind.MinusEqualsToken) return -1;
  }
  return 0;
}

function isPositive(c: Context, node: ts.Expression): boolean {
  if (ts.isNumericLiteral(node) || ts.isBigIntLiteral(node)) return !/^0+n?$/.test(node.getText());
  if (!ts.isIdentifier(node)) return false;
  const symbol = c.symbolOf(node);
  const entity = symbol === undefined ? undefined : c.entities.get(symbol);
  if (entity?.kind !== 'constant') return false;
  if (entity.build !== null) return entity.build.min > 0n;
  return entity.value?.kind === 'int' && entity.value.value > 0n;
}

const comparisons: Partial<Record<ts.SyntaxKind, 1 | -1>> = {
  [ts.SyntaxKind.LessThanToken]: 1,
  [ts.SyntaxKind.LessThanEqualsToken]: 1,
  [ts.SyntaxKind.GreaterThanToken]: -1,
  [ts.SyntaxKind.GreaterThanEqualsToken]: -1,
};

/** The other side of the comparison with the counting variable; of `a && b` either part will do. */
function limitIn(
  c: Context,
  node: ts.Expression,
  symbol: ts.Symbol,
  direction: 1 | -1,
  loop: ts.Node,
): ts.Expression | null {
  if (ts.isParenthesizedExpression(node)) return limitIn(c, node.expression, symbol, direction, loop);
  if (!ts.isBinaryExpression(node)) return null;
  if (node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken)
    return limitIn(c, node.left, symbol, direction, loop) ?? limitIn(c, node.right, symbol, direction, loop);
  const side = comparisons[node.operatorToken.kind];
  if (side === undefined) return null;
  const isVariable = (e: ts.Expression): boolean => ts.isIdentifier(e) && c.symbolOf(e) === symbol;
  // i + width <= length: the sum grows with i, and what is added may not be negative or would fail its own check.
  if (
    side === direction &&
    direction > 0 &&
    ts.isBinaryExpression(node.left) &&
    node.left.operatorToken.kind === ts.SyntaxKind.PlusToken
  ) {
    const { left, right } = node.left;
    const added = isVariable(left) ? right : isVariable(right) ? left : null;
    if (added !== null && moving(c, added, loop) === null) return node.right;
  }
  if (isVariable(node.left) && side === direction) return node.right;
  if (isVariable(node.right) && side === -direction) return node.left;
  return null;
}

function mentions(c: Context, node: ts.Node, symbol: ts.Symbol): boolean {
  if (ts.isIdentifier(node)) return c.symbolOf(node) === symbol;
  return ts.forEachChild(node, (child) => mentions(c, child, symbol) || undefined) === true;
}

/** The part of the limit that the body, or a call in it, might change; null if there is none. */
function moving(c: Context, limit: ts.Expression, body: ts.Node): ts.Node | null {
  if (ts.isParenthesizedExpression(limit)) return moving(c, limit.expression, body);
  if (ts.isNumericLiteral(limit) || ts.isBigIntLiteral(limit)) return null;
  if (ts.isIdentifier(limit)) {
    const symbol = c.symbolOf(limit);
    const entity = symbol === undefined ? undefined : c.entities.get(symbol);
    if (entity?.kind === 'constant') return null;
    if (entity?.kind === 'localVar' && symbol !== undefined)
      return c.scope?.isWritten(symbol, body) === true ? limit : null;
    return entity?.kind === 'staticVar' && entity.constant ? null : limit;
  }
  if (ts.isBinaryExpression(limit)) return moving(c, limit.left, body) ?? moving(c, limit.right, body);
  if (ts.isPropertyAccessExpression(limit)) {
    // The length of an array never changes; that of a slice only when the name is assigned.
    if (limit.name.text === 'MAX' || limit.name.text === 'MIN') return null;
    if (limit.name.text === 'length') return movingLength(c, limit, body);
    return limit;
  }
  if (ts.isCallExpression(limit) && ts.isIdentifier(limit.expression)) {
    const symbol = c.symbolOf(limit.expression);
    const library = symbol === undefined ? null : c.libraryName(symbol);
    if (library !== null) return limit.arguments.map((a) => moving(c, a, body)).find((m) => m !== null) ?? null;
  }
  return limit;
}

function movingLength(c: Context, node: ts.PropertyAccessExpression, body: ts.Node): ts.Node | null {
  if (isArray(c, node.expression)) return null;
  if (ts.isIdentifier(node.expression)) return moving(c, node.expression, body);
  return node;
}

function isArray(c: Context, node: ts.Expression): boolean {
  const symbol = c.checker.getTypeAtLocation(node).symbol as ts.Symbol | undefined;
  return symbol?.name === 'FixedArray';
}
