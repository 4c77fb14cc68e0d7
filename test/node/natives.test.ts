// SPDX-License-Identifier: Apache-2.0
/** Native functions of modules under Node: what the wrappers of fuse_natives.c do, with wasm's own arguments. */
import { Trap } from '../support/node/fake-wamr';
import { bitsOf, Fixture } from '../support/node/fixture';

const LOG = 1 << 3;
const CAMERA = 1 << 2;
const ALL = { FUSE_HAL_ENABLE_CAMERA: true, FUSE_HAL_ENABLE_TEMP_SENSOR: true, FUSE_HAL_ENABLE_TIMER: true };

let fuse: Fixture;
beforeEach(() => {
  fuse = new Fixture({ build: ALL });
});

/** Calls a native as a module that is being stepped would. */
function callFrom(capabilities: number, name: string, ...args: (number | bigint)[]): unknown {
  let result: unknown;
  const step = (): void => {
    const native = fuse.program.natives.find((n) => n.name === name);
    expect(native).toBeDefined();
    result = native?.call(fuse.module(0).sandbox.env!, ...args);
  };
  fuse.start({ step, pages: 1 }, { capabilities, memoryPagesMax: 1 });
  fuse.wamr.memoryOf(fuse.module(0).sandbox.instance).set(Buffer.from('hello'));
  fuse.runtime.tick();
  return result;
}

test('they are those whose groups are in the build, in the order of their bits', () => {
  const names = fuse.program.natives.map((native) => native.name);
  expect(names).toContain('camera_last_frame');
  const bits = fuse.program.natives.map((native) => native.capability?.bit ?? 32);
  expect(bits).toEqual([...bits].sort((a, b) => a - b));
  const without = new Fixture().program.natives.map((native) => native.name);
  expect(without).not.toContain('camera_last_frame');
  expect(without).toContain('module_log_event');
});

test('WAMR gets the table of them, as it lies in memory in C', () => {
  const { wamr, program } = fuse;
  expect(wamr.calls).toContain(`register ${program.natives.length} natives in env`);
  const log = program.natives.findIndex((native) => native.name === 'module_log_event');
  const entry = wamr.symbols + log * 16;
  expect(program.memory.text(program.memory.u32(entry))).toBe('module_log_event');
  expect(program.memory.text(program.memory.u32(entry + 8))).toBe('(iii)');
  expect(program.table.get(program.memory.u32(entry + 4))).toBeInstanceOf(Function);
  expect(program.natives[log]).toMatchObject({ signature: '(iii)', capability: { name: 'LOG', bit: 3, mask: 8 } });
});

test('one that is allowed sees the bytes of the module', () => {
  callFrom(LOG, 'module_log_event', 0, 5, 1);
  expect(fuse.entries().at(-1)).toMatchObject({ moduleId: 0, level: 1, text: 'hello', origin: 1 });
});

test('without the right it does not run, the caller traps, and the log says so', () => {
  callFrom(0, 'module_log_event', 0, 5, 1);
  expect(fuse.texts()).toContain('SECURITY: module 0, LOG: capability not granted');
  expect(fuse.stateOf(0)).toBe(fuse.runtime.ModuleState.Trapped);
});

test.each([
  [0, 65536, true],
  [65536, 0, true],
  [65535, 1, true],
  [65535, 2, false],
  [65537, 0, false],
  [0xffffffff, 1, false],
  [1, 0xffffffff, false],
  [-1, 1, false],
  [0, -1, false],
])('a range at %i of %i bytes: inside is %p', (address, length, inside) => {
  callFrom(LOG, 'module_log_event', address, length, 1);
  expect(fuse.stateOf(0)).toBe(fuse.runtime.ModuleState[inside ? 'Running' : 'Trapped']);
  if (!inside) expect(fuse.texts()).toContainEqual(expect.stringMatching(/^SECURITY: module 0, LOG: buffer outside/));
});

test('a result of 64 bits is a bigint, and 0n where it does not run', () => {
  const lastFrame = (buffer: number, capacity: number): bigint => {
    fuse.program.memory.bytes(buffer, 3).fill(7);
    return BigInt(capacity) + 1n;
  };
  fuse.runtime.hal.camera.lastFrame = lastFrame;
  expect(callFrom(CAMERA, 'camera_last_frame', 8, 100)).toBe(100n);
  fuse = new Fixture({ build: ALL });
  expect(callFrom(LOG, 'camera_last_frame', 8, 100)).toBe(0n);
});

test('called by nobody it gives 0', () => {
  fuse.load({ step: () => undefined });
  const native = fuse.program.natives.find((n) => n.name === 'camera_last_frame');
  expect(native?.call(fuse.module(0).sandbox.env!, 0, 1)).toBe(0n);
});

test('after the quota it does not run, and the module traps when it returns', () => {
  let ran = false;
  fuse.runtime.hal.camera.lastFrame = () => {
    ran = true;
    return 0n;
  };
  const step = (): void => {
    fuse.clock.advance(200n);
    fuse.program.natives.find((n) => n.name === 'camera_last_frame')?.call(fuse.module(0).sandbox.env!, 0, 1);
  };
  fuse.start({ step }, { capabilities: CAMERA, cpuQuotaUs: 100 });
  expect(fuse.runtime.moduleRunStep(0)).toBe(fuse.stat.QuotaExceeded);
  expect(ran).toBe(false);
});

test('the stack is as it was, also when the function behind it throws', () => {
  fuse.runtime.hal.camera.lastFrame = () => {
    throw new Trap('in the host');
  };
  const before = fuse.program.memory.stackPointer;
  callFrom(CAMERA, 'camera_last_frame', 0, 1);
  expect(fuse.program.memory.stackPointer).toBe(before);
});

test('the capabilities of the build are those of its groups', () => {
  const mask = (build: object): number[] => {
    const { runtime, program } = new Fixture({ build, uninitialised: true });
    const valid = (capabilities: number): boolean =>
      runtime.isValidPolicy(program.structs.Policy.create({ capabilities }));
    return bitsOf(0xffffffff).filter((bit) => valid((1 << bit) >>> 0));
  };
  expect(mask(ALL)).toEqual(
    [...new Set(fuse.program.natives.flatMap((n) => n.capability?.bit ?? []))].sort((a, b) => a - b),
  );
  expect(mask({ FUSE_HAL_ENABLE_TIMER: false })).not.toContain(2);
});
