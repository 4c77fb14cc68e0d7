// SPDX-License-Identifier: Apache-2.0
/** fuse_module.rs: the native functions for modules in Rust, as a crate `fuse` without the standard library. */
import { canLog, type GuestCall, type GuestParam } from './guest-call';
import { head, lineComment, namesBut } from './text';

const safeName = namesBut(
  'as break const continue crate dyn else enum extern false fn for if impl in let loop match mod move mut pub ref return self ' +
    'static struct super trait true type unsafe use where while async await abstract become box do final macro override priv ' +
    'typeof unsized virtual yield try',
);

const outer = ({ name, type }: GuestParam): string =>
  `${safeName(name)}: ${type.kind === 'scalar' ? type.name : type.readonly ? '&[u8]' : '&mut [u8]'}`;

function inner({ name, type }: GuestParam): string {
  if (type.kind === 'scalar') return `${safeName(name)}: ${type.name}`;
  return `${safeName(name)}: ${type.readonly ? '*const' : '*mut'} u8, ${name}_length: u32`;
}

function argument({ name, type }: GuestParam): string {
  if (type.kind === 'scalar') return safeName(name);
  return `${safeName(name)}.${type.readonly ? 'as_ptr' : 'as_mut_ptr'}(), ${safeName(name)}.len() as u32`;
}

const arrow = (call: GuestCall): string => (call.result === null ? '' : ` -> ${call.result}`);

const declaration = (call: GuestCall): string =>
  `        pub fn ${call.name}(${call.params.map(inner).join(', ')})${arrow(call)};\n`;

/** Safe whatever the arguments: a slice is a valid range, and of it the runtime checks every bit itself. */
const wrapper = (call: GuestCall): string =>
  lineComment('///', call.doc) +
  `#[inline(always)]\npub fn ${safeName(call.name)}(${call.params.map(outer).join(', ')})${arrow(call)} {\n` +
  `    unsafe { env::${call.name}(${call.params.map(argument).join(', ')}) }\n}\n`;

const INTRODUCTION = [
  'What a module in Rust may call of the runtime, and how it shows its own functions.',
  'A module is a crate of its own without the standard library:',
];

const EXAMPLE = `//!
//!     #![no_std]
//!
//!     fn step() {}
//!
//!     fuse::export!(step = step);
`;

const PANIC = `
/// A panic is a trap: the runtime ends the module. No message is formatted, which would cost kilobytes.
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    core::arch::wasm32::unreachable()
}
`;

const EXPORT = `
/// Exports functions of the module's own: \`step\`, which every module has, and \`init\` and \`deinit\`, in this order.
#[macro_export]
macro_rules! export {
    ($(init = $init:path,)? step = $step:path $(, deinit = $deinit:path)? $(,)?) => {
        $(
            #[no_mangle]
            pub extern "C" fn module_init() {
                $init()
            }
        )?
        #[no_mangle]
        pub extern "C" fn module_step() {
            $step()
        }
        $(
            #[no_mangle]
            pub extern "C" fn module_deinit() {
                $deinit()
            }
        )?
    };
}
`;

const GLOBAL = `
/// State that lives from step to step. A module has one thread, so that only a use inside a use could go wrong; that one traps.
pub struct Global<T> {
    in_use: Cell<bool>,
    value: UnsafeCell<T>,
}

unsafe impl<T> Sync for Global<T> {}

impl<T> Global<T> {
    pub const fn new(value: T) -> Self {
        Self { in_use: Cell::new(false), value: UnsafeCell::new(value) }
    }

    #[inline(always)]
    pub fn with<R>(&self, use_it: impl FnOnce(&mut T) -> R) -> R {
        assert!(!self.in_use.replace(true));
        let result = use_it(unsafe { &mut *self.value.get() });
        self.in_use.set(false);
        result
    }
}
`;

const LOG = `
/// How much a message matters.
#[derive(Clone, Copy)]
pub enum Level {
    Debug = 0,
    Info = 1,
    Fatal = 2,
}

/// Logs a message that is complete as it stands. Needs the capability LOG.
#[inline(always)]
pub fn log(level: Level, message: &str) {
    module_log_event(message.as_bytes(), level as u32);
}

/// A message that is put together on the stack. What does not fit is left out, as the runtime would.
pub struct Line {
    length: usize,
    bytes: [u8; Self::CAPACITY],
}

impl Line {
    pub const CAPACITY: usize = 127;

    pub const fn new() -> Self {
        Self { length: 0, bytes: [0; Self::CAPACITY] }
    }

    pub fn text(&mut self, text: &str) -> &mut Self {
        for &byte in text.as_bytes() {
            if let Some(free) = self.bytes.get_mut(self.length) {
                *free = byte;
                self.length += 1;
            }
        }
        self
    }

    /// In decimal. \`write!\` can do this too, with kilobytes of \`core::fmt\`.
    pub fn number(&mut self, number: u32) -> &mut Self {
        let mut power = 1_000_000_000;
        while power > 1 && number < power {
            power /= 10;
        }
        while power > 0 {
            if let Some(free) = self.bytes.get_mut(self.length) {
                *free = b'0' + (number / power % 10) as u8;
                self.length += 1;
            }
            power /= 10;
        }
        self
    }

    pub fn log(&self, level: Level) {
        if let Some(message) = self.bytes.get(..self.length) {
            module_log_event(message, level as u32);
        }
    }
}

impl core::fmt::Write for Line {
    fn write_str(&mut self, text: &str) -> core::fmt::Result {
        self.text(text);
        Ok(())
    }
}
`;

export function rustBindings(calls: readonly GuestCall[]): string {
  return (
    head('//') +
    lineComment('//!', INTRODUCTION) +
    EXAMPLE +
    '#![no_std]\n\nuse core::cell::{Cell, UnsafeCell};\n' +
    `\nmod env {\n    #[link(wasm_import_module = "env")]\n    extern "C" {\n${calls.map(declaration).join('')}    }\n}\n` +
    calls.map((call) => `\n${wrapper(call)}`).join('') +
    EXPORT +
    GLOBAL +
    (canLog(calls) ? LOG : '') +
    PANIC
  );
}
