// SPDX-License-Identifier: Apache-2.0
/**
 * Transform for asc: a module's memory is what it uses, not a page, and nothing in it is allocated.
 *
 * fuse-aotc cuts a memory at `__heap_base` when that and `__data_end` are exported, as linkers of other languages do. It takes the
 * first mutable i32 for the pointer of a stack and guards it. AssemblyScript has no such stack, so that one of no size is put before all
 * others, or a variable of the module would be guarded.
 */

const STACK_POINTER = '__stack_pointer';
const ALLOCATOR = /^~lib\/rt\/stub\/__(alloc|new|realloc|renew)$/;

/** asc gives the class its `binaryen`, the instance that the module lives in, and `stderr`. */
export default class ModuleMemory {
  afterCompile(module) {
    this.refuseAllocation(module);
    this.exportBounds(module);
  }

  refuseAllocation(module) {
    for (let i = 0; i < module.getNumFunctions(); i++) {
      const { name } = this.binaryen.getFunctionInfo(module.getFunctionByIndex(i));
      if (ALLOCATOR.test(name)) {
        const remedy = 'use memory.data(SIZE) for buffers, numbers for state, and `line` in place of composed strings';
        const error = new Error(`${this.fileOf(module)} allocates memory, and modules have no heap: ${remedy}.`);
        // asc prints the stack of what is thrown.
        error.stack = `${error.message}\n`;
        throw error;
      }
    }
  }

  /** The source that module_step stands in: its function is called by path and name. */
  fileOf(module) {
    const { value } = this.binaryen.getExportInfo(module.getExport('module_step'));
    return `${value.slice(0, value.lastIndexOf('/'))}.ts`;
  }

  endOfData(module) {
    let end = 0;
    for (let i = 0; i < module.getNumDataSegments(); i++) {
      const { offset, data } = module.getDataSegmentInfo(module.getDataSegmentByIndex(i));
      end = Math.max(end, offset + data.byteLength);
    }
    return (end + 7) & ~7;
  }

  exportBounds(module) {
    const { binaryen } = this;
    const all = [];
    for (let i = 0; i < module.getNumGlobals(); i++) all.push(binaryen.getGlobalInfo(module.getGlobalByIndex(i)));
    const heapBase = this.endOfData(module);

    // Binaryen only appends: to be the first, all others are put behind it.
    const variables = all.filter((global) => global.mutable && global.module === '');
    const copies = variables.map(({ name, type, init }) => ({ name, type, init: module.copyExpression(init) }));
    for (const { name } of copies) module.removeGlobal(name);
    module.addGlobal(STACK_POINTER, binaryen.i32, true, module.i32.const(0));
    for (const { name, type, init } of copies) module.addGlobal(name, type, true, init);

    // Exported, or it would be optimised away.
    module.addGlobalExport(STACK_POINTER, STACK_POINTER);
    for (const name of ['__data_end', '__heap_base']) {
      module.addGlobal(name, binaryen.i32, false, module.i32.const(heapBase));
      module.addGlobalExport(name, name);
    }
  }
}
