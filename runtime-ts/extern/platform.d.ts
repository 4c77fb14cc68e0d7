// SPDX-License-Identifier: Apache-2.0
/**
 * What the runtime uses of the platform, see platform/fuse_platform.h.
 * @header fuse_platform.h
 */

/**
 * A module's machine code: [start, end).
 * @cname fuse_platform_text_t
 */
interface PlatformText {
  start: usize;
  end: usize;
}

/** @cname FUSE_GUARD_KIND_CERTAIN */
declare const GUARD_KIND_CERTAIN: u32;

/** @cname fuse_platform_guard_enter */
declare function platformGuardEnter(code: Pointer<void>, argument: Pointer<void>, text: Readonly<PlatformText>): u32;
/**
 * @cname fuse_platform_guard_stop
 * @isr
 */
declare function platformGuardStop(): void;
/** @cname fuse_platform_guard_kind */
declare function platformGuardKind(): u32;
/** @cname fuse_platform_stack_limit */
declare function platformStackLimit(): usize;
/** @cname fuse_platform_cycles */
declare function platformCycles(): u64;
/** @cname fuse_platform_cycles_to_us */
declare function platformCyclesToUs(cycles: u64): u64;

/**
 * The frame of the function that asks (level 0), as gcc and clang provide it.
 * @cname __builtin_frame_address
 */
declare function frameAddress(level: u32): Pointer<void>;
