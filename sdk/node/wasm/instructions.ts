// SPDX-License-Identifier: Apache-2.0
/** The instructions of a function: where each begins and ends, and how deep it is nested. */

import { WasmError, type ByteReader } from './bytes';

export interface Instruction {
  readonly opcode: number;
  /** Of those that begin with 0xfc: the number behind it. */
  readonly extended: number;
  readonly start: number;
  readonly end: number;
  /** Blocks around it; the `end` of a function, or of an initial value, has none. */
  readonly depth: number;
}

const BLOCK = 0x02;
const IF = 0x04;
const END = 0x0b;
const BR_TABLE = 0x0e;
const SELECT_TYPED = 0x1c;
const EXTENDED = 0xfc;

/** What follows an opcode: that many numbers in LEB128, or bytes. */
function skipImmediates(reader: ByteReader, opcode: number, extended: number): void {
  const numbers = (count: number): void => {
    for (let i = 0; i < count; i++) reader.skipNumber();
  };
  if (opcode === EXTENDED) numbers(EXTENDED_NUMBERS[extended] ?? unknown(opcode, extended));
  else if (opcode === BR_TABLE) {
    reader.vector(() => reader.u32());
    reader.u32();
  } else if (opcode === SELECT_TYPED) reader.vector(() => reader.byte());
  else if (opcode >= BLOCK && opcode <= IF) numbers(1);
  else if (opcode === 0x0c || opcode === 0x0d || opcode === 0x10) numbers(1);
  else if (opcode === 0x11) numbers(2);
  else if (opcode >= 0x20 && opcode <= 0x26) numbers(1);
  else if (opcode >= 0x28 && opcode <= 0x3e) numbers(2);
  else if (opcode >= 0x3f && opcode <= 0x42) numbers(1);
  else if (opcode === 0x43) reader.skip(4);
  else if (opcode === 0x44) reader.skip(8);
  else if (opcode === 0xd0 || opcode === 0xd2) numbers(1);
  else if (!isPlain(opcode)) unknown(opcode, extended);
}

/** How many numbers follow each instruction behind 0xfc. */
const EXTENDED_NUMBERS = [0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2, 1, 2, 2, 1, 1, 1, 1];

function isPlain(opcode: number): boolean {
  const isControl = [0x00, 0x01, 0x05, END, 0x0f, 0x1a, 0x1b].includes(opcode);
  return isControl || (opcode >= 0x45 && opcode <= 0xc4) || opcode === 0xd1;
}

function unknown(opcode: number, extended: number): never {
  const code = opcode === EXTENDED ? `0xfc ${extended}` : `0x${opcode.toString(16)}`;
  throw new WasmError(`an instruction that FUSE does not have: ${code}`);
}

/** All instructions up to the reader's end. */
export function* walk(reader: ByteReader): Generator<Instruction> {
  let depth = 0;
  while (!reader.atEnd) {
    const start = reader.position;
    const opcode = reader.byte();
    const extended = opcode === EXTENDED ? reader.u32() : 0;
    skipImmediates(reader, opcode, extended);
    yield { opcode, extended, start, end: reader.position, depth };
    if (opcode >= BLOCK && opcode <= IF) depth++;
    else if (opcode === END) depth--;
  }
}
