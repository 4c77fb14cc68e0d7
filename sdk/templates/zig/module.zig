// SPDX-License-Identifier: Apache-2.0
//! Module {{name}}: logs a line at each step. Needs LOG.
const fuse = @import("fuse");
pub const panic = fuse.panic;

export fn module_step() void {
    fuse.log(.info, "{{name}} steps");
}
