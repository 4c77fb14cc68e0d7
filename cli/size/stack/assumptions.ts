// SPDX-License-Identifier: Apache-2.0
/**
 * What the code of an image does not say: where calls through pointers lead, how often a function can call itself, which tasks there
 * are. Reviewed by hand; the report fails for every call through a pointer, recursion or task that is not here, and for every entry
 * that has become untrue.
 */

import type { Component } from '../components';

/** Functions that a pointer can lead to. */
export type Targets =
  /** By name; those that are not in the image are left out. */
  | { readonly kind: 'names'; readonly names: readonly string[] }
  /** The static functions of an object whose names match. */
  | { readonly kind: 'object'; readonly object: string; readonly names: RegExp }
  /** The functions whose address the code or the data of the component holds, without tasks' and main()'s own. */
  | { readonly kind: 'address taken'; readonly by: Component }
  /** Those whose address the code of a function holds. */
  | { readonly kind: 'address taken in'; readonly names: readonly string[] }
  /** Compiled modules: what they may call is MODULE_CALLS. */
  | { readonly kind: 'module' };

export interface IndirectCalls {
  readonly from: readonly string[];
  readonly to: readonly Targets[];
  readonly reason: string;
  /** Bytes that the call puts on the stack beyond what the code shows. */
  readonly extra?: number;
}

/** What the host's program hands to fuse_init(). */
const HAL: readonly Targets[] = [{ kind: 'address taken', by: 'application' }];
const NATIVES: Targets = { kind: 'object', object: 'fuse_natives.c.obj', names: /^native_/ };

export const INDIRECT_CALLS: readonly IndirectCalls[] = [
  {
    from: [
      'fuse_clock_us',
      'fuse_stop_faulty',
      'fuse_timer_get_timestamp',
      'fuse_temp_get_reading',
      'fuse_camera_last_frame',
    ],
    to: HAL,
    reason: 'members of fuse_hal_t',
  },
  { from: ['fuse_downlink_write'], to: HAL, reason: 'member of fuse_hal_t, of a group outside the tree' },
  { from: ['fuse_enter'], to: [...HAL, { kind: 'module' }], reason: 'quota_arm, quota_cancel, and the entry itself' },
  {
    from: ['fuse_platform_guard_enter', 'fuse_machine_guard_call'],
    to: [{ kind: 'module' }],
    reason: 'the guarded entry into a module',
  },
  { from: ['run_body'], to: [{ kind: 'address taken in', names: ['main'] }], reason: "fuse_freertos_run()'s argument" },
  {
    from: ['wasm_runtime_malloc', 'wasm_runtime_free', 'wasm_runtime_realloc'],
    to: [],
    reason: 'allocators of the host are for Alloc_With_Allocator; the runtime gives WAMR its pool',
  },
  { from: ['wasm_enlarge_memory_internal'], to: [], reason: 'the error callback is never set' },
  {
    from: [
      'wasm_runtime_invoke_native',
      'wasm_runtime_invoke_native_raw',
      'wasm_runtime_invoke_c_api_native',
      'wasm_runtime_quick_invoke_c_api_native',
      'invokeNative',
    ],
    to: [NATIVES],
    extra: 64,
    reason: 'host functions; their arguments, at most 16 words, go onto the stack',
  },
  {
    from: ['bh_hash_map_insert', 'bh_hash_map_find', 'bh_hash_map_destroy'],
    to: [{ kind: 'names', names: ['wasm_string_hash', 'wasm_string_equal', 'strcmp'] }],
    reason: "the set of a module's strings (aot_runtime.c)",
  },
  {
    from: ['bsearch', 'qsort'],
    to: [{ kind: 'names', names: ['native_symbol_cmp', 'cmp_export_name', 'cmp_func_inst', 'cmp_export_func_map'] }],
    reason: "WAMR's tables of host functions and exports",
  },
  { from: ['check_app_timers', 'bh_queue_enter_loop_run'], to: [], reason: 'not used without WAMR applications' },
];

/** What compiled modules call: WAMR's table of helpers, and host functions, directly or through WAMR. */
export const MODULE_CALLS: readonly Targets[] = [NATIVES];
/** The table of helpers, by the symbols of its variables. */
export const MODULE_CALL_TABLES: readonly string[] = ['target_sym_map'];

export interface Recursion {
  readonly names: readonly string[];
  /** How many calls of it can be under way at a time. */
  readonly activations: number;
  readonly reason: string;
}

export const RECURSIONS: readonly Recursion[] = [
  {
    names: ['remove_tree_node'],
    activations: 2,
    reason:
      'a node with two children changes places with one that has at most one, which is then removed (ems_alloc.c)',
  },
];

export interface Task {
  readonly name: string;
  readonly entry: string;
  /** Who creates it: the caller of xTaskCreateStatic(). */
  readonly creator: string;
  /** Input section and object of its stack. */
  readonly stack: { readonly section: RegExp; readonly object: RegExp };
  /** It runs modules, whose depth is checked while they run. */
  readonly modules: boolean;
}

export const TASKS: readonly Task[] = [
  {
    name: 'runtime',
    entry: 'run_body',
    creator: 'fuse_freertos_run',
    stack: { section: /^\.bss\.stack/, object: /libfuse_platform\.a\(task\.c\.obj\)$/ },
    modules: true,
  },
  {
    name: 'idle',
    entry: 'prvIdleTask',
    creator: 'vTaskStartScheduler',
    stack: { section: /^\.bss\.uxIdleTaskStack/, object: /libfreertos_kernel\.a\(tasks\.c\.obj\)$/ },
    modules: false,
  },
  {
    name: 'supervisor',
    entry: 'supervise',
    creator: 'supervisor_create',
    stack: { section: /^\.bss\.stack/, object: /supervisor\.c\.obj$/ },
    modules: false,
  },
];

/**
 * An interrupt puts a frame with floating-point registers on the stack of the task, 104 bytes, and 4 to align it (Armv7-M ARM,
 * B1.5.7); the kernel saves r4–r11, EXC_RETURN and s16–s31 below it, 100 bytes (port.c, xPortPendSVHandler).
 */
export const INTERRUPT_FRAME = 108;
export const KERNEL_CONTEXT = 100;
