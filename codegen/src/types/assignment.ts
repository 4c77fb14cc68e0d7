// SPDX-License-Identifier: Apache-2.0
/** Statements made of one expression: assignments, `++`, calls, and the builtins that have no value. */
import ts from 'typescript';
import type { Expr, Place, Stmt, Type } from '../ir';
import { ruleOf } from '../subset/table';
import { arithOps, combine } from './arithmetic';
import { bitOps, combineBits } from './bits';
import { coerce, expressionAs, storeInt } from './coerce';
import { textOf, type Context } from './context';
import { expression, valueOf } from './expressions';
import { exactLiteral, isReadonlyPlace, isSamePath, open, placed, placeOf, typed, type Operand } from './operand';
import { placeOperand } from './properties';
import { aType, isLossless, nameOf, sameType, u32, withoutRange } from './relations';
import { combineShift, shiftOps } from './shift';
import { conversions, rewrite } from './remedies';

const compound: Partial<Record<ts.SyntaxKind, ts.SyntaxKind>> = {
  [ts.SyntaxKind.PlusEqualsToken]: ts.SyntaxKind.PlusToken,
  [ts.SyntaxKind.MinusEqualsToken]: ts.SyntaxKind.MinusToken,
  [ts.SyntaxKind.AsteriskEqualsToken]: ts.SyntaxKind.AsteriskToken,
  [ts.SyntaxKind.SlashEqualsToken]: ts.SyntaxKind.SlashToken,
  [ts.SyntaxKind.PercentEqualsToken]: ts.SyntaxKind.PercentToken,
  [ts.SyntaxKind.AmpersandEqualsToken]: ts.SyntaxKind.AmpersandToken,
  [ts.SyntaxKind.BarEqualsToken]: ts.SyntaxKind.BarToken,
  [ts.SyntaxKind.CaretEqualsToken]: ts.SyntaxKind.CaretToken,
  [ts.SyntaxKind.LessThanLessThanEqualsToken]: ts.SyntaxKind.LessThanLessThanToken,
  [ts.SyntaxKind.GreaterThanGreaterThanEqualsToken]: ts.SyntaxKind.GreaterThanGreaterThanToken,
};

export function expressionStatement(
  c: Context,
  node: ts.Expression,
  statement: ts.Node,
  comments: readonly string[],
): Stmt[] {
  const at = c.at(statement);
  if (ts.isParenthesizedExpression(node)) return expressionStatement(c, node.expression, statement, comments);
  if (ts.isBinaryExpression(node)) {
    const kind = node.operatorToken.kind;
    if (kind === ts.SyntaxKind.EqualsToken) return [assign(c, node, at, comments)];
    if (compound[kind] !== undefined) return [compoundAssign(c, node, compound[kind], at, comments)];
    // Another assignment operator, which the subset has refused.
    if (kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment) return c.abandon();
  }
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
    const step = stepOf(node.operator);
    if (step !== null)
      return [update(c, node.operand, step, exactLiteral(1n, null, c.at(node)), node, node, at, comments)];
  }
  if (ts.isCallExpression(node)) return callStatement(c, node, at, comments);
  if (ruleOf(node.kind).rule === 'refused') return c.abandon();
  return c.fail('FUSE1052', node, `${textOf(node)} computes a value that nothing uses.`);
}

function stepOf(operator: ts.SyntaxKind): ts.SyntaxKind | null {
  if (operator === ts.SyntaxKind.PlusPlusToken) return ts.SyntaxKind.PlusToken;
  if (operator === ts.SyntaxKind.MinusMinusToken) return ts.SyntaxKind.MinusToken;
  return null;
}

/** The place on the left of `=`, as something that may be written. */
function target(c: Context, node: ts.Expression): Place {
  const operand = expression(c, node, null);
  const place = operand.kind === 'place' ? operand.place : operand.kind === 'value' ? writtenPlace(operand.expr) : null;
  if (place === null)
    return c.fail(
      'FUSE3106',
      node,
      `${textOf(node)} cannot be assigned: it is a value, not a variable, field or element.`,
    );
  if (isReadonlyPlace(place)) return c.fail('FUSE3105', node, `${textOf(node)} is read-only here.`);
  if (place.kind === 'field' && place.member === null && place.of.type.kind === 'union')
    return c.fail(
      'FUSE3109',
      node,
      `The tag changes only together with the fields it stands for: assign(${textOf((node as ts.PropertyAccessExpression).expression)}, { kind: ..., ... }).`,
    );
  return place;
}

/** The local behind a name that is narrowed to non-null, or the place of a struct. */
function writtenPlace(expr: Expr): Place | null {
  if (expr.kind === 'convert' && expr.mode === 'retype' && expr.operand.kind === 'read') return expr.operand.place;
  return placeOf(expr);
}

function assign(c: Context, node: ts.BinaryExpression, at: Stmt['at'], comments: readonly string[]): Stmt {
  const place = target(c, node.left);
  const type = place.type;
  if (isSamePath(node.left, node.right))
    return c.fail('FUSE1052', node, `${textOf(node)} assigns what is there already.`);
  switch (type.kind) {
    case 'struct':
    case 'union':
      return c.fail(
        'FUSE3104',
        node,
        `In TypeScript = would make two names for one ${nameOf(type)}; here it is stored in place. Copy its fields: assign(${textOf(node.left)}, ${textOf(node.right)}).`,
        [],
        rewrite(c, node, `assign(${node.left.getText()}, ${node.right.getText()})`),
      );
    case 'array':
      return c.fail(
        'FUSE3102',
        node,
        `Arrays are not assigned: copy(slice(${textOf(node.left)}), view(${textOf(node.right)})) copies the elements.`,
        [],
        rewrite(c, node, `copy(slice(${node.left.getText()}), view(${node.right.getText()}))`),
      );
    case 'atomic':
      return c.fail(
        'FUSE3104',
        node,
        `An Atomic is written with its order: ${textOf(node.left)}.store(${textOf(node.right)}, 'relaxed').`,
        [],
        rewrite(c, node, `${node.left.getText()}.store(${node.right.getText()}, 'relaxed')`),
      );
    case 'reg':
      return c.fail(
        'FUSE3104',
        node,
        `A register is written by ${textOf(node.left)}.write(${textOf(node.right)}).`,
        [],
        rewrite(c, node, `${node.left.getText()}.write(${node.right.getText()})`),
      );
    default:
      return { kind: 'assign', target: place, value: expressionAs(c, node.right, type), at, comments };
  }
}

function compoundAssign(
  c: Context,
  node: ts.BinaryExpression,
  op: ts.SyntaxKind,
  at: Stmt['at'],
  comments: readonly string[],
): Stmt {
  return update(c, node.left, op, expression(c, node.right, null), node.right, node, at, comments);
}

/** `place = place op right`. */
function update(
  c: Context,
  leftNode: ts.Expression,
  op: ts.SyntaxKind,
  right: Operand,
  rightNode: ts.Node,
  node: ts.Node,
  at: Stmt['at'],
  comments: readonly string[],
): Stmt {
  const place = target(c, leftNode);
  const type = place.type;
  const left: Operand = placed(place);
  if (type.kind !== 'int' && type.kind !== 'float') {
    if (type.kind === 'text')
      return c.fail(
        'FUSE2110',
        node,
        'Texts are not joined: nothing allocates. Log the parts, or copy bytes into a buffer with copy(slice(...), bytesOf(...)).',
      );
    return c.fail('FUSE2106', node, `This operation is for numbers, not ${nameOf(type)}.`);
  }
  // What is wider than the place is refused where it stands, not the sum of the two.
  if (type.kind === 'float' && right.kind !== 'exact' && right.kind !== 'exactFloat') coerce(c, right, type, rightNode);
  const result = operate(c, op, left, right, leftNode, rightNode, node, withoutRange(type));
  if (type.kind === 'float')
    return { kind: 'assign', target: place, value: coerce(c, result, type, node), at, comments };
  const isShift = shiftOps[op] !== undefined;
  if (!isShift && right.kind !== 'exact') {
    const expr = typed(c, right, rightNode);
    if (expr.type.kind === 'int' && !isLossless(expr.type, type))
      return c.fail(
        'FUSE2101',
        rightNode,
        `${nameOf(expr.type)} does not go into ${nameOf(type)} silently: write ${type.name}(${textOf(rightNode)}).`,
        [],
        conversions(c, rightNode, expr.type, type),
      );
  }
  return { kind: 'assign', target: place, value: storeInt(typed(c, result, node), type), at, comments };
}

function operate(
  c: Context,
  op: ts.SyntaxKind,
  left: Operand,
  right: Operand,
  leftNode: ts.Node,
  rightNode: ts.Node,
  node: ts.Node,
  type: Type,
): Operand {
  const arith = arithOps[op];
  if (arith !== undefined) return combine(c, arith, left, right, node, leftNode, rightNode);
  const bit = bitOps[op];
  if (bit !== undefined) return combineBits(c, bit, left, right, node, leftNode, rightNode);
  const shift = shiftOps[op];
  if (shift !== undefined) return combineShift(c, shift, left, right, node, leftNode, rightNode, type);
  return c.abandon();
}

function callStatement(c: Context, node: ts.CallExpression, at: Stmt['at'], comments: readonly string[]): Stmt[] {
  const symbol = ts.isIdentifier(node.expression) ? c.symbolOf(node.expression) : undefined;
  const library = symbol === undefined ? null : c.libraryName(symbol);
  const [first, second] = node.arguments;
  switch (library) {
    case 'unreachable':
      return [{ kind: 'unreachable', obligation: open(), at, comments }];
    case 'copy':
      if (first !== undefined && second !== undefined) return [copyStatement(c, first, second, at, comments)];
      break;
    case 'fill':
      if (first !== undefined && second !== undefined) {
        const filled = sliceArgument(c, first, true);
        const element = filled.type.kind === 'slice' ? filled.type.element : u32;
        if (
          element.kind === 'struct' ||
          element.kind === 'union' ||
          element.kind === 'array' ||
          element.kind === 'atomic'
        )
          return c.fail(
            'FUSE3107',
            first,
            `fill sets scalars; ${aType(element)} is set field by field, in a loop with assign().`,
          );
        return [{ kind: 'fill', target: filled, value: expressionAs(c, second, element), at, comments }];
      }
      break;
    case 'assign':
      if (first !== undefined && second !== undefined) return [assignStruct(c, first, second, at, comments)];
      break;
    default: {
      const expr = valueOf(c, node);
      if (library !== null) return c.fail('FUSE1052', node, `${textOf(node)} computes a value that nothing uses.`);
      return [{ kind: 'expr', expr, at, comments }];
    }
  }
  return c.fail('FUSE4141', node, `${library} takes two arguments.`);
}

/** Bytes that are copied all at once are not copied atomically. */
function refuseAtomics(c: Context, type: Type, node: ts.Node): void {
  if (!holdsAtomics(type)) return;
  c.fail(
    'FUSE3104',
    node,
    `${textOf(node)} would copy an Atomic like plain memory, while others may use it. Copy the fields one by one, and store() to that one.`,
  );
}

function holdsAtomics(type: Type): boolean {
  if (type.kind === 'struct') return type.decl.fields.some((f) => holdsAtomics(f.type));
  if (type.kind === 'union') return type.decl.members.some((m) => m.struct.fields.some((f) => holdsAtomics(f.type)));
  return type.kind === 'array' ? holdsAtomics(type.element) : type.kind === 'atomic';
}

function sliceArgument(c: Context, node: ts.Expression, writable: boolean): Expr {
  const operand = expression(c, node, null);
  if (operand.kind === 'place' && operand.place.type.kind === 'array')
    return c.fail(
      'FUSE3102',
      node,
      `An array passes by a slice of it: ${writable ? 'slice' : 'view'}(${textOf(node)}).`,
      [],
      rewrite(c, node, `${writable ? 'slice' : 'view'}(${node.getText()})`),
    );
  const expr = typed(c, operand, node);
  if (expr.type.kind !== 'slice') return c.fail('FUSE3107', node, `A slice is needed here, not ${aType(expr.type)}.`);
  if (writable && expr.type.readonly) return c.fail('FUSE3105', node, 'These elements are read-only.');
  return expr;
}

function copyStatement(
  c: Context,
  to: ts.Expression,
  from: ts.Expression,
  at: Stmt['at'],
  comments: readonly string[],
): Stmt {
  const targetSlice = sliceArgument(c, to, true);
  const source = sliceArgument(c, from, false);
  if (
    targetSlice.type.kind === 'slice' &&
    source.type.kind === 'slice' &&
    !sameType(targetSlice.type.element, source.type.element)
  )
    return c.fail(
      'FUSE2100',
      from,
      `These are elements of ${nameOf(source.type.element)}; the target has ${nameOf(targetSlice.type.element)}.`,
    );
  if (targetSlice.type.kind === 'slice') refuseAtomics(c, targetSlice.type.element, to.parent);
  return { kind: 'copy', target: targetSlice, source, obligation: open(), at, comments };
}

function assignStruct(
  c: Context,
  to: ts.Expression,
  from: ts.Expression,
  at: Stmt['at'],
  comments: readonly string[],
): Stmt {
  const place = placeOperand(c, to);
  if (place === null || (place.type.kind !== 'struct' && place.type.kind !== 'union')) {
    const expr = place === null ? valueOf(c, to) : null;
    if (expr !== null && expr.type.kind === 'ref')
      return c.fail('FUSE3100', to, `${textOf(to)} may be null. Check it first: if (${textOf(to)} !== null) { ... }.`);
    return c.fail(
      'FUSE3107',
      to,
      `assign() copies structs; ${place === null ? 'this' : `a ${nameOf(place.type)}`} is set with =.`,
    );
  }
  if (isReadonlyPlace(place)) return c.fail('FUSE3105', to, `${textOf(to)} is read-only here.`);
  if (isSamePath(to, from)) return c.fail('FUSE1052', to.parent, `${textOf(to.parent)} copies what is there already.`);
  refuseAtomics(c, place.type, to.parent);
  const operand = expression(c, from, place.type);
  const literal = operand.kind === 'value' && ['struct', 'zeroed'].includes(operand.expr.kind);
  const reference = { kind: 'ref', to: place.type, nullable: false, readonly: true } as const;
  const source = literal ? typed(c, operand, from) : coerce(c, operand, reference, from);
  return { kind: 'assignStruct', target: place, source, at, comments };
}
