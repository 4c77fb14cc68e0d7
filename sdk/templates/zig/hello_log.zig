// SPDX-License-Identifier: Apache-2.0
//! Says hello when it starts, and counts its steps. Needs LOG.
const fuse = @import("fuse");
pub const panic = fuse.panic;

var steps: u32 = 0;

export fn module_init() void {
    fuse.log(.info, "hello");
}

export fn module_step() void {
    steps +%= 1;
    var line = fuse.Line{};
    line.text("step ");
    line.number(steps);
    line.log(.info);
}
