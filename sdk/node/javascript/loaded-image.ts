// SPDX-License-Identifier: Apache-2.0
/** A loaded image: what WAMR's loader tells the runtime about one, told about a WebAssembly module. */

import { memorySize, type MemorySize } from '../wasm/memory-size';
import {
  FUNCTION,
  GLOBAL,
  I32,
  importsOf,
  MEMORY,
  parseModule,
  TABLE,
  type FunctionType,
  type WasmModule,
} from '../wasm/module';
import { WasmError } from '../wasm/bytes';
import { Arena } from './arena';
import type { EntrySlots } from './entry-slots';
import { structOf, type AotMemoryView, type AotModuleView, type Program } from './program';

const NO_FUNCTION = 0xffffffff;
const SIGNATURE_LETTERS: Readonly<Record<number, string>> = { [I32]: 'i', 0x7e: 'I', 0x7d: 'f', 0x7c: 'F' };

function signatureOf(type: FunctionType): string {
  const letters = (types: readonly number[]): string => types.map((each) => SIGNATURE_LETTERS[each] ?? '?').join('');
  return `(${letters(type.parameters)})${letters(type.results)}`;
}

export class LoadedImage {
  readonly wasm: WasmModule;
  readonly view: AotModuleView;
  /** The instance, once there is one: the functions are its. */
  enter: (functionIndex: number) => void = () => undefined;
  private readonly arena: Arena;
  private readonly entries: number[] = [];

  /** Throws WasmError where the bytes are no module. */
  constructor(
    private readonly program: Program,
    private readonly slots: EntrySlots,
    bytes: Uint8Array,
  ) {
    this.wasm = parseModule(bytes);
    if (!WebAssembly.validate(bytes)) throw new WasmError('not valid');
    this.arena = new Arena(program);
    this.view = this.describe();
  }

  get poolBytes(): number {
    return this.arena.bytes;
  }

  /** The memory with the limit that the runtime has set. */
  get memory(): MemorySize | null {
    if (this.view.memoryCount === 0) return null;
    const memory = structOf<AotMemoryView>(this.program, 'AotMemory').at(this.view.memories) as AotMemoryView;
    return {
      bytesPerPage: memory.numBytesPerPage,
      pages: memory.initPageCount,
      pagesMax: memory.maxPageCount,
    };
  }

  unload(): void {
    for (const index of this.entries.splice(0)) this.slots.give(index);
    this.arena.free();
  }

  private describe(): AotModuleView {
    const { arena, wasm } = this;
    const functions = importsOf(wasm, FUNCTION);
    const startIndex = wasm.start ?? NO_FUNCTION;
    const code = this.code(functions.length);
    const own = startIndex - functions.length;
    return arena.struct('AotModule', {
      ...this.describeMemory(),
      ...this.describeTypes(),
      ...this.describeImports(),
      funcCount: wasm.functions.length,
      funcPtrs: arena.words(code),
      funcTypeIndexes: arena.words(wasm.functions),
      ...this.describeExports(),
      startFuncIndex: startIndex,
      startFunction: own >= 0 ? (code[own] ?? 0) : 0,
      // An address of its own; nothing looks at what lies there.
      code: arena.allocate(8),
      codeSize: 8,
    }) as AotModuleView;
  }

  private describeMemory(): object {
    const size = memorySize(this.wasm);
    const memories =
      size === null
        ? []
        : [{ numBytesPerPage: size.bytesPerPage, initPageCount: size.pages, maxPageCount: size.pagesMax }];
    return { memoryCount: memories.length, memories: this.arena.structs('AotMemory', memories) };
  }

  private describeTypes(): object {
    const { arena, wasm } = this;
    const types = wasm.types.map(({ parameters, results }) =>
      arena.structs('AotFuncType', [{ paramCount: parameters.length, resultCount: results.length }]),
    );
    return { typeCount: types.length, types: arena.words(types) };
  }

  private describeImports(): object {
    const { arena, wasm } = this;
    const functions = importsOf(wasm, FUNCTION).map(({ module, name, typeIndex }) => ({
      moduleName: arena.text(module),
      funcName: arena.text(name),
      funcPtrLinked: module === 'env' && this.hasNative(name, typeIndex) ? arena.allocate(8) : 0,
    }));
    return {
      importMemoryCount: importsOf(wasm, MEMORY).length,
      importTableCount: importsOf(wasm, TABLE).length,
      importGlobalCount: importsOf(wasm, GLOBAL).length,
      importFuncCount: functions.length,
      importFuncs: arena.structs('AotImportFunc', functions),
    };
  }

  private hasNative(name: string, typeIndex: number): boolean {
    const type = this.wasm.types[typeIndex];
    const found = this.program.natives.find((native) => native.name === name);
    return type !== undefined && found?.signature === signatureOf(type);
  }

  private describeExports(): object {
    const { arena, wasm } = this;
    const all = wasm.exports.map(({ name, kind, index }) => ({ name: arena.text(name), kind, index }));
    return { exportCount: all.length, exports: arena.structs('AotExport', all) };
  }

  /** For each function of the module's own, what stands for it in the table; 0 for those that cannot be entered. */
  private code(imported: number): number[] {
    const { exports, functions, start } = this.wasm;
    const entered = new Set(exports.filter(({ kind }) => kind === FUNCTION).map(({ index }) => index));
    if (start !== null) entered.add(start);
    return functions.map((_, own) => {
      const index = imported + own;
      if (!entered.has(index)) return 0;
      const slot = this.slots.take(() => this.enter(index));
      this.entries.push(slot);
      return slot;
    });
  }
}
