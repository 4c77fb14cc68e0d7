// SPDX-License-Identifier: Apache-2.0
/**
 * Downlink: bytes that a module sends to the ground. A group that lives outside the runtime's tree: FUSE_HAL_DIRS names its folder.
 * @group downlink
 */

import { hal } from '../../runtime-ts/hal/index';
import { Module } from '../../runtime-ts/modules';
import { GuestBytes } from '../../runtime-ts/native';

declare module '../../runtime-ts/hal/index' {
  interface Groups {
    readonly DOWNLINK: BuildFlag<'FUSE_HAL_ENABLE_DOWNLINK'>;
  }
  interface Hal {
    downlink: DownlinkHal;
  }
}

/** @cname fuse_hal_downlink_group_t */
export interface DownlinkHal {
  /** Takes up to `length` bytes for transmission; returns how many it took. */
  write: Callback<(bytes: Pointer<void>, length: u32) => u32> | null;
}

/**
 * Sends bytes down and returns how many were taken: fewer than `bytes` has when the link is full, 0 when the host has none.
 * @import downlink_write
 * @capability DOWNLINK 5
 */
export function downlinkWrite(_caller: Module, bytes: Readonly<GuestBytes>): u32 {
  const write = hal.downlink.write;
  if (write === null) return 0;
  const taken = write(trustedCast<Pointer<void>>(bytes.start), bytes.length);
  return min(taken, bytes.length);
}
