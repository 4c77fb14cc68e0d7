// SPDX-License-Identifier: Apache-2.0
//! Module {{name}}: logs a line at each step. Needs LOG.
#![no_std]

use fuse::Level;

fn step() {
    fuse::log(Level::Info, "{{name}} steps");
}

fuse::export!(step = step);
