// SPDX-License-Identifier: Apache-2.0
/** `{ ... }`: the value of a struct or of one member of a union, every field written once. */
import ts from 'typescript';
import type { Expr, FieldDecl, StructDecl, Type, UnionDecl } from '../ir';
import { coerce } from './coerce';
import type { Context } from './context';
import { expression } from './expressions';
import { typeOfOperand, type Operand } from './operand';
import { aType, nameOf } from './relations';
import { missingFields } from './remedies';

export function objectLiteral(c: Context, node: ts.ObjectLiteralExpression, expected: Type | null): Expr {
  if (expected?.kind === 'struct') return structLiteral(c, node, expected.decl, null, expected);
  if (expected?.kind === 'union') {
    const decl = unionMember(c, node, expected.decl);
    return structLiteral(c, node, decl, expected.decl, expected);
  }
  if (expected?.kind === 'ref')
    return c.fail(
      'FUSE2128',
      node,
      `An object has storage: name it first, const x: ${nameOf(expected.to)} = { ... }, and pass x.`,
    );
  return c.fail(
    'FUSE2128',
    node,
    'An object literal is the initialiser of a variable or field with a struct type, or the source of assign().',
  );
}

export function initializerOf(c: Context, property: ts.ObjectLiteralElementLike): ts.Expression {
  if (ts.isPropertyAssignment(property)) return property.initializer;
  if (ts.isShorthandPropertyAssignment(property)) return property.name;
  return c.abandon();
}

function unionMember(c: Context, node: ts.ObjectLiteralExpression, union: UnionDecl): StructDecl {
  const kind = node.properties.find((p) => p.name !== undefined && ts.isIdentifier(p.name) && p.name.text === 'kind');
  if (kind === undefined)
    return c.fail(
      'FUSE2128',
      node,
      `A ${union.name} begins with its tag: { kind: ${union.tag.name}.${union.members[0]?.tag.name ?? 'X'}, ... }.`,
    );
  const operand: Operand = expression(c, initializerOf(c, kind), { kind: 'enum', decl: union.tag });
  const expr = operand.kind === 'value' ? operand.expr : null;
  const member = expr?.kind === 'enumValue' ? union.members.find((m) => m.tag === expr.member) : undefined;
  if (member === undefined)
    return c.fail(
      'FUSE2128',
      kind,
      `The tag of a literal is written out: a member of ${union.tag.name} that ${union.name} has.`,
    );
  return member.struct;
}

function structLiteral(
  c: Context,
  node: ts.ObjectLiteralExpression,
  decl: StructDecl,
  union: UnionDecl | null,
  type: Type,
): Expr {
  const written = new Map<string, ts.Expression>();
  for (const property of node.properties) {
    if (property.name === undefined || !(ts.isIdentifier(property.name) || ts.isStringLiteral(property.name)))
      return c.abandon();
    written.set(property.name.text, initializerOf(c, property));
  }
  const missing = decl.fields.filter((f) => !written.has(f.name));
  if (missing.length > 0)
    c.fail(
      'FUSE2128',
      node,
      `${decl.name} has more fields: ${missing.map((f) => f.name).join(', ')}. Write every one, or start from zeroed<${decl.name}>().`,
      [],
      missingFields(c, node, missing),
    );
  for (const [name, initializer] of written) {
    if (!decl.fields.some((f) => f.name === name))
      c.fail('FUSE2128', initializer, `${decl.name} has no field ${name}.`);
  }
  // Values are typed in the order of the source, so that messages come in that order, and listed in that of the struct.
  const values = new Map<string, Expr>();
  for (const [name, initializer] of written)
    values.set(name, fieldValue(c, decl.fields.find((f) => f.name === name) as FieldDecl, initializer));
  return {
    kind: 'struct',
    decl,
    fields: decl.fields.map((field) => ({ field, value: values.get(field.name) as Expr })),
    union,
    type,
    at: c.at(node),
  };
}

function fieldValue(c: Context, field: FieldDecl, node: ts.Expression): Expr {
  const type = field.type;
  const operand = expression(c, node, type);
  if (
    type.kind === 'struct' ||
    type.kind === 'union' ||
    type.kind === 'array' ||
    type.kind === 'atomic' ||
    type.kind === 'reg'
  ) {
    const from = typeOfOperand(operand);
    if (
      operand.kind !== 'value' ||
      (operand.expr.kind !== 'struct' && operand.expr.kind !== 'array' && operand.expr.kind !== 'zeroed')
    )
      return c.fail(
        'FUSE3104',
        node,
        `The field ${field.name} holds ${aType(type)} in place: initialise it with a literal or zeroed(), then assign(x.${field.name}, ...)${from?.kind === 'array' ? ' or copy()' : ''}.`,
      );
    return operand.expr;
  }
  return coerce(c, operand, type, node);
}
