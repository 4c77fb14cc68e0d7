// SPDX-License-Identifier: Apache-2.0
/**
 * Downlink: bytes that a module sends to the ground. An example of a group that lives outside the runtime's tree.
 * @group downlink
 */

import { type GuestBytes, hal, type Module } from '../../runtime-ts/hal/index';

declare module '../../runtime-ts/hal/index' {
  interface Groups {
    readonly DOWNLINK: BuildFlag<'FUSE_HAL_ENABLE_DOWNLINK'>;
  }
  interface Hal {
    downlink: DownlinkHal;
  }
}

export interface DownlinkHal {
  /** Takes up to `length` bytes for transmission; returns how many it took. */
  write: Callback<(bytes: ConstPointer<void>, length: u32) => u32> | null;
}

/**
 * Sends bytes down and returns how many were taken: fewer than `bytes` has when the link is full, 0 when the host has none.
 * @import downlink_write
 * @capability DOWNLINK 5
 */
export function downlinkWrite(_caller: Module, bytes: GuestBytes): u32 {
  const write = hal.downlink.write;
  if (write === null) return 0;
  return min(write(bytes.start, bytes.length), bytes.length);
}
