// SPDX-License-Identifier: Apache-2.0
/** Breaches of what is checked across statements and functions: loops, recursion, effects, references, interrupts, unions. */
import { int } from '../generator/ints';
import { declared, fixed, type Mistake } from './mistake';

export const ruleMistakes: readonly Mistake[] = [
  {
    name: 'a while without a bound',
    codes: ['FUSE4120'],
    // An exit that nothing forces; of a condition alone it might be known that it is false.
    statements: (g, scope) => [`while (true) { if (${int(g, scope, 'u32', 1)} === 4294967291) break; }`],
  },
  {
    name: 'a for whose limit moves',
    codes: ['FUSE4120'],
    statements: (g, scope) => [
      `let bad: u32 = max(${int(g, scope, 'u32', 1)}, 9); for (let k: u32 = 0; k < bad; k++) { bad = wrap(bad + 1); }`,
    ],
  },
  // What is known to be unreachable turns never: these stand where C may call.
  ...declared(
    ['FUSE4120', 'export function bad(): void { do { ; } while (true); }'],
    ['FUSE4120', 'export function bad(): void { for (;;) { ; } }'],
    ['FUSE4120', 'export function bad(): void { for (let bad: u32 = 0; bad < 100; bad++) { bad = 3; } }'],
    ['FUSE4120', 'export function bad(): void { for (let bad: f64 = 0.5; bad < 3.0; bad += 1.0) { ; } }'],
  ),
  ...fixed(
    ['FUSE4121', '// @bound 3 before no loop', ';'],
    ['FUSE4121', '// @bound', 'while (true) { break; }'],
    ['FUSE4121', '// @bound many of them', 'while (true) { break; }'],
    [['FUSE4122', 'FUSE1035'], 'for (let a: u32 = 0, b: u32 = 0; a < 3; a++) { ; }'],
  ),
  ...declared(
    [['FUSE4100', 'FUSE4101'], 'export function bad(x: u32): u32 { return x > 1 ? bad(x & 1) : x; }'],
    [
      ['FUSE4100', 'FUSE4101'],
      'export function bad(x: u32): u32 { return worse(x); }',
      'function worse(x: u32): u32 { return x > 5 ? bad(1) : 0; }',
    ],
    [
      ['FUSE4100', 'FUSE4101'],
      'let worse: Callback<(x: u32) => u32> | null = null;',
      'export function bad(x: u32): u32 { const c = worse; return c === null ? x : c(x); }',
      'export function worst(): void { worse = bad; }',
    ],
    [
      'FUSE4102',
      'let n: u32 = 0;',
      'function next(): u32 { n = wrap(n + 1); return n; }',
      'export function bad(): u32 { return wrap(next() + next()); }',
    ],
    [
      'FUSE4102',
      'let n: u32 = 0;',
      'function next(): u32 { n = wrap(n + 1); return n; }',
      'export function bad(): u32 { return wrap(next() + n); }',
    ],
    [
      'FUSE4102',
      'let n: u32 = 0;',
      'function next(): u32 { n = wrap(n + 1); return n; }',
      'const a: FixedArray<u32, 4> = zeroed();',
      'export function bad(): void { a[n & 3] = next(); }',
    ],
    ['FUSE4111', 'let n: u32 = 0;', '/** @isr */', 'export function bad(): u32 { n = 1; return n; }'],
    ['FUSE4110', 'function plain(): void {}', '/** @isr */', 'export function bad(): void { plain(); }'],
    [
      ['FUSE4112', 'FUSE4113'],
      'interface Bad { go: Callback<() => void> | null }',
      'const b: Bad = zeroed();',
      '/** @isr */',
      'export function bad(): void { const go = b.go; if (go !== null) go(); }',
    ],
    [
      'FUSE4113',
      'interface Bad {',
      '  /** @isr */',
      '  go: Callback<() => void> | null',
      '}',
      'const b: Bad = zeroed();',
      'function plain(): void {}',
      'export function bad(): void { b.go = plain; }',
    ],
    [
      'FUSE3110',
      'interface Bad { x: u32 }',
      'interface Worse { b: Bad | null }',
      'const w: Worse = zeroed();',
      'export function bad(): void { const b: Bad = { x: 1 }; w.b = b; }',
    ],
    [
      'FUSE3110',
      'interface Bad { x: u32 }',
      'function worse(): Bad { const b: Bad = { x: 1 }; return b; }',
      'export function bad(): u32 { return worse().x; }',
    ],
    [
      'FUSE3110',
      'let s: Slice<u8> = zeroed();',
      'export function bad(): u32 { const a: FixedArray<u8, 3> = zeroed(); s = slice(a); return s.length; }',
    ],
    [
      'FUSE3110',
      'interface Bad { x: u32 }',
      'let kept: Bad | null = null;',
      'function keep(b: Bad): void { kept = b; }',
      'export function bad(): boolean { const b: Bad = { x: 1 }; keep(b); return kept === null; }',
    ],
    [
      'FUSE3111',
      'enum K { A = 0, B = 1 }',
      'interface A { kind: K.A; x: u32 }',
      'interface B { kind: K.B; y: f32 }',
      'type U = A | B;',
      'export function bad(u: U): u32 { if (u.kind === K.A) { assign(u, { kind: K.B, y: 1.5 }); return u.x; } return 0; }',
    ],
    [
      'FUSE3111',
      'enum K { A = 0, B = 1 }',
      'interface A { kind: K.A; x: u32 }',
      'interface B { kind: K.B; y: f32 }',
      'type U = A | B;',
      'function change(u: U): void { assign(u, { kind: K.B, y: 1.5 }); }',
      'export function bad(u: U): u32 { if (u.kind === K.A) { change(u); return u.x; } return 0; }',
    ],
    [
      ['FUSE3109', 'FUSE1001'],
      'enum K { A = 0, B = 1 }',
      'interface A { kind: K.A; x: u32 }',
      'interface B { kind: K.B; y: f32 }',
      'type U = A | B;',
      'export function bad(u: U): void { u.kind = K.A; }',
    ],
    [
      ['FUSE2131', 'FUSE1001'],
      'enum K { A = 0, B = 1 }',
      'interface A { kind: K.A; x: u32 }',
      'interface B { kind: K.B; y: f32 }',
      'type U = A | B;',
      'export function bad(u: U): u32 { return u.x; }',
    ],
    ['FUSE2132', 'function nothing(): void {}', 'export function bad(): void { const x = nothing(); }'],
    [
      'FUSE5103',
      '/** @build BAD_ROOM 9..1 */',
      'declare const BAD_ROOM: u32;',
      'export function bad(): u32 { return BAD_ROOM; }',
    ],
    ['FUSE6105', '/**', ' * Says.', ' * @param other nothing', ' */', 'export function bad(x: u32): u32 { return x; }'],
    ['FUSE6101', 'export function badName(): void {}', 'export function bad_name(): void {}'],
  ),
];
