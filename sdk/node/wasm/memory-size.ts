// SPDX-License-Identifier: Apache-2.0
/**
 * The memory that a module gets, which fuse-aotc decides: one that never grows becomes a single page of all its bytes, and ends at
 * `__heap_base` if the toolchain says where its data ends. Of a module that was not linked that way every page counts.
 */

import { exportedConstant, type WasmModule } from './module';

export const PAGE_BYTES = 65536;
const PAGES_MAX = 65536;

export interface MemorySize {
  readonly bytesPerPage: number;
  readonly pages: number;
  readonly pagesMax: number;
}

export function memorySize(module: WasmModule): MemorySize | null {
  const limits = module.memories[0];
  if (limits === undefined) return null;
  const pagesMax = Math.min(limits.maximum ?? PAGES_MAX, PAGES_MAX);
  if (module.mayGrow || limits.minimum >= PAGES_MAX) {
    return { bytesPerPage: PAGE_BYTES, pages: limits.minimum, pagesMax };
  }
  const declared = limits.minimum * PAGE_BYTES;
  const heapBase = exportedConstant(module, '__heap_base');
  const dataEnd = exportedConstant(module, '__data_end');
  const used = heapBase !== null && dataEnd !== null && dataEnd <= heapBase ? Math.ceil(heapBase / 8) * 8 : declared;
  const bytes = Math.min(used, declared);
  const pages = bytes === 0 ? 0 : 1;
  return { bytesPerPage: bytes, pages, pagesMax: pages };
}
