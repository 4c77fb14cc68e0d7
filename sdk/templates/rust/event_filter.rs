// SPDX-License-Identifier: Apache-2.0
//! Woken by an event, it posts OVERHEATED once when the temperature reaches 60 degrees, and again only after it fell below 55.
//! Needs TEMP_SENSOR, LOG and EVENT_POST.
#![no_std]

use fuse::{Global, Level};

const OVERHEATED: u32 = 1;

static IS_HOT: Global<bool> = Global::new(false);

fn step() {
    let celsius = fuse::temp_get_reading();
    IS_HOT.with(|is_hot| {
        if !*is_hot && celsius >= 60.0 {
            *is_hot = true;
            fuse::log(Level::Info, "overheated");
            fuse::fuse_event_post(OVERHEATED);
        } else if *is_hot && celsius < 55.0 {
            *is_hot = false;
            fuse::log(Level::Info, "cooled down");
        }
    });
}

fuse::export!(step = step);
