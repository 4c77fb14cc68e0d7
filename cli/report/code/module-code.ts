// SPDX-License-Identifier: Apache-2.0
// A module's code, whichever form it is in: what it imports, how much memory it asks for, which events it posts.

import { createHash } from 'node:crypto';
import { WasmError } from '../../../sdk/node/wasm/bytes';
import { memorySize } from '../../../sdk/node/wasm/memory-size';
import { parseModule } from '../../../sdk/node/wasm/module';
import { AotError, isAot, readAot } from './aot';
import { postedEvents } from './posted-events';

export interface ModuleCode {
  /** As the reader would name the file. */
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly form: 'wasm' | 'aot';
  /** Of an ahead-of-time image: the processor it is compiled for. */
  readonly architecture: string | null;
  readonly sealed: boolean;
  readonly imports: readonly { readonly module: string; readonly name: string }[];
  /** Linear memory at the beginning, and at most as far as the code itself goes; 0 without one. */
  readonly memoryBytes: number;
  readonly memoryMaxBytes: number;
  /** Native code in bytes; 0 of WebAssembly. */
  readonly codeBytes: number;
  /** The events that it posts by number; null when the code does not say, or computes them. */
  readonly postedEvents: readonly number[] | null;
}

/** A file that holds no module; the message says what is wrong with it. */
export class CodeError extends Error {}

export function readModuleCode(file: string, bytes: Buffer): ModuleCode {
  const facts = { file, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  try {
    return { ...facts, ...(isAot(bytes) ? ofAot(bytes) : ofWasm(bytes)) };
  } catch (error) {
    if (!(error instanceof AotError || error instanceof WasmError)) throw error;
    const form = isAot(bytes) ? 'ahead-of-time image' : 'WebAssembly module';
    throw new CodeError(`${file} is no whole ${form}: ${error.message}; build the module again`);
  }
}

type Facts = Omit<ModuleCode, 'file' | 'sha256' | 'bytes'>;

function ofAot(bytes: Buffer): Facts {
  const { architecture, sealed, imports, memory, codeBytes } = readAot(bytes);
  return {
    form: 'aot',
    architecture,
    sealed,
    imports,
    memoryBytes: memory === null ? 0 : memory.bytesPerPage * memory.pages,
    memoryMaxBytes: memory === null ? 0 : memory.bytesPerPage * memory.pagesMax,
    codeBytes,
    postedEvents: null,
  };
}

function ofWasm(bytes: Buffer): Facts {
  const module = parseModule(bytes);
  const memory = memorySize(module);
  return {
    form: 'wasm',
    architecture: null,
    sealed: false,
    imports: module.imports.map(({ module: from, name }) => ({ module: from, name })),
    memoryBytes: memory === null ? 0 : memory.bytesPerPage * memory.pages,
    memoryMaxBytes: memory === null ? 0 : memory.bytesPerPage * memory.pagesMax,
    codeBytes: 0,
    postedEvents: postedEvents(module),
  };
}
