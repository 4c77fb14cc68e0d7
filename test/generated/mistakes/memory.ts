// SPDX-License-Identifier: Apache-2.0
/** Breaches of ranges, and of what addresses, registers and interrupts are for. */
import { int } from '../generator/ints';
import { declared, fixed, type Mistake } from './mistake';

export const memoryMistakes: readonly Mistake[] = [
  {
    name: 'a register written with a wider value',
    codes: ['FUSE2101'],
    statements: (g, scope) => [`registerAt<u8>(0x2100_0004).write(${int(g, scope, 'u32', 2)});`],
  },
  {
    name: 'a pointer made of a number',
    codes: ['FUSE3108'],
    statements: (g, scope) => [`if (trustedCast<Pointer<u8> | null>(${int(g, scope, 'u32', 2)}) === null) {}`],
  },
  {
    name: 'the address of a value',
    codes: ['FUSE3106'],
    statements: (g, scope) => [`if (addressOf(constPointerTo(wrap(${int(g, scope, 'u32', 2)} + 1))) > 0) {}`],
  },
  ...fixed(
    ['FUSE2120', 'const bad = registerAt<f32>(0x2100_0000);'],
    ['FUSE3105', 'const bad = registerAt<u32>(0x2100_0000); bad = 1;'],
    ['FUSE2106', 'const bad = registerAt<u32>(0x2100_0000); const worse = bad + 1;'],
    ['FUSE4102', 'const bad = registerAt<u32>(0x2100_0000); const worse = wrap(bad.read() + bad.read());'],
    ['FUSE4141', 'const bad = registerAt<u32>(0x2100_0000); bad.store(1);'],
    [
      'FUSE3100',
      'let bad: u32 = 1; const worse: Pointer<u32> | null = bad > 0 ? pointerTo(bad) : null; if (trustedSlice(worse, 1)[0] > 1) bad = 2;',
    ],
    ['FUSE3106', 'let bad: u32 = 1; const worse = pointerTo(bad); bad = worse[0];'],
    ['FUSE3107', 'let bad: u32 = 1; const worse = constPointerTo(bad); bad = trustedSlice(worse, 1)[0];'],
    ['FUSE2112', 'let bad: u32 = 1; const worse = pointerTo(bad); if (worse === null) bad = 2;'],
    ['FUSE2112', 'let bad: u32 = 1; const worse = nonNull(bad); bad = worse;'],
  ),
  ...declared(
    ['FUSE2139', '/** @range 0..300 */ let bad: u8 = 0;', 'export function bad2(): u8 { return bad; }'],
    ['FUSE2139', '/** @range 9..1 */ type Bad = u8;', 'export function bad2(x: Bad): u8 { return x; }'],
    ['FUSE2139', '/** @range 0..1 */ type Bad = f32;', 'export function bad2(x: Bad): f32 { return x; }'],
    ['FUSE2104', '/** @range 3..7 */', 'export function bad(): u32 { return 9; }'],
    ['FUSE2104', '/** @range 3..7 */', 'let bad: u32 = 2;', 'export function bad2(): u32 { return bad; }'],
    [
      'FUSE3112',
      '/** @range 3..7 */',
      'type Bad = u32;',
      'const bad: FixedArray<Bad, 4> = zeroed();',
      'export function bad2(): u32 { return bad[0]; }',
    ],
    [
      'FUSE2100',
      '/** @range 0..7 */',
      'type Bad = u32;',
      'const bad: FixedArray<Bad, 4> = zeroed();',
      'function worse(s: Slice<u32>): void { fill(s, 9); }',
      'export function bad2(): u32 { worse(slice(bad)); return bad[0]; }',
    ],
    [
      'FUSE2100',
      '/** @range 0..7 */',
      'type Bad = u32;',
      'function worse(o: Out<u32>): void { o.value = 9; }',
      'export function bad(): u32 { const o: Out<Bad> = { value: 0 }; worse(o); return o.value; }',
    ],
    ['FUSE3105', 'export function bad(p: ConstPointer<u32>): Pointer<u32> { return p; }'],
    ['FUSE3110', 'export function bad(x: u32): Pointer<u32> { let y: u32 = x; return pointerTo(y); }'],
    ['FUSE3106', 'interface Bad { x: u32 }', 'export function bad(b: Bad): Pointer<Bad> { return pointerTo(b); }'],
    ['FUSE2120', 'export function bad(r: Reg<u64>): u64 { return r.read(); }'],
    ['FUSE4111', '/** @isr */', 'export function bad(s: Slice<u8>): void { fill(s, 1); }'],
    [
      'FUSE4110',
      'let bad: u32 = 0;',
      'function plain(): u32 { bad = wrap(bad + 1); return bad; }',
      '/** @isr */',
      'export function bad2(): void { plain(); }',
    ],
  ),
];
