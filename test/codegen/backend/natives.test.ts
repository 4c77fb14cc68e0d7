// SPDX-License-Identifier: Apache-2.0
/** What follows from the HAL groups: wrappers, WAMR's table, fuse_natives.json, the hash, the module's header, the public header. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { emitSources, execute, temporaryFolder, textOf, WARNINGS, writeGenerated } from '../../support/backend';

const run = promisify(execFile);
const folder = temporaryFolder();

const SOURCES = {
  'wamr.d.ts': `/** WAMR, as little as the test needs. @header wasm_export.h */
/** @cname WASMExecEnv */
interface ExecEnv {}
`,
  'native.ts': `/** The runtime's part. */
export interface Module { id: u32; rights: u32; traps: u32; memory: FixedArray<u8, 64> }
export interface GuestBytes { start: Pointer<u8>; length: u32 }
const module: Module = zeroed();

/** @nativeEnter */
export function enterNative(_env: ExecEnv, capability: u32): Module | null {
  if ((module.rights & capability) !== capability) {
    module.traps = sat(module.traps + 1);
    return null;
  }
  return module;
}
/** @nativeBytes */
export function guestBytes(caller: Module, address: u32, length: u32, out: GuestBytes): boolean {
  if (address > 63 || length > 64 - address) {
    caller.traps = sat(caller.traps + 1);
    return false;
  }
  out.start = pointerTo(caller.memory[address]);
  out.length = length;
  return true;
}
export function grant(rights: u32): void { module.rights = rights; }
export function traps(): u32 { return module.traps; }
export function byteAt(i: u32): u8 { return i < 64 ? module.memory[i] : 0; }
`,
  'hal/index.ts': `/** The host's functions. */
export interface Groups {}
export declare const HAL: Groups;
/** The host's functions by group. */
export interface Hal { last: Callback<() => u32> | null }
export const hal: Hal = zeroed();
`,
  'hal/gpio.ts': `/** Pins. @group gpio */
import { GuestBytes, Module } from '../native';
import { hal } from './index';
declare module './index' {
  interface Groups { readonly GPIO: BuildFlag<'FUSE_HAL_ENABLE_GPIO'> }
  interface Hal { gpio: GpioHal }
}
export interface GpioHal {
  /** The pins as bits. */
  read: Callback<() => u32> | null;
}
/**
 * The pins, as bytes of \`target\`; returns how many.
 * @import gpio_read
 * @capability GPIO 3
 * @param target takes the bytes
 */
export function gpioRead(_caller: Module, target: GuestBytes): u64 {
  const read = hal.gpio.read;
  if (read === null) return 0n;
  const bytes = trustedSlice(target.start, target.length);
  fill(bytes, u8.wrap(read()));
  return u64(bytes.length);
}
`,
  'hal/mixed.ts': `/** Numbers of every type. Always there. */
import { GuestBytes, Module } from '../native';
/**
 * Adds them all.
 * @import mixed_add
 * @capability MIXED 1
 */
export function mixedAdd(_caller: Module, a: u8, b: i32, c: u64, d: f32, e: f64): f64 {
  return f64(a) + f64(b) + f64(c) + f64(d) + e;
}
/** @import mixed_first */
export function mixedFirst(_caller: Module, text: Readonly<GuestBytes>, low: i16): i16 {
  return text.length === 0 ? low : 1;
}
`,
  'main.ts': `/** The host's interface. */
export { Hal, hal } from './hal/index';
export { byteAt, grant, traps } from './native';
`,
};
const NATIVES = [
  ['mixed_add', '(iiIfF)F'],
  ['gpio_read', '(ii)I'],
  ['mixed_first', '(iii)i'],
] as const;

const outputs = emitSources(folder, SOURCES);

/** What fuse_natives.h includes of WAMR. */
const WAMR = {
  name: 'wasm_export.h',
  text: `#pragma once
#include <stdint.h>
#include <stddef.h>
typedef struct WASMExecEnv { int unused; } WASMExecEnv;
typedef struct NativeSymbol { const char *symbol; void *func_ptr; const char *signature; void *attachment; } NativeSymbol;
`,
};

test('fuse_natives.json names groups, capabilities and natives in table order', () => {
  const json = JSON.parse(textOf(outputs, 'fuse_natives.json')) as Record<string, unknown>;
  const text = NATIVES.map(([name, signature]) => `${name} ${signature}\n`).join('');
  expect(json).toEqual({
    hash: createHash('sha256').update(text).digest('hex'),
    groups: expect.arrayContaining([
      { name: 'gpio', macro: 'FUSE_HAL_ENABLE_GPIO', member: 'gpio', hardware: true },
      { name: 'mixed', macro: null, member: null, hardware: false },
    ]) as unknown,
    capabilities: [
      { name: 'MIXED', bit: 1, group: 'mixed' },
      { name: 'GPIO', bit: 3, group: 'gpio' },
    ],
    natives: [
      { name: 'mixed_add', signature: '(iiIfF)F', capability: 'MIXED', group: 'mixed', doc: 'Adds them all.' },
      {
        name: 'gpio_read',
        signature: '(ii)I',
        capability: 'GPIO',
        group: 'gpio',
        doc: 'The pins, as bytes of `target`; returns how many.',
      },
      { name: 'mixed_first', signature: '(iii)i', capability: null, group: 'mixed', doc: '' },
    ],
  });
});

test('fuse_natives_hash.h has the same hash and the natives', () => {
  const header = textOf(outputs, 'fuse_natives_hash.h');
  const { hash } = JSON.parse(textOf(outputs, 'fuse_natives.json')) as { hash: string };
  const bytes = /FUSE_NATIVES_HASH \{ (.*) \}/.exec(header)?.[1] ?? '';
  expect(bytes.replaceAll(/0x|, /g, '').toLowerCase()).toBe(hash);
  for (const [name, signature] of NATIVES) expect(header).toContain(`X(${name}, "${signature}")`);
});

test.each([0, 1])('the wrappers check right and range before the function (gpio %i)', async (gpio) => {
  const driver = `
#include "fuse_natives.h"
static uint32_t pins(void) { return 0x1A5U; }
static NativeSymbol *find(const char *name) {
    for (uint32_t i = 0; i < fuse_native_symbol_count; i++) { if (strcmp(fuse_native_symbols[i].symbol, name) == 0) { return &fuse_native_symbols[i]; } }
    return NULL;
}
int main(void) {
    WASMExecEnv env = {0};
    printf("%u natives, capabilities %u\\n", fuse_native_symbol_count, FUSE_CAPABILITIES);
    double (*add)(WASMExecEnv *, uint32_t, int32_t, uint64_t, float, double);
    *(void **)&add = find("mixed_add")->func_ptr;
    printf("%.2f", add(&env, 1U, -2, 3U, 0.5F, 0.25));
    printf(" %u\\n", fuse_traps());
    fuse_grant(FUSE_CAP_MIXED);
    printf("%.2f", add(&env, 257U, -2, 3U, 0.5F, 0.25));
    printf(" %u\\n", fuse_traps());
    int32_t (*first)(WASMExecEnv *, uint32_t, uint32_t, int32_t);
    *(void **)&first = find("mixed_first")->func_ptr;
    printf("%d ", first(&env, 0U, 0U, -3));
    printf("%d ", first(&env, 0U, 64U, -3));
    printf("%d ", first(&env, 1U, 64U, -3));
    printf("%u\\n", fuse_traps());
    printf("%s\\n", find("mixed_first")->signature);
#if FUSE_HAL_ENABLE_GPIO
    uint64_t (*read_pins)(WASMExecEnv *, uint32_t, uint32_t);
    *(void **)&read_pins = find("gpio_read")->func_ptr;
    printf("%d ", (int)read_pins(&env, 2U, 3U));
    printf("%u\\n", fuse_traps());
    fuse_grant(FUSE_CAP_GPIO);
    printf("%d\\n", (int)read_pins(&env, 2U, 3U));
    fuse_hal.gpio.read = pins;
    printf("%d ", (int)read_pins(&env, 2U, 3U));
    printf("%u %u %u\\n", fuse_byte_at(1U), fuse_byte_at(2U), fuse_byte_at(4U));
    printf("%d ", (int)read_pins(&env, 63U, 2U));
    printf("%u\\n", fuse_traps());
#else
    (void)pins;
    printf("%d\\n", find("gpio_read") == NULL);
#endif
    return 0;
}
`;
  const output = await execute(folder, [...outputs, WAMR], driver, { defines: [`-DFUSE_HAL_ENABLE_GPIO=${gpio}`] });
  const common = [`${2 + gpio} natives, capabilities ${gpio === 1 ? 10 : 2}`, '0.00 1', '2.75 1', '-3 1 0 2', '(iii)i'];
  const own = gpio === 1 ? ['0 3', '0', '3 0 165 165', '0 4'] : ['1'];
  expect(output.trim().split('\n')).toEqual([...common, ...own]);
});

test('the public header is C and C++, alone and with a group', async () => {
  const generated = writeGenerated(folder, outputs);
  const user = (name: string): string => {
    const file = path.join(folder, name);
    fs.writeFileSync(
      file,
      '#include "api.h"\nint main(void) { return (int)sizeof(fuse_hal_t) + (int)fuse_traps() == 0; }\n',
    );
    return file;
  };
  const cpp = ['-std=c++17', '-Wall', '-Wextra', '-Wpedantic', '-Wundef', '-Werror', '-fsyntax-only', `-I${generated}`];
  for (const define of [[], ['-DFUSE_HAL_ENABLE_GPIO=1']]) {
    await run('gcc', ['-std=c11', ...WARNINGS, '-fsyntax-only', `-I${generated}`, ...define, user('user.c')]);
    await run('g++', [...cpp, ...define, user('user.cpp')]);
    await run('clang++-19', [...cpp, ...define, user('user.cpp')]);
  }
});

test('a module in C and one in C++ compile against fuse_module.h', async () => {
  const generated = writeGenerated(folder, outputs);
  const text = `#include "fuse_module.h"
static char bytes[8];
FUSE_MODULE_EXPORT void module_step(void) { (void)gpio_read(bytes, sizeof bytes); (void)mixed_first("text", 4U, 0); }
`;
  for (const [name, standard] of [
    ['module.c', '-std=c11'],
    ['module.cpp', '-std=c++17'],
  ] as const) {
    const file = path.join(folder, name);
    const object = path.join(folder, `${name}.wasm`);
    fs.writeFileSync(file, text);
    await run('clang-19', [
      '--target=wasm32',
      standard,
      '-O2',
      '-ffreestanding',
      '-Wall',
      '-Wextra',
      '-Werror',
      `-I${generated}`,
      '-c',
      file,
      '-o',
      object,
    ]);
    const { stdout } = await run('wasm-objdump', ['-x', object]);
    expect(stdout).toContain('<gpio_read> <- env.gpio_read');
  }
});
