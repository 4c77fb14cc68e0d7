// SPDX-License-Identifier: Apache-2.0
/** What a WebAssembly module says about itself: the sections that the runtime asks about, and where all of them lie. */

import { ByteReader, WasmError } from './bytes';
import { walk } from './instructions';

/** Kinds of imports and exports. */
export const FUNCTION = 0;
export const TABLE = 1;
export const MEMORY = 2;
export const GLOBAL = 3;

export const SECTION = {
  custom: 0,
  type: 1,
  import: 2,
  function: 3,
  table: 4,
  memory: 5,
  global: 6,
  export: 7,
  start: 8,
  element: 9,
  code: 10,
  data: 11,
  dataCount: 12,
} as const;

export const I32 = 0x7f;
const I32_CONST = 0x41;
const END = 0x0b;
const MEMORY_SIZE = 0x3f;
const MEMORY_GROW = 0x40;

export interface FunctionType {
  readonly parameters: readonly number[];
  readonly results: readonly number[];
}

export interface Import {
  readonly module: string;
  readonly name: string;
  readonly kind: number;
  /** Of a function. */
  readonly typeIndex: number;
}

export interface Export {
  readonly name: string;
  readonly kind: number;
  readonly index: number;
}

export interface Limits {
  readonly minimum: number;
  readonly maximum: number | null;
}

interface Global {
  readonly isMutable: boolean;
  readonly valueType: number;
  /** What it begins with, if that is an i32.const. */
  readonly constant: number | null;
}

/** One function's code: its locals and its instructions. */
export interface Body {
  readonly start: number;
  readonly end: number;
}

export interface Section {
  readonly id: number;
  readonly start: number;
  readonly end: number;
}

export interface WasmModule {
  readonly bytes: Uint8Array;
  readonly sections: readonly Section[];
  readonly types: readonly FunctionType[];
  readonly imports: readonly Import[];
  /** Type indices of the module's own functions. */
  readonly functions: readonly number[];
  readonly memories: readonly Limits[];
  /** The module's own. */
  readonly globals: readonly Global[];
  readonly exports: readonly Export[];
  readonly start: number | null;
  readonly bodies: readonly Body[];
  /** Some instruction asks for the memory's size or changes it. */
  readonly mayGrow: boolean;
}

const HEADER = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];

function readLimits(reader: ByteReader): Limits {
  const flags = reader.byte();
  const minimum = reader.u32();
  return { minimum, maximum: (flags & 1) === 0 ? null : reader.u32() };
}

function readImport(reader: ByteReader): Import {
  const [module, name, kind] = [reader.name(), reader.name(), reader.byte()];
  let typeIndex = -1;
  if (kind === FUNCTION) typeIndex = reader.u32();
  else if (kind === TABLE) reader.byte();
  if (kind === TABLE || kind === MEMORY) readLimits(reader);
  if (kind === GLOBAL) reader.skip(2);
  return { module, name, kind, typeIndex };
}

function readGlobal(reader: ByteReader): Global {
  const [valueType, mutability] = [reader.byte(), reader.byte()];
  const start = reader.position;
  let constant: number | null = null;
  if (reader.byte() === I32_CONST) {
    const value = reader.i32();
    if (reader.byte() === END) constant = value >>> 0;
  }
  reader.position = start;
  // The whole initial value, of whatever kind it is.
  for (const instruction of walk(reader)) {
    if (instruction.depth === 0 && instruction.opcode === END) break;
  }
  return { isMutable: mutability === 1, valueType, constant };
}

function growsMemory(bytes: Uint8Array, body: Body): boolean {
  const reader = new ByteReader(bytes, body.start, body.end);
  skipLocals(reader);
  for (const { opcode } of walk(reader)) {
    if (opcode === MEMORY_SIZE || opcode === MEMORY_GROW) return true;
  }
  return false;
}

export function skipLocals(reader: ByteReader): void {
  reader.vector(() => [reader.u32(), reader.byte()]);
}

function readSections(bytes: Uint8Array): Section[] {
  if (HEADER.some((byte, i) => bytes[i] !== byte)) throw new WasmError('no WebAssembly module of version 1');
  const reader = new ByteReader(bytes, HEADER.length);
  const sections: Section[] = [];
  while (!reader.atEnd) {
    const id = reader.byte();
    const size = reader.u32();
    const start = reader.position;
    reader.skip(size);
    sections.push({ id, start, end: reader.position });
  }
  return sections;
}

export function parseModule(bytes: Uint8Array): WasmModule {
  const sections = readSections(bytes);
  const at = (id: number): ByteReader | null => {
    const found = sections.find((section) => section.id === id);
    return found === undefined ? null : new ByteReader(bytes, found.start, found.end);
  };
  const vectorOf = <T>(id: number, read: (reader: ByteReader) => T): T[] => {
    const reader = at(id);
    return reader === null ? [] : reader.vector(() => read(reader));
  };
  const bodies = vectorOf(SECTION.code, (reader) => {
    const size = reader.u32();
    const start = reader.position;
    reader.skip(size);
    return { start, end: reader.position };
  });
  return {
    bytes,
    sections,
    types: vectorOf(SECTION.type, (reader) => {
      reader.byte();
      return { parameters: reader.vector(() => reader.byte()), results: reader.vector(() => reader.byte()) };
    }),
    imports: vectorOf(SECTION.import, readImport),
    functions: vectorOf(SECTION.function, (reader) => reader.u32()),
    memories: vectorOf(SECTION.memory, readLimits),
    globals: vectorOf(SECTION.global, readGlobal),
    exports: vectorOf(SECTION.export, (reader) => ({
      name: reader.name(),
      kind: reader.byte(),
      index: reader.u32(),
    })),
    start: at(SECTION.start)?.u32() ?? null,
    bodies,
    mayGrow: bodies.some((body) => growsMemory(bytes, body)),
  };
}

export function importsOf(module: WasmModule, kind: number): readonly Import[] {
  return module.imports.filter((candidate) => candidate.kind === kind);
}

/** The constant of an exported, immutable i32, if there is one of this name. */
export function exportedConstant(module: WasmModule, name: string): number | null {
  const found = module.exports.find((candidate) => candidate.name === name && candidate.kind === GLOBAL);
  const global = found && module.globals[found.index - importsOf(module, GLOBAL).length];
  return global && !global.isMutable && global.valueType === I32 ? global.constant : null;
}
