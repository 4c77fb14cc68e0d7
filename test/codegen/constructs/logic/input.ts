// SPDX-License-Identifier: Apache-2.0
/** Operators: && || ! ?: */

export function isUsable(isOn: boolean, isBroken: boolean, level: u32): boolean {
  return (isOn && !isBroken) || level > 10;
}

export function sign(x: i32): i32 {
  return x > 0 ? 1 : x < 0 ? -1 : 0;
}
