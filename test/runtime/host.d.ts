// SPDX-License-Identifier: Apache-2.0
/**
 * What the tests need of the machine they run on.
 * @header host.h
 */

/** @cname test_console */
export declare function consoleWrite(text: CString): void;
/** @cname test_console_number */
export declare function consoleNumber(value: u64): void;
/** @cname test_selected */
export declare function selected(suite: CString, test: CString): boolean;
/** @cname TEST_STOP_ANY */
export declare const STOP_ANY: u32;
/** @cname TEST_STOP_REDIRECT */
export declare const STOP_REDIRECT: u32;
/** @cname TEST_STOP_FAULT */
export declare const STOP_FAULT: u32;
/** @cname test_force_stop */
export declare function forceStop(way: u32): boolean;
/** @cname test_stops */
export declare function stops(way: u32): u32;
/** @cname test_stop_latest_us */
export declare function stopLatestUs(quotaUs: u32, way: u32): u64;
/** @cname test_held_resources */
export declare function heldResources(): u64;
/** @cname test_pool_free */
export declare function poolFree(): u32;
/** @cname TEST_MORE_CAPABILITIES */
export declare const MORE_CAPABILITIES: u32;
/** @cname test_has_large_memory */
export declare const HAS_LARGE_MEMORY: u32;
/** @cname TEST_POOL_BYTES */
export declare const POOL_BYTES: u32;
/** @cname TEST_LOG_BYTES */
export declare const LOG_BYTES: u32;
/**
 * @cname test_pool
 * @pure
 */
export declare function poolMemory(): Pointer<void>;
/**
 * @cname test_log_memory
 * @pure
 */
export declare function logMemory(): Pointer<void>;
/** @cname test_forbidden_calls */
export declare function forbiddenCalls(id: u32, image: ConstPointer<u8>, size: u32): u32;
/** @cname test_allowed_calls */
export declare function allowedCalls(id: u32): u32;
/** @cname test_wrong_names */
export declare function wrongNames(): u32;
