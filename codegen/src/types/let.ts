// SPDX-License-Identifier: Apache-2.0
/** Local `const` and `let`: scalars, references, and objects of the function. */
import ts from 'typescript';
import type { Fix } from '../diagnostics';
import type { Expr, Let, LocalDecl, Type } from '../ir';
import { coerce, expressionAs } from './coerce';
import { textOf, type Context } from './context';
import { expression } from './expressions';
import { initializerOf } from './objects';
import { typed } from './operand';
import { nameOf, valueType } from './relations';
import { guessBehind, insertBehind, typeOfLiteral, zeroOf } from './remedies';
import { poisoned } from './resolve';
import { readonlyInner, typeOf } from './type-nodes';

export function letStatement(c: Context, list: ts.VariableDeclarationList, comments: readonly string[]): Let[] {
  return list.declarations.flatMap((d, i) => letDeclaration(c, d, i === 0 ? comments : []) ?? []);
}

export function letDeclaration(c: Context, node: ts.VariableDeclaration, comments: readonly string[]): Let | undefined {
  const symbol = ts.isIdentifier(node.name) ? c.symbolOf(node.name) : undefined;
  if (symbol === undefined) return undefined;
  const made = c.attempt(() => declare(c, node, symbol));
  if (made === undefined) {
    c.entities.set(symbol, c.attempt(() => withWrittenType(c, node)) ?? poisoned);
    return undefined;
  }
  c.entities.set(symbol, made.decl);
  return {
    kind: 'let',
    decl: made.decl,
    init: made.init,
    at: c.at(node.parent.parent.kind === ts.SyntaxKind.VariableStatement ? node.parent.parent : node),
    comments,
  };
}

/** A refused initialiser leaves a variable of the written type, so that its uses are still read. */
function withWrittenType(c: Context, node: ts.VariableDeclaration): LocalDecl {
  if (node.type === undefined) return c.abandon();
  const type = valueType(typeOf(c, readonlyInner(c, node.type) ?? node.type, 'storage'));
  const name = node.name.getText();
  return { kind: 'localVar', name, cName: name, type, mutable: true, isParam: false, at: c.at(node.name) };
}

function firstValue(c: Context, node: ts.VariableDeclaration): Fix[] {
  const zero = node.type === undefined ? undefined : zeroOf(typeOf(c, node.type, 'storage'));
  return zero === undefined ? [] : guessBehind(c, node, ` = ${zero}`);
}

interface Made {
  readonly decl: LocalDecl;
  readonly init: Expr;
}

function declare(c: Context, node: ts.VariableDeclaration, symbol: ts.Symbol): Made {
  const name = node.name.getText();
  const initializer = node.initializer;
  const isConst = (node.parent.flags & ts.NodeFlags.Const) !== 0;
  if (initializer === undefined)
    return c.fail(
      'FUSE2137',
      node,
      `${name} needs its first value: nothing is ever read before it is set.`,
      [],
      firstValue(c, node),
    );
  const make = (type: Type, init: Expr, mutable: boolean): Made => ({
    decl: {
      kind: 'localVar',
      name,
      cName: c.scope?.localName(name) ?? name,
      type,
      mutable,
      isParam: false,
      at: c.at(node.name),
    },
    init,
  });
  const assigned = !isConst && c.scope?.isAssigned(symbol) === true;
  const written = !isConst && c.scope?.isWritten(symbol) === true;
  if (node.type === undefined) return withoutType(c, node, initializer, isConst, written, make);

  const inner = readonlyInner(c, node.type);
  const type = typeOf(c, inner ?? node.type, 'storage');
  if (type.kind === 'out' && ts.isObjectLiteralExpression(initializer)) return outLocal(c, initializer, type.to, make);
  if (type.kind === 'atomic' || type.kind === 'reg') {
    const target = valueType(type);
    return make(target, expressionAs(c, initializer, target), written);
  }
  if (type.kind === 'struct' || type.kind === 'union' || type.kind === 'array') {
    const operand = expression(c, initializer, type);
    if (operand.kind === 'value' && ['struct', 'array', 'zeroed'].includes(operand.expr.kind)) {
      if (assigned)
        return c.fail(
          'FUSE3104',
          node,
          `${name} is an object of this function and is assigned further down: use assign(${name}, ...) there.`,
        );
      return make(type, operand.expr, inner === null);
    }
    if (type.kind === 'array')
      return c.fail(
        'FUSE3102',
        initializer,
        `Arrays are not assigned. ${name} can start from a literal or zeroed(); an existing array is reached through slice(${textOf(initializer)}).`,
      );
    const target = valueType(type);
    const reference = inner !== null && target.kind === 'ref' ? { ...target, readonly: true } : target;
    return make(reference, coerce(c, operand, reference, initializer), written);
  }
  return make(type, expressionAs(c, initializer, type), written);
}

/** `const r: Out<u32> = { value: 0 }`: a scalar of this function that others may write. */
function outLocal(
  c: Context,
  node: ts.ObjectLiteralExpression,
  type: Type,
  make: (type: Type, init: Expr, mutable: boolean) => Made,
): Made {
  const property = node.properties[0];
  if (node.properties.length !== 1 || property === undefined || property.name?.getText() !== 'value')
    return c.fail('FUSE2128', node, 'An Out starts with its value: { value: 0 }.');
  const made = make(type, expressionAs(c, initializerOf(c, property), type), true);
  c.outLocals.add(made.decl);
  return made;
}

function withoutType(
  c: Context,
  node: ts.VariableDeclaration,
  initializer: ts.Expression,
  isConst: boolean,
  written: boolean,
  make: (type: Type, init: Expr, mutable: boolean) => Made,
): Made {
  const name = node.name.getText();
  const keyword = isConst ? 'const' : 'let';
  const operand = expression(c, initializer, null);
  if (operand.kind === 'exact' || operand.kind === 'exactFloat')
    return c.fail(
      'FUSE2113',
      node,
      `${name} is set from a bare number, which fits many types. Say which: ${keyword} ${name}: u32 = ${textOf(initializer)}.`,
      [],
      guessBehind(c, node.name, `: ${typeOfLiteral(initializer.getText())}`),
    );
  const expr = typed(c, operand, initializer);
  const type = expr.type;
  if (type.kind === 'null')
    return c.fail('FUSE2113', node, `null says nothing about the type: ${keyword} ${name}: S | null = null.`);
  if (type.kind === 'void' || type.kind === 'never')
    return c.fail('FUSE2132', initializer, `${textOf(initializer)} has no value to keep.`);
  if (!isConst && type.kind === 'int')
    return c.fail(
      'FUSE2113',
      node,
      `A let of integer type says its type, because later values must fit it: let ${name}: ${nameOf(type)} = ...`,
      [],
      [insertBehind(c, node.name, `: ${nameOf(type)}`)],
    );
  if (expr.kind === 'zeroed') return make(type, expr, true);
  return make(type, expr, written);
}
