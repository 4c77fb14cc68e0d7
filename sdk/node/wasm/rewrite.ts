// SPDX-License-Identifier: Apache-2.0
/**
 * Makes of a module the one that is instantiated: without its start function, which the runtime enters by itself; with all functions
 * exported, by number; with the memory that the policy allows; and with the checks of checks.ts.
 */

import { name, section, u32, vector } from './bytes';
import { addChecks } from './checks';
import { PAGE_BYTES, type MemorySize } from './memory-size';
import { FUNCTION, GLOBAL, I32, MEMORY, SECTION, importsOf, type WasmModule } from './module';

/** Names of the exports; a module's own are not kept. */
export const MEMORY_EXPORT = 'memory';
export const TRAP_EXPORT = 'trap';
export const functionExport = (index: number): string => `f${index}`;

const SECTION_ORDER: readonly number[] = [
  SECTION.type,
  SECTION.import,
  SECTION.function,
  SECTION.table,
  SECTION.memory,
  SECTION.global,
  SECTION.export,
  SECTION.element,
  SECTION.dataCount,
  SECTION.code,
  SECTION.data,
];

function contentOf(module: WasmModule, id: number): Uint8Array {
  const found = module.sections.find((candidate) => candidate.id === id);
  return found === undefined ? new Uint8Array(0) : module.bytes.subarray(found.start, found.end);
}

/** A vector's items as they are, with one more. */
function appended(content: Uint8Array, count: number, item: readonly number[]): number[] {
  const items = content.length === 0 ? [] : [...content.subarray(u32(count).length)];
  return [...u32(count + 1), ...items, ...item];
}

function memoryContent(size: MemorySize): number[] {
  const pages = Math.ceil((size.pages * size.bytesPerPage) / PAGE_BYTES);
  const pagesMax = Math.max(pages, Math.ceil((size.pagesMax * size.bytesPerPage) / PAGE_BYTES));
  return vector([[1, ...u32(pages), ...u32(pagesMax)]]);
}

function exportContent(module: WasmModule, trapGlobal: number): number[] {
  const imported = importsOf(module, FUNCTION).length;
  const functions = module.functions.map((_, own) => [
    ...name(functionExport(imported + own)),
    FUNCTION,
    ...u32(imported + own),
  ]);
  const memories = module.memories.map((_, index) => [...name(MEMORY_EXPORT), MEMORY, ...u32(index)]);
  return vector([...functions, ...memories, [...name(TRAP_EXPORT), GLOBAL, ...u32(trapGlobal)]]);
}

function codeContent(module: WasmModule, trapGlobal: number, memoryEnd: number | null): number[] {
  const parameterCount = (own: number): number => module.types[module.functions[own] ?? 0]?.parameters.length ?? 0;
  return vector(
    module.bodies.map((body, own) => addChecks(module.bytes, body, parameterCount(own), { trapGlobal, memoryEnd })),
  );
}

/** `size`: of the memory, with the policy's limit; null if the module has none. */
export function rewrite(module: WasmModule, size: MemorySize | null): Uint8Array {
  const trapGlobal = importsOf(module, GLOBAL).length + module.globals.length;
  const bytes = size === null ? 0 : size.pages * size.bytesPerPage;
  const memoryEnd = bytes % PAGE_BYTES === 0 ? null : bytes;
  // A mutable i32 that is 0.
  const global = [I32, 1, 0x41, 0, 0x0b];
  const contents = new Map<number, readonly number[]>([
    [SECTION.global, appended(contentOf(module, SECTION.global), module.globals.length, global)],
    [SECTION.export, exportContent(module, trapGlobal)],
    [SECTION.code, codeContent(module, trapGlobal, memoryEnd)],
  ]);
  if (size !== null) contents.set(SECTION.memory, memoryContent(size));
  const sections = SECTION_ORDER.flatMap((id) => {
    const content = contents.get(id) ?? [...contentOf(module, id)];
    return content.length === 0 ? [] : section(id, content);
  });
  return Uint8Array.from([...module.bytes.subarray(0, 8), ...sections]);
}
