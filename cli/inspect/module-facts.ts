// SPDX-License-Identifier: Apache-2.0
// What a module says about itself, whichever of its two forms it was read from: WebAssembly, or a compiled image.

export type ItemKind = 'function' | 'table' | 'memory' | 'global';

/** By the numbers of WebAssembly's binary format, which compiled images keep. */
export const ITEM_KINDS: readonly ItemKind[] = ['function', 'table', 'memory', 'global'];

export interface ImportedItem {
  readonly module: string;
  readonly name: string;
  readonly kind: ItemKind;
  /** Of a function, in WAMR's notation: `(ii)I`. */
  readonly signature: string | null;
}

export interface ExportedItem {
  readonly name: string;
  readonly kind: ItemKind;
  /** Of a function. */
  readonly signature: string | null;
  /** Something that the module itself imports. */
  readonly isImported: boolean;
}

export interface MemoryFacts {
  /** At load: what fuse-aotc leaves of the pages declared. */
  readonly bytes: number;
  /** How far it may grow; equal to `bytes` when no instruction asks for it. */
  readonly maxBytes: number;
}

export interface ModuleFacts {
  readonly imports: readonly ImportedItem[];
  readonly exports: readonly ExportedItem[];
  readonly memory: MemoryFacts | null;
  /** The stack for objects in linear memory, below or above the data; null when the toolchain names none. */
  readonly auxiliaryStackBytes: number | null;
  readonly start: 'none' | 'own' | 'imported';
}

const LETTERS: Readonly<Record<number, string>> = { 0x7f: 'i', 0x7e: 'I', 0x7d: 'f', 0x7c: 'F' };
const WORDS: Readonly<Record<string, string>> = { i: 'i32', I: 'i64', f: 'f32', F: 'f64' };

/** A function's type in WAMR's notation. */
export function signatureOf(parameters: Iterable<number>, results: Iterable<number>): string {
  const letters = (types: Iterable<number>): string => Array.from(types, (type) => LETTERS[type] ?? '?').join('');
  return `(${letters(parameters)})${letters(results)}`;
}

/** A signature as people write it: `(i32, i32) -> i64`. */
export function readableSignature(signature: string): string {
  const [, parameters = '', results = ''] = /^\((.*)\)(.*)$/.exec(signature) ?? [];
  const words = (letters: string): string => [...letters].map((letter) => WORDS[letter] ?? '?').join(', ');
  return `(${words(parameters)}) -> ${results.length === 1 ? words(results) : `(${words(results)})`}`;
}

/** A number of bytes as pages of linear memory, rounded up. */
export function pagesFor(bytes: number): number {
  return Math.ceil(bytes / 65_536);
}
