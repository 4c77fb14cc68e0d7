// SPDX-License-Identifier: Apache-2.0
// gcc 12 took x - x of a converted integer for 0, and 0 - f32(n) for -f32(n)
import { noteF32, noteF64 } from './host';
export function equalRun(seed: u32): void {
  const low = u8.wrap(seed & 0);
  noteF32(f32(low) - f32(low) - f32(low) - f32(seed - seed));
  noteF64((f64(low) - f64(low)) * 3.0 - f64(low));
  noteF64(f64(low) - f64(low) + -f64(low));
}
