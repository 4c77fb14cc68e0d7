// SPDX-License-Identifier: Apache-2.0
/** docs/language.md: its programs are accepted, or refused with the code that they say; its lists are complete. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { allCodes } from '../../codegen/src/diagnostics';
import { checkKinds } from '../../codegen/src/facts/ledger';
import { repositoryRoot } from '../../cli/support/paths';
import { codesOf } from '../support/compile-subset';
import { filesOf } from '../support/fixtures';

const page = fs.readFileSync(path.join(repositoryRoot(), 'docs/language.md'), 'utf8');
const blocks = [...page.matchAll(/^```ts(?: refused (FUSE\d{4})| runs)?\n([^]*?)^```$/gm)].map((match) => ({
  line: page.slice(0, match.index).split('\n').length,
  code: match[1] ?? null,
  text: match[2] as string,
}));

it('has programs of both kinds', () => {
  expect(blocks.filter((b) => b.code === null).length).toBeGreaterThan(8);
  expect(blocks.filter((b) => b.code !== null).length).toBeGreaterThan(5);
});

it.each(blocks.map((b) => [b.line, b] as const))('line %i', (_line, { code, text }) => {
  expect([...new Set(codesOf(filesOf(text)))]).toEqual(code === null ? [] : [code]);
});

/** What the page says beside its programs, a line each: a body of `export function f`, or a whole program. */
const claims: readonly (readonly [string, string, ...string[]])[] = [
  ['§5: & | ^ keep the width', '(a: u8, b: u8): u8 { return a ^ b; }'],
  ['§5: a constant takes the other type', '(a: u8): u8 { return a & 0x0f; }'],
  ['§5: ~ counts in 32 bits', '(a: u8): u8 { return ~a; }', 'FUSE2101'],
  ['§5: u16 and i32 give i32', '(a: u16, b: i32): i32 { return sat(a + b); }'],
  ['§5: u32 and usize give usize', '(a: u32, b: usize): usize { return sat(a + b); }'],
  ['§5: wrap takes a negation', '(a: i32): i32 { return wrap(-a); }'],
  ['§5: sat takes none', '(a: i32): i32 { return sat(-a); }', 'FUSE2122'],
  ['§5: % is not for floats', '(a: f32, b: f32): f32 { return a % b; }', 'FUSE2106'],
  ['§5: texts are not compared', '(a: string, b: string): boolean { return a === b; }', 'FUSE2112'],
  ['§5: members are compared', 'enum E { A = 0, B = 1 }\nexport function f(a: E, b: E): boolean { return a < b; }'],
  ['§4: f32 widens', '(a: f32): f64 { return a; }'],
  ['§4: number does not become bigint', '(a: u32): u64 { return a; }', 'FUSE2101'],
  [
    '§1: files that import one another, under another name',
    "import { b as second } from './b';\nexport const K: u32 = 3;\nexport function f(x: u32): u32 { return x > 0 ? second(x) : K; }\n// ==== b.ts\nimport { K } from './main';\nexport function b(x: u32): u32 { return wrap(x + K); }",
  ],
  ['§1: names are those of C', '($a: u32): u32 { return $a; }', 'FUSE6102'],
  ['§5: u8 and i8 give i32', '(a: u8, b: i8): i32 { return sat(a + b); }'],
  ['§5: usize and i8 do not meet', '(a: usize, b: i8): usize { return sat(a + b); }', 'FUSE2103'],
  ['§5: a u64 is shifted by a bigint', '(a: u64, n: i64): u64 { return a << n; }'],
  ['§5: and not by a number', '(a: u64, n: u32): u64 { return a << n; }', 'FUSE1001'],
  ['§5: % of literals has the sign of the first', '(a: i32): i32 { return min(a, -7 % 4); }'],
  ['§5: and is no u32 then', '(a: u32): u32 { return min(a, -7 % 4); }', 'FUSE2104'],
  ['§6: a constant of op= fits what the place counts as', '(a: u8): u8 { a %= 300; return a; }'],
  ['§6: another value widens', '(a: u8, b: u16): u8 { a += b; return a; }', 'FUSE2101'],
  ['§6: a switch without a case', '(a: u32): u32 { switch (a) {} return a; }'],
  ['§6: default stands anywhere', '(a: u32): u32 { switch (a) { default: return 1; case 2: return 2; } }'],
  [
    '§15: a loop that is never reached',
    '(a: u8): u32 { if (a > 254 && a < 254) { for (let i: u32 = 0; i < 9; i++) i = 3; } return a; }',
  ],
  [
    '§15: and the same loop where it is',
    '(a: u8): u32 { for (let i: u32 = 0; i < 9; i++) i = 3; return a; }',
    'FUSE4120',
  ],
  ['§6: a bound before no loop', '(a: u8): u32 {\n// @bound 3 what for\nreturn a; }', 'FUSE4121'],
  [
    '§7: the address of what a reference refers to',
    'interface S { v: u32 }\nexport function f(s: S): Pointer<S> { return trustedCast<Pointer<S>>(s); }',
  ],
  [
    '§7: a reference in a local has none',
    'interface S { v: u32 }\nexport function f(s: S): Pointer<S> { return pointerTo(s); }',
    'FUSE3106',
  ],
  ['§8: escapes', "(): string { return '\\x41\\u0042\\n'; }"],
  ['§8: literals nest', '(): u8 { const a: FixedArray<FixedArray<u8, 2>, 2> = [[1, 2], [3, 4]]; return a[1][0]; }'],
  ['§12: min keeps the width', '(a: u8): u8 { return min(a, 5); }'],
  ['§12: usize has no MAX', '(): usize { return usize.MAX; }', 'FUSE2115'],
  ['§6: inner names hide outer ones', '(a: u32): u32 { { const a = u32(3); if (a === 2) return a; } return a; }'],
  ['§6: a let of boolean needs no type', '(a: boolean): boolean { let b = a; b = !b; return b; }'],
  ['§6: a let of integer does', '(a: u32): u32 { let b = a; b = 2; return b; }', 'FUSE2113'],
  ['§6: a parameter is assigned', '(x: u32): u32 { x = min(x, 2); return x; }'],
  ['§6: the last case ends too', '(x: u32): void { switch (x) { case 1: break; case 2: } }', 'FUSE4131'],
  [
    '§6: for without anything',
    '(): u32 { let i: u32 = 0;\n// @bound 9 it leaves at 4\nfor (;;) { i += 1; if (i > 3) return i; } }',
  ],
  ['§1: fields of a const', 'interface P { x: u32 }\nconst p: P = zeroed();\nexport function f(): void { p.x = 1; }'],
  [
    '§1: assign() to a const',
    'interface P { x: u32 }\nconst p: P = zeroed();\nexport function f(q: P): void { assign(p, q); }',
  ],
  [
    '§3: function types by parts',
    'type A = (x: u32) => u32;\ntype B = (y: u32) => u32;\nexport function f(a: A): B { return a; }',
  ],
  [
    '§3: structs by name',
    'interface A { x: u32 }\ninterface B { x: u32 }\nexport function f(a: A): B { return a; }',
    'FUSE2100',
  ],
  [
    '§7: addresses of statics are kept',
    'interface B { p: Pointer<u32> | null }\nlet n: u32 = 0;\nconst b: B = zeroed();\nexport function f(): void { b.p = pointerTo(n); n = 2; }',
  ],
  [
    '§7: addresses of locals are not',
    'interface B { p: Pointer<u32> | null }\nconst b: B = zeroed();\nexport function f(): void { let n: u32 = 0; b.p = pointerTo(n); n = 2; }',
    'FUSE3110',
  ],
  [
    '§7: the address of what may be null',
    'interface S { x: u32 }\nexport function f(s: S | null): usize { return addressOf(s); }',
  ],
  [
    '§11: no memory by reference',
    'interface S { x: u32 }\n/** @isr */\nexport function f(s: S): u32 { return s.x; }',
    'FUSE4111',
  ],
  ['§11: but an Out', '/** @isr */\nexport function f(s: Out<u32>): void { s.value = 1; }'],
];

it.each(claims)('%s', (_what, text, ...codes) => {
  const program = text.startsWith('(') ? `export function f${text}\n` : `${text}\n`;
  expect([...new Set(codesOf(filesOf(program)))]).toEqual(codes);
});

it('names only diagnostics that there are', () => {
  const named = [...page.matchAll(/FUSE\d{4}/g)].map(([code]) => code);
  expect(named.filter((code) => !(allCodes as string[]).includes(code))).toEqual([]);
});

it('describes every name of the library', () => {
  const library = fs.readFileSync(path.join(repositoryRoot(), 'codegen/lang/lib.d.ts'), 'utf8');
  const [, own = ''] = library.split('// ---- Numbers');
  const names = [...own.matchAll(/^(?:interface|type|declare const|declare function) (\w+)/gm)].map(
    (m) => m[1] as string,
  );
  // Types of the library itself, which programs do not write.
  const internal = ['Conversion', 'Order'];
  expect(names.filter((name) => !internal.includes(name) && !new RegExp(`\\b${name}\\b`).test(page))).toEqual([]);
});

it('names every tag and every kind of check', () => {
  const docs = fs.readFileSync(path.join(repositoryRoot(), 'codegen/src/types/docs.ts'), 'utf8');
  const tags = [...(/const meaningful = \[([^]*?)\];/.exec(docs)?.[1] ?? '').matchAll(/'(\w+)'/g)].map((m) => m[1]);
  expect(tags.length).toBeGreaterThan(10);
  expect(tags.filter((tag) => !page.includes(`\`@${String(tag)}\``))).toEqual([]);
  expect(checkKinds.filter((kind) => !new RegExp(`^\\| \`${kind}\` +\\|`, 'm').test(page))).toEqual([]);
});
