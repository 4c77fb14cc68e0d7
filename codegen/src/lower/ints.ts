// SPDX-License-Identifier: Apache-2.0
/** The integer types' names in C. */
import * as c from '../c';
import type { IntType } from '../ir';

const INTS: Record<IntType['name'], string> = {
  u8: 'uint8_t',
  u16: 'uint16_t',
  u32: 'uint32_t',
  u64: 'uint64_t',
  i8: 'int8_t',
  i16: 'int16_t',
  i32: 'int32_t',
  i64: 'int64_t',
  usize: 'size_t',
};

export const cInt = (type: IntType): c.CType => c.named(INTS[type.name]);
