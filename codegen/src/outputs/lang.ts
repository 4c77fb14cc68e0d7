// SPDX-License-Identifier: Apache-2.0
/** fuse_lang.h: the language's own C, as much of it as the program uses; and fuse_slices.h for slices of public and C structs. */
import * as c from '../c';
import type { Program } from '../ir';
import { bySliceOrder, elementDecl, type Library } from '../lower/library';
import { sliceHelpers, sliceTypes } from '../lower/slice-helpers';
import { cInt } from '../lower/ints';
import { buildChecks, buildConstants, flagDefaults, flagMacros } from './macros';
import { tagOf } from './declarations';
import { noReferences, ofType } from './references';
import type { Homes } from './homes';
import { guardOf, LANG, SLICES, slicesHeaderUses, type UnitContext } from './units';

const system = (header: string): c.CTop => ({ kind: 'include', header, system: true });
const U32 = c.named('uint32_t');

/** The text type, `FUSE_TEXT("literal")`, and its form for the initialisers of statics. */
export function textType(library: Library): c.CTop {
  return {
    kind: 'struct',
    tag: tagOf(library.textType()),
    typedef: library.textType(),
    members: [
      { kind: 'field', name: 'start', type: c.cPointer(c.constOf(c.named('char'))), doc: '', condition: null },
      { kind: 'field', name: 'length', type: U32, doc: '', condition: null },
    ],
    doc: 'Text: `length` bytes at `start`, not terminated.',
  };
}
function textMacros(library: Library): c.CTop[] {
  const literal = c.name('literal');
  const init: c.CInitList = c.initList([literal, c.cast(U32, c.binary('-', c.sizeofExpr(literal), c.literal('1U')))]);
  return [
    { kind: 'define', name: `${library.textMacro()}_INIT`, params: ['literal'], value: init, doc: '' },
    {
      kind: 'define',
      name: library.textMacro(),
      params: ['literal'],
      value: { kind: 'compound', type: c.named(library.textType()), init },
      doc: '',
    },
  ];
}

export interface PublicTypes {
  readonly text: boolean;
  readonly slices: ReadonlySet<string>;
  /** Those of its own structs. */
  readonly structSlices: ReadonlySet<string>;
  /** Header that has them, if any. */
  readonly header: string | null;
}

export function langHeader(program: Program, library: Library, shared: PublicTypes): c.CFile {
  const content: c.CTop[] = [system('stdbool.h'), system('stddef.h'), system('stdint.h')];
  if (library.usesAtomics) content.unshift(system('stdatomic.h'));
  if (library.usesFloats) content.unshift(system('float.h'));
  if (shared.header !== null)
    content.push({ kind: 'blank' }, { kind: 'include', header: shared.header, system: false });
  content.push(...flagDefaults(flagMacros(program)), ...buildChecks(buildConstants(program)));
  if (library.usesFloats) {
    content.push({
      kind: 'ppIf',
      condition: 'FLT_EVAL_METHOD != 0',
      then: [{ kind: 'error', message: 'float and double must be computed in their own precision' }],
      otherwise: null,
      tight: true,
    });
  }
  content.push({
    kind: 'function',
    storage: null,
    inline: false,
    noreturn: true,
    name: 'fuse_panic',
    params: [{ name: 'site', type: U32 }],
    result: c.named('void'),
    body: null,
    doc: {
      text: 'Ends the program: the check at `site` failed. checks.json says where that is.',
      params: [],
      result: '',
    },
  });
  const scalars = [...library.slices.values()].filter((use) => elementDecl(use.element) === null).sort(bySliceOrder);
  const copies = [...library.slices.values()].some(
    (use) => use.sliceOps.has('copy') || use.sliceOps.has('copyChecked'),
  );
  if (copies) {
    content.push({
      kind: 'function',
      storage: null,
      inline: false,
      noreturn: false,
      name: 'memmove',
      params: [
        { name: 'target', type: c.cPointer(c.named('void')) },
        { name: 'source', type: c.cPointer(c.constOf(c.named('void'))) },
        { name: 'size', type: c.named('size_t') },
      ],
      result: c.cPointer(c.named('void')),
      body: null,
      doc: {
        text: "C's own, which a freestanding program may call but whose header it does not have.",
        params: [],
        result: '',
      },
    });
  }
  if (library.usesText && !shared.text) content.push(textType(library));
  if (library.usesTextLiterals) content.push(...textMacros(library));
  for (const use of scalars) if (!shared.slices.has(use.word)) content.push(...sliceTypes(library, use));
  for (const name of [...library.checkedTypes].sort()) {
    content.push({
      kind: 'struct',
      tag: tagOf(library.checkedTypeName(name)),
      typedef: library.checkedTypeName(name),
      members: [
        { kind: 'field', name: 'ok', type: c.named('bool'), doc: '', condition: null },
        { kind: 'field', name: 'value', type: cInt({ kind: 'int', name }), doc: '', condition: null },
      ],
      doc: '',
    });
  }
  // `fuse_bytes_of` makes a view, the others stand alone but for the bit patterns, whose order key is the least.
  const helpers = [...library.helpers.values()].sort((a, b) => (a.order < b.order ? -1 : 1));
  content.push(...helpers.map((h) => h.make()));
  for (const use of scalars) content.push(...sliceHelpers(library, use));
  return {
    name: LANG,
    doc: "The language's own part of the emitted C: checks, which end in fuse_panic(), text and slices.",
    origin: 'the program',
    guard: guardOf(LANG),
    content,
  };
}

/** fuse_slices.h, or null if the program has no such slices. */
export function slicesHeader(ctx: UnitContext, homes: Homes, shared: PublicTypes): c.CFile | null {
  const uses = slicesHeaderUses(ctx);
  if (uses.length === 0) return null;
  const headers = new Set<string>();
  for (const use of uses) {
    const references = noReferences();
    ofType(use.element, references);
    for (const header of references.headers) headers.add(header);
    for (const decl of [...references.complete, ...references.pointed]) {
      const header = homes.headerOf(decl);
      if (header !== null) headers.add(header);
    }
  }
  return {
    name: SLICES,
    doc: 'Slices of structs that public headers or C code declare.',
    origin: 'the program',
    guard: guardOf(SLICES),
    content: [
      { kind: 'include', header: LANG, system: false },
      ...[...headers].sort().map((header): c.CTop => ({ kind: 'include', header, system: false })),
      ...uses
        .filter((use) => !shared.slices.has(use.word) && !shared.structSlices.has(use.word))
        .flatMap((use) => sliceTypes(ctx.library, use)),
      ...uses.flatMap((use) => sliceHelpers(ctx.library, use)),
    ],
  };
}
