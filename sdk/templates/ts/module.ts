// SPDX-License-Identifier: Apache-2.0
// Module {{name}}, in AssemblyScript: logs a line at each step. Needs LOG.

const INFO: u32 = 1;

@external("env", "module_log_event")
declare function moduleLogEvent(message: usize, length: u32, level: u32): void;

// The runtime takes UTF-8, a string has UTF-16: it is encoded here, without allocation.
const utf8 = memory.data(128);

function log(message: string): void {
  const length = String.UTF8.encodeUnsafe(changetype<usize>(message), message.length, utf8);
  moduleLogEvent(utf8, <u32>length, INFO);
}

export function module_step(): void {
  log("{{name}} steps");
}
