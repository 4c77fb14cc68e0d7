// SPDX-License-Identifier: Apache-2.0
// refused: min(1, x) took its type from the constant
import { noteU32 } from './host';
let constantLowest: u8 = 7;
export function constantRun(seed: u32): void {
  constantLowest = min(1, constantLowest);
  noteU32(constantLowest);
  noteU32(min(4294967293, min(seed, 256)));
  noteU32(max(262_144, seed) % 100);
  noteU32(idiv(1000, max(seed, 1)));
}
