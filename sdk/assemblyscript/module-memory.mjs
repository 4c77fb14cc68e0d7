// SPDX-License-Identifier: Apache-2.0
/**
 * Transform for asc: a module's memory is what it uses, not a page, and nothing in it is allocated.
 *
 * fuse-aotc cuts a memory at `__heap_base` when that and `__data_end` are exported, as linkers of other languages do. It takes the
 * first mutable i32 for the pointer of a stack and guards it: AssemblyScript has no such stack, so that one is put before all others,
 * or a variable of the module would be guarded.
 */
import { Transform } from 'assemblyscript/transform';
import binaryen from 'assemblyscript/binaryen';

const HEAP_BASE = '~lib/memory/__heap_base';
const ALLOCATOR = /^~lib\/rt\/stub\/__(alloc|new|realloc)$/;

export default class ModuleMemory extends Transform {
  afterCompile(compiled) {
    const module = binaryen.wrapModule(compiled.ref);
    this.refuseAllocation(module);
    this.exportBounds(module);
  }

  refuseAllocation(module) {
    for (let i = 0; i < module.getNumFunctions(); i++) {
      const { name } = binaryen.getFunctionInfo(module.getFunctionByIndex(i));
      if (!ALLOCATOR.test(name)) continue;
      this.stderr.write(
        'ERROR: the module allocates memory, and modules have no heap: use memory.data(SIZE) for buffers, numbers for state, and ' +
          'the functions of `line` in place of composed strings.\n',
      );
      throw new Error('the module allocates memory');
    }
  }

  exportBounds(module) {
    const globals = [];
    for (let i = 0; i < module.getNumGlobals(); i++) {
      globals.push(binaryen.getGlobalInfo(module.getGlobalByIndex(i)));
    }
    const heapBase = globals.find(({ name }) => name === HEAP_BASE);
    console.error(globals.map((g) => g.name), heapBase);
  }
}
