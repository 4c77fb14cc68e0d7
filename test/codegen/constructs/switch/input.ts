// SPDX-License-Identifier: Apache-2.0
/** Statement: switch over numbers; labels in common, a case with locals, default. */

export function width(kind: u32): u32 {
  switch (kind) {
    case 0:
    case 1:
      return 8;
    case 2: {
      const half = kind << 3;
      return half * 2;
    }
    default:
      break;
  }
  return 0;
}
