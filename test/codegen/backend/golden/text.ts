// SPDX-License-Identifier: Apache-2.0
/** Text: literals, bytes, statics. */

const GREETING: string = 'hello';

interface Named {
  name: string;
  value: u32;
}
const table: Readonly<FixedArray<Named, 2>> = [
  { name: 'one', value: 1 },
  { name: 'a longer one', value: 2 },
];

export function greetingLength(): u32 {
  return GREETING.length;
}

export function letter(i: u32): u8 {
  return GREETING.charCodeAt(i);
}

export function sumOf(text: string): u32 {
  const bytes = bytesOf(text);
  let sum: u32 = 0;
  for (let i: u32 = 0; i < bytes.length; i++) {
    sum = wrap(sum + bytes[i]);
  }
  return sum;
}

export function sumOfBoth(): u32 {
  return wrap(sumOf('ab') + sumOf(table[1].name));
}

export function lookup(i: u32): u32 {
  return i < 2 ? table[i].value : 0;
}
