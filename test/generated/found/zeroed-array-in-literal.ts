// SPDX-License-Identifier: Apache-2.0
// wrong proof: of a field of an array, the zeros of zeroed() inside a literal did not count as stored
import { noteU32 } from './host';
interface LiteralPart {
  first: u8;
  numbers: FixedArray<u32, 5>;
}
export function literalRun(seed: u32): void {
  const part: LiteralPart = { first: 1, numbers: zeroed<FixedArray<u32, 5>>() };
  noteU32(seed ^ part.first);
  part.numbers[4] = 7;
  noteU32(part.numbers[1] - 3);
}
