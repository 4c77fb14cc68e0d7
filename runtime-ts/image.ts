// SPDX-License-Identifier: Apache-2.0
/** What a loaded image says about itself, before it is instantiated: its entries, its imports, its memory. */

import { EntryCode } from './modules';
import { PAGE_BYTES } from './policy';

/** No function, where WAMR stores an index. */
const NO_FUNCTION = 0xffffffff;
/** The names looked for are shorter. */
const WANTED_MAX = 32;

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

function isNamed(entry: AotExport, name: CString): boolean {
  const given = trustedView(trustedCast<ConstPointer<u8>>(entry.name), WANTED_MAX);
  const wanted = trustedView(trustedCast<ConstPointer<u8>>(name), WANTED_MAX);
  // Reading stops at the first difference, so at the latest at the first of the two NULs.
  for (let i: u32 = 0; i < WANTED_MAX; i++) {
    if (given[i] !== wanted[i]) return false;
    if (wanted[i] === 0) break;
  }
  return true;
}

/** The export of this name, or null. */
export function findExport(image: AotModule, name: CString): AotExport | null {
  const exports = trustedSlice(image.exports, image.exportCount);
  let found: AotExport | null = null;
  for (let i: u32 = 0; i < exports.length; i++) {
    if (isNamed(exports[i], name)) found = exports[i];
  }
  return found;
}

/** The code of an export, if it can be an entry. */
export function codeOf(image: AotModule, found: AotExport): EntryCode | null {
  return found.kind === EXPORT_KIND_FUNC ? entryCode(image, found.index) : null;
}

/** Whether the image has a wasm start function. */
export function hasStartFunction(image: AotModule): boolean {
  return image.startFuncIndex !== NO_FUNCTION;
}

/** Takes the wasm start function out of the image, so that WAMR does not run it. Null also where it is an import. */
export function takeStartFunction(image: AotModule): EntryCode | null {
  image.startFunction = null;
  return entryCode(image, image.startFuncIndex);
}

/** Whether the image imports anything but functions; there is nothing else to be had. */
export function importsOtherThanFunctions(image: AotModule): boolean {
  return image.importMemoryCount !== 0 || image.importTableCount !== 0 || image.importGlobalCount !== 0;
}

/** An import that is no native function of that signature; null if all are. */
export function unknownImport(image: AotModule): AotImportFunc | null {
  const imports = trustedSlice(image.importFuncs, image.importFuncCount);
  let unknown: AotImportFunc | null = null;
  for (let i: u32 = 0; i < imports.length; i++) {
    if (imports[i].funcPtrLinked === null) unknown = imports[i];
  }
  return unknown;
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
  const pageBytes = memory.numBytesPerPage;
  if (u64(memory.initPageCount) * u64(pageBytes) > u64(pagesMax) * u64(PAGE_BYTES)) return false;
  const limit = pageBytes === PAGE_BYTES ? pagesMax : memory.initPageCount;
  memory.maxPageCount = min(memory.maxPageCount, limit);
  return true;
}
