// SPDX-License-Identifier: Apache-2.0
/**
 * What the host gives the runtime: fuse_hal_t.
 *
 * Each file beside this one is a HAL group: the functions that modules may import, and, for hardware, the functions that the host
 * provides for them. A hardware group adds its flag to `Groups` and its struct to `Hal`; it is compiled in when the application's
 * configuration names it.
 */

import { ModuleId, ModuleState } from '../state';

/** The build flags of the hardware groups. */
export interface Groups {}

export declare const HAL: Groups;

/**
 * Starts the quota of module `id`: after `us` microseconds, never earlier, call fuse_quota_expired(id). Arming again replaces.
 * @cname fuse_hal_quota_arm_fn
 */
export type QuotaArm = (id: ModuleId, us: u32) => void;
/**
 * Ends the quota of module `id`.
 * @cname fuse_hal_quota_cancel_fn
 */
export type QuotaCancel = (id: ModuleId) => void;
/**
 * Module `id` has left RUNNING by its own fault; `state` is TRAPPED or QUOTA_EXCEEDED. What may be called inside a module's host
 * functions may be called here.
 * @cname fuse_hal_module_stopped_fn
 */
export type ModuleStopped = (id: ModuleId, state: ModuleState) => void;

/** The host's functions. Any may be NULL: its module functions then give 0, a missing clock skips interval checks. */
export interface Hal {
  /** With quotaCancel: makes cpu_quota_us effective. fuse_platform_quota_arm() fits. */
  quotaArm: QuotaArm | null;
  /** fuse_platform_quota_cancel() fits. */
  quotaCancel: QuotaCancel | null;
  moduleStopped: ModuleStopped | null;
}

/** The copy that fuse_init() took. */
export const hal: Hal = zeroed();
