// SPDX-License-Identifier: Apache-2.0
/** Takes the camera's frame, run-length-encodes it, and logs both sizes and a checksum of the bytes. Needs CAMERA and LOG. */
import { cameraLastFrame, Level, line, log } from 'fuse_module';

const FRAME_BYTES: u32 = 64 * 48;
const MAX_RUN: u32 = 255;

const frame: usize = memory.data(64 * 48);
/** A pair for each byte, when no two neighbours are equal. */
const encoded: usize = memory.data(2 * 64 * 48);

/** Pairs of a count (1 to 255) and the value that occurs so often in a row; returns the bytes written to `encoded`. */
function encode(length: u32): u32 {
  let written: u32 = 0;
  let position: u32 = 0;
  while (position < length) {
    const value = load<u8>(frame + position);
    let run: u32 = 1;
    while (run < MAX_RUN && position + run < length && load<u8>(frame + position + run) == value) run++;
    store<u8>(encoded + written, <u8>run);
    store<u8>(encoded + written, value, 1);
    written += 2;
    position += run;
  }
  return written;
}

/** Adler-32 of the first bytes of `encoded`. */
function checksum(length: u32): u32 {
  let low: u32 = 1;
  let high: u32 = 0;
  for (let i: u32 = 0; i < length; i++) {
    low = (low + load<u8>(encoded + i)) % 65521;
    high = (high + low) % 65521;
  }
  return (high << 16) | low;
}

export function module_step(): void {
  const length = <u32>cameraLastFrame(frame, FRAME_BYTES);
  if (length == 0) {
    log(Level.Info, 'no frame');
    return;
  }
  const size = encode(length);
  line.start();
  line.text('compressed ');
  line.number(length);
  line.text(' to ');
  line.number(size);
  line.text(' bytes, checksum ');
  line.number(checksum(size));
  line.log(Level.Info);
}
