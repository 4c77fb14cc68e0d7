// SPDX-License-Identifier: Apache-2.0
/** Declaration: constants, exact or of a type. */

/** Bytes of one frame. */
export const FRAME_BYTES = 64;
export const FRAMES: u32 = 8;
const POOL_BYTES = FRAME_BYTES * 8 + 16;

export function room(): u32 {
  return POOL_BYTES - FRAMES * FRAME_BYTES;
}
