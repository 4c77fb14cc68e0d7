// SPDX-License-Identifier: Apache-2.0
/** Effects that C's order of evaluation, an interrupt or a callback could show. */
import { codesOf } from '../../support/compile-subset';

describe('order of evaluation', () => {
  it('sees a change of an element under another name of its type', () => {
    expect(
      codesOf(`type Id = u32;
export const ids: FixedArray<Id, 4> = zeroed();
function change(s: Slice<u32>): u32 { s[0] = 7; return 1; }
export function f(): u32 { return wrap(ids[0] + change(slice(ids))); }`),
    ).toEqual(['FUSE4102']);
  });
  it('sees a change of a struct inside a member of a union', () => {
    expect(
      codesOf(`export enum K { A = 0, B = 1 }
export interface In { x: u32 }
export interface A { kind: K.A; c: In }
export interface B { kind: K.B; y: u32 }
export type U = A | B;
export const u: U = zeroed();
function change(): u32 { assign(u, { kind: K.A, c: { x: 9 } }); return 1; }
export function f(p: In): u32 { return wrap(p.x + change()); }`),
    ).toEqual(['FUSE4102']);
  });
});

describe('interrupts', () => {
  it('do not copy from a struct that others write', () => {
    expect(
      codesOf(`export interface S { x: u32 }
export const s: S = zeroed();
/** @isr */
export function f(): u32 { const own: S = zeroed(); assign(own, s); return own.x; }`),
    ).toEqual(['FUSE4111']);
  });
  it('do not copy or fill elements that others write', () => {
    expect(
      codesOf(`/** @isr */
export function f(s: Slice<u8>): void { const own: FixedArray<u8, 4> = zeroed(); fill(slice(own), 1); copy(s, view(own)); }`),
    ).toEqual(['FUSE4111']);
  });
});

describe('atomics', () => {
  const shared = 'export interface W { flag: Atomic<u8>; n: u32 }\nexport const ws: FixedArray<W, 2> = zeroed();\n';
  it.each([
    ['assign', 'assign(ws[0], ws[1]);'],
    ['assign of a literal', 'assign(ws[0], zeroed<W>());'],
    ['copy', 'copy(slice(ws), view(ws, 1));'],
  ])('are not copied by %s', (_name, statement) => {
    expect(codesOf(`${shared}export function f(): void { ${statement} }`)).toEqual(['FUSE3104']);
  });
});

describe('recursion', () => {
  it('is seen through a C function that calls what it is passed', () => {
    expect(
      codesOf({
        'main.ts': `import { run } from './ext';\nexport function f(x: u32): void { run(f, x); }`,
        'ext.d.ts': `/** @header ext.h */\nexport type Task = (x: u32) => void;\nexport declare function run(task: Callback<Task>, x: u32): void;\n`,
      }),
    ).toEqual(['FUSE4100']);
  });
});

describe('the address of a local', () => {
  it('makes it a variable of C', () => {
    const files = (declaration: string): Record<string, string> => ({
      'main.ts': `import { poke } from './ext';\nexport function f(): u32 { ${declaration}; poke(pointerTo(n)); return n; }`,
      'ext.d.ts': '/** @header ext.h */\nexport declare function poke(p: Pointer<u32>): void;\n',
    });
    expect(codesOf(files('let n: u32 = 3'))).toEqual([]);
    expect(codesOf(files('const n: u32 = 3'))).toEqual(['FUSE3105']);
  });
});
