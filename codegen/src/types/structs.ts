// SPDX-License-Identifier: Apache-2.0
/** `interface S`: a struct with its fields in order; augmentations by HAL groups come first, in the order of their capability bits. */
import ts from 'typescript';
import type { FieldDecl, StructDecl, Type } from '../ir';
import type { Context } from './context';
import { guessBehind } from './remedies';
import { declarationDoc, declared } from './declared';
import { docOf, tagOf } from './docs';
import { headerOf } from './externs';
import { groupOrder } from './groups';
import { isCIdentifier, snakeCase, typeName } from './names';
import { ranged } from './ranges';
import { tagMember } from './tags';
import { typeOf } from './type-nodes';

export function structDecl(c: Context, symbol: ts.Symbol, first: ts.InterfaceDeclaration): StructDecl {
  const parts = (symbol.declarations ?? []).filter(ts.isInterfaceDeclaration);
  const main = parts.find((p) => !ts.isModuleBlock(p.parent)) ?? first;
  const extra = parts.filter((p) => p !== main);
  for (const part of extra)
    if (!ts.isModuleBlock(part.parent))
      c.report('FUSE2127', part.name, `${main.name.text} is declared twice. One interface is one struct.`, [
        { at: c.at(main.name), message: 'The first declaration.' },
      ]);
  const header = headerOf(c, main);
  const doc = declarationDoc(c, main);
  const decl: StructDecl = {
    ...declared(c, main, doc, header === null ? typeName : (name) => name),
    kind: 'struct',
    fields: [],
    header,
  };
  c.entities.set(symbol, decl);
  const augmented = extra
    .filter((p) => ts.isModuleBlock(p.parent))
    .sort((a, b) => groupOrder(c, a.getSourceFile()) - groupOrder(c, b.getSourceFile()));
  c.incomplete.add(decl);
  decl.fields = [...augmented, main].flatMap((part) => fieldsOf(c, part, decl));
  c.incomplete.delete(decl);
  return decl;
}

function fieldsOf(c: Context, part: ts.InterfaceDeclaration, decl: StructDecl): FieldDecl[] {
  return part.members.flatMap((member) => {
    if (!ts.isPropertySignature(member)) return [];
    const field = c.attempt(() => fieldDecl(c, member, decl));
    return field === undefined ? [] : [field];
  });
}

function fieldDecl(c: Context, node: ts.PropertySignature, decl: StructDecl): FieldDecl {
  if (!ts.isIdentifier(node.name)) return c.abandon();
  const name = node.name.getText();
  if (node.type === undefined)
    return c.fail('FUSE2114', node, `The field ${name} needs a type.`, [], guessBehind(c, node.name, ': u32'));
  const doc = docOf(c, node);
  const isr = doc.tags.has('isr');
  const member = tagMember(c, node.type);
  let type: Type;
  if (member !== null) {
    c.tags.set(decl, member.member);
    type = { kind: 'enum', decl: member.decl };
  } else {
    type = ranged(c, typeOf(c, node.type, 'field'), doc, node.name);
  }
  if (type.kind === 'void' || type.kind === 'never' || type.kind === 'out')
    return c.fail('FUSE2115', node.type, 'A field holds a value; this type has none that could be kept.');
  if (type.kind === 'function' && isr) type = { ...type, isr: true };
  const cName = tagOf(doc, 'cname') ?? snakeCase(name);
  if (!isCIdentifier(cName)) c.report('FUSE6102', node.name, `'${cName}' cannot be a C name. Choose one with @cname.`);
  const group = type.kind === 'struct' ? type.decl.group : null;
  const condition = group !== null && group !== decl.group ? group.macro : null;
  return { name, cName, type, doc: doc.text, isr, condition };
}

/** Structs that hold themselves in place have no size. */
export function checkSizes(
  c: Context,
  structs: readonly { readonly decl: StructDecl; readonly node: ts.Node }[],
): void {
  const finished = new Set<StructDecl>();
  const holds = (decl: StructDecl, path: readonly StructDecl[]): readonly StructDecl[] | null => {
    if (path.includes(decl)) return [...path, decl];
    if (finished.has(decl)) return null;
    for (const field of decl.fields)
      for (const inner of inPlace(field.type)) {
        const cycle = holds(inner, [...path, decl]);
        if (cycle !== null) return cycle;
      }
    finished.add(decl);
    return null;
  };
  for (const { decl, node } of structs) {
    // What was wrong with the only field has been said.
    if (decl.header === null && decl.fields.length === 0 && emptyInterface(node))
      c.report('FUSE2138', node, `${decl.name} has no fields. C has no such struct: give it one, or leave it out.`);
    const cycle = holds(decl, []);
    if (cycle !== null && cycle[0] === decl) {
      c.report(
        'FUSE2117',
        node,
        `${cycle.map((d) => d.name).join(' holds ')} in place, which has no end. A field that refers to another struct is a 'Ref<S> | null'.`,
      );
    }
  }
}

function emptyInterface(name: ts.Node): boolean {
  return ts.isInterfaceDeclaration(name.parent) && name.parent.members.length === 0;
}

/** The structs stored in a value of the type. */
export function inPlace(type: Type): StructDecl[] {
  if (type.kind === 'struct') return [type.decl];
  if (type.kind === 'union') return type.decl.members.map((m) => m.struct);
  if (type.kind === 'array') return inPlace(type.element);
  return [];
}
