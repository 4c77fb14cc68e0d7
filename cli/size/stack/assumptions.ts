// SPDX-License-Identifier: Apache-2.0
/**
 * What the code of an image does not say: where calls through pointers lead, how often a function can call itself, which tasks there
 * are. Reviewed by hand; the report fails for every call through a pointer, recursion or task that is not here, and for every entry
 * that has become untrue.
 */

/** Functions that a pointer can lead to. */
export type Targets =
  /** By name; those that are not in the image are left out. */
  | { readonly kind: 'names'; readonly names: readonly string[] }
  /** Those whose addresses a variable of this name holds. */
  | { readonly kind: 'table'; readonly name: string }
  /** The application's functions that have this role. */
  | { readonly kind: 'role'; readonly roles: readonly Role[] }
  /** Those whose address the code of a function holds. */
  | { readonly kind: 'address taken in'; readonly names: readonly string[] }
  /** Compiled modules: what they may call is MODULE_CALLS. */
  | { readonly kind: 'module' };

export interface IndirectCalls {
  /** Functions by name, or sources, which hold also where functions are inlined into others. */
  readonly from: readonly string[];
  readonly to: readonly Targets[];
  readonly reason: string;
  /** Bytes that the call puts on the stack beyond what the code shows. */
  readonly extra?: number;
}

/**
 * The functions whose address the application's code or data holds, by what they are called for. One that has no role is an error;
 * what only tasks and main() hold is a task's body.
 */
export const ROLES = {
  clock: ['fuse_platform_get_timestamp_us', 'now_us'],
  quota: ['quota_arm', 'quota_cancel', 'fuse_platform_quota_arm', 'fuse_platform_quota_cancel'],
  stopped: ['report_stopped'],
  temperature: ['board_temperature'],
  camera: ['camera_copy_frame'],
  downlink: ['downlink_take'],
  pictures: ['pictures_copy'],
  pace: ['start_shutter', 'fuse_freertos_wait_us', 'wait_us'],
  progress: ['supervisor_progress', 'application_is_over'],
} as const;
export type Role = keyof typeof ROLES;

const role = (...roles: readonly Role[]): readonly Targets[] => [{ kind: 'role', roles }];
const NATIVES: Targets = { kind: 'table', name: 'fuse_native_symbols' };

export const INDIRECT_CALLS: readonly IndirectCalls[] = [
  { from: ['runtime-ts/clock.ts', 'runtime-ts/hal/timer.ts'], to: role('clock'), reason: 'fuse_hal_t.timer' },
  { from: ['runtime-ts/hal/temp_sensor.ts'], to: role('temperature'), reason: 'fuse_hal_t.temp' },
  { from: ['runtime-ts/hal/camera.ts'], to: role('camera'), reason: 'fuse_hal_t.camera' },
  { from: ['demos/hal/downlink.ts'], to: role('downlink'), reason: 'fuse_hal_t.downlink, a group outside the tree' },
  { from: ['runtime-ts/faults.ts'], to: role('stopped'), reason: 'fuse_hal_t.module_stopped' },
  {
    from: ['runtime-ts/entry.ts'],
    to: [...role('quota'), { kind: 'module' }],
    reason: 'fuse_hal_t.quota_arm and quota_cancel; the entry itself, of a module without a quota',
  },
  { from: ['firmware/app/camera.c'], to: role('pictures'), reason: 'camera_settings_t of the firmware' },
  {
    from: ['firmware/board/application.c', 'firmware/app/run.c'],
    to: role('pace', 'progress', 'clock'),
    reason: 'pace_t and run_settings_t of the firmware',
  },
  {
    from: ['fuse_machine_guard_call'],
    to: [{ kind: 'module' }],
    reason: 'the guarded entry into a module',
  },
  {
    from: ['platform/freertos/task.c'],
    to: [{ kind: 'address taken in', names: ['main'] }],
    reason: "fuse_freertos_run()'s argument",
  },
  {
    from: ['wasm_runtime_malloc', 'wasm_runtime_free', 'wasm_runtime_realloc'],
    to: [],
    reason: 'allocators of the host are for Alloc_With_Allocator; the runtime gives WAMR its pool',
  },
  { from: ['wasm_enlarge_memory_internal'], to: [], reason: 'the error callback is never set' },
  {
    from: ['wasm_runtime_invoke_native', 'wasm_runtime_invoke_native_raw'],
    to: [NATIVES, { kind: 'names', names: ['invokeNative'] }],
    reason: 'host functions, through the assembler that spreads the arguments',
  },
  {
    from: ['invokeNative'],
    to: [NATIVES],
    extra: 64,
    reason: 'host functions; arguments that no register takes, at most 16 words of them, go onto the stack',
  },
  {
    from: ['bh_hash_map_insert', 'bh_hash_map_find', 'bh_hash_map_destroy'],
    to: [{ kind: 'names', names: ['wasm_string_hash', 'wasm_string_equal', 'strcmp'] }],
    reason: "the set of a module's strings (aot_runtime.c)",
  },
  {
    from: ['bsearch', 'platform/freertos/wamr/sort.c'],
    to: [{ kind: 'names', names: ['native_symbol_cmp', 'cmp_export_name', 'cmp_func_inst', 'cmp_export_func_map'] }],
    reason: "WAMR's tables of host functions and exports",
  },
  { from: ['check_app_timers', 'bh_queue_enter_loop_run'], to: [], reason: 'not used without WAMR applications' },
];

export interface NeverCalled {
  readonly names: readonly string[];
  readonly reason: string;
}

/** Linked, because something could call it, but nothing does. */
export const NEVER_CALLED: readonly NeverCalled[] = [
  {
    names: ['wasm_runtime_invoke_c_api_native', 'wasm_runtime_quick_invoke_c_api_native'],
    reason: 'for host functions that were bound through wasm_c_api.h',
  },
  {
    names: ['aot_call_function'],
    reason:
      'the runtime enters modules itself, and hides start functions and exports while WAMR instantiates (sandbox.ts)',
  },
];

/** What compiled modules call: WAMR's table of helpers, and host functions, directly or through WAMR. */
export const MODULE_CALLS: readonly Targets[] = [NATIVES, { kind: 'table', name: 'target_sym_map' }];

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
  /** Who creates it: the callers of xTaskCreateStatic(), one of which is in the image. */
  readonly creator: readonly string[];
  /** Input section and object of its stack. */
  readonly stack: {
    readonly section: RegExp;
    readonly object: RegExp;
    /** CMake's cache variable of its size, where the section has more than the stack: a guard below it. */
    readonly setting?: string;
  };
  /** It runs modules, whose depth is checked while they run. */
  readonly modules: boolean;
}

export const TASKS: readonly Task[] = [
  {
    name: 'runtime',
    entry: 'run_body',
    creator: ['fuse_freertos_run'],
    stack: {
      section: /^\.bss\.fuse_task_stack/,
      object: /libfuse_platform\.a\(task\.c\.obj\)$/,
      setting: 'FUSE_TASK_STACK_BYTES',
    },
    modules: true,
  },
  {
    name: 'idle',
    entry: 'prvIdleTask',
    creator: ['vTaskStartScheduler', 'prvCreateIdleTasks'],
    stack: { section: /^\.bss\.uxIdleTaskStack/, object: /libfreertos_kernel\.a\(tasks\.c\.obj\)$/ },
    modules: false,
  },
  {
    name: 'supervisor',
    entry: 'supervise',
    creator: ['supervisor_create'],
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
