// SPDX-License-Identifier: Apache-2.0
//! Says hello when it starts, and counts its steps. Needs LOG.
#![no_std]

use fuse::{Global, Level, Line};

static STEPS: Global<u32> = Global::new(0);

fn init() {
    fuse::log(Level::Info, "hello");
}

fn step() {
    let steps = STEPS.with(|steps| {
        *steps = steps.wrapping_add(1);
        *steps
    });
    Line::new().text("step ").number(steps).log(Level::Info);
}

fuse::export!(init = init, step = step);
