// SPDX-License-Identifier: Apache-2.0
//! Sends the camera's frame down as it is, and logs how much of it was taken. Needs CAMERA, LOG and DOWNLINK.
#![no_std]

use fuse::{Global, Level};

static FRAME: Global<[u8; 64 * 48]> = Global::new([0; 64 * 48]);

fn step() {
    FRAME.with(|frame| {
        let length = fuse::camera_last_frame(frame) as usize;
        let all = fuse::downlink_write(&frame[..length]) as usize == length;
        fuse::log(Level::Info, if all { "sent" } else { "sent in part" });
    });
}

fuse::export!(step = step);
