// SPDX-License-Identifier: Apache-2.0
/** Places in the program's memory for what its calls give through an Out. */

import type { Place, Program } from './program';

/** `T` is u32 or an enum. */
export function placeU32<T extends number = number>({ memory }: Program): Place<T> {
  const address = memory.allocate(4);
  return {
    address,
    get value() {
      return memory.u32(address) as T;
    },
    set value(value) {
      memory.setU32(address, value);
    },
  };
}

export function placeU64({ memory }: Program): Place<bigint> {
  const address = memory.allocate(8);
  return {
    address,
    get value() {
      return memory.u64(address);
    },
    set value(value) {
      memory.setU64(address, value);
    },
  };
}
