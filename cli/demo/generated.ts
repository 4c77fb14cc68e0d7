// SPDX-License-Identifier: Apache-2.0
// Test pictures of our own making: always the same bytes.

import type { FrameSize, GreyImage } from './frame';

/** One grey everywhere: what a camera with its lid on sees. */
export function flat(size: FrameSize): GreyImage {
  return { ...size, pixels: Buffer.alloc(size.width * size.height, 64) };
}

/** White noise from a xorshift generator: the worst case of a run-length encoding. */
export function noise(size: FrameSize): GreyImage {
  const pixels = Buffer.alloc(size.width * size.height);
  let state = 2463534242;
  for (let i = 0; i < pixels.length; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    pixels[i] = state >>> 24;
  }
  return { ...size, pixels };
}
