// SPDX-License-Identifier: Apache-2.0
// The facts of a compiled image: its target, its seal, and what WAMR keeps in it of the module that it was compiled from.

import { readSeal } from '../../sdk/node/wasm/seal';
import { ExitCode, UserError } from '../support/main';
import { AotError, AotReader } from './aot-reader';
import { ITEM_KINDS, type ItemKind, type MemoryFacts, type ModuleFacts, signatureOf } from './module-facts';

/** Sections of an image, by their numbers in the file. */
const SECTION_NAMES = ['target', 'data', 'code', 'functions', 'exports', 'relocations'] as const;
const CUSTOM = 100;
const ORIGIN = 'fuse.wasm';
const HASH_BYTES = 32;
const VERSION = 6;
/** e_type of an image whose code runs where it lies. */
const EXECUTE_IN_PLACE = 4;
const NO_INDEX = 0xffff_ffff;
const PAGE_BYTES = 65_536;

export interface AotSection {
  readonly name: string;
  readonly bytes: number;
}

export interface SealFacts {
  readonly intact: boolean;
  readonly version: number;
  readonly memoryChecks: boolean;
  readonly stackChecks: boolean;
  /** In hexadecimal digits. */
  readonly nativesHash: string;
}

export interface AotFacts {
  /** As fuse-aotc's --target calls it; otherwise the processor's name in the image. */
  readonly target: string;
  readonly bytes: number;
  readonly sections: readonly AotSection[];
  readonly seal: SealFacts | null;
  /** SHA-256 of the WebAssembly file that it was made from, in hexadecimal digits; null when it does not say. */
  readonly origin: string | null;
  readonly module: ModuleFacts;
}

/** The facts of an image; `name` is what the message calls the file. Throws UserError when it cannot be read. */
export function readAot(name: string, content: Uint8Array): AotFacts {
  // A copy, so that positions in the file are aligned as its numbers are.
  const image = Buffer.from(content);
  try {
    return factsOf(image);
  } catch (error) {
    if (!(error instanceof AotError)) throw error;
    const remedy = 'compile it again with fuse-aotc';
    throw new UserError(`${name} is not a valid .aot image: ${error.message}; ${remedy}`, ExitCode.InputErrors);
  }
}

function factsOf(image: Buffer): AotFacts {
  const reader = new AotReader(image, 4);
  const version = reader.u32();
  if (version !== VERSION) throw new AotError(`format version ${version}, the runtime has ${VERSION}`);
  const sections: AotSection[] = [];
  const places = new Map<string, { start: number; end: number }>();
  while (image.length - reader.position >= 8) {
    const [type, size] = [reader.u32(), reader.u32()];
    const start = reader.position;
    reader.skip(size);
    const name = type === CUSTOM ? customName(image, start, reader.position) : SECTION_NAMES[type];
    if (name === undefined) throw new AotError(`unknown section ${type} at byte ${start - 8}`);
    sections.push({ name, bytes: size });
    places.set(name, { start, end: reader.position });
    reader.align(4);
  }
  const section = (name: (typeof SECTION_NAMES)[number]): AotReader => {
    const place = places.get(name);
    if (place === undefined) throw new AotError(`it has no section '${name}'`);
    return new AotReader(image, place.start, place.end);
  };
  const seal = readSeal(image);
  const target = readTarget(section('target'));
  return {
    target: target.name,
    bytes: image.length,
    sections,
    seal: seal && {
      intact: seal.isIntact,
      version: seal.version,
      memoryChecks: (seal.checks & 1) !== 0,
      stackChecks: (seal.checks & 2) !== 0,
      nativesHash: Buffer.from(seal.nativesHash).toString('hex'),
    },
    origin: readOrigin(image, places.get(ORIGIN)),
    module: readModule(section('data'), section('functions'), section('exports'), target.addressBytes),
  };
}

function customName(image: Buffer, start: number, end: number): string {
  const reader = new AotReader(image, start, end);
  const subType = reader.u32();
  return subType === 0 ? reader.string() : `custom ${subType}`;
}

function readOrigin(image: Buffer, place: { start: number; end: number } | undefined): string | null {
  if (place === undefined) return null;
  const reader = new AotReader(image, place.start, place.end);
  reader.u32();
  reader.string();
  return reader.take(HASH_BYTES).toString('hex');
}

function readTarget(reader: AotReader): { name: string; addressBytes: 4 | 8 } {
  const binary = reader.u16();
  reader.skip(2);
  const type = reader.u16();
  reader.skip(2 + 4 + 4 + 8 + 8);
  const architecture = reader.take(16).toString('latin1').replace(/\0.*$/s, '');
  const addressBytes = (binary & 2) === 0 ? 4 : 8;
  if (architecture === 'x86_64') return { name: 'host', addressBytes };
  if (architecture !== 'thumbv7em') return { name: architecture, addressBytes };
  return { name: type === EXECUTE_IN_PLACE ? 'cortex-m4-xip' : 'cortex-m4', addressBytes };
}

/** How many numbers of 32 bits stand behind the type of an initial value. */
const INITIAL_VALUE_WORDS: Readonly<Record<number, number>> = {
  0x00: 0,
  0x41: 1,
  0x42: 2,
  0x43: 1,
  0x44: 2,
  0x23: 1,
  0xd0: 1,
  0xd2: 1,
  0xfd: 4,
};

function readInitialValue(reader: AotReader): void {
  const type = reader.u32();
  const words = INITIAL_VALUE_WORDS[type];
  if (words === undefined) throw new AotError(`unknown initial value 0x${type.toString(16)}`);
  reader.skip(4 * words);
}

interface Memory {
  readonly bytesPerPage: number;
  readonly pages: number;
  readonly pagesMax: number;
}

function readMemories(reader: AotReader): Memory[] {
  if (reader.u32() > 0) throw new AotError('it imports a memory');
  const memories = reader.list(() => {
    reader.u32();
    return { bytesPerPage: reader.u32(), pages: reader.u32(), pagesMax: reader.u32() };
  });
  reader.list(() => {
    // Passive or not, and of which memory.
    reader.align(4);
    reader.skip(8);
    readInitialValue(reader);
    reader.skip(reader.u32());
  });
  return memories;
}

function readTables(reader: AotReader): void {
  const tables = (): void => {
    reader.list(() => {
      for (let i = 0; i < 4; i++) reader.u8();
      reader.align(4);
      reader.skip(8);
    });
  };
  tables();
  tables();
  reader.list(() => {
    reader.align(4);
    reader.skip(12);
    readInitialValue(reader);
    reader.skip(8);
    reader.list(() => readInitialValue(reader));
  });
}

function readTypes(reader: AotReader): string[] {
  return reader.list(() => {
    reader.align(4);
    reader.skip(2);
    const [parameters, results] = [reader.u16(), reader.u16()];
    return signatureOf(reader.take(parameters), reader.take(results));
  });
}

function readImportedGlobals(reader: AotReader): { module: string; name: string }[] {
  return reader.list(() => {
    reader.align(2);
    reader.skip(2);
    return { module: reader.string(), name: reader.string() };
  });
}

function readModule(data: AotReader, functions: AotReader, exported: AotReader, addressBytes: 4 | 8): ModuleFacts {
  const memories = readMemories(data);
  readTables(data);
  const types = readTypes(data);
  const globals = readImportedGlobals(data);
  data.list(() => {
    data.skip(2);
    data.align(4);
    readInitialValue(data);
  });
  const imports = data.list(() => ({
    signature: types[data.u16()] ?? null,
    module: data.string(),
    name: data.string(),
  }));
  const functionCount = data.u32();
  const start = data.u32();
  // Where data ends and where the heap begins: a global and an address each, then the stack pointer's.
  data.u32();
  data.u64();
  data.u32();
  data.u64();
  const stackPointer = data.u32();
  data.u64();
  const stackBytes = data.u32();
  // Where each function's code is, then the number of its type.
  if (addressBytes === 8) functions.align(4);
  functions.skip(functionCount * addressBytes);
  const typeIndices = functions.times(functionCount, () => functions.u32());
  const signature = (index: number): string | null =>
    imports[index]?.signature ?? types[typeIndices[index - imports.length] ?? -1] ?? null;
  const memory = memories[0];
  return {
    imports: [
      ...imports.map((item) => ({ ...item, kind: 'function' as const })),
      ...globals.map((item) => ({ ...item, kind: 'global' as const, signature: null })),
    ],
    exports: exported.list(() => {
      const index = exported.u32();
      const kind = ITEM_KINDS[exported.u8()];
      if (kind === undefined) throw new AotError('an export of an unknown kind');
      const name = exported.string();
      return {
        name,
        kind,
        signature: kind === 'function' ? signature(index) : null,
        isImported: index < importCount(kind, imports.length, globals.length),
      };
    }),
    memory: memory === undefined ? null : memoryFacts(memory),
    auxiliaryStackBytes: stackPointer === NO_INDEX || stackBytes === 0 ? null : stackBytes,
    start: start === NO_INDEX ? 'none' : start < imports.length ? 'imported' : 'own',
  };
}

/** Of a module without a memory, WAMR writes one of no pages. */
function memoryFacts({ bytesPerPage, pages, pagesMax }: Memory): MemoryFacts | null {
  const maxPages = bytesPerPage === PAGE_BYTES ? pagesMax : pages;
  return maxPages === 0 ? null : { bytes: pages * bytesPerPage, maxBytes: maxPages * bytesPerPage };
}

function importCount(kind: ItemKind, functions: number, globals: number): number {
  if (kind === 'function') return functions;
  return kind === 'global' ? globals : 0;
}
