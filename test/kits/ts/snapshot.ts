// SPDX-License-Identifier: Apache-2.0
/** Sends the camera's frame down as it is, and logs how much of it was taken. Needs CAMERA, LOG and DOWNLINK. */
import { cameraLastFrame, downlinkWrite, Level, log } from 'fuse_module';

const FRAME_BYTES: u32 = 64 * 48;

const frame: usize = memory.data(64 * 48);

export function module_step(): void {
  const length = <u32>cameraLastFrame(frame, FRAME_BYTES);
  log(Level.Info, downlinkWrite(frame, length) == length ? 'sent' : 'sent in part');
}
