// SPDX-License-Identifier: Apache-2.0
/**
 * Checks added to a function's instructions, so that it traps where a compiled one does: at the end of a memory that is not whole
 * pages; and with the same reason, where V8 has one for two: at an empty element of a table, and at a NaN that becomes an integer.
 */

import { ByteReader, signed, u32, vector } from './bytes';
import { walk, type Instruction } from './instructions';
import { skipLocals, type Body } from './module';

/** What the module's added global says about the `unreachable` behind it. */
export const TRAP_OUT_OF_BOUNDS = 1;
export const TRAP_UNINITIALIZED_ELEMENT = 2;
export const TRAP_INVALID_CONVERSION = 3;

export interface Checks {
  /** The added global. */
  readonly trapGlobal: number;
  /** Where the memory ends, if that is inside a page. */
  readonly memoryEnd: number | null;
}

const [I32, I64, F32, F64] = [0x7f, 0x7e, 0x7d, 0x7c];
/** The scratch locals behind a function's own, by what they hold. */
const ADDRESS = 0;
const SOURCE = 1;
const LENGTH = 2;
const VALUE: Readonly<Record<number, number>> = { [I32]: 1, [I64]: 3, [F32]: 4, [F64]: 5 };
const SCRATCH = [I32, I32, I32, I64, F32, F64];

const FIRST_LOAD = 0x28;
const FIRST_STORE = 0x36;
const LAST_STORE = 0x3e;
/** Bytes that each load and store accesses, from FIRST_LOAD on. */
const WIDTHS = [4, 8, 4, 8, 1, 1, 2, 2, 1, 1, 2, 2, 4, 4, 4, 8, 4, 8, 1, 2, 1, 2, 4];
/** What each store stores, from FIRST_STORE on. */
const STORED = [I32, I64, F32, F64, I32, I32, I64, I64, I64];
const CALL_INDIRECT = 0x11;
/** To i32 and i64, signed and unsigned. */
const TRUNCATIONS_F32 = [0xa8, 0xa9, 0xae, 0xaf];
const TRUNCATIONS_F64 = [0xaa, 0xab, 0xb0, 0xb1];
const F32_NE = 0x5c;
const F64_NE = 0x62;
const EXTENDED = 0xfc;
const MEMORY_INIT = 8;
const MEMORY_COPY = 10;
const MEMORY_FILL = 11;

class Checker {
  constructor(
    private readonly checks: Checks,
    /** Index of the first scratch local. */
    private readonly base: number,
  ) {}

  private get(local: number): number[] {
    return [0x20, ...u32(this.base + local)];
  }

  private set(local: number): number[] {
    return [0x21, ...u32(this.base + local)];
  }

  /** Traps if there is a number other than 0 on the stack. */
  private trapIf(why: number): number[] {
    return [0x04, 0x40, 0x41, why, 0x24, ...u32(this.checks.trapGlobal), 0x00, 0x0b];
  }

  /** Traps unless `bytes` (a number, or the local that has it) from the address in `local` on lie inside the memory. */
  private inside(local: number, bytes: readonly number[], memoryEnd: number): number[] {
    const end = [...this.get(local), 0xad, ...bytes, 0x7c];
    // i64.const, i64.gt_u
    return [...end, 0x42, ...signed(BigInt(memoryEnd)), 0x56, ...this.trapIf(TRAP_OUT_OF_BOUNDS)];
  }

  private access(opcode: number, offset: number, memoryEnd: number): number[] {
    const width = WIDTHS[opcode - FIRST_LOAD] ?? 0;
    const bytes = [0x42, ...signed(BigInt(offset) + BigInt(width))];
    const check = this.inside(ADDRESS, bytes, memoryEnd);
    if (opcode < FIRST_STORE) return [...this.set(ADDRESS), ...check, ...this.get(ADDRESS)];
    const value = VALUE[STORED[opcode - FIRST_STORE] ?? I32] ?? 0;
    return [...this.set(value), ...this.set(ADDRESS), ...check, ...this.get(ADDRESS), ...this.get(value)];
  }

  private bulk(extended: number, memoryEnd: number): number[] {
    const length = [...this.get(LENGTH), 0xad];
    return [
      ...[LENGTH, SOURCE, ADDRESS].flatMap((local) => this.set(local)),
      ...this.inside(ADDRESS, length, memoryEnd),
      ...(extended === MEMORY_COPY ? this.inside(SOURCE, length, memoryEnd) : []),
      ...[ADDRESS, SOURCE, LENGTH].flatMap((local) => this.get(local)),
    ];
  }

  private indirect(table: number): number[] {
    // table.get, ref.is_null
    const isNull = [...this.get(ADDRESS), 0x25, ...u32(table), 0xd1];
    return [...this.set(ADDRESS), ...isNull, ...this.trapIf(TRAP_UNINITIALIZED_ELEMENT), ...this.get(ADDRESS)];
  }

  private conversion(type: number, notEqual: number): number[] {
    const value = VALUE[type] ?? 0;
    const isNaN = [...this.get(value), ...this.get(value), notEqual];
    return [...this.set(value), ...isNaN, ...this.trapIf(TRAP_INVALID_CONVERSION), ...this.get(value)];
  }

  /** What comes before an instruction. */
  before(bytes: Uint8Array, { opcode, extended, start }: Instruction): number[] {
    const { memoryEnd } = this.checks;
    const operands = new ByteReader(bytes, start + 1);
    if (opcode === CALL_INDIRECT) {
      operands.u32();
      return this.indirect(operands.u32());
    }
    if (TRUNCATIONS_F32.includes(opcode)) return this.conversion(F32, F32_NE);
    if (TRUNCATIONS_F64.includes(opcode)) return this.conversion(F64, F64_NE);
    if (memoryEnd === null) return [];
    if (opcode >= FIRST_LOAD && opcode <= LAST_STORE) {
      operands.u32();
      return this.access(opcode, operands.u32(), memoryEnd);
    }
    const isBulk = opcode === EXTENDED && [MEMORY_INIT, MEMORY_COPY, MEMORY_FILL].includes(extended);
    return isBulk ? this.bulk(extended, memoryEnd) : [];
  }
}

/** A function's code with the checks, its size in front. */
export function addChecks(bytes: Uint8Array, body: Body, parameterCount: number, checks: Checks): number[] {
  const reader = new ByteReader(bytes, body.start, body.end);
  const groups = reader.vector(() => [reader.u32(), reader.byte()] as const);
  reader.position = body.start;
  skipLocals(reader);
  const own = groups.reduce((sum, [count]) => sum + count, parameterCount);
  const checker = new Checker(checks, own);
  const locals = [...groups, ...SCRATCH.map((type) => [1, type] as const)];
  const code = vector(locals.map(([count, type]) => [...u32(count), type]));
  for (const instruction of walk(reader)) {
    code.push(...checker.before(bytes, instruction), ...bytes.subarray(instruction.start, instruction.end));
  }
  return [...u32(code.length), ...code];
}
