// SPDX-License-Identifier: Apache-2.0
/**
 * The part of WAMR, the WebAssembly runtime underneath, that is used: its public calls, and of its internal structures the fields
 * that direct calls into a module need. The header is WAMR's own, so a field that moves or goes is a compile error.
 * @header aot_runtime.h
 */

/**
 * A loaded image as the public calls see it.
 * @cname WASMModuleCommon
 */
interface WamrModule {}

/**
 * An instance as the public calls see it.
 * @cname WASMModuleInstanceCommon
 */
interface WamrInstance {}

/** @cname AOTModule */
interface AotModule {
  memoryCount: u32;
  memories: Pointer<AotMemory>;
  typeCount: u32;
  types: Pointer<Pointer<AotFuncType>>;
  importMemoryCount: u32;
  importTableCount: u32;
  importGlobalCount: u32;
  importFuncCount: u32;
  importFuncs: Pointer<AotImportFunc>;
  /** Functions of the module's own: their function index less importFuncCount. */
  funcCount: u32;
  funcPtrs: Pointer<Pointer<void>>;
  funcTypeIndexes: Pointer<u32>;
  exportCount: u32;
  exports: Pointer<AotExport>;
  /** 0xffffffff: none. */
  startFuncIndex: u32;
  /** Null also where the start function is an import. */
  startFunction: Pointer<void> | null;
  code: Pointer<void>;
  codeSize: u32;
}

/** @cname AOTMemory */
interface AotMemory {
  numBytesPerPage: u32;
  initPageCount: u32;
  maxPageCount: u32;
}

/** @cname AOTFuncType */
interface AotFuncType {
  paramCount: u16;
  resultCount: u16;
}

/** @cname AOTImportFunc */
interface AotImportFunc {
  moduleName: Pointer<CChar>;
  funcName: ConstPointer<CChar>;
  /** Null: no native function of that name and signature. */
  funcPtrLinked: Pointer<void> | null;
}

/** @cname AOTExport */
interface AotExport {
  name: ConstPointer<CChar>;
  kind: u8;
  index: u32;
}

/** @cname EXPORT_KIND_FUNC */
declare const EXPORT_KIND_FUNC: u8;

/** @cname AOTMemoryInstance */
interface AotMemoryInstance {
  /** Their product is the size: WAMR's memory_data_size is rounded up to what the system maps. */
  numBytesPerPage: u32;
  curPageCount: u32;
  memoryData: Pointer<u8>;
}

/** The instance's own memories; the C type has no name. */
interface AotInstanceTail {
  memoryInstances: FixedArray<AotMemoryInstance, 1>;
}

/** @cname AOTModuleInstance */
interface AotInstance {
  memoryCount: u32;
  /** Why the module trapped, NUL-terminated; empty: it did not. */
  curException: FixedArray<CChar, 128>;
  curExecEnv: ExecEnv | null;
  globalTableData: AotInstanceTail;
}

/** @cname WASMExecEnv */
interface ExecEnv {
  moduleInst: Ref<WamrInstance>;
  /** Compiled code traps before its frame would reach below this. */
  nativeStackBoundary: Pointer<u8> | null;
}

/** @cname NativeSymbol */
interface NativeSymbol {}

/** The C type has no name. */
interface PoolOption {
  heapBuf: Pointer<void> | null;
  heapSize: u32;
}
/** @cname MemAllocOption */
interface MemAllocOption {
  pool: PoolOption;
}
/**
 * With every field zero: a pool, no native functions.
 * @cname RuntimeInitArgs
 */
interface RuntimeInitArgs {
  memAllocOption: MemAllocOption;
}

/** @cname mem_alloc_info_t */
interface PoolInfo {
  totalFreeSize: u32;
}

/** @cname wasm_runtime_full_init */
declare function wamrInit(args: RuntimeInitArgs): boolean;
/** @cname wasm_runtime_destroy */
declare function wamrDestroy(): void;
/**
 * What WAMR prints itself: 0 only what is fatal.
 * @cname wasm_runtime_set_log_level
 */
declare function wamrSetLogLevel(level: u32): void;
/**
 * Sorts the table in place and keeps it.
 * @cname wasm_runtime_register_natives
 */
declare function wamrRegisterNatives(module: CString, symbols: Pointer<NativeSymbol>, count: u32): boolean;
/** @cname wasm_runtime_get_mem_alloc_info */
declare function wamrPoolInfo(info: PoolInfo): boolean;
/**
 * Reads the image and keeps pointers into it; does not write to it.
 * @cname wasm_runtime_load
 */
declare function wamrLoad(image: Pointer<u8>, size: u32, error: Pointer<CChar>, errorSize: u32): WamrModule | null;
/** @cname wasm_runtime_unload */
declare function wamrUnload(module: WamrModule): void;
/** @cname wasm_runtime_instantiate */
declare function wamrInstantiate(
  module: WamrModule,
  operandStack: u32,
  heap: u32,
  error: Pointer<CChar>,
  errorSize: u32,
): WamrInstance | null;
/** @cname wasm_runtime_deinstantiate */
declare function wamrDeinstantiate(instance: WamrInstance): void;
/** @cname wasm_runtime_create_exec_env */
declare function wamrCreateExecEnv(instance: WamrInstance, operandStack: u32): ExecEnv | null;
/** @cname wasm_runtime_destroy_exec_env */
declare function wamrDestroyExecEnv(env: ExecEnv): void;
/**
 * Makes the module trap when the native function that it called returns.
 * @cname wasm_runtime_set_exception
 */
declare function wamrSetException(instance: WamrInstance, reason: CString): void;
