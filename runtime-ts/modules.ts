// SPDX-License-Identifier: Apache-2.0
/** The table of modules, and the masks over it that make scheduling cheap. In a mask, bit N stands for module N. */

import { MAX_MODULES } from './config';
import { Policy } from './policy';
import { ModuleId, ModuleState } from './state';

/**
 * A function of a module: () -> () in WebAssembly. Compiled code gets its surroundings as an argument.
 */
export type EntryCode = (env: ExecEnv) => void;

/** The functions that are entered, in the order of their exports' names in image.ts. */
export const INIT = 0;
export const STEP = 1;
export const DEINIT = 2;
/** Start code that toolchains export. */
export const POST_INSTANTIATE = 3;
export const CALL_CTORS = 4;
export const ENTRY_COUNT = 5;

/** What fuse_module_info() tells of a module's past. The times are cycles of the platform's counter. */
export interface Counts {
  steps: u32;
  traps: u32;
  quotaKills: u32;
  cyclesLast: u64;
  cyclesMax: u64;
  cyclesTotal: u64;
}

/** All that goes with an image: its policy, what WAMR holds for it, where to enter it, its past. */
export interface Sandbox {
  /** module_init is behind it (or does not exist). */
  started: boolean;
  /** lastStepUs is known. */
  stepped: boolean;
  policy: Policy;
  image: WamrModule | null;
  instance: WamrInstance | null;
  env: ExecEnv | null;
  text: PlatformText;
  /** By INIT, STEP and so on; null where there is none. */
  entries: FixedArray<EntryCode | null, typeof ENTRY_COUNT>;
  /** What it takes of the pool. */
  poolBytes: u32;
  /** Clock at the start of the last successful step. */
  lastStepUs: u64;
  counts: Counts;
}

/** One loaded module. */
export interface Module {
  id: ModuleId;
  /** The mask of its id. */
  bit: u32;
  /**
   * Written by the runtime's task.
   * @isr read by fuse_module_stat()
   */
  state: Atomic<ModuleState>;
  /** Subscribed events that have been posted and not been seen by a step. */
  latch: u32;
  sandbox: Sandbox;
}

/** What the runtime's task knows about all modules. */
export interface Runtime {
  /** State RUNNING. */
  running: u32;
  /** Those that may step now: `running`, or none between fuse_stop() and fuse_restart(). */
  runnable: u32;
  /** Activation has INTERVAL. */
  periodic: u32;
  /** The interval is not 0: the clock is needed to know whether a step is due. */
  timed: u32;
  /** Activation has EVENT and an event is latched. */
  awake: u32;
  /** fuse_stop() has been called. */
  stopped: boolean;
  /** Paused by fuse_stop(), to be resumed by fuse_restart(). */
  resumable: u32;
  /** The module that is being executed, or whose end is being reported to the host. */
  entered: Module | null;
  /** Lowest address of the task's stack that modules may use. */
  stackLimit: usize;
}

/** What interrupts and other threads may look at and change, beside the states of modules and the entry under way (quota.ts). */
export interface Shared {
  /** 1 from fuse_init() to fuse_deinit(). Written by the runtime's task. */
  initialised: Atomic<u32>;
  /** The ids in use. Written by the runtime's task. */
  loaded: Atomic<u32>;
  /** Events posted since the task last looked. */
  posted: Atomic<u32>;
  /** Events cleared since then. */
  cleared: Atomic<u32>;
}

export const modules: FixedArray<Module, typeof MAX_MODULES> = zeroed();
export const runtime: Runtime = zeroed();
export const shared: Shared = zeroed();

/**
 * The mask of one id.
 * @isr
 */
export function bitOf(id: ModuleId): u32 {
  return u32(1) << (id & 31);
}

/**
 * Whether a module has this id, which is below MAX_MODULES.
 * @isr
 */
export function isLoaded(id: ModuleId): boolean {
  return (shared.loaded.load('acquire') & bitOf(id)) !== 0;
}

/** To be called when `running` or `stopped` has changed. */
export function updateRunnable(): void {
  runtime.runnable = runtime.stopped ? 0 : runtime.running;
}

export function setState(module: Module, state: ModuleState): void {
  module.state.store(state, 'release');
  runtime.resumable &= ~module.bit;
  runtime.running &= ~module.bit;
  if (state === ModuleState.Running) runtime.running |= module.bit;
  updateRunnable();
}
