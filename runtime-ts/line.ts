// SPDX-License-Identifier: Apache-2.0
/** The line of text under way, put together piece by piece; what does not fit is cut. */

/** Size of a log text with its NUL. */
export const LOG_MSG_MAX = 128;

const SPACE = 0x20;
const DELETE = 0x7f;
const QUESTION_MARK = 0x3f;
const DIGIT_ZERO = 0x30;

interface Line {
  /** What is left of the line; its last byte stays a NUL. */
  rest: Slice<u8>;
}

/** One line at a time: it is finished before the next one begins. */
const line: Line = zeroed();

/** Begins a line in `room`, which is a line of NULs from then on. */
export function beginLine(room: Slice<u8>): void {
  fill(room, 0);
  line.rest = room;
}

/** Control characters become question marks, so that one entry stays one line. */
function appendByte(byte: u8): void {
  const rest = line.rest;
  if (rest.length < 2) return;
  const isControl = byte < SPACE || byte === DELETE;
  rest[0] = isControl ? QUESTION_MARK : byte;
  line.rest = slice(rest, 1);
}

export function appendBytes(bytes: ReadonlySlice<u8>): void {
  const end = min(bytes.length, LOG_MSG_MAX);
  for (let i: u32 = 0; i < end; i++) {
    appendByte(bytes[i]);
  }
}

/** A C string, of which what is past the line's end is not looked at. */
export function appendForeign(text: ConstPointer<CChar>): void {
  const bytes = trustedView(trustedCast<ConstPointer<u8>>(text), LOG_MSG_MAX);
  for (let i: u32 = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (byte === 0) break;
    appendByte(byte);
  }
}

export function append(text: CString): void {
  appendForeign(trustedCast<ConstPointer<CChar>>(text));
}

/** A number below 100. */
export function appendNumber(value: u32): void {
  if (value >= 10) appendByte(u8.wrap(DIGIT_ZERO + idiv(value, 10)));
  appendByte(u8(DIGIT_ZERO + (value % 10)));
}
