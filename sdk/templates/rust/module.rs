// SPDX-License-Identifier: Apache-2.0
//! Module {{name}}: logs a line at each step. Needs LOG.
#![no_std]
#![no_main]

const INFO: u32 = 1;

#[link(wasm_import_module = "env")]
extern "C" {
    fn module_log_event(message: *const u8, length: u32, level: u32);
}

fn log(message: &str) {
    // SAFETY: the runtime reads the range of the slice, and only during the call.
    unsafe { module_log_event(message.as_ptr(), message.len() as u32, INFO) }
}

#[no_mangle]
pub extern "C" fn module_step() {
    log("{{name}} steps");
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    core::arch::wasm32::unreachable()
}
