// SPDX-License-Identifier: Apache-2.0
/** Types that do not fit, at values of the program's own. */
import type { Code } from '../../../codegen/src/diagnostics';
import { condition } from '../generator/bools';
import { float } from '../generator/floats';
import { int } from '../generator/ints';
import type { Scope } from '../generator/scope';
import type { IntName } from '../generator/types';
import type { Writer } from '../generator/writer';
import { declared, fixed, type Mistake } from './mistake';

/** One statement around an expression of an integer type. */
function around(code: Code | readonly Code[], type: IntName, make: (text: string) => string): Mistake {
  return {
    name: make(type),
    codes: typeof code === 'string' ? [code] : code,
    statements: (g, scope) => [make(int(g, scope, type, 2))],
  };
}

function other(name: string, code: Code | readonly Code[], make: (g: Writer, scope: Scope) => string): Mistake {
  return { name, codes: typeof code === 'string' ? [code] : code, statements: (g, scope) => [make(g, scope)] };
}

/** A missing conversion is tsc's to find where its own types show it. */
const CONVERSION: readonly Code[] = ['FUSE2101', 'FUSE1001'];

export const typeMistakes: readonly Mistake[] = [
  around(CONVERSION, 'u32', (x) => `const bad: u8 = ${x};`),
  around(CONVERSION, 'u32', (x) => `const bad: i32 = ${x};`),
  around(CONVERSION, 'i32', (x) => `const bad: u32 = ${x};`),
  around(CONVERSION, 'u16', (x) => `const bad: u8 = ${x};`),
  around(CONVERSION, 'i64', (x) => `const bad: u64 = ${x};`),
  around(CONVERSION, 'usize', (x) => `const bad: u32 = ${x};`),
  around(['FUSE2102', 'FUSE2101', 'FUSE1001'], 'u64', (x) => `const bad: u32 = ${x};`),
  around(['FUSE2102', 'FUSE2101', 'FUSE1001'], 'u32', (x) => `const bad: u64 = ${x};`),
  around(['FUSE2102', 'FUSE1001'], 'u32', (x) => `const bad = wrap(${x} + 1n);`),
  around(['FUSE2103'], 'u32', (x) => `const bad = wrap(${x} + i32(1));`),
  around(['FUSE2103'], 'i32', (x) => `const bad = ${x} < u32(5);`),
  around(['FUSE2103'], 'i32', (x) => `const bad = max(${x}, u32(5));`),
  around(['FUSE2103', 'FUSE1001'], 'u64', (x) => `const bad = ${x} % i64(5);`),
  around('FUSE2104', 'u8', (x) => `const bad = ${x} === 256;`),
  around('FUSE2104', 'u8', (x) => `const bad = min(${x}, 256);`),
  around('FUSE2104', 'u32', (x) => `const bad = wrap(${x} + 4294967296);`),
  around(['FUSE2105', 'FUSE2106'], 'u32', (x) => `const bad: u32 = ${x} + 0.5;`),
  around('FUSE2107', 'u32', (x) => `const bad = ${x} / 2;`),
  around('FUSE2107', 'i32', (x) => `const bad = 2 / ${x};`),
  around('FUSE2108', 'i32', (x) => `const bad = ${x} & 7;`),
  around('FUSE2108', 'i64', (x) => `const bad = ${x} << 1n;`),
  around('FUSE2108', 'i8', (x) => `const bad = ~${x};`),
  around('FUSE2109', 'u32', (x) => `const bad = -${x};`),
  around('FUSE2109', 'u8', (x) => `const bad = wrap(-${x});`),
  around('FUSE2111', 'u32', (x) => `if (${x}) {}`),
  around('FUSE2111', 'u64', (x) => `const bad = !${x};`),
  around('FUSE2111', 'u32', (x) => `const bad = ${x} && true;`),
  around('FUSE2113', 'u32', (x) => `let bad = ${x};`),
  around('FUSE2115', 'u32', (x) => `const bad = ${x}[0];`),
  around('FUSE2121', 'u32', (x) => `const bad = u8.wrap(f32(${x}));`),
  around('FUSE2122', 'u32', (x) => `const bad = wrap(min(${x}, 9));`),
  around('FUSE2122', 'u32', (x) => `const bad = checked(${x} % 3);`),
  around('FUSE2122', 'u32', (x) => `const bad = sat(idiv(${x}, 3));`),
  around('FUSE2124', 'u32', (x) => `const bad = ${x} << 32;`),
  around('FUSE2124', 'u64', (x) => `const bad = ${x} >> 64n;`),
  around('FUSE2125', 'u32', (x) => `const bad = ${x} % 0;`),
  around('FUSE2125', 'i32', (x) => `const bad = idiv(${x}, 0);`),
  around('FUSE1026', 'u32', (x) => `const bad = ${x} == 3;`),
  around('FUSE1026', 'u32', (x) => `const bad = ${x} != 3;`),
  around('FUSE1036', 'u32', (x) => `const bad = ${x} ** 2;`),
  around('FUSE1036', 'u32', (x) => `const bad = ${x} >>> 2;`),
  around('FUSE1037', 'u32', (x) => `const bad = +${x};`),
  around('FUSE1028', 'u32', (x) => `const bad = ${x} ?? 2;`),
  around('FUSE1035', 'u32', (x) => `const bad = (${x}, 2);`),
  around('FUSE1052', 'u32', (x) => `${x} + 1;`),
  around('FUSE1025', 'u32', (x) => `const bad = ${x}!;`),
  around('FUSE1050', 'u32', (x) => `let bad: u32 = 0; const worse = (bad = ${x});`),
  around('FUSE1050', 'u32', (x) => `let bad: u32 = ${x}; const worse = bad++;`),
  around(['FUSE1038', 'FUSE1001'], 'u32', (x) => `let bad = ${x} > 2; bad &&= true;`),
  around(['FUSE2111', 'FUSE1001'], 'u32', (x) => `const bad: boolean = ${x};`),
  around(['FUSE2100', 'FUSE1001'], 'u32', (x) => `const bad: string = ${x};`),
  around(['FUSE3102', 'FUSE1001'], 'u32', (x) => `const bad: FixedArray<u32, 2> = ${x};`),
  around('FUSE2113', 'u32', (x) => `const bad = ${x} > 1 ? 1 : 0;`),
  around('FUSE1001', 'u32', (x) => `bad(${x});`),
  around('FUSE1001', 'u32', (x) => `const bad = noSuchName(${x});`),
  around(['FUSE2115', 'FUSE1001'], 'u32', (x) => `const bad = ${x}.noSuchField;`),
  around(['FUSE4141', 'FUSE1001'], 'u32', (x) => `const bad = min(${x});`),
  other(
    'float as index',
    ['FUSE2105'],
    (g, scope) => `const bad: FixedArray<u8, 4> = zeroed(); if (bad[${float(g, scope, 'f64', 2)}] > 1) {}`,
  ),
  other('float to int', ['FUSE2105'], (g, scope) => `const bad: u32 = ${float(g, scope, 'f64', 2)};`),
  other('f64 to f32', CONVERSION, (g, scope) => `const bad: f32 = ${float(g, scope, 'f64', 2)};`),
  other('remainder of floats', 'FUSE2106', (g, scope) => `const bad = ${float(g, scope, 'f64', 2)} % 2.0;`),
  other('bits of floats', 'FUSE2106', (g, scope) => `const bad = ${float(g, scope, 'f64', 2)} & 1;`),
  other('wrap of floats', 'FUSE2122', (g, scope) => `const bad = wrap(${float(g, scope, 'f32', 2)} + 1.5);`),
  other('boolean to int', ['FUSE2100', 'FUSE1001'], (g, scope) => `const bad: u32 = ${condition(g, scope, 2)};`),
  other('sum with a boolean', ['FUSE2106', 'FUSE1001'], (g, scope) => `const bad = ${condition(g, scope, 2)} + 1;`),
  other(
    'order of booleans',
    'FUSE2112',
    (g, scope) => `const bad = (${int(g, scope, 'u32', 1)} > 1) <= ${condition(g, scope, 1)};`,
  ),
  other('a number as condition of a loop', 'FUSE2111', (g, scope) => `while (${int(g, scope, 'u32', 1)}) { break; }`),
  ...fixed(
    ['FUSE2104', 'const bad: u8 = 256;'],
    ['FUSE2104', 'const bad: i8 = -129;'],
    ['FUSE2104', 'const bad: u64 = 18446744073709551616n;'],
    ['FUSE2105', 'const bad: u32 = 1.5;'],
    ['FUSE2104', 'const bad: f32 = 1.0e39;'],
    ['FUSE2113', 'const bad = 1;'],
    ['FUSE2113', 'const bad = null;'],
    ['FUSE2137', 'let bad: u32;'],
    ['FUSE2129', 'const bad: FixedArray<u8, 3> = [1, 2];'],
    ['FUSE2128', 'const bad = { x: 1 };'],
    ['FUSE2110', "const bad = 'a' + 'b';"],
    ['FUSE2112', "const bad = 'a' === 'b';"],
    ['FUSE3103', 'const bad: FixedArray<u8, 3> = zeroed(); bad[3] = 1;'],
    ['FUSE3103', 'const bad: FixedArray<u8, 3> = zeroed(); fill(slice(bad, 2, 5), 1);'],
    ['FUSE3102', 'const bad: FixedArray<u8, 3> = zeroed(); const worse = bad;'],
    ['FUSE3102', 'const bad: FixedArray<u8, 3> = zeroed(); const worse: ReadonlySlice<u8> = bad;'],
    ['FUSE3105', 'const bad: Readonly<FixedArray<u8, 3>> = [1, 2, 3]; bad[0] = 1;'],
    [['FUSE3105', 'FUSE1001'], "const bad = bytesOf('bad'); bad[0] = 1;"],
    ['FUSE2115', "const bad = 'bad'[0];"],
    ['FUSE3106', '5 = 5;'],
    [['FUSE3105', 'FUSE1001'], 'const bad: u32 = 1; bad = 2;'],
    ['FUSE4134', "switch ('bad') { default: break; }"],
    ['FUSE2116', 'const n: u32 = 3; const bad: FixedArray<u8, typeof n> = zeroed();'],
  ),
  ...declared(
    [['FUSE2114', 'FUSE1001'], 'export function bad(x): u32 { return 1; }'],
    ['FUSE2114', 'export function bad(x: u32) { return x; }'],
    ['FUSE2117', 'export interface Bad { inner: Bad }'],
    ['FUSE2118', 'export enum Bad { A, B }'],
    ['FUSE2118', 'export enum Bad { A = 1, B = 1 }'],
    ['FUSE2119', 'enum Bad { A = 0, B = 1 }', 'export function bad(x: Bad): u32 { return x; }'],
    ['FUSE2119', 'enum Bad { A = 0, B = 1 }', 'export function bad(x: u32): Bad { return x; }'],
    ['FUSE2120', 'export const bad: Atomic<u64> = zeroed();'],
    ['FUSE2136', 'let bad: u32 = bad2();', 'export function bad2(): u32 { return bad; }'],
    ['FUSE2126', 'const BAD: u32 = WORSE;', 'const WORSE: u32 = BAD;', 'export function bad(): u32 { return BAD; }'],
    [
      'FUSE2128',
      'interface Bad { x: u32; y: u32 }',
      'export function bad(): u32 { const b: Bad = { x: 1 }; return b.x; }',
    ],
    [
      'FUSE3104',
      'interface Bad { x: u32 }',
      'const b1: Bad = zeroed();',
      'let b2: Bad = zeroed();',
      'export function bad(): void { b2 = b1; }',
    ],
    ['FUSE3100', 'interface Bad { x: u32 }', 'export function bad(b: Bad | null): u32 { return b.x; }'],
    [
      'FUSE3100',
      'interface Bad { x: u32; next: Bad | null }',
      'export function bad(b: Bad): u32 { if (b.next !== null) { return b.next.x; } return 0; }',
    ],
    [
      'FUSE3101',
      'interface Bad { x: u32 }',
      'export function bad(): void { worse(null); }',
      'function worse(b: Bad): void { b.x = 1; }',
    ],
    ['FUSE3105', 'interface Bad { x: u32 }', 'export function bad(b: Readonly<Bad>): void { b.x = 1; }'],
    ['FUSE3107', 'export function bad(s: Slice<u8>, x: u32): void { fill(x, 1); s[0] = 1; }'],
    [
      'FUSE2133',
      'const table: Readonly<FixedArray<(a: u32) => u32, 1>> = [worse];',
      'function worse(a: u8): u32 { return a; }',
      'export function bad(): u32 { return table[0](1); }',
    ],
    ['FUSE4130', 'export function bad(x: u32): u32 { if (x > 1) { return 1; } }'],
    ['FUSE4130', 'export function bad(x: u32): never { if (x > 1) { unreachable(); } }'],
    [
      'FUSE4131',
      'let worse: u32 = 0;',
      'export function bad(x: u32): u32 { switch (x) { case 1: worse = 1; case 2: return 2; default: return worse; } }',
    ],
    [
      'FUSE4132',
      'enum Bad { A = 0, B = 1 }',
      'export function bad(x: Bad): u32 { switch (x) { case Bad.A: return 1; } return 0; }',
    ],
    [
      'FUSE4133',
      'export function bad(x: u32): u32 { switch (x) { case 1: return 1; case 1: return 2; default: return 0; } }',
    ],
    ['FUSE4134', 'export function bad(x: u32, y: u32): u32 { switch (x) { case y: return 1; default: return 0; } }'],
    [
      'FUSE4150',
      'const bad: Atomic<u32> = zeroed();',
      "export function bad2(): u32 { bad.store(1, 'acquire'); return bad.load('release'); }",
    ],
    ['FUSE4141', 'export function bad(): u32 { return worse(1, 2); }', 'function worse(x: u32): u32 { return x; }'],
    [['FUSE5101', 'FUSE1001'], 'export function bad(): u32 { return when(1 > 0) ? 1 : 0; }'],
  ),
];
