// SPDX-License-Identifier: Apache-2.0
/** Where each declaration stands: a public header, its file's header, or its file's .c alone. */
import type { Declaration, FileUnit, Program } from '../ir';
import { noReferences, ofDeclaration, ofType } from './references';

export interface Homes {
  /** Declarations of each public header, in an order in which C accepts them. */
  readonly publicHeaders: readonly {
    readonly name: string;
    readonly file: string;
    readonly doc: string;
    readonly declarations: readonly Declaration[];
  }[];
  /** The header that declares it; null where only its own .c knows it. */
  headerOf(decl: Declaration): string | null;
  fileOf(decl: Declaration): FileUnit | undefined;
  /** Structs that exist only as members of unions: they have no C type of their own. */
  readonly unionMembers: ReadonlySet<Declaration>;
}

/** Whether emitted C declares it: C headers have their structs and constants, the build its own constants. */
export const needsC = (decl: Declaration): boolean =>
  !((decl.kind === 'struct' || decl.kind === 'constant') && decl.header !== null) &&
  !(decl.kind === 'constant' && decl.build !== null);

/** What the declaration's own C needs before it, without the initialiser of a static. */
export function needsOf(decl: Declaration): ReturnType<typeof noReferences> {
  const references = noReferences();
  if (decl.kind === 'staticVar') ofType(decl.type, references);
  else ofDeclaration(decl, references);
  return references;
}

/** The declarations in an order in which each comes after what it needs completely. */
export function ordered(declarations: readonly Declaration[]): Declaration[] {
  const wanted = new Set(declarations);
  const result: Declaration[] = [];
  const seen = new Set<Declaration>();
  const visit = (decl: Declaration): void => {
    if (seen.has(decl)) return;
    seen.add(decl);
    for (const needed of needsOf(decl).complete) if (wanted.has(needed)) visit(needed);
    result.push(decl);
  };
  declarations.forEach(visit);
  return result;
}

export function findHomes(program: Program): Homes {
  const files = new Map<Declaration, FileUnit>();
  for (const file of program.files) for (const decl of file.declarations) files.set(decl, file);

  const home = new Map<Declaration, string>();
  const publicHeaders = program.headers.map((header) => {
    const all: Declaration[] = [];
    const add = (decl: Declaration): void => {
      if (home.has(decl) || !needsC(decl)) return;
      home.set(decl, header.name);
      const needs = needsOf(decl);
      for (const needed of [...needs.complete, ...needs.pointed]) add(needed);
      all.push(decl);
    };
    header.exports.forEach(add);
    return { name: header.name, file: header.file, doc: header.doc, declarations: all };
  });

  const unionMembers = new Set<Declaration>();
  for (const decl of files.keys()) {
    if (decl.kind === 'union') for (const member of decl.members) unionMembers.add(member.struct);
  }
  const usedAlone = (decl: Declaration): void => {
    const needs = needsOf(decl);
    for (const needed of [...needs.complete, ...needs.pointed]) unionMembers.delete(needed);
  };
  for (const decl of files.keys()) if (decl.kind !== 'union') usedAlone(decl);

  // What an exported declaration's C names must be in the header with it, exported or not.
  for (const file of program.files) {
    const add = (decl: Declaration): void => {
      if (home.has(decl) || files.get(decl) !== file || !needsC(decl)) return;
      home.set(decl, `${file.cBase}.h`);
      const needs = needsOf(decl);
      for (const needed of [...needs.complete, ...needs.pointed]) add(needed);
    };
    for (const decl of file.declarations) {
      const native = decl.kind === 'functionDecl' && decl.tags.import !== null;
      if (decl.exported || native) add(decl);
    }
  }
  return {
    publicHeaders: publicHeaders.map((header) => ({ ...header, declarations: header.declarations })),
    headerOf: (decl) => home.get(decl) ?? null,
    fileOf: (decl) => files.get(decl),
    unionMembers,
  };
}
