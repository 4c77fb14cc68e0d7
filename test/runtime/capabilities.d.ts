// SPDX-License-Identifier: Apache-2.0
/**
 * The capabilities, as hosts name them.
 * @header fuse.h
 */

/** @cname FUSE_CAP_TEMP_SENSOR */
export declare const CAP_TEMP_SENSOR: u32;
/** @cname FUSE_CAP_TIMER */
export declare const CAP_TIMER: u32;
/** @cname FUSE_CAP_CAMERA */
export declare const CAP_CAMERA: u32;
/** @cname FUSE_CAP_LOG */
export declare const CAP_LOG: u32;
/** @cname FUSE_CAP_EVENT_POST */
export declare const CAP_EVENT_POST: u32;
