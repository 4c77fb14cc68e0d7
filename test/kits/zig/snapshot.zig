// SPDX-License-Identifier: Apache-2.0
//! Sends the camera's frame down as it is, and logs how much of it was taken. Needs CAMERA, LOG and DOWNLINK.
const fuse = @import("fuse");
pub const panic = fuse.panic;

var frame: [64 * 48]u8 = @splat(0);

export fn module_step() void {
    const length: u32 = @intCast(fuse.cameraLastFrame(&frame));
    const all = fuse.downlinkWrite(frame[0..length]) == length;
    fuse.log(.info, if (all) "sent" else "sent in part");
}
