// SPDX-License-Identifier: Apache-2.0
// gcc 12 took 0.0 - f32(n) for -f32(n), and -f32(n) + 0.0 as well: -0 where n is 0
import { noteF32, noteF64 } from './host';
const zeroOffset: f32 = 0.0;
function zeroDifference(count: u32): f32 {
  return zeroOffset - f32(count);
}
export function zeroRun(seed: u32): void {
  const count = seed - seed;
  noteF32(zeroDifference(count));
  noteF32(0.0 - f32(count));
  noteF32(-f32(count) + 0.0);
  noteF32(0.0 - f32(count) * 2.0);
  noteF64(f64(count) * -1.0 + 0.0);
  noteF64(0.0 + -f64(count));
  noteF64(-0.0 - f64(count));
  noteF64(0.0 - (f64(count) - 0.0));
}
