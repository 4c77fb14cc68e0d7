// SPDX-License-Identifier: Apache-2.0
/** Build: when() becomes #if. */

interface Flags {
  readonly FAST: BuildFlag<'APP_FAST'>;
}
declare const FLAG: Flags;

/** Used with APP_FAST only. */
function quick(x: u32): u32 {
  return x >> 1;
}

export function halved(x: u32): u32 {
  if (when(FLAG.FAST)) {
    return quick(x);
  }
  return idiv(x, 2);
}

export function chosen(x: u32): u32 {
  let result: u32 = x;
  if (when(FLAG.FAST)) {
    const fast = quick(x);
    result = sat(result + fast);
  } else {
    result = 1;
  }
  return result;
}
