// SPDX-License-Identifier: Apache-2.0
// The facts of a WebAssembly file. V8 says whether it is valid; what it says is then read as fuse-aotc reads it.

import { WasmError } from '../../sdk/node/wasm/bytes';
import { memorySize, PAGE_BYTES } from '../../sdk/node/wasm/memory-size';
import { exportedConstant, FUNCTION, I32, importsOf, parseModule, type WasmModule } from '../../sdk/node/wasm/module';
import { messageOf, UserError, ExitCode } from '../support/main';
import { ITEM_KINDS, type ItemKind, type MemoryFacts, type ModuleFacts, signatureOf } from './module-facts';

/** The facts of a module; `name` is what the message calls the file. Throws UserError when it is not valid WebAssembly. */
export function readWasm(name: string, bytes: Uint8Array): ModuleFacts {
  const fail = (reason: string): never => {
    throw new UserError(`${name} is not a valid WebAssembly module: ${reason}; build it again`, ExitCode.InputErrors);
  };
  try {
    new WebAssembly.Module(bytes);
  } catch (error) {
    fail(messageOf(error).replace(/^WebAssembly\.Module\(\): /, ''));
  }
  try {
    return factsOf(parseModule(bytes));
  } catch (error) {
    // V8 knows proposals that the runtime does not.
    if (error instanceof WasmError) fail(`${error.message} (the runtime has WebAssembly 1.0 with bulk memory)`);
    throw error;
  }
}

function factsOf(module: WasmModule): ModuleFacts {
  const functionImports = importsOf(module, FUNCTION);
  const typeOf = (index: number): string | null => {
    const type = module.types[index];
    return type === undefined ? null : signatureOf(type.parameters, type.results);
  };
  const signature = (index: number): string | null =>
    typeOf(functionImports[index]?.typeIndex ?? module.functions[index - functionImports.length] ?? -1);
  return {
    imports: module.imports.map(({ module: from, name, kind, typeIndex }) => ({
      module: from,
      name,
      kind: kindOf(kind),
      signature: kind === FUNCTION ? typeOf(typeIndex) : null,
    })),
    exports: module.exports.map(({ name, kind, index }) => ({
      name,
      kind: kindOf(kind),
      signature: kind === FUNCTION ? signature(index) : null,
      isImported: index < importsOf(module, kind).length,
    })),
    memory: memoryFacts(module),
    auxiliaryStackBytes: auxiliaryStack(module),
    start: module.start === null ? 'none' : module.start < functionImports.length ? 'imported' : 'own',
  };
}

function kindOf(kind: number): ItemKind {
  const known = ITEM_KINDS[kind];
  if (known === undefined) throw new WasmError(`unknown kind of import or export ${kind}`);
  return known;
}

function memoryFacts(module: WasmModule): MemoryFacts | null {
  const size = memorySize(module);
  if (size === null) return null;
  const bytes = size.pages * size.bytesPerPage;
  const maxBytes = size.bytesPerPage === PAGE_BYTES ? size.pagesMax * PAGE_BYTES : bytes;
  return maxBytes === 0 ? null : { bytes, maxBytes };
}

/**
 * As WAMR finds it: the stack pointer is the first mutable i32 that starts at or below the heap, and the stack reaches down to the data
 * or, linked with --stack-first, to address 0.
 */
function auxiliaryStack(module: WasmModule): number | null {
  const heapBase = exportedConstant(module, '__heap_base');
  const dataEnd = exportedConstant(module, '__data_end');
  if (heapBase === null || dataEnd === null) return null;
  const pointer = module.globals.find(
    ({ isMutable, valueType, constant }) => isMutable && valueType === I32 && constant !== null && constant <= heapBase,
  );
  const top = pointer?.constant ?? 0;
  if (top === 0) return null;
  return top > dataEnd ? top - dataEnd : top;
}
