// SPDX-License-Identifier: Apache-2.0
/** What a build chooses: CMake passes each of these as a C macro. */

/**
 * Modules that can be loaded at the same time; ids are below it.
 * @build FUSE_MAX_MODULES 1..32
 */
export declare const MAX_MODULES: u32;

/** Measure each step with the platform's cycle counter, for fuse_module_info(). */
export declare const STEP_TIMES: BuildFlag<'FUSE_STEP_TIMES'>;

/** Load images that carry no seal. Such an image may contain anything; for experiments only. */
export declare const UNSAFE_UNSEALED: BuildFlag<'FUSE_UNSAFE_UNSEALED'>;
