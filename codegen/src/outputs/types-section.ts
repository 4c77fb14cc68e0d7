// SPDX-License-Identifier: Apache-2.0
/** The types and constants of one header or .c file: in order, with forward declarations and slices where they are needed. */
import type * as c from '../c';
import type { Declaration } from '../ir';
import { bySliceOrder, elementDecl, type Library, type SliceUse } from '../lower/library';
import { sliceHelpers, sliceTypes } from '../lower/slice-helpers';
import { tagOf, typeTops } from './declarations';
import { needsOf, ordered } from './homes';

const isStruct = (decl: Declaration): boolean => decl.kind === 'struct' || decl.kind === 'union';
export const isType = (decl: Declaration): boolean => decl.kind !== 'functionDecl' && decl.kind !== 'staticVar';

export function slicesOf(library: Library, decl: Declaration): SliceUse[] {
  return [...library.slices.values()].filter((use) => elementDecl(use.element) === decl).sort(bySliceOrder);
}

/**
 * `declarations` of this file; `foreign` structs of others that are only pointed to; `ownsSlices` tells whose slices stand here.
 * With `only`, just the types of these slices do, and their helpers are elsewhere.
 */
export function typesSection(
  library: Library,
  declarations: readonly Declaration[],
  foreign: readonly Declaration[],
  ownsSlices: (decl: Declaration) => boolean,
  only: ReadonlySet<string> | null = null,
): c.CTop[] {
  const usesOf = (decl: Declaration): SliceUse[] =>
    slicesOf(library, decl).filter((use) => only === null || only.has(use.word));
  const types = ordered(declarations.filter(isType));
  const forwarded = new Set<Declaration>();
  const defined = new Set<Declaration>();
  for (const decl of types) {
    const needs = needsOf(decl);
    for (const needed of needs.pointed) {
      if (types.includes(needed) && !defined.has(needed) && isStruct(needed)) forwarded.add(needed);
    }
    defined.add(decl);
    if (isStruct(decl) && ownsSlices(decl) && usesOf(decl).length > 0) forwarded.add(decl);
  }
  const tops: c.CTop[] = [];
  for (const decl of [...foreign, ...types.filter((d) => forwarded.has(d))]) {
    tops.push({ kind: 'forward', tag: tagOf(decl.cName), typedef: decl.cName });
  }
  // C cannot declare an enum's type ahead: it stands before its slices, which stand before what holds them.
  const enums = types.filter((d) => d.kind === 'enum' && ownsSlices(d) && usesOf(d).length > 0);
  for (const decl of enums) tops.push(...typeTops(library, decl, false));
  for (const decl of types) {
    if (!(forwarded.has(decl) || enums.includes(decl)) || !ownsSlices(decl)) continue;
    for (const use of usesOf(decl)) tops.push(...sliceTypes(library, use));
  }
  for (const decl of types) if (!enums.includes(decl)) tops.push(...typeTops(library, decl, forwarded.has(decl)));
  for (const decl of types) {
    if (!ownsSlices(decl) || only !== null) continue;
    for (const use of usesOf(decl)) tops.push(...sliceHelpers(library, use));
  }
  return tops;
}
