// SPDX-License-Identifier: Apache-2.0
//! Takes the camera's frame, run-length-encodes it, and logs both sizes and a checksum of the bytes. Needs CAMERA and LOG.
#![no_std]

use fuse::{Global, Level, Line};

const FRAME_BYTES: usize = 64 * 48;
const MAX_RUN: usize = 255;

struct Buffers {
    frame: [u8; FRAME_BYTES],
    /// A pair for each byte, when no two neighbours are equal.
    encoded: [u8; 2 * FRAME_BYTES],
}

static BUFFERS: Global<Buffers> = Global::new(Buffers { frame: [0; FRAME_BYTES], encoded: [0; 2 * FRAME_BYTES] });

/// Pairs of a count (1 to 255) and the value that occurs so often in a row; returns the bytes written.
fn encode(input: &[u8], output: &mut [u8]) -> usize {
    let mut pairs = output.chunks_exact_mut(2);
    let mut rest = input;
    let mut written = 0;
    while let (Some(&value), Some(pair)) = (rest.first(), pairs.next()) {
        let run = rest.iter().take(MAX_RUN).take_while(|&&byte| byte == value).count();
        pair.copy_from_slice(&[run as u8, value]);
        written += 2;
        rest = &rest[run..];
    }
    written
}

/// Adler-32.
fn checksum(bytes: &[u8]) -> u32 {
    let (low, high) = bytes.iter().fold((1, 0), |(low, high), &byte| {
        let low = (low + u32::from(byte)) % 65521;
        (low, (high + low) % 65521)
    });
    high << 16 | low
}

fn step() {
    BUFFERS.with(|Buffers { frame, encoded }| {
        let length = fuse::camera_last_frame(frame) as usize;
        if length == 0 {
            fuse::log(Level::Info, "no frame");
            return;
        }
        let size = encode(&frame[..length], encoded);
        Line::new()
            .text("compressed ")
            .number(length as u32)
            .text(" to ")
            .number(size as u32)
            .text(" bytes, checksum ")
            .number(checksum(&encoded[..size]))
            .log(Level::Info);
    });
}

fuse::export!(step = step);
