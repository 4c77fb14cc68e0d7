// SPDX-License-Identifier: Apache-2.0
//! Module {{name}}: logs a line at each step. Needs LOG.

const info: u32 = 1;

extern "env" fn module_log_event(message: [*]const u8, length: u32, level: u32) void;

fn log(message: []const u8) void {
    module_log_event(message.ptr, @intCast(message.len), info);
}

export fn module_step() void {
    log("{{name}} steps");
}
