// SPDX-License-Identifier: Apache-2.0
/**
 * The platform's real clock and quota timer.
 * @header fuse_platform.h
 */

/** @cname fuse_platform_get_timestamp_us */
export declare function platformTimestamp(): u64;
/** @cname fuse_platform_quota_arm */
export declare function platformQuotaArm(id: u32, us: u32): void;
/** @cname fuse_platform_quota_cancel */
export declare function platformQuotaCancel(id: u32): void;
/** @cname fuse_platform_guard_kind */
export declare function platformGuardKind(): u32;
/** @cname FUSE_GUARD_KIND_AT_CALL_OUT */
export declare const GUARD_AT_CALL_OUT: u32;
