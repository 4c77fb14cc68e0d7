// SPDX-License-Identifier: Apache-2.0
// refused: a conversion's type leaked into the branches of the conditional that it converts
import { noteI32, noteU32 } from './host';
export function convertedRun(seed: u32): void {
  const a = u16.wrap(seed);
  const f = f32(seed);
  noteI32(i32(a > 1 ? i16.wrap(a) : i16.sat(seed)));
  noteU32(u32(a & (a > 3 ? a : 7)));
  noteU32(u32(a > 3 ? u8.wrap(a) : 300));
  noteI32(i8(seed > 2 ? 1.5 : f));
}
