// SPDX-License-Identifier: Apache-2.0
/** The runtime as a whole: beginning, end, and rest between. */

import { checkCall } from './calls';
import { MAX_MODULES, UNSAFE_UNSEALED } from './config';
import { resetEvents } from './events';
import { Hal, hal } from './hal/index';
import { unload } from './lifecycle';
import { LOG_LEVEL_FATAL, LOG_LEVEL_INFO, logRuntime, openLog } from './log';
import { bitOf, modules, runtime, setState, shared, updateRunnable } from './modules';
import { ModuleState } from './state';
import { Stat } from './status';

const LOG_NOTHING = 0;

/** With less WAMR's allocator has no room for its own head, and does not look. */
const POOL_MIN = 1024;

/** Starts WAMR on the pool and tells it the native functions, which modules import from `env`. */
function startWamr(pool: Pointer<void>, size: usize): boolean {
  if (size < POOL_MIN) return false;
  const args = zeroed<RuntimeInitArgs>();
  args.memAllocOption.pool.heapBuf = pool;
  args.memAllocOption.pool.heapSize = u32.sat(size);
  if (!wamrInit(args)) return false;
  wamrSetLogLevel(LOG_NOTHING);
  if (!wamrRegisterNatives('env', nativeSymbols, nativeSymbolCount)) {
    wamrDestroy();
    return false;
  }
  return true;
}

/** What a reader of the log has to know about this build and host. */
function logLimitations(): void {
  if (hal.quotaArm === null) {
    logRuntime(LOG_LEVEL_INFO, 'no quota_arm: no quotas');
  } else if (platformGuardKind() !== GUARD_KIND_CERTAIN) {
    logRuntime(LOG_LEVEL_INFO, 'quotas end at the next host call');
  }
  if (when(UNSAFE_UNSEALED)) {
    logRuntime(LOG_LEVEL_FATAL, 'SECURITY: FUSE_UNSAFE_UNSEALED: images are loaded without a seal');
  }
}

/**
 * Starts the runtime.
 * @param moduleMemory the pool: everything that modules need, for as long as the runtime runs
 * @param moduleSize of the pool, in bytes
 * @param logMemory the log's entries; one that is too small for an entry loses all of them
 * @param logSize of the log memory, in bytes
 * @param given the host's functions; is copied
 * @returns FUSE_ERR_ALREADY_INITIALIZED; FUSE_ERR_MODULE_LOAD_FAILED if the pool is too small.
 */
export function init(
  moduleMemory: Pointer<void> | null,
  moduleSize: usize,
  logMemory: Pointer<void> | null,
  logSize: usize,
  given: Readonly<Hal> | null,
): Stat {
  if (moduleMemory === null || moduleSize === 0 || logMemory === null || logSize === 0 || given === null) {
    return Stat.InvalidArg;
  }
  if (shared.initialised.load('relaxed') !== 0) return Stat.AlreadyInitialized;
  if (!startWamr(moduleMemory, moduleSize)) return Stat.ModuleLoadFailed;
  assign(hal, given);
  assign(runtime, zeroed());
  openLog(logMemory, logSize);
  resetEvents();
  shared.initialised.store(1, 'release');
  logRuntime(LOG_LEVEL_INFO, 'FUSE runtime initialised');
  logLimitations();
  return Stat.Success;
}

/** Unloads every module and ends the runtime. The host's memory is its own again; fuse_init() may follow. */
export function deinit(): Stat {
  const refused = checkCall();
  if (refused !== Stat.Success) return refused;
  for (let id: u32 = 0; id < MAX_MODULES; id++) {
    if ((shared.loaded.load('relaxed') & bitOf(id)) !== 0) unload(modules[id]);
  }
  shared.initialised.store(0, 'release');
  wamrDestroy();
  return Stat.Success;
}

/** Pauses what runs, or resumes what was paused that way. */
function setStopped(stopped: boolean, message: CString): Stat {
  const refused = checkCall();
  if (refused !== Stat.Success || runtime.stopped === stopped) return refused;
  const ids = stopped ? runtime.running : runtime.resumable;
  for (let id: u32 = 0; id < MAX_MODULES; id++) {
    if ((ids & bitOf(id)) !== 0) setState(modules[id], stopped ? ModuleState.Paused : ModuleState.Running);
  }
  runtime.resumable = stopped ? ids : 0;
  runtime.stopped = stopped;
  updateRunnable();
  logRuntime(LOG_LEVEL_INFO, message);
  return Stat.Success;
}

/**
 * Pauses every RUNNING module: until fuse_restart() ticks give 0 and steps FUSE_ERR_INVALID_ARG. Loading, starting, pausing and
 * unloading go on working. Stopping twice is stopping once.
 */
export function stop(): Stat {
  return setStopped(true, 'FUSE runtime stopped');
}

/** Ends fuse_stop() and resumes exactly the modules that it paused. Without a stop before it does nothing. */
export function restart(): Stat {
  return setStopped(false, 'FUSE runtime restarted');
}
