// SPDX-License-Identifier: Apache-2.0
/** What a loaded image says about itself, before it is instantiated: its entries, its imports, its memory. */

import { untilNul } from './exception';
import { EntryCode } from './modules';
import { PAGE_BYTES } from './policy';

/** No function, where WAMR stores an index. */
const NO_FUNCTION = 0xffffffff;
/** Longest name that is shown. */
const NAME_SHOWN = 128;

/** An export by name. Where it is there but cannot be an entry, `code` is null. */
export interface EntryPoint {
  present: boolean;
  code: EntryCode | null;
}

/** The code of a function, if it is the image's own and () -> (). */
function entryCode(image: AotModule, functionIndex: u32): EntryCode | null {
  if (functionIndex < image.importFuncCount) return null;
  const own = functionIndex - image.importFuncCount;
  const count = image.funcCount;
  if (own >= count) return null;
  const typeIndexes = trustedSlice(image.funcTypeIndexes, count);
  const codes = trustedSlice(image.funcPtrs, count);
  const types = trustedSlice(image.types, image.typeCount);
  const typeIndex = typeIndexes[own];
  if (typeIndex >= types.length) return null;
  const type = trustedCast<AotFuncType>(types[typeIndex]);
  if (type.paramCount !== 0 || type.resultCount !== 0) return null;
  return trustedCast<EntryCode>(codes[own]);
}

function isNamed(entry: AotExport, name: string): boolean {
  // Reading stops at the first difference, so at the latest at the NUL of the export's name.
  const given = trustedView(trustedCast<ConstPointer<u8>>(entry.name), sat(name.length + 1));
  for (let i: u32 = 0; i < given.length; i++) {
    const expected: u8 = i < name.length ? name.charCodeAt(i) : 0;
    if (given[i] !== expected) return false;
  }
  return true;
}

/** Looks for the export `name`. */
export function findEntry(image: AotModule, name: string, found: EntryPoint): void {
  found.present = false;
  found.code = null;
  const exports = trustedSlice(image.exports, image.exportCount);
  for (let i: u32 = 0; i < exports.length; i++) {
    const candidate = exports[i];
    if (isNamed(candidate, name)) {
      found.present = true;
      if (candidate.kind === EXPORT_KIND_FUNC) found.code = entryCode(image, candidate.index);
    }
  }
}

/** Whether the wasm start function is an import, which WAMR would pass over in silence. */
export function startsWithImport(image: AotModule): boolean {
  return image.startFuncIndex !== NO_FUNCTION && image.startFuncIndex < image.importFuncCount;
}

/** Takes the wasm start function out of the image, so that WAMR does not run it. */
export function takeStartFunction(image: AotModule): EntryCode | null {
  const index = image.startFuncIndex;
  image.startFunction = null;
  return index === NO_FUNCTION ? null : entryCode(image, index);
}

/** Whether the image imports anything but functions; there is nothing else to be had. */
export function importsOtherThanFunctions(image: AotModule): boolean {
  return image.importMemoryCount !== 0 || image.importTableCount !== 0 || image.importGlobalCount !== 0;
}

/** The name of an import that is no native function of that signature; empty if all are. */
export function unknownImport(image: AotModule): ReadonlySlice<u8> {
  const imports = trustedSlice(image.importFuncs, image.importFuncCount);
  for (let i: u32 = 0; i < imports.length; i++) {
    const candidate = imports[i];
    if (candidate.funcPtrLinked === null) {
      return untilNul(trustedView(trustedCast<ConstPointer<u8>>(candidate.funcName), NAME_SHOWN), 0);
    }
  }
  return bytesOf('');
}

/**
 * Holds the image's memory below the policy's limit: false if it begins above it, else growing beyond it will fail in the module.
 * In bytes, because the ahead-of-time compiler makes one large page of a memory that does not grow.
 */
export function limitMemory(image: AotModule, pagesMax: u32): boolean {
  const memories = trustedSlice(image.memories, image.memoryCount);
  if (memories.length === 0) return true;
  if (memories.length > 1) return false;
  const memory = memories[0];
  const limit = u64(pagesMax) * u64(PAGE_BYTES);
  const pageBytes = memory.numBytesPerPage;
  if (u64(memory.initPageCount) * u64(pageBytes) > limit) return false;
  if (pageBytes !== 0) {
    memory.maxPageCount = min(memory.maxPageCount, u32.sat(idiv(limit, u64(pageBytes))));
  }
  return true;
}
