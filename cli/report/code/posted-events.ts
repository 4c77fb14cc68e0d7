// SPDX-License-Identifier: Apache-2.0
// Which events a module's code posts, where that can be read from it: `i32.const N` directly before `call $fuse_event_post`.

import { ByteReader } from '../../../sdk/node/wasm/bytes';
import { walk } from '../../../sdk/node/wasm/instructions';
import { FUNCTION, importsOf, SECTION, skipLocals, type WasmModule } from '../../../sdk/node/wasm/module';

const POST = 'fuse_event_post';
const CALL = 0x10;
const I32_CONST = 0x41;

/** The events' numbers in order; null when one is computed, or the function's address is taken. */
export function postedEvents(module: WasmModule): number[] | null {
  const post = importsOf(module, FUNCTION).findIndex(({ name }) => name === POST);
  if (post === -1) return [];
  // A function that is in a table, or is handed out as an export, may be called with anything.
  if (module.sections.some(({ id }) => id === SECTION.element)) return null;
  if (module.exports.some(({ kind, index }) => kind === FUNCTION && index === post)) return null;

  const events = new Set<number>();
  for (const { start, end } of module.bodies) {
    const reader = new ByteReader(module.bytes, start, end);
    skipLocals(reader);
    let constant: number | undefined;
    for (const instruction of walk(reader)) {
      const operand = new ByteReader(module.bytes, instruction.start + 1, instruction.end);
      if (instruction.opcode === CALL && operand.u32() === post) {
        if (constant === undefined) return null;
        events.add(constant);
      }
      constant = instruction.opcode === I32_CONST ? operand.i32() >>> 0 : undefined;
    }
  }
  return [...events].sort((a, b) => a - b);
}
