// SPDX-License-Identifier: Apache-2.0
/** `enum E { A = 0 }`: numbers with names; every member has a value. */
import ts from 'typescript';
import type { EnumDecl, EnumMember } from '../ir';
import { coerce } from './coerce';
import { constantValue } from './constant-value';
import type { Context } from './context';
import { declarationDoc, declared, isExported } from './declared';
import { docOf, tagOf } from './docs';
import { expression } from './expressions';
import { memberPrefix, typeName, upperCase } from './names';
import { u32 } from './relations';

export function enumDecl(c: Context, node: ts.EnumDeclaration): EnumDecl {
  const doc = declarationDoc(c, node);
  const base = declared(c, node, doc, typeName);
  const prefix = tagOf(doc, 'cprefix') ?? memberPrefix(node.name.text, isExported(node));
  if (c.unit(node)?.isExtern === true)
    c.fail('FUSE6104', node, 'An extern header has no enums here: declare its constants, export const NAME: u32.');
  const values = new Map<bigint, string>();
  const members = node.members.flatMap((member) => {
    const read = c.attempt(() => enumMember(c, member, prefix));
    if (read === undefined) return [];
    const twin = values.get(read.value);
    if (twin !== undefined)
      c.report('FUSE2118', member, `${read.name} and ${twin} have the same value: a switch could not tell them apart.`);
    values.set(read.value, read.name);
    return [read];
  });
  return { ...base, kind: 'enum', members };
}

function namesMember(c: Context, node: ts.Node): boolean {
  const symbol = ts.isIdentifier(node) ? c.symbolOf(node) : undefined;
  if (symbol !== undefined && (symbol.flags & ts.SymbolFlags.EnumMember) !== 0) return true;
  return ts.forEachChild(node, (child) => namesMember(c, child) || undefined) === true;
}

function enumMember(c: Context, node: ts.EnumMember, prefix: string): EnumMember {
  const name = node.name.getText();
  if (node.initializer === undefined)
    return c.fail(
      'FUSE2118',
      node,
      `${name} has no value. Write it: the numbers of an enum are seen by C and by hosts.`,
    );
  if (namesMember(c, node.initializer))
    return c.fail('FUSE2118', node.initializer, 'A member is not made of others: write its number.');
  const value = constantValue(coerce(c, expression(c, node.initializer, u32), u32, node.initializer));
  if (value === null)
    return c.fail('FUSE2118', node.initializer, 'The value of a member is a constant that this program decides.');
  const doc = docOf(c, node);
  return { name, cName: tagOf(doc, 'cname') ?? prefix + upperCase(name), value, doc: doc.text };
}
