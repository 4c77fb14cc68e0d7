// SPDX-License-Identifier: Apache-2.0
/** Odd but correct programs become C without warnings; what C cannot say is refused. */
import { codesOf } from '../../support/compile-subset';
import { emitSources, execute, temporaryFolder } from '../../support/backend';

const folder = temporaryFolder();

it('compiles variables that are only written', async () => {
  const outputs = emitSources(folder, {
    'main.ts': `
interface Pair { x: u32; y: u32 }
export function scalar(): u32 { let i: u32 = 2; i += 100; i++; i = 7; return 1; }
export function inBlock(): u32 { let i: u32 = 1; { let i: u32 = 2; i += 100; } i += 1; return i; }
export function array(): u32 { const q: FixedArray<u32, 4> = zeroed(); q[1] = 5; return 1; }
export function struct(): u32 { const q: Pair = zeroed(); q.x = 5; return 1; }
export function nested(): u32 { const q: FixedArray<Pair, 2> = zeroed(); q[0].x = 5; return 1; }
export function parenthesised(): u32 { let c: u32 = 1; (c) = 5; ((c))++; (c) += 2; return c; }
`,
  });
  const driver = `int main(void) {
    printf("%u %u %u\\n", fuse_scalar() + fuse_array() + fuse_struct() + fuse_nested(), fuse_in_block(), fuse_parenthesised());
    return 0;
}`;
  expect((await execute(folder, outputs, driver)).trim()).toBe('4 2 8');
});

it('passes the address of locals and parameters to C', async () => {
  const outputs = emitSources(folder, {
    'main.ts': `import { poke, peek } from './ext';
export function local(): u32 { let n: u32 = 3; poke(pointerTo(n)); return n; }
export function parameter(n: u32): u32 { poke(pointerTo(n)); return n; }
export function constant(): u32 { const n: u32 = 3; return peek(constPointerTo(n)); }
`,
    'ext.d.ts': `/** @header stdint.h */
export declare function poke(p: Pointer<u32>): void;
export declare function peek(p: ConstPointer<u32>): u32;
`,
  });
  const declared = outputs.map((file) =>
    file.name === 'api.h'
      ? { ...file, text: `${file.text}void poke(uint32_t *p);\nuint32_t peek(const uint32_t *p);\n` }
      : file,
  );
  const driver = `void poke(uint32_t *p) { *p = 77U; }
uint32_t peek(const uint32_t *p) { return *p; }
int main(void) { printf("%u %u %u\\n", fuse_local(), fuse_parameter(1U), fuse_constant()); return 0; }`;
  expect((await execute(folder, declared, driver)).trim()).toBe('77 77 3');
});

it('declares slices of slices and of public structs before their uses', async () => {
  const outputs = emitSources(folder, {
    'main.ts': `import type { Dev } from './ext';
export interface P { x: u32; rest: Slice<P> }
export interface Q { all: Slice<ReadonlySlice<P>>; words: ReadonlySlice<Slice<u16>>; deep: Slice<Slice<Slice<u8>>> }
interface Own { x: u32; rest: Slice<Own> }
export const q: Q = zeroed();
const ps: FixedArray<P, 2> = zeroed();
const own: FixedArray<Own, 2> = zeroed();
const devices: FixedArray<Dev, 1> = zeroed();
const bytes: FixedArray<u8, 4> = zeroed();
const rows: FixedArray<Slice<u8>, 2> = zeroed();
function total(table: Slice<Slice<u8>>): u32 { return table[0].length + table[1].length; }
export function count(of: Slice<P>, devs: ReadonlySlice<Dev>): u32 { return of.length * 10 + devs.length; }
export function nested(): u32 {
  rows[1] = slice(bytes, 1);
  own[0].rest = slice(own);
  const first = count(slice(ps), view(devices, 1));
  return first * 100 + total(slice(rows)) * 10 + own[0].rest.length + q.all.length + q.words.length + q.deep.length;
}
`,
    'ext.d.ts': '/** @header ext.h */\nexport interface Dev { count: u32 }\n',
  });
  const header = {
    name: 'ext.h',
    text: '#pragma once\n#include <stdint.h>\ntypedef struct Dev { uint32_t count; } Dev;\n',
  };
  const driver = 'int main(void) { printf("%u\\n", fuse_nested()); return 0; }';
  expect((await execute(folder, [...outputs, header], driver)).trim()).toBe('2032');
});

it.each([
  ['a parameter without values', 'export function f(s: void): u32 { return 1; }', 'FUSE2132'],
  ['a member made of another', 'export enum E { A = 1, B = A + 1 }', 'FUSE2118'],
  ['a literal beyond f32', 'export function f(): f32 { return 1e39; }', 'FUSE2104'],
  ['a literal beyond f64', 'export function f(): u32 { return u32(1e400); }', 'FUSE2104'],
  ['a constant that is infinite', 'export function f(): f64 { return 1.5 / 0; }', 'FUSE2104'],
  ['a conversion that is infinite', 'export function f(): f32 { return f32(1e300); }', 'FUSE2104'],
  ['a variable compared with itself', 'export function f(x: u32): boolean { return x === (x); }', 'FUSE2112'],
  ['a variable assigned to itself', 'export function f(x: u32): u32 { let y: u32 = x; y = y; return y; }', 'FUSE1052'],
  [
    'a struct copied to itself',
    'export interface S { x: u32 }\nexport function f(s: S): void { assign(s, s); }',
    'FUSE1052',
  ],
])('refuses %s', (_name, source, code) => {
  expect(codesOf(source)).toEqual([code]);
});
