// SPDX-License-Identifier: Apache-2.0
/** What a loaded image says about itself, before it is instantiated: its entries, its imports, its memory. */

import { refuse, refuseFor } from './log';
import { ENTRY_COUNT, EntryCode, STEP, Sandbox } from './modules';
import { PAGE_BYTES } from './policy';

/** No function, where WAMR stores an index. */
const NO_FUNCTION = 0xffffffff;
/** By INIT, STEP and so on. */
const ENTRY_NAMES: Readonly<FixedArray<CString, typeof ENTRY_COUNT>> = [
  'module_init',
  'module_step',
  'module_deinit',
  '__post_instantiate',
  '__wasm_call_ctors',
];
/** They are shorter. */
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

/** Which entry this export is by its name; ENTRY_COUNT if none. */
function entryIndex(candidate: AotExport): u32 {
  for (let index: u32 = 0; index < ENTRY_COUNT; index++) {
    if (isNamed(candidate, ENTRY_NAMES[index])) return index;
  }
  return ENTRY_COUNT;
}

/** Finds the entries among the exports. An export of such a name that cannot be entered is refused. */
export function findEntries(image: AotModule, sandbox: Sandbox): boolean {
  const exports = trustedSlice(image.exports, image.exportCount);
  for (let i: u32 = 0; i < exports.length; i++) {
    const candidate = exports[i];
    const index = entryIndex(candidate);
    if (index < ENTRY_COUNT) {
      const code = candidate.kind === EXPORT_KIND_FUNC ? entryCode(image, candidate.index) : null;
      sandbox.entries[index] = code;
      if (code === null) return refuseFor('not its own function () -> (): ', candidate.name);
    }
  }
  return sandbox.entries[STEP] !== null || refuse('no module_step');
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
