// SPDX-License-Identifier: Apache-2.0
/**
 * The host's interface of FUSE: everything in fuse.h, in the header's order.
 *
 * Every call checks in the same order: a NULL pointer or a zero size is FUSE_ERR_INVALID_ARG before anything else; then
 * FUSE_ERR_NOT_INITIALIZED; then FUSE_ERR_MODULE_NOT_FOUND for an id that holds no module; then the module's state.
 *
 * Threads: fuse_post_event, fuse_clear_event, fuse_quota_expired and fuse_module_stat may be called from any thread or interrupt; all
 * else belongs to one task. Inside a host function that a module is calling only these, fuse_module_info, fuse_log_read and
 * fuse_log_lost may be called; everything else gives FUSE_ERR_INVALID_ARG there (fuse_tick: 0).
 */

export { VERSION_MAJOR, VERSION_MINOR, VERSION_PATCH, version } from './version';
export { Stat, statName } from './status';
export { MAX_MODULES } from './config';
export { INVALID_MODULE_ID, ModuleId, ModuleState } from './state';
export { ACTIVATION_EVENT, ACTIVATION_INTERVAL, ACTIVATION_MANUAL, Policy, policyFromBin } from './policy';
export { Hal } from './hal/index';
export { deinit, init, restart, stop } from './runtime';
export { moduleLoad, modulePause, moduleStart, moduleUnload } from './lifecycle';
export { moduleReplace } from './replace';
export { moduleRunStep, nextDueUs, tick } from './scheduler';
export { MAX_EVENT_ID, clearEvent, postEvent } from './events';
export { entryExpired, entryWord, quotaExpired, quotaExpiredEntry } from './quota';
export { ModuleInfo, moduleInfo, moduleStat } from './info';
export { LOG_MSG_MAX } from './line';
export {
  LOG_LEVEL_DEBUG,
  LOG_LEVEL_FATAL,
  LOG_LEVEL_INFO,
  LOG_ORIGIN_GUEST,
  LOG_ORIGIN_RUNTIME,
  LogEntry,
  logLost,
  logRead,
} from './log';
