// SPDX-License-Identifier: Apache-2.0
//! Woken by an event, it posts OVERHEATED once when the temperature reaches 60 degrees, and again only after it fell below 55.
//! Needs TEMP_SENSOR, LOG and EVENT_POST.
const fuse = @import("fuse");
pub const panic = fuse.panic;

const overheated = 1;

var is_hot = false;

export fn module_step() void {
    const celsius = fuse.tempGetReading();
    if (!is_hot and celsius >= 60) {
        is_hot = true;
        fuse.log(.info, "overheated");
        fuse.fuseEventPost(overheated);
    } else if (is_hot and celsius < 55) {
        is_hot = false;
        fuse.log(.info, "cooled down");
    }
}
