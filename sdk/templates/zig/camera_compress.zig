// SPDX-License-Identifier: Apache-2.0
//! Takes the camera's frame, run-length-encodes it, and logs both sizes and a checksum of the bytes. Needs CAMERA and LOG.
const fuse = @import("fuse");
pub const panic = fuse.panic;

const frame_bytes = 64 * 48;
const max_run = 255;

var frame: [frame_bytes]u8 = @splat(0);
/// A pair for each byte, when no two neighbours are equal.
var encoded: [2 * frame_bytes]u8 = @splat(0);

/// Pairs of a count (1 to 255) and the value that occurs so often in a row.
fn encode(input: []const u8, output: []u8) []const u8 {
    var written: usize = 0;
    var rest = input;
    while (rest.len > 0) {
        const value = rest[0];
        var run: usize = 1;
        while (run < max_run and run < rest.len and rest[run] == value) run += 1;
        output[written..][0..2].* = .{ @intCast(run), value };
        written += 2;
        rest = rest[run..];
    }
    return output[0..written];
}

/// Adler-32.
fn checksum(bytes: []const u8) u32 {
    var low: u32 = 1;
    var high: u32 = 0;
    for (bytes) |byte| {
        low = (low + byte) % 65521;
        high = (high + low) % 65521;
    }
    return high << 16 | low;
}

export fn module_step() void {
    const length: u32 = @intCast(fuse.cameraLastFrame(&frame));
    if (length == 0) return fuse.log(.info, "no frame");
    const compressed = encode(frame[0..length], &encoded);
    var line = fuse.Line{};
    line.text("compressed ");
    line.number(length);
    line.text(" to ");
    line.number(compressed.len);
    line.text(" bytes, checksum ");
    line.number(checksum(compressed));
    line.log(.info);
}
