// SPDX-License-Identifier: Apache-2.0
/** Identity and states of a module. */

/** The lowest free number when the module was loaded; below FUSE_MAX_MODULES. */
export type ModuleId = u32;

/** No module. */
export const INVALID_MODULE_ID = 0xffffffff;

/** Where a module is in its life. */
export enum ModuleState {
  /** Loaded, not started yet. */
  Loaded = 0,
  /** Steps when its activation says so. */
  Running = 1,
  /** Keeps its memory and its events, does not step. */
  Paused = 2,
  /** Ended by a trap. Can be unloaded or replaced. */
  Trapped = 3,
  /** Ended because it used more time than its quota. Can be unloaded or replaced. */
  QuotaExceeded = 4,
  /** Gone. */
  Unloaded = 5,
}
