// SPDX-License-Identifier: Apache-2.0
/** Camera: the latest frame, copied into the module's own memory. @group camera */

import { Module } from '../modules';
import { GuestBytes, trap } from '../native';
import { hal } from './index';

declare module './index' {
  interface Groups {
    readonly CAMERA: BuildFlag<'FUSE_HAL_ENABLE_CAMERA'>;
  }
  interface Hal {
    camera: CameraHal;
  }
}

/** @cname fuse_hal_camera_group_t */
export interface CameraHal {
  /** Copies the latest frame into `buffer`, at most `capacity` bytes; returns its size in bytes, 0 when there is none. */
  lastFrame: Callback<(buffer: Pointer<void>, capacity: u32) => u64> | null;
}

/**
 * Size of the frame copied into `frame`, in bytes; 0 when the host has no camera or no frame.
 * @import camera_last_frame
 * @capability CAMERA 2
 * @traps on an empty buffer
 */
export function cameraLastFrame(caller: Module, frame: GuestBytes): u64 {
  if (frame.length === 0) {
    trap(caller, 'empty buffer');
    return 0n;
  }
  const lastFrame = hal.camera.lastFrame;
  if (lastFrame === null) return 0n;
  const size = lastFrame(trustedCast<Pointer<void>>(frame.start), frame.length);
  return min(size, u64(frame.length));
}
