// SPDX-License-Identifier: Apache-2.0
/** `kind: ShapeKind.Circle`: the type of a tag, one member of an enum. */
import ts from 'typescript';
import type { EnumDecl, EnumMember } from '../ir';
import type { Context } from './context';
import { resolve } from './resolve';

export function tagMember(c: Context, node: ts.TypeNode): { decl: EnumDecl; member: EnumMember } | null {
  if (!ts.isTypeReferenceNode(node) || !ts.isQualifiedName(node.typeName)) return null;
  const symbol = c.symbolOf(node.typeName.left);
  if (symbol === undefined || (symbol.flags & ts.SymbolFlags.Enum) === 0) return null;
  const decl = resolve(c, symbol, node);
  const name = node.typeName.right.text;
  if (decl.kind !== 'enum') return null;
  const member = decl.members.find((m) => m.name === name);
  return member === undefined ? null : { decl, member };
}
