// SPDX-License-Identifier: Apache-2.0
/** fuse_module.zig: the native functions for modules in Zig, imported as `fuse`. */
import { camelCase, canLog, type GuestCall, type GuestParam } from './guest-call';
import { head, lineComment, namesBut } from './text';

const safeName = namesBut(
  'addrspace align allowzero and anyframe anytype asm async await break callconv catch comptime const continue defer else enum ' +
    'errdefer error export extern fn for if inline linksection noalias noinline nosuspend opaque or orelse packed pub resume ' +
    'return struct suspend switch test threadlocal try union unreachable usingnamespace var volatile while type void bool',
);

const paramName = (param: GuestParam): string => safeName(param.name);

const outer = (param: GuestParam): string =>
  `${paramName(param)}: ${param.type.kind === 'scalar' ? param.type.name : param.type.readonly ? '[]const u8' : '[]u8'}`;

function inner(param: GuestParam): string {
  if (param.type.kind === 'scalar') return `${paramName(param)}: ${param.type.name}`;
  return `${paramName(param)}: [*]${param.type.readonly ? 'const ' : ''}u8, ${param.name}_length: u32`;
}

const argument = (param: GuestParam): string =>
  param.type.kind === 'scalar' ? paramName(param) : `${paramName(param)}.ptr, ${paramName(param)}.len`;

const declaration = (call: GuestCall): string =>
  `    extern "env" fn ${call.name}(${call.params.map(inner).join(', ')}) ${call.result ?? 'void'};\n`;

const wrapper = (call: GuestCall): string =>
  lineComment('///', call.doc) +
  `pub inline fn ${safeName(camelCase(call.name))}(${call.params.map(outer).join(', ')}) ${call.result ?? 'void'} {\n` +
  `    ${call.result === null ? '' : 'return '}env.${call.name}(${call.params.map(argument).join(', ')});\n}\n`;

const INTRODUCTION = [
  'What a module in Zig may call of the runtime. A module exports module_step, and, if it wants them, module_init and module_deinit:',
];
const EXAMPLE = `//!
//!     const fuse = @import("fuse");
//!     pub const panic = fuse.panic;
//!
//!     export fn module_step() void {}
`;

const PANIC = `
/// A panic is a trap: the runtime ends the module. No message is formatted, which would cost kilobytes.
pub const panic = std.debug.no_panic;
`;

const LOG = `
/// How much a message matters.
pub const Level = enum(u32) { debug = 0, info = 1, fatal = 2 };

/// Logs a message that is complete as it stands. Needs the capability LOG.
pub inline fn log(level: Level, message: []const u8) void {
    moduleLogEvent(message, @intFromEnum(level));
}

/// A message that is put together on the stack. What does not fit is left out, as the runtime would.
pub const Line = struct {
    pub const capacity = 127;

    bytes: [capacity]u8 = undefined,
    length: usize = 0,

    pub fn text(line: *Line, words: []const u8) void {
        for (words) |byte| line.add(byte);
    }

    /// In decimal. \`std.fmt\` can do this too, with kilobytes of code.
    pub fn number(line: *Line, value: u32) void {
        var power: u32 = 1_000_000_000;
        while (power > 1 and value < power) power /= 10;
        while (power > 0) : (power /= 10) line.add('0' + @as(u8, @intCast(value / power % 10)));
    }

    pub fn log(line: *const Line, level: Level) void {
        moduleLogEvent(line.bytes[0..line.length], @intFromEnum(level));
    }

    fn add(line: *Line, byte: u8) void {
        if (line.length == capacity) return;
        line.bytes[line.length] = byte;
        line.length += 1;
    }
};
`;

export function zigBindings(calls: readonly GuestCall[]): string {
  return (
    head('//') +
    lineComment('//!', INTRODUCTION) +
    EXAMPLE +
    '\nconst std = @import("std");\n' +
    `\nconst env = struct {\n${calls.map(declaration).join('')}};\n` +
    calls.map((call) => `\n${wrapper(call)}`).join('') +
    (canLog(calls) ? LOG : '') +
    PANIC
  );
}
