// SPDX-License-Identifier: Apache-2.0
/** A public header: self-contained, for C and C++. */
import * as c from '../c';
import type { Declaration, Program, Type } from '../ir';
import { bySliceOrder, elementDecl, type Library } from '../lower/library';
import { sliceTypes } from '../lower/slice-helpers';
import { typeWord } from '../lower/types';
import { documented, externTop, signature } from './declarations';
import type { Homes } from './homes';
import { textType, type PublicTypes } from './lang';
import { layoutAssertions } from './layout';
import { buildChecks, buildConstants, flagDefaults } from './macros';
import { noReferences, ofDeclaration } from './references';
import { typesSection } from './types-section';
import { guardOf, type UnitContext } from './units';

/** The types of a declaration that anyone can see: signatures, fields, statics. */
function visibleTypes(decl: Declaration): Type[] {
  switch (decl.kind) {
    case 'functionDecl':
      return [...decl.params.map((p) => p.decl.type), decl.result];
    case 'struct':
      return decl.fields.map((f) => f.type);
    case 'union':
      return decl.members.flatMap((m) => m.struct.fields.map((f) => f.type));
    case 'functionType':
      return [...decl.type.params.map((p) => p.type), decl.type.result];
    case 'staticVar':
      return [decl.type];
    default:
      return [];
  }
}

/** Text and slice types that public declarations use: the public header has them, and fuse_lang.h includes it. */
export function publicTypes(homes: Homes): PublicTypes {
  let text = false;
  const slices = new Set<string>();
  const structSlices = new Set<string>();
  let header: string | null = null;
  const visit = (type: Type, name: string): void => {
    if (type.kind === 'text') {
      text = true;
      header ??= name;
    } else if (type.kind === 'slice') {
      const decl = elementDecl(type.element);
      if (decl === null || (decl.kind === 'struct' && decl.header !== null)) {
        slices.add(typeWord(type.element));
        header ??= name;
      } else {
        structSlices.add(typeWord(type.element));
      }
      visit(type.element, name);
    } else if (type.kind === 'function') {
      for (const param of type.params) visit(param.type, name);
      visit(type.result, name);
    } else if (type.kind === 'array') {
      visit(type.element, name);
    }
  };
  for (const one of homes.publicHeaders) {
    for (const decl of one.declarations) for (const type of visibleTypes(decl)) visit(type, one.name);
  }
  return { text, slices, structSlices, header };
}

function capabilities(program: Program): c.CTop[] {
  return program.capabilities.map((capability) => {
    const names = program.natives
      .filter((native) => native.tags.import?.capability === capability)
      .map((native) => `${native.tags.import?.wasmName ?? native.name}()`);
    return {
      kind: 'define',
      name: capability.cName,
      params: null,
      value: c.binary('<<', c.literal('1U'), c.literal(`${capability.bit}U`)),
      doc: names.length === 0 ? '' : `The right of a module to call ${names.join(', ')}.`,
    };
  });
}

const STANDARD = ['stdbool.h', 'stddef.h', 'stdint.h'];

export function publicHeader(
  ctx: UnitContext,
  library: Library,
  header: Homes['publicHeaders'][number],
  isFirst: boolean,
  shared: PublicTypes,
): c.CFile {
  const { program, homes } = ctx;
  const own = header.declarations.filter((d) => !homes.unionMembers.has(d));
  const references = noReferences();
  const macros = new Set<string>();
  for (const decl of own) {
    if (decl.kind !== 'staticVar') ofDeclaration(decl, references);
    if (decl.kind === 'struct')
      for (const field of decl.fields) if (field.condition !== null) macros.add(field.condition);
  }
  const constants = buildConstants(program).filter((decl) => references.complete.has(decl));
  const others = new Set([...references.headers].filter((h) => !STANDARD.includes(h)));
  for (const decl of references.complete) {
    const home = homes.headerOf(decl);
    if (home !== null && home !== header.name) others.add(home);
  }
  const isSharing = shared.header === header.name;
  const shown: c.CTop[] = [];
  if (isSharing && shared.text) shown.push(textType(library));
  if (isSharing) {
    const uses = [...library.slices.values()].filter((use) => shared.slices.has(use.word)).sort(bySliceOrder);
    for (const use of uses) shown.push(...sliceTypes(library, use));
  }
  const assertions = own.flatMap((decl) => (decl.kind === 'struct' ? layoutAssertions(library, decl) : []));
  const body: c.CTop[] = [
    ...shown,
    ...(isFirst ? capabilities(program) : []),
    ...typesSection(library, own, [], () => true, shared.structSlices),
    ...own.filter((d) => d.kind === 'staticVar').map((d) => externTop(library, d)),
    ...own
      .filter((d) => d.kind === 'functionDecl')
      .map((d) => documented({ ...signature(library, d), noreturn: false }, d)),
  ];
  return {
    name: header.name,
    doc: header.doc,
    origin: header.file,
    guard: guardOf(header.name),
    content: [
      ...STANDARD.map((h): c.CTop => ({ kind: 'include', header: h, system: true })),
      ...[...others].sort().map((h): c.CTop => ({ kind: 'include', header: h, system: false })),
      ...flagDefaults([...macros].sort()),
      ...buildChecks(constants),
      { kind: 'externC', body },
      ...(assertions.length === 0
        ? []
        : [
            {
              kind: 'ppIf',
              condition: '!defined(__cplusplus)',
              then: assertions,
              otherwise: null,
              tight: true,
            } as const,
          ]),
    ],
  };
}
