// SPDX-License-Identifier: Apache-2.0
/** Stage `types`: sources become a typed Program. After it no TypeScript node is left, every name is resolved and every conversion is written down. */
import ts from 'typescript';
import type { Diagnostics } from '../diagnostics';
import type { Declaration, FileUnit, FunctionDecl, Program, StructDecl } from '../ir';
import type { Sources, SourceUnit } from '../load';
import { checkCNames } from './collisions';
import { Context } from './context';
import { fileDocOf } from './docs';
import { functionBody } from './functions';
import { completeGroups, findGroups } from './groups';
import { publicHeaders, type HeaderRequest } from './headers';
import { nativesOf } from './natives';
import { resolve } from './resolve';
import { isFlagInterface } from './statics';
import { headerOf } from './externs';
import { checkSizes } from './structs';

interface Body {
  readonly decl: FunctionDecl;
  readonly node: ts.FunctionDeclaration;
}

export function types(sources: Sources, headers: readonly HeaderRequest[], diagnostics: Diagnostics): Program {
  const c = new Context(sources, diagnostics);
  findGroups(c);
  const structs: { decl: StructDecl; node: ts.Node }[] = [];
  const bodies = new Map<SourceUnit, Body[]>();
  const files: FileUnit[] = [];
  for (const unit of sources.units) {
    if (unit.isExtern) {
      c.attempt(() => headerOf(c, unit.source.statements[0] ?? unit.source));
      for (const statement of unit.source.statements) c.attempt(() => declarationsOf(c, statement, structs, []));
      continue;
    }
    const found: Body[] = [];
    const read = unit.source.statements.flatMap((s) => c.attempt(() => declarationsOf(c, s, structs, found)) ?? []);
    const declarations = [...new Set(read)];
    bodies.set(unit, found);
    if (declarations.length > 0)
      files.push({
        path: unit.path,
        cBase: unit.cBase,
        doc: fileDocOf(c, unit.source).text,
        group: c.groupsByFile.get(unit.source) ?? null,
        declarations,
      });
  }
  checkSizes(c, structs);
  completeGroups(c);
  const everything = files.flatMap((f) => f.declarations);
  checkCNames(c, files);
  for (const [unit, list] of bodies) {
    const names = new Set(
      everything
        .filter((d) => d.exported || d.file === unit.path)
        .flatMap((d) => (d.kind === 'enum' ? d.members.map((m) => m.cName) : [d.cName])),
    );
    for (const body of list) c.attempt(() => functionBody(c, body.decl, body.node, names));
  }
  // A piece that nobody spoke about would be missing in the C.
  if (c.abandoned > 0 && diagnostics.isEmpty)
    throw new Error(`something was left unread without a diagnostic, ${c.abandonedAt}`);
  const functions = everything.filter((d) => d.kind === 'functionDecl');
  return {
    files,
    groups: [...c.groupsByFile.values(), ...c.alwaysGroups.values()].sort((a, b) => lowestBit(c, a) - lowestBit(c, b)),
    capabilities: c.capabilities.map((x) => x.decl).sort((a, b) => a.bit - b.bit),
    ...nativesOf(c, functions),
    headers: publicHeaders(c, headers, files),
    incomplete: c.incompleteFunctions,
  };
}

function lowestBit(c: Context, group: Program['groups'][number]): number {
  return Math.min(99, ...c.capabilities.filter((x) => x.decl.group === group).map((x) => x.decl.bit));
}

function declarationsOf(
  c: Context,
  statement: ts.Statement,
  structs: { decl: StructDecl; node: ts.Node }[],
  bodies: Body[],
): Declaration[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap((d) => declarationOf(c, d.name, structs));
  if (ts.isFunctionDeclaration(statement) && statement.name !== undefined) {
    const [decl] = declarationOf(c, statement.name, structs);
    if (decl?.kind === 'functionDecl') bodies.push({ decl, node: statement });
    return decl === undefined ? [] : [decl];
  }
  if (ts.isEnumDeclaration(statement) || ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement))
    return declarationOf(c, statement.name, structs);
  return [];
}

function declarationOf(c: Context, name: ts.Node, structs: { decl: StructDecl; node: ts.Node }[]): Declaration[] {
  const symbol = c.symbolOf(name);
  if (symbol === undefined || isFlagInterface(symbol)) return [];
  const entity = resolve(c, symbol, name);
  switch (entity.kind) {
    case 'struct':
      structs.push({ decl: entity, node: name });
      return entity.header === null ? [entity] : [];
    case 'constant':
      return entity.header === null ? [entity] : [];
    case 'enum':
    case 'union':
    case 'alias':
    case 'functionType':
    case 'staticVar':
    case 'functionDecl':
      return [entity];
    default:
      return [];
  }
}
