// SPDX-License-Identifier: Apache-2.0
/** `type X = ...`: tagged unions, named function types, names for numbers; anything else is only another spelling. */
import ts from 'typescript';
import type { EnumMember, StructDecl, UnionDecl } from '../ir';
import type { Context, Entity } from './context';
import { declarationDoc, declared } from './declared';
import { snakeCase, typeName } from './names';
import { ranged } from './ranges';
import { nullUnion, typeOf } from './type-nodes';

export function aliasEntity(c: Context, symbol: ts.Symbol, node: ts.TypeAliasDeclaration): Entity {
  const doc = declarationDoc(c, node);
  const body = unwrapped(node.type);
  if (ts.isUnionTypeNode(body) && nullUnion(body) === null) return unionDecl(c, symbol, node, body);
  if (nullUnion(body) !== null) return { kind: 'transparent', node: node.type };
  const type = ranged(c, typeOf(c, body, 'storage'), doc, node.name);
  if (type.kind === 'function') {
    if (type.decl !== null) return { kind: 'transparent', node: node.type };
    return { ...declared(c, node, doc, typeName), kind: 'functionType', type };
  }
  if (type.kind === 'int' || type.kind === 'float') return { ...declared(c, node, doc, typeName), kind: 'alias', type };
  return { kind: 'transparent', node: node.type };
}

function unwrapped(node: ts.TypeNode): ts.TypeNode {
  return ts.isParenthesizedTypeNode(node) ? unwrapped(node.type) : node;
}

function unionDecl(c: Context, symbol: ts.Symbol, node: ts.TypeAliasDeclaration, body: ts.UnionTypeNode): UnionDecl {
  const doc = declarationDoc(c, node);
  const members: { struct: StructDecl; tag: EnumMember; cName: string }[] = [];
  let tag: UnionDecl['tag'] | null = null;
  for (const part of body.types) {
    const type = typeOf(c, part, 'storage');
    if (type.kind !== 'struct')
      return c.fail(
        'FUSE2130',
        part,
        `${node.name.text} is a union, so each part is an interface whose first field is 'kind: SomeEnum.Member'.`,
      );
    const first = type.decl.fields[0];
    const member = c.tags.get(type.decl);
    if (member === undefined || first === undefined || first.name !== 'kind' || first.type.kind !== 'enum')
      return c.fail('FUSE2130', part, `The first field of ${type.decl.name} must be its tag: 'kind: SomeEnum.Member'.`);
    if (tag !== null && tag !== first.type.decl)
      return c.fail(
        'FUSE2130',
        part,
        `The tags of one union come from one enum; this one is of ${first.type.decl.name}, the first of ${tag.name}.`,
      );
    if (members.some((m) => m.tag === member))
      return c.fail('FUSE2130', part, `Two members have the tag ${member.name}.`);
    tag = first.type.decl;
    members.push({ struct: type.decl, tag: member, cName: snakeCase(type.decl.name) });
  }
  if (tag === null) return c.abandon();
  const decl: UnionDecl = { ...declared(c, node, doc, typeName), kind: 'union', tag, members };
  c.entities.set(symbol, decl);
  return decl;
}
