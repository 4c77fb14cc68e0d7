// SPDX-License-Identifier: Apache-2.0
/** codegen/node: memory, its allocator, the function table. */
import * as fc from 'fast-check';
import { Fault, Memory } from '../../codegen/node';
import { FreeList } from '../../codegen/node/free-list';
import { FunctionTable } from '../../codegen/node/table';

const memory = new Memory({ memoryBytes: 1 << 16, stackBytes: 4096 });

describe('loads and stores', () => {
  const address = memory.allocate(16);

  test('are little-endian', () => {
    memory.setU32(address, 0x01020304);
    expect([...memory.bytes(address, 4)]).toEqual([4, 3, 2, 1]);
    memory.setU64(address, 0x0102030405060708n);
    expect(memory.u32(address)).toBe(0x05060708);
  });

  test('see the same bytes as every type', () => {
    memory.setI32(address, -2);
    expect([
      memory.u32(address),
      memory.u16(address),
      memory.i16(address),
      memory.u8(address),
      memory.i8(address),
    ]).toEqual([0xfffffffe, 0xfffe, -2, 0xfe, -2]);
    memory.setI64(address, -1n);
    expect([memory.u64(address), memory.i64(address)]).toEqual([0xffffffffffffffffn, -1n]);
    memory.setF32(address, 0.1);
    expect(memory.f32(address)).toBe(Math.fround(0.1));
    memory.setF64(address, -0);
    expect(Object.is(memory.f64(address), -0)).toBe(true);
    memory.setBool(address, true);
    expect([memory.bool(address), memory.u8(address)]).toEqual([true, 1]);
    memory.setSlice(address, { start: 4711, length: 3 });
    expect(memory.slice(address)).toEqual({ start: 4711, length: 3 });
  });

  test.each([0, 1, 4095, -4, NaN])('at %d fault: nobody has it', (wrong) => {
    expect(() => memory.u8(wrong)).toThrow(Fault);
    expect(() => memory.setU32(wrong, 0)).toThrow('null pointer, or close to it');
  });

  test('beyond the end fault', () => {
    expect(memory.u8(65535)).toBe(0);
    expect(() => memory.u16(65536)).toThrow('outside of memory: 2 bytes at 0x10000');
    expect(() => memory.u64(65532)).toThrow(Fault);
    expect(() => memory.bytes(65530, 7)).toThrow(Fault);
    expect(memory.bytes(0, 0)).toHaveLength(0);
  });

  test('that are misaligned fault, as they are undefined in C', () => {
    expect(() => memory.u32(address + 2)).toThrow('misaligned access: 4 bytes');
    expect(() => memory.setU64(address + 4, 0n)).toThrow('misaligned');
  });
});

describe('copying', () => {
  test('is memmove', () => {
    const start = memory.allocate(8);
    memory.bytes(start, 5).set([1, 2, 3, 4, 5]);
    memory.copy(start + 1, start, 4);
    expect([...memory.bytes(start, 5)]).toEqual([1, 1, 2, 3, 4]);
    memory.zero(start, 2);
    expect([...memory.bytes(start, 3)]).toEqual([0, 0, 2]);
  });
});

describe('texts', () => {
  test('have a NUL, and equal ones share an address', () => {
    const address = memory.cstring('caf\u00e9');
    expect(memory.cstring('caf\u00e9')).toBe(address);
    expect(memory.text(address)).toBe('caf\u00e9');
    expect(memory.u8(address + 4)).toBe(0);
    expect(memory.literal('abc')).toEqual({ start: memory.cstring('abc'), length: 3 });
  });
});

describe('the stack', () => {
  test('grows down, in steps of 8, and is given back', () => {
    const before = memory.stackPointer;
    const frame = memory.enter(12);
    expect(frame).toBe(before - 16);
    const inner = memory.enter(8);
    expect(inner).toBe(frame - 8);
    // Whatever was begun since ends with it.
    memory.leave(frame, 12);
    expect(memory.stackPointer).toBe(before);
  });

  test('has an end', () => {
    expect(() => memory.enter(5000)).toThrow('the stack is full');
  });
});

describe('registers', () => {
  test('are what a test puts at an address, and memory elsewhere', () => {
    const written: number[] = [];
    memory.registers.set(0x40001000, { read: () => 7, write: (value) => void written.push(value) });
    expect(memory.readRegister(0x40001000, 4)).toBe(7);
    memory.writeRegister(0x40001000, 1, 9);
    expect(written).toEqual([9]);
    const address = memory.allocate(4);
    for (const bytes of [1, 2, 4] as const) {
      memory.writeRegister(address, bytes, bytes);
      expect(memory.readRegister(address, bytes)).toBe(bytes);
    }
    expect(() => memory.readRegister(0x40002000, 4)).toThrow(Fault);
  });
});

describe('allocation', () => {
  test('gives zeroes, and says when there is nothing left', () => {
    const small = new Memory({ memoryBytes: 16384, stackBytes: 4096 });
    const address = small.allocate(100);
    small.bytes(address, 100).fill(0xff);
    small.free(address);
    expect([...small.bytes(small.allocate(100), 100)].every((byte) => byte === 0)).toBe(true);
    expect(() => small.allocate(8192)).toThrow('give instantiate() more memoryBytes');
    expect(() => small.free(5000)).toThrow('nothing was allocated at 0x1388');
  });

  test('needs room for the stack', () => {
    expect(() => new Memory({ memoryBytes: 4096 })).toThrow(RangeError);
  });

  test('never hands out a byte twice, keeps alignment, and gets everything back', () => {
    const request = fc.record({
      size: fc.integer({ min: 0, max: 200 }),
      align: fc.constantFrom(1, 2, 4, 8),
      free: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(request, { maxLength: 60 }), (requests) => {
        const list = new FreeList(100, 4100);
        const taken: { start: number; end: number }[] = [];
        for (const { size, align, free } of requests) {
          if (free && taken.length > 0) {
            const [gone] = taken.splice(size % taken.length, 1);
            expect(list.give(gone!.start)).toBe(true);
            expect(list.give(gone!.start)).toBe(false);
            continue;
          }
          const start = list.take(size, align);
          if (start === null) continue;
          const end = start + Math.max(1, size);
          expect(start % align).toBe(0);
          expect(start >= 100 && end <= 4100).toBe(true);
          expect(taken.some((other) => start < other.end && other.start < end)).toBe(false);
          taken.push({ start, end });
        }
        for (const { start } of taken) list.give(start);
        expect(list.take(4000, 1)).toBe(100);
      }),
    );
  });
});

describe('the function table', () => {
  test('gives each function one index, of which none is an address', () => {
    const table = new FunctionTable();
    const f = (): number => 1;
    const g = (): number => 2;
    expect([table.add(f), table.add(g), table.add(f)]).toEqual([1, 2, 1]);
    expect(table.get(2)).toBe(g);
    expect(() => memory.u8(table.add(g))).toThrow(Fault);
  });

  test.each([0, 3, -1, 65536])('faults where there is none: %d', (index) => {
    const table = new FunctionTable();
    table.add(() => 1);
    expect(() => table.get(index)).toThrow(`call through a function pointer that is none: ${index}`);
  });
});
