// SPDX-License-Identifier: Apache-2.0
/** runtime-ts/policy.ts: what a policy says, and its binary form. */
import * as fc from 'fast-check';
import { Fixture } from '../support/node/fixture';
import type { Policy } from '../support/node/runtime-bundle';

const LOG = 1 << 3;
const CAMERA = 1 << 2;
const FIELDS = [
  'capabilities',
  'memoryPagesMax',
  'stackSize',
  'heapSize',
  'cpuQuotaUs',
  'stepIntervalUs',
  'activationMask',
  'eventSubscribe',
] as const;

const fuse = new Fixture({ uninitialised: true });
const { runtime, stat, program } = fuse;
const policyOf = (fields: Partial<Record<(typeof FIELDS)[number], number>>): Policy =>
  program.structs.Policy.create(fields);

/** The bytes in the program's memory, at an address with the given remainder of 8. */
function placed(bytes: Uint8Array, misalignment = 0): number {
  const address = program.memory.allocate(bytes.length + 8) + misalignment;
  program.memory.bytes(address, bytes.length).set(bytes);
  return address;
}
function binary(values: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  values.forEach((value, i) => view.setUint32(i * 4, value, true));
  return new Uint8Array(view.buffer);
}

describe('a valid policy', () => {
  test('may ask for nothing at all', () => expect(runtime.isValidPolicy(policyOf({}))).toBe(true));

  test('asks only for capabilities that are compiled in', () => {
    expect(runtime.isValidPolicy(policyOf({ capabilities: LOG }))).toBe(true);
    expect(runtime.isValidPolicy(policyOf({ capabilities: CAMERA }))).toBe(false);
    const withCamera = new Fixture({ build: { FUSE_HAL_ENABLE_CAMERA: true }, uninitialised: true });
    const policy = withCamera.program.structs.Policy.create({ capabilities: CAMERA | LOG });
    expect(withCamera.runtime.isValidPolicy(policy)).toBe(true);
  });

  test.each([31, 30, 16, 9])('has no capability of bit %i, which is none', (bit) => {
    expect(runtime.isValidPolicy(policyOf({ capabilities: (1 << bit) >>> 0 }))).toBe(false);
  });

  test.each([0, 1, 2, 3, 4, 5, 6, 7])('may have the activation %i', (activationMask) => {
    expect(runtime.isValidPolicy(policyOf({ activationMask }))).toBe(true);
  });

  test.each([8, 9, 0x80000000, 0xffffffff])('has no activation %i', (activationMask) => {
    expect(runtime.isValidPolicy(policyOf({ activationMask }))).toBe(false);
  });

  test('may have any limits and events', () => {
    const any = 0xffffffff;
    const policy = policyOf({
      memoryPagesMax: any,
      stackSize: any,
      cpuQuotaUs: any,
      stepIntervalUs: any,
      eventSubscribe: any,
    });
    expect(runtime.isValidPolicy(policy)).toBe(true);
  });
});

describe('activation', () => {
  test.each([
    [0, true, false],
    [1, true, false],
    [2, false, true],
    [3, true, true],
    [4, false, false],
    [5, true, false],
    [6, false, true],
    [7, true, true],
  ])('%i: by interval %p, by events %p', (activationMask, periodic, wakes) => {
    const policy = policyOf({ activationMask });
    expect([runtime.isPeriodic(policy), runtime.wakesOnEvents(policy)]).toEqual([periodic, wakes]);
  });
});

describe('the binary form', () => {
  test('is the eight fields in order, little-endian', () => {
    const out = policyOf({});
    const address = placed(binary([LOG, 2, 3, 4, 5, 6, 7, 0x89abcdef]));
    expect(runtime.policyFromBin(address, 32, out)).toBe(stat.Success);
    expect(FIELDS.map((field) => out[field])).toEqual([LOG, 2, 3, 4, 5, 6, 7, 0x89abcdef]);
    expect(program.memory.bytes(out.address, 2)).toEqual(Uint8Array.of(LOG, 0));
  });

  test.each([0, 1, 2, 3, 5, 7])('may lie at any address, such as 8 n + %i', (misalignment) => {
    const out = policyOf({});
    expect(runtime.policyFromBin(placed(binary([0, 7, 0, 0, 0, 0, 1, 9]), misalignment), 32, out)).toBe(stat.Success);
    expect([out.memoryPagesMax, out.eventSubscribe]).toEqual([7, 9]);
  });

  test.each([0, 1, 31, 33, 64, 0xffffffff])('has 32 bytes, not %i', (length) => {
    expect(runtime.policyFromBin(placed(new Uint8Array(64)), length, policyOf({}))).toBe(stat.InvalidArg);
  });

  test('needs bytes and somewhere to put them', () => {
    expect(runtime.policyFromBin(0, 32, policyOf({}))).toBe(stat.InvalidArg);
    expect(runtime.policyFromBin(placed(new Uint8Array(32)), 32, null)).toBe(stat.InvalidArg);
  });

  test('that is not valid leaves what was there', () => {
    const out = policyOf({ stackSize: 77 });
    expect(runtime.policyFromBin(placed(binary([0, 0, 1, 0, 0, 0, 8, 0])), 32, out)).toBe(stat.InvalidArg);
    expect(out.stackSize).toBe(77);
  });

  test('is read without init(), and may be read over itself', () => {
    const out = policyOf({ cpuQuotaUs: 5, activationMask: 2 });
    expect(runtime.policyFromBin(out.address, 32, out)).toBe(stat.Success);
    expect([out.cpuQuotaUs, out.activationMask]).toEqual([5, 2]);
  });

  test('leaves the stack as it was', () => {
    const before = program.memory.stackPointer;
    runtime.policyFromBin(placed(new Uint8Array(32)), 32, policyOf({}));
    expect(program.memory.stackPointer).toBe(before);
  });

  test('of any 32 bytes is accepted exactly if its bits are known', () => {
    const known = new Set<number>(program.natives.map((native) => native.capability?.mask ?? 0));
    const mask = [...known].reduce((all, bit) => all | bit, 0);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffffffff }), { minLength: 8, maxLength: 8 }), (values) => {
        const words = values.map((value, i) =>
          i === 6 ? value % 16 : i === 0 && value % 2 === 0 ? value & mask : value,
        );
        const out = policyOf({});
        const valid = (words[0]! & ~mask) === 0 && words[6]! < 8;
        const address = placed(binary(words));
        expect(runtime.policyFromBin(address, 32, out)).toBe(valid ? stat.Success : stat.InvalidArg);
        program.memory.free(address);
        expect(FIELDS.map((field) => out[field])).toEqual(valid ? words.map((word) => word >>> 0) : words.map(() => 0));
      }),
    );
  });
});
