// SPDX-License-Identifier: Apache-2.0
/** fuse_natives.h and .c: the wrappers, WAMR's table of them, the mask of the capabilities, the hash of the signatures. */
import * as c from '../c';
import type { FunctionDecl } from '../ir';
import { noReferences, ofSignature } from '../outputs/references';
import type { UnitContext } from '../outputs/units';
import { groupOf, nativesHash, signatureOf, wasmName } from './signatures';
import { wrapper, wrapperName } from './wrappers';

const U32 = c.named('uint32_t');
const include = (header: string): c.CTop => ({ kind: 'include', header, system: false });
const variable = (storage: c.Storage, name: string, type: c.CType, init: c.CExpr | null, doc = ''): c.CTop => ({
  kind: 'variable',
  storage,
  name,
  type,
  init,
  doc,
});
const SYMBOL = c.named('NativeSymbol');
/** An incomplete array: `name[]`. */
const unsized = (of: c.CType): c.CType => c.cArray(of, c.name(''));

const macroOf = (ctx: UnitContext, decl: FunctionDecl): string | null => groupOf(ctx.program, decl)?.macro ?? null;

export function nativesHeader(ctx: UnitContext): c.CFile {
  const terms = ctx.program.capabilities.map((capability): c.CExpr => {
    const value = c.name(capability.cName);
    if (capability.group.macro === null) return value;
    return {
      kind: 'conditional',
      condition: c.binary('!=', c.name(capability.group.macro), c.literal('0')),
      whenTrue: value,
      whenFalse: c.literal('0U'),
    };
  });
  const mask = terms.length === 0 ? c.literal('0U') : terms.reduce((a, b) => c.binary('|', a, b));
  return {
    name: 'fuse_natives.h',
    doc: 'The native functions that modules may import, derived from the HAL groups.',
    origin: 'the HAL groups',
    guard: 'FUSE_NATIVES_H',
    content: [
      include('wasm_export.h'),
      { kind: 'blank' },
      include('fuse_lang.h'),
      ...ctx.homes.publicHeaders.slice(0, 1).map((header) => include(header.name)),
      {
        kind: 'define',
        name: 'FUSE_CAPABILITIES',
        params: null,
        value: mask,
        doc: 'The capabilities of the groups that are compiled in.',
      },
      variable(
        'extern',
        'fuse_native_symbols',
        unsized(SYMBOL),
        null,
        "WAMR's table of the native functions. Writable, since WAMR sorts it.",
      ),
      variable('extern', 'fuse_native_symbol_count', c.constOf(U32), null),
      variable(
        'extern',
        'fuse_natives_hash',
        c.cArray(c.constOf(c.named('uint8_t')), c.literal('32')),
        null,
        'SHA-256 of the names and signatures of all native functions of the source tree.',
      ),
    ],
  };
}

function entry(decl: FunctionDecl): c.CExpr {
  const pointer = c.cast(
    c.cPointer(c.named('void')),
    c.cast(c.named('uintptr_t'), c.unary('&', c.name(wrapperName(decl)))),
  );
  return c.initList([
    { kind: 'string', value: wasmName(decl) },
    pointer,
    { kind: 'string', value: signatureOf(decl) },
    c.name('NULL'),
  ]);
}

export function nativesSource(ctx: UnitContext): c.CFile {
  const { natives, nativeEnter, nativeBytes } = ctx.program;
  const headers = new Set<string>();
  const references = noReferences();
  for (const decl of [...natives, nativeEnter, nativeBytes]) {
    if (decl === null) continue;
    const header = ctx.homes.headerOf(decl);
    if (header !== null) headers.add(header);
    ofSignature(decl, references);
  }
  for (const decl of [...references.complete, ...references.pointed]) {
    const header = ctx.homes.headerOf(decl);
    if (header !== null) headers.add(header);
  }
  for (const header of references.headers) headers.add(header);

  const wrappers = natives.map((decl): c.CTop => {
    const macro = macroOf(ctx, decl);
    const top = wrapper(ctx, decl);
    return macro === null ? top : { kind: 'ppIf', condition: macro, then: [top], otherwise: null, tight: true };
  });
  const alwaysSome = natives.some((decl) => macroOf(ctx, decl) === null);
  const items: c.CInitList['items'] = [
    ...natives.map((decl) => {
      const condition = macroOf(ctx, decl);
      return { member: null, value: entry(decl), ...(condition === null ? {} : { condition }) };
    }),
    // C has no arrays of no elements.
    ...(alwaysSome
      ? []
      : [{ member: null, value: c.initList([c.name('NULL'), c.name('NULL'), c.name('NULL'), c.name('NULL')]) }]),
  ];
  const count = c.binary(
    '/',
    c.sizeofExpr(c.name('fuse_native_symbols')),
    c.sizeofExpr(c.indexInto(c.name('fuse_native_symbols'), c.literal('0'))),
  );
  const bytes = nativesHash(ctx.program).match(/../g) ?? [];
  return {
    name: 'fuse_natives.c',
    doc: 'The native functions that modules may import: each goes through the runtime before its own code.',
    origin: 'the HAL groups',
    guard: null,
    content: [
      include('fuse_natives.h'),
      { kind: 'blank' },
      ...[...headers].sort().map(include),
      ...wrappers,
      variable(null, 'fuse_native_symbols', unsized(SYMBOL), { kind: 'init', items, broken: true }),
      variable(
        null,
        'fuse_native_symbol_count',
        c.constOf(U32),
        c.cast(U32, alwaysSome ? count : c.binary('-', count, c.literal('1U'))),
      ),
      variable(null, 'fuse_natives_hash', c.cArray(c.constOf(c.named('uint8_t')), c.literal('32')), {
        kind: 'init',
        items: bytes.map((byte) => ({ member: null, value: c.literal(`0x${byte.toUpperCase()}U`) })),
      }),
    ],
  };
}
