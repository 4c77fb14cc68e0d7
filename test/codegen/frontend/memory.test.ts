// SPDX-License-Identifier: Apache-2.0
/** Structs and references, null, arrays, slices, unions. */
import { codesOf, declarationNamed, functionNamed, programOf } from '../../support/compile-subset';
import { showBody } from '../../support/show-ir';

const modules = `
export interface Limits { low: u32; high: u32 }
export interface Module { id: u32; limits: Limits; next: Ref<Module> | null }
export const modules: FixedArray<Module, 4> = zeroed();
`;

function body(text: string): string[] {
  return showBody(functionNamed(programOf(`${modules}${text}`), 'f'));
}
function codes(text: string): string[] {
  return codesOf(`${modules}${text}`);
}

describe('structs', () => {
  it('are references as locals and parameters, objects where they are made', () => {
    expect(
      body(`export function f(i: u32): u32 {
        const m = modules[i];
        const own: Limits = { low: 1, high: 2 };
        assign(m.limits, own);
        return m.limits.high;
      }`),
    ).toEqual([
      'const m: Module = ref modules[i]!;',
      'let own: Limits = {low: 1:u32, high: 2:u32};',
      'assign(*m.limits, retype<Readonly<Limits>>(ref own));',
      'return *m.limits.high;',
    ]);
  });
  it('have their literal in the order of the struct', () => {
    expect(body('export function f(): u32 {\n  const l: Limits = { high: 2, low: 1 };\n  return l.low;\n}')[0]).toBe(
      'let l: Limits = {low: 1:u32, high: 2:u32};',
    );
  });
  it('are not assigned, their references are', () => {
    expect(codes('export function f(m: Module, l: Limits): void {\n  m.limits = l;\n}')).toEqual(['FUSE3104']);
    expect(body('export function f(m: Module, n: Module): void {\n  m.next = n;\n}')).toEqual([
      '*m.next = retype<Module | null>(n);',
    ]);
  });
  it('are read-only through every path of a Readonly', () => {
    expect(codes('export function f(m: Readonly<Module>): void {\n  m.limits.low = 1;\n}')).toEqual(['FUSE3105']);
    expect(
      codes(
        'export const fixed: Readonly<Limits> = { low: 0, high: 1 };\nexport function f(): void {\n  fixed.low = 2;\n}',
      ),
    ).toEqual(['FUSE3105']);
  });
  it('know the names of their fields', () => {
    expect(codes('export function f(m: Module): u32 {\n  return m.limit.low;\n}')).toEqual(['FUSE2115']);
  });
});

describe('null', () => {
  it('is narrowed for locals and parameters', () => {
    expect(
      body(`export function f(m: Module | null): u32 {
        if (m === null) return 0;
        const next = m.next;
        return next !== null && next.id !== 0 ? next.id : m.id;
      }`),
    ).toEqual([
      'if m === null { return 0:u32; }',
      'const next: Module | null = *retype<Module>(m).next;',
      'return (next !== null && (*retype<Module>(next).id !== 0:u32):boolean):boolean ? *retype<Module>(next).id : *retype<Module>(m).id;',
    ]);
  });
  it('comes back with an assignment', () => {
    expect(
      codes(
        'export function f(m: Module): u32 {\n  let at: Module | null = m;\n  if (at === null) return 0;\n  at = m.next;\n  return at.id;\n}',
      ),
    ).toEqual(['FUSE3100']);
  });
  it('is not narrowed for fields and statics', () => {
    expect(
      codes('export function f(m: Module): u32 {\n  if (m.next !== null) return m.next.id;\n  return 0;\n}'),
    ).toEqual(['FUSE3100']);
    expect(
      codes(
        'let current: Module | null = null;\nexport function f(): u32 {\n  if (current !== null) return current.id;\n  return 0;\n}',
      ),
    ).toEqual(['FUSE3100']);
  });
  it('is checked by nonNull', () => {
    expect(body('export function f(m: Module): u32 {\n  return nonNull(m.next).id;\n}')).toEqual([
      'return *nonNull!(*m.next).id;',
    ]);
  });
  it('needs a type that has it', () => {
    expect(codes('export function f(): Module {\n  return null;\n}')).toEqual(['FUSE3101']);
    expect(codes('export function f(m: Module): boolean {\n  return m === null;\n}')).toEqual(['FUSE2112']);
  });
});

describe('arrays and slices', () => {
  const bytes = 'const bytes: FixedArray<u8, 16> = zeroed();\n';
  it('are indexed by proof or check', () => {
    expect(body(`${bytes}export function f(i: u32): u8 {\n  return bytes[i];\n}`)).toEqual(['return bytes[i]!;']);
    expect(codes(`${bytes}export function f(): u8 {\n  return bytes[16];\n}`)).toEqual(['FUSE3103']);
    expect(codes(`${bytes}export function f(i: u64): u8 {\n  return bytes[i];\n}`)).toEqual(['FUSE2102']);
  });
  it('have a constant length', () => {
    expect(body(`${bytes}export function f(): u8 {\n  return u8(bytes.length - 1);\n}`)).toEqual([
      'return (16:u8 - 1:u8):u8;',
    ]);
  });
  it('pass as slices', () => {
    expect(
      body(`${bytes}function sum(s: ReadonlySlice<u8>): u32 { return s.length; }
      export function f(n: u32): u32 {
        const part = slice(bytes, 0, n);
        const rest = view(part, 1);
        const a = sum(part);
        const b = sum(rest);
        return wrap(a + b);
      }`).slice(0, 4),
    ).toEqual([
      'const part: Slice<u8> = slice(bytes, 0:u32, n)!;',
      'const rest: ReadonlySlice<u8> = slice(part, 1:u32)!;',
      'const a: u32 = sum(retype<ReadonlySlice<u8>>(part));',
      'const b: u32 = sum(rest);',
    ]);
  });
  it('copy, fill and come from texts', () => {
    expect(
      body(
        `${bytes}export function f(): void {\n  fill(slice(bytes), 0xff);\n  copy(slice(bytes), bytesOf('abc'));\n}`,
      ),
    ).toEqual(['fill(slice(bytes), 255:u8);', "copy(slice(bytes), slice('abc'))!;"]);
  });
  it('that only read are not written', () => {
    expect(codes('export function f(s: ReadonlySlice<u8>): void {\n  fill(s, 0);\n}')).toContain('FUSE3105');
    expect(
      codes('const t: Readonly<FixedArray<u8, 2>> = [1, 2];\nexport function f(): void {\n  fill(slice(t), 0);\n}'),
    ).toEqual(['FUSE3105']);
  });
});

describe('results through Out', () => {
  it('are scalars of the caller', () => {
    expect(
      body(`function read(out: Out<u32>): boolean { out.value = 7; return true; }
      export function f(): u32 {
        const value: Out<u32> = { value: 0 };
        if (!read(value)) return 0;
        return value.value;
      }`),
    ).toEqual(['let value: u32 = 0:u32;', 'if !read(ref value) { return 0:u32; }', 'return value;']);
  });
});

describe('unions', () => {
  const shapes = `
export enum ShapeKind { Circle = 0, Square = 1 }
export interface Circle { kind: ShapeKind.Circle; radius: u32 }
export interface Square { kind: ShapeKind.Square; side: u32 }
export type Shape = Circle | Square;
`;
  it('are narrowed by switch and if', () => {
    expect(
      body(`${shapes}export function f(shape: Shape): u32 {
        switch (shape.kind) {
          case ShapeKind.Circle: return shape.radius;
          case ShapeKind.Square: return shape.side;
        }
      }`),
    ).toEqual([
      'switch *shape.kind exhaustive { Circle: { return *shape.<Circle>radius; } Square: { return *shape.<Square>side; } }',
    ]);
    expect(
      body(`${shapes}export function f(shape: Shape): u32 {
        if (shape.kind !== ShapeKind.Square) return 0;
        return shape.side;
      }`)[1],
    ).toBe('return *shape.<Square>side;');
  });
  it('change as a whole', () => {
    expect(
      body(
        `${shapes}export function f(shape: Shape): void {\n  assign(shape, { kind: ShapeKind.Circle, radius: 3 });\n}`,
      ),
    ).toEqual(['assign(*shape, {kind: ShapeKind.Circle, radius: 3:u32});']);
    expect(codes(`${shapes}export function f(shape: Shape): void {\n  shape.kind = ShapeKind.Square;\n}`)).toEqual([
      'FUSE3109',
    ]);
  });
  it('are stored in place', () => {
    const program = programOf(`${shapes}export interface Cell { shape: Shape }\n`);
    expect(declarationNamed(program, 'struct', 'Cell').fields[0]?.type.kind).toBe('union');
    expect(declarationNamed(program, 'union', 'Shape').members.map((m) => m.cName)).toEqual(['circle', 'square']);
  });
  it('leave no member out', () => {
    expect(
      codes(
        `${shapes}export function f(shape: Shape): u32 {\n  switch (shape.kind) {\n    case ShapeKind.Circle:\n      return 1;\n  }\n  return 0;\n}`,
      ),
    ).toEqual(['FUSE4132']);
  });
  it('are not narrowed for good: an alias may change them', () => {
    expect(
      codes(`${shapes}const cell: Shape = { kind: ShapeKind.Circle, radius: 1 };
      function change(): void { assign(cell, { kind: ShapeKind.Square, side: 2 }); }
      export function f(): u32 {
        const shape = cell;
        if (shape.kind === ShapeKind.Circle) {
          change();
          return shape.radius;
        }
        return 0;
      }`),
    ).toEqual(['FUSE3111']);
  });
});
