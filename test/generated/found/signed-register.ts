// SPDX-License-Identifier: Apache-2.0
// Node: a register of i8 was read as a u8
import { noteI32 } from './host';
const signedRegister: Reg<i8> = registerAt<i8>(0x2100_000c);
const signedWide: Reg<i32> = registerAt<i32>(0x2100_0008);
export function signedRun(seed: u32): void {
  signedRegister.write(-5);
  signedWide.write(i32.wrap(seed));
  noteI32(signedRegister.read());
  noteI32(signedWide.read());
}
