// SPDX-License-Identifier: Apache-2.0
/** HAL groups: which file is one, its flag, its struct in `Hal`, its place in the order of capabilities. */
import ts from 'typescript';
import type { GroupDecl, StructDecl } from '../ir';
import type { Context } from './context';
import { fileDocOf, tagOf } from './docs';
import { resolve } from './resolve';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Finds the files with `@group`, before anything else asks for declarations. */
export function findGroups(c: Context): void {
  for (const unit of c.sources.units) {
    if (unit.isExtern) continue;
    const name = tagOf(fileDocOf(c, unit.source), 'group');
    if (name === null) continue;
    const where = unit.source.statements[0] ?? unit.source;
    if (!/^[a-z][a-z0-9_]*$/.test(name)) {
      c.report(
        'FUSE5107',
        where,
        `@group names the group as app_config.json does, in lower case: @group camera; not '${name}'.`,
      );
      continue;
    }
    const macro = flagOf(unit.source);
    if (macro === null) {
      c.report(
        'FUSE5107',
        where,
        `Group ${name} has no flag. Add: declare module './index' { interface Groups { readonly ${name.toUpperCase()}: BuildFlag<'FUSE_HAL_ENABLE_${name.toUpperCase()}'> } }`,
      );
      continue;
    }
    c.groupsByFile.set(unit.source, {
      name,
      file: unit.path,
      doc: fileDocOf(c, unit.source).text,
      macro,
      member: null,
      struct: null,
      hardware: true,
    });
  }
}

/** The interfaces of one name in a file's module augmentations. */
function augmentations(source: ts.SourceFile, name: string): ts.PropertySignature[] {
  return source.statements
    .filter(ts.isModuleDeclaration)
    .flatMap((m) => (m.body !== undefined && ts.isModuleBlock(m.body) ? [...m.body.statements] : []))
    .filter(ts.isInterfaceDeclaration)
    .filter((i) => i.name.text === name)
    .flatMap((i) => i.members.filter(ts.isPropertySignature));
}

function flagOf(source: ts.SourceFile): string | null {
  const type = augmentations(source, 'Groups')[0]?.type;
  if (type === undefined || !ts.isTypeReferenceNode(type)) return null;
  const argument = type.typeArguments?.[0];
  return argument !== undefined && ts.isLiteralTypeNode(argument) && ts.isStringLiteral(argument.literal)
    ? argument.literal.text
    : null;
}

/** The group of a file with native functions; without `@group` it is always there (log, event). */
export function groupOfFile(c: Context, source: ts.SourceFile): GroupDecl {
  const known = c.groupsByFile.get(source) ?? c.alwaysGroups.get(source);
  if (known !== undefined) return known;
  const unit = c.sources.unitOf(source);
  const path = unit?.path ?? '';
  const name = path.replace(/^.*\//, '').replace(/\.ts$/, '').replace(/-/g, '_');
  const group: GroupDecl = {
    name,
    file: path,
    doc: fileDocOf(c, source).text,
    macro: null,
    member: null,
    struct: null,
    hardware: false,
  };
  c.alwaysGroups.set(source, group);
  return group;
}

/** Fills in the member of `Hal` and its struct. */
export function completeGroups(c: Context): void {
  for (const [source, group] of [...c.groupsByFile, ...c.alwaysGroups]) {
    const member = augmentations(source, 'Hal')[0];
    if (member?.type === undefined || !ts.isTypeReferenceNode(member.type)) continue;
    const symbol = c.symbolOf(member.type.typeName);
    const entity = symbol === undefined ? undefined : resolve(c, symbol, member);
    if (entity?.kind !== 'struct') {
      c.report(
        'FUSE5107',
        member,
        'The member of Hal is an interface of this file: the functions that the host provides.',
      );
      continue;
    }
    const filled = group as Mutable<GroupDecl>;
    filled.member = member.name.getText();
    filled.struct = entity satisfies StructDecl;
  }
}

/** Lowest capability bit of the file's natives: the order of groups in `Hal`. */
export function groupOrder(_c: Context, source: ts.SourceFile): number {
  const bits = [...source.text.matchAll(/@capability\s+[A-Z][A-Z0-9_]*\s+(\d+)/g)].map((m) => Number(m[1]));
  return bits.length === 0 ? Number.MAX_SAFE_INTEGER : Math.min(...bits);
}
