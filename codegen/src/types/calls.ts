// SPDX-License-Identifier: Apache-2.0
/** Calls: of functions of the program, of C, through pointers, and of what the language provides. */
import ts from 'typescript';
import type { Call, Expr, Type } from '../ir';
import { atomicCall, registerCall } from './atomics';
import { builtinCall } from './builtins';
import { expressionAs, mayBeNull } from './coerce';
import { textOf, type Context } from './context';
import { conversionCall } from './conversions';
import { expression } from './expressions';
import { placeOf, typed, value, type Operand } from './operand';
import { rewrite } from './remedies';
import { aType, isIntName, isNullable, withoutRange } from './relations';
import { resolve } from './resolve';
import { textByte } from './slices';

export function call(c: Context, node: ts.CallExpression, expected: Type | null): Operand {
  const callee = node.expression;
  if (node.questionDotToken !== undefined) return c.abandon();
  if (ts.isIdentifier(callee)) {
    const symbol = c.symbolOf(callee);
    if (symbol === undefined) return c.abandon();
    const library = c.libraryName(symbol);
    if (library !== null) return builtinCall(c, node, library, expected);
    const entity = resolve(c, symbol, callee);
    if (entity.kind === 'functionDecl') {
      const params = entity.params.map((p) => p.decl);
      const made = finish(c, node, { kind: 'function', decl: entity }, params, entity.result);
      return c.withoutResult.has(entity) && !ts.isExpressionStatement(node.parent) ? c.abandon() : made;
    }
    if (entity.kind === 'extern')
      return finish(c, node, { kind: 'extern', decl: entity }, entity.params, entity.result);
    if (entity.kind === 'poisoned') return c.abandon();
    return throughPointer(c, node);
  }
  if (ts.isPropertyAccessExpression(callee)) return method(c, node, callee);
  return throughPointer(c, node);
}

function method(c: Context, node: ts.CallExpression, callee: ts.PropertyAccessExpression): Operand {
  if (ts.isIdentifier(callee.expression)) {
    const symbol = c.symbolOf(callee.expression);
    const library = symbol === undefined ? null : c.libraryName(symbol);
    if (library !== null && isIntName(library)) return conversionCall(c, node, library, callee.name.text);
  }
  const operand = expression(c, callee.expression, null);
  const type = operand.kind === 'value' ? operand.expr.type : operand.kind === 'place' ? operand.place.type : null;
  const target = type?.kind === 'ref' ? type.to : type;
  if (target?.kind === 'atomic' || target?.kind === 'reg') {
    const expr = typed(c, operand, callee.expression);
    if (isNullable(expr.type)) return mayBeNull(c, expr, callee.expression);
    const place = placeOf(expr);
    if (place === null) return c.abandon();
    return target.kind === 'atomic'
      ? atomicCall(c, node, callee, place, target)
      : registerCall(c, node, callee, place, target);
  }
  if (target?.kind === 'text' && callee.name.text === 'charCodeAt')
    return textByte(c, node, typed(c, operand, callee.expression));
  return throughPointer(c, node);
}

function throughPointer(c: Context, node: ts.CallExpression): Operand {
  const operand = expression(c, node.expression, null);
  const target = typed(c, operand, node.expression);
  if (target.type.kind !== 'function')
    return c.fail('FUSE4140', node.expression, `${aType(target.type, true)} is not a function.`);
  if (isNullable(target.type)) return mayBeNull(c, target, node.expression);
  return finish(c, node, { kind: 'pointer', value: target }, target.type.params, target.type.result);
}

function finish(
  c: Context,
  node: ts.CallExpression,
  target: Call['target'],
  params: readonly { readonly name: string; readonly type: Type }[],
  result: Type,
): Operand {
  const args = argumentsOf(c, node, params);
  const expr: Call = { kind: 'call', target, args, type: withoutRange(result), at: c.at(node) };
  return value(expr);
}

export function argumentsOf(
  c: Context,
  node: ts.CallExpression,
  params: readonly { readonly name: string; readonly type: Type }[],
): Expr[] {
  if (node.arguments.length !== params.length)
    c.fail(
      'FUSE4141',
      node,
      `${textOf(node.expression)} takes ${params.length} argument${params.length === 1 ? '' : 's'}, not ${node.arguments.length}.`,
    );
  // Every argument is looked at, so that one run shows all that is wrong with a call.
  const args = node.arguments.map((argument, i) =>
    c.attempt(() => argumentAs(c, argument, (params[i] as { type: Type }).type)),
  );
  return args.every((a) => a !== undefined) ? args : c.abandon();
}

function argumentAs(c: Context, node: ts.Expression, type: Type): Expr {
  if (type.kind === 'slice') {
    const operand = expression(c, node, type);
    if (operand.kind === 'place' && operand.place.type.kind === 'array')
      return c.fail(
        'FUSE3102',
        node,
        `An array passes by a slice of it: ${type.readonly ? 'view' : 'slice'}(${textOf(node)}).`,
        [],
        rewrite(c, node, `${type.readonly ? 'view' : 'slice'}(${node.getText()})`),
      );
  }
  return expressionAs(c, node, type);
}
