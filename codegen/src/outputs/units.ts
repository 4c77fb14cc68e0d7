// SPDX-License-Identifier: Apache-2.0
/** One .h and one .c for each TypeScript file. */
import type * as c from '../c';
import type { Declaration, FileUnit, FunctionDecl, Program, StaticDecl, Stmt } from '../ir';
import { bySliceOrder, elementDecl, type Library } from '../lower/library';
import { globalNames } from '../lower/names';
import { equal, NEVER, printCondition, type Condition } from './condition';
import { documented, externTop, signature, staticTop } from './declarations';
import { functionTop } from './functions';
import { needsC, needsOf, type Homes } from './homes';
import { noReferences, ofBody, ofDeclaration, ofType, type References } from './references';
import { type slicesOf, typesSection } from './types-section';
import { existence } from './usage';

export const LANG = 'fuse_lang.h';
export const SLICES = 'fuse_slices.h';
/** Headers of C that fuse_lang.h includes; an extern file may name them for their macros. */
const ALWAYS_THERE = ['stdbool.h', 'stddef.h', 'stdint.h'];

export interface UnitContext {
  readonly program: Program;
  readonly library: Library;
  readonly homes: Homes;
  readonly switchSites: ReadonlyMap<Stmt, number>;
}

export const guardOf = (fileName: string): string => fileName.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_');
const isPrivateStruct = (ctx: UnitContext, decl: Declaration): boolean => {
  const home = ctx.homes.headerOf(decl);
  return !ctx.homes.publicHeaders.some((header) => header.name === home);
};
/** Slices of private structs stand with their struct, those of public and C structs in a header of their own. */
const ownsSlices =
  (ctx: UnitContext) =>
  (decl: Declaration): boolean =>
    isPrivateStruct(ctx, decl);

export function slicesHeaderUses(ctx: UnitContext): ReturnType<typeof slicesOf> {
  return [...ctx.library.slices.values()]
    .filter((use) => {
      const decl = elementDecl(use.element);
      return decl !== null && ((decl.kind === 'struct' && decl.header !== null) || !isPrivateStruct(ctx, decl));
    })
    .sort(bySliceOrder);
}

function wrapGroup(file: FileUnit, tops: readonly c.CTop[]): c.CTop[] {
  const macro = file.group?.macro ?? null;
  return macro === null || tops.length === 0
    ? [...tops]
    : [{ kind: 'ppIf', condition: macro, then: tops, otherwise: null }];
}

/** Headers that hold what `references` names, without `self`. */
function includesFor(ctx: UnitContext, references: References, self: string, pointed: boolean): c.CTop[] {
  const names = new Set<string>(references.headers);
  const add = (decl: Declaration): void => {
    const header = ctx.homes.headerOf(decl);
    if (header !== null) names.add(header);
  };
  references.complete.forEach(add);
  for (const decl of references.pointed) {
    const isPublic = !isPrivateStruct(ctx, decl);
    if (pointed || isPublic) add(decl);
  }
  names.delete(self);
  for (const header of ALWAYS_THERE) names.delete(header);
  if (usesForeignSlices(ctx, references)) names.add(SLICES);
  return [...names].sort().map((header) => ({ kind: 'include', header, system: false }));
}

function usesForeignSlices(ctx: UnitContext, references: References): boolean {
  const uses = slicesHeaderUses(ctx);
  return uses.some((use) => {
    const decl = elementDecl(use.element);
    if (decl === null) return false;
    if (decl.kind === 'struct' && decl.header !== null) return references.headers.has(decl.header);
    return references.complete.has(decl) || references.pointed.has(decl);
  });
}

export function headerFile(ctx: UnitContext, file: FileUnit): c.CFile {
  const name = `${file.cBase}.h`;
  const own = file.declarations.filter((d) => ctx.homes.headerOf(d) === name && !ctx.homes.unionMembers.has(d));
  const references = noReferences();
  for (const decl of own) {
    const needs = needsOf(decl);
    for (const d of needs.complete) references.complete.add(d);
    for (const d of needs.pointed) references.pointed.add(d);
    for (const h of needs.headers) references.headers.add(h);
  }
  const foreign = [...references.pointed].filter(
    (d) => ctx.homes.headerOf(d) !== name && isPrivateStruct(ctx, d) && !references.complete.has(d),
  );
  const tops: c.CTop[] = [
    ...typesSection(ctx.library, own, foreign, ownsSlices(ctx)),
    ...own.filter((d) => d.kind === 'staticVar').map((d) => externTop(ctx.library, d)),
    ...own.filter((d) => d.kind === 'functionDecl').map((d) => documented(signature(ctx.library, d), d)),
  ];
  const includes = includesFor(ctx, references, name, false);
  return {
    name,
    doc: file.doc,
    origin: file.path,
    guard: guardOf(name),
    content: [{ kind: 'include', header: LANG, system: false }, ...includes, ...wrapGroup(file, tops)],
  };
}

/** The declaration under the condition that it is used at all. */
function conditional(tops: c.CTop[], when: Condition): c.CTop[] {
  if (equal(when, NEVER)) return [];
  const condition = printCondition(when);
  return condition === null ? tops : [{ kind: 'ppIf', condition, then: tops, otherwise: null, tight: true }];
}

/** Static functions that something above their definition names. */
function needsPrototype(functions: readonly FunctionDecl[], statics: readonly StaticDecl[]): Set<FunctionDecl> {
  const needed = new Set<FunctionDecl>();
  const defined = new Set<FunctionDecl>();
  const note = (references: References): void => {
    for (const decl of references.complete) {
      if (decl.kind === 'functionDecl' && !defined.has(decl)) needed.add(decl);
    }
  };
  for (const decl of statics) {
    const references = noReferences();
    ofDeclaration(decl, references);
    note(references);
  }
  for (const decl of functions) {
    defined.add(decl);
    const references = noReferences();
    ofBody(decl, references);
    note(references);
  }
  return needed;
}

export function sourceFile(ctx: UnitContext, file: FileUnit): c.CFile {
  const name = `${file.cBase}.c`;
  const header = `${file.cBase}.h`;
  const exists = existence(file);
  const when = (decl: FunctionDecl | StaticDecl): Condition => exists.get(decl) ?? NEVER;
  const own = file.declarations.filter(
    (d) => needsC(d) && ctx.homes.headerOf(d) === null && !ctx.homes.unionMembers.has(d),
  );
  const globals = globalNames(ctx.program, file);
  const functions = file.declarations.filter((d) => d.kind === 'functionDecl');
  const statics = file.declarations.filter((d) => d.kind === 'staticVar');

  const references = noReferences();
  for (const decl of own) ofDeclaration(decl, references);
  for (const decl of statics) ofDeclaration(decl, references);
  for (const decl of functions) {
    ofDeclaration(decl, references);
    ofBody(decl, references);
  }

  const definitions = functions.flatMap((decl) =>
    conditional(
      [
        functionTop(decl, {
          library: ctx.library,
          globals,
          switchSites: ctx.switchSites,
          documentedElsewhere: ctx.homes.headerOf(decl) !== null,
        }),
      ],
      when(decl),
    ),
  );
  const helpers = ctx.library.takeFileHelpers();
  for (const helper of helpers) ofType(helper.type, references);

  const prototyped = needsPrototype(functions, statics);
  const prototypes = functions
    .filter((d) => prototyped.has(d) && ctx.homes.headerOf(d) === null)
    .flatMap((d) => conditional([signature(ctx.library, d)], when(d)));
  const variables = statics.flatMap((d) => conditional([staticTop(ctx.library, d)], when(d)));
  const foreign: Declaration[] = [];
  const tops: c.CTop[] = [
    ...typesSection(ctx.library, own, foreign, ownsSlices(ctx)),
    ...prototypes,
    ...variables,
    ...helpers.map((h) => h.top),
    ...definitions,
  ];
  // A definition sees its declaration, even where nothing else needs that header.
  for (const decl of [...functions, ...statics]) {
    const home = ctx.homes.headerOf(decl);
    if (home !== null) references.headers.add(home);
  }
  const includes = includesFor(ctx, references, header, true);
  return {
    name,
    doc: file.doc,
    origin: file.path,
    guard: null,
    content: [{ kind: 'include', header, system: false }, { kind: 'blank' }, ...includes, ...wrapGroup(file, tops)],
  };
}
