// SPDX-License-Identifier: Apache-2.0
/** A line of text put together piece by piece; what does not fit is cut. */

/** Size of a log text with its NUL. */
export const LOG_MSG_MAX = 128;

const SPACE = 0x20;
const DELETE = 0x7f;
const QUESTION_MARK = 0x3f;
const DIGIT_ZERO = 0x30;
const U32_DIGITS = 10;

export interface Line {
  /** Always ends in a NUL at `length`. */
  bytes: FixedArray<u8, typeof LOG_MSG_MAX>;
  length: u32;
}

function appendByte(line: Line, byte: u8): void {
  const at = line.length;
  if (at < LOG_MSG_MAX - 1) {
    line.bytes[at] = byte;
    line.length = at + 1;
  }
}

export function append(line: Line, text: string): void {
  for (let i: u32 = 0; i < text.length; i++) {
    appendByte(line, text.charCodeAt(i));
  }
}

/** Text from outside. Control characters become question marks, so that one entry stays one line. */
export function appendForeign(line: Line, bytes: ReadonlySlice<u8>): void {
  const end = min(bytes.length, LOG_MSG_MAX);
  for (let i: u32 = 0; i < end; i++) {
    const byte = bytes[i];
    const isControl = byte < SPACE || byte === DELETE;
    appendByte(line, isControl ? QUESTION_MARK : byte);
  }
}

export function appendNumber(line: Line, value: u32): void {
  const digits: FixedArray<u8, typeof U32_DIGITS> = zeroed();
  let rest: u32 = value;
  for (let i: u32 = 0; i < U32_DIGITS; i++) {
    digits[i] = u8(DIGIT_ZERO + (rest % 10));
    rest = idiv(rest, 10);
  }
  let leading = true;
  for (let i: u32 = U32_DIGITS; i > 0; i--) {
    const digit = digits[i - 1];
    if (digit !== DIGIT_ZERO || i === 1) leading = false;
    if (!leading) appendByte(line, digit);
  }
}
