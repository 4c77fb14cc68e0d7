// SPDX-License-Identifier: Apache-2.0
/** The meaning of the language under Node, where it is more than arithmetic: memory, objects, checks, floats, what host and program exchange. */
import * as fc from 'fast-check';
import { Fault, InternalError, language, Panic, type Program } from '../../codegen/node';
import { f32FromBig } from '../../codegen/node/integers';
import { loadBundle } from '../../codegen/node/load';
import { emitJs } from '../../codegen/src/js';
import { compileFiles, type Files, programOf } from '../support/compile-subset';

type Anything = Record<string, any>;
function run(
  text: string | Files,
  externs: object = {},
  build: Record<string, number | boolean> = {},
): Program & { exports: Anything; files: Anything; structs: Anything } {
  const [bundle] = emitJs(programOf(text), { name: 'program' });
  return loadBundle(bundle!.text, 'program.js').instantiate(() => externs, build);
}
const textOf = (text: string, checkProofs: boolean): string =>
  emitJs(programOf(text), { name: 'p', checkProofs })[0]!.text;

describe('checks', () => {
  const SOURCE = `export function sum(a: u32, b: u32): u32 {
  return a + b;
}
export function difference(a: u32, b: u32): u32 {
  if (a < b) return 0;
  return a - b;
}
`;

  test('that fail end in a Panic that names the place', () => {
    const program = run(SOURCE);
    const error = attempt(() => program.exports['sum'](0xffffffff, 1));
    expect(error).toBeInstanceOf(Panic);
    expect(error).toMatchObject({ kind: 'overflow', file: 'main.ts', line: 2, column: 10, site: 1 });
    expect((error as Error).message).toBe('main.ts:2:10: overflow check failed in sum() (site 1)');
  });

  test('are made for what is proved as well, unless that is not wanted', () => {
    expect(run(SOURCE).sites.map(({ line, proved }) => [line, proved])).toEqual([
      [2, false],
      [6, true],
    ]);
    expect(textOf(SOURCE, true)).toContain('return $u32.exact(a - b, 2);');
    expect(textOf(SOURCE, false)).toContain('return a - b;');
  });

  test('of a proof that is wrong end in an InternalError', () => {
    const { u32 } = language([['overflow', 'main.ts', 6, 10, 'difference', true]]);
    expect(() => u32.exact(-1, 1)).toThrow(InternalError);
    expect(() => u32.exact(-1, 1)).toThrow('main.ts:6:10: the compiler proved that the overflow check in difference()');
    expect(() => u32.div(1, 0, 0)).toThrow('had proved not to');
  });

  test.each([
    ['index', 'export function f(i: u32): u32 { return a[i]; } const a: FixedArray<u32, 4> = zeroed();', [4]],
    ['shift', 'export function f(n: u32): u32 { return u32(1) << n; }', [32]],
    ['division', 'export function f(n: u32): u32 { return idiv(7, n); }', [0]],
    ['conversion', 'export function f(n: u32): u32 { return u8(n); }', [256]],
    [
      'slice',
      'export function f(n: u32): u32 { return slice(a, n).length; } const a: FixedArray<u32, 4> = zeroed();',
      [5],
    ],
    [
      'null',
      'interface S { next: S | null } const s: S = zeroed(); export function f(_n: u32): boolean { return nonNull(s.next).next === null; }',
      [0],
    ],
    [
      'bound',
      'export function f(n: u32): u32 { let i: u32 = 0;\n// @bound 3 few\nwhile (i < n) { i = wrap(i + 1); }\nreturn i; }',
      [4],
    ],
    ['unreachable', 'export function f(n: u32): u32 { if (n === 3) unreachable(); return n; }', [3]],
    [
      'copy',
      'const a: FixedArray<u8, 2> = zeroed(); const b: FixedArray<u8, 8> = zeroed(); export function f(n: u32): void { copy(slice(a), view(b, 0, n & 7)); }',
      [3],
    ],
    [
      'range',
      '/** @range 2..9 */ type Digit = u8;\nlet d: Digit = 2;\nexport function f(n: u32): u32 { d = u8.wrap(n); return d; }',
      [10],
    ],
  ])('of kind %s fire', (kind, source, args) => {
    const error = attempt(() => run(source).exports['f'](...args));
    expect(error).toBeInstanceOf(Panic);
    expect(error).toMatchObject({ kind });
  });

  test('of an enum that C hands in fire where it is none of the members', () => {
    const source =
      'export enum E { A = 0, B = 1 }\nexport function f(e: E): u32 { switch (e) { case E.A: return 1; case E.B: return 2; } }';
    const { program } = compileFiles({ 'main.ts': source }, { name: 'api.h', file: 'main.ts' });
    const [bundle] = emitJs(program!, { name: 'program' });
    const { exports } = loadBundle(bundle!.text, 'program.js').instantiate(() => ({}), {});
    const f = exports['f'] as (e: number) => number;
    expect([f(0), f(1)]).toEqual([1, 2]);
    expect(attempt(() => f(7))).toMatchObject({ name: 'Panic', kind: 'enum' });
  });

  test('that pass go on', () => {
    const program = run(
      'export function f(n: u32): u32 { let i: u32 = 0;\n// @bound 3 few\nwhile (i < n) { i = wrap(i + 1); }\nreturn i; }',
    );
    expect(program.exports['f'](3)).toBe(3);
  });
});

function attempt(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return error;
  }
}

describe('objects of functions', () => {
  const SOURCE = `interface Pair { a: u32; b: u64 }
function swapped(pair: Pair, by: u32): u32 { pair.a = by; return pair.a; }
export function twice(by: u32): u32 { const pair = zeroed<Pair>(); swapped(pair, by); return wrap(pair.a + by); }
export function fails(by: u32): u32 { const pair: Pair = { a: 1, b: 2n }; return pair.a + by; }
export function fresh(): u32 {
  let sum: u32 = 0;
  for (let i: u32 = 0; i < 3; i++) { const pair: Pair = { a: i, b: 0n }; const other = zeroed<Pair>(); sum = wrap(sum + pair.a + other.a); other.a = 100; }
  return sum;
}
export function out(): u32 { const r: Out<u32> = { value: 5 }; fill_(r); return r.value; }
function fill_(r: Out<u32>): void { r.value = r.value * 2; }
`;
  const program = run(SOURCE);

  test('are on the stack, which is as it was afterwards', () => {
    const before = program.memory.stackPointer;
    expect(program.exports['twice'](21)).toBe(42);
    expect(program.memory.stackPointer).toBe(before);
  });

  test('are given back when a check fails', () => {
    const before = program.memory.stackPointer;
    expect(() => program.exports['fails'](0xffffffff)).toThrow(Panic);
    expect(program.memory.stackPointer).toBe(before);
  });

  test('are new in each turn of a loop', () => expect(program.exports['fresh']()).toBe(3));

  test('can be scalars that others write', () => expect(program.exports['out']()).toBe(10));
});

describe('layout', () => {
  const SOURCE = {
    'flags.ts': `interface Flags { readonly WIDE: BuildFlag<'APP_WIDE'> }
export declare const FLAG: Flags;
/** @build APP_SLOTS 1..16 */ export declare const SLOTS: u32;`,
    'main.ts': `import { SLOTS } from './flags';
export interface Inner { flag: boolean; wide: u64 }
export interface Outer { byte: u8; half: u16; inner: Inner; text: string; next: Outer | null; slots: FixedArray<u16, typeof SLOTS>; last: u8 }
export const outer: Outer = zeroed();
export function sizes(): u32 { return sizeOf<Outer>(); }
export function set(i: u32, value: u16): void { if (i < SLOTS) outer.slots[i] = value; outer.inner.wide = 0x1122334455667788n; outer.next = outer; outer.last = 9; }
`,
  };

  test('is C’s on a 32-bit machine, where the build decides lengths', () => {
    const program = run(SOURCE, {}, { APP_SLOTS: 3 });
    const { Outer, Inner } = program.structs;
    expect([Inner.size, Inner.align, Inner.offsets]).toEqual([16, 8, { flag: 0, wide: 8 }]);
    expect(Outer.offsets).toEqual({ byte: 0, half: 2, inner: 8, text: 24, next: 32, slots: 36, last: 42 });
    expect(Outer.size).toBe(48);
    expect(program.exports['sizes']()).toBe(48);
    expect(run(SOURCE, {}, { APP_SLOTS: 5 }).exports['sizes']()).toBe(48);
    expect(run(SOURCE, {}, { APP_SLOTS: 6 }).exports['sizes']()).toBe(56);
  });

  test('is what views and the program both see', () => {
    const program = run(SOURCE, {}, { APP_SLOTS: 3 });
    program.exports['set'](2, 513);
    const { outer } = program.exports;
    expect([...outer.slots]).toEqual([0, 0, 513]);
    expect(outer.inner.wide).toBe(0x1122334455667788n);
    expect(outer.next.address).toBe(outer.address);
    expect(program.memory.u8(Number(outer.address) + 42)).toBe(9);
    outer.inner = { wide: 5n };
    expect(outer.inner).toMatchObject({ flag: false, wide: 5n });
    outer.slots.set(0, 7);
    expect(outer.slots.at(0)).toBe(7);
    expect(() => outer.slots.at(3)).toThrow('index 3 of 3 elements');
    outer.next = null;
    expect(outer.next).toBeNull();
  });
});

describe('what a host passes in', () => {
  const program = run(`export interface Point { x: i32; y: i32 }
export function dot(p: Readonly<Point>, k: u64): i32 { return sat(p.x + i32.wrap(k)); }
export function isNone(p: Point | null): boolean { return p === null; }
`);

  test.each([
    [[], 'dot() takes 2 arguments, not 0'],
    [[null, 1n], 'dot(): argument 1, null, is no Point'],
    [[4711, 1n], 'dot(): argument 1, 4711, is no Point'],
    [[{ address: 5000 }, 1], 'dot(): argument 2, 1, is no u64'],
    [[{ address: 5000 }, -1n], 'dot(): argument 2, -1n, is no u64'],
  ])('%j is refused', (args, message) => {
    expect(() => program.exports['dot'](...args)).toThrow(message);
  });

  test('can be a struct made for it', () => {
    const point = program.structs['Point'].create({ x: -3 });
    expect(program.exports['dot'](point, 5n)).toBe(2);
    expect(program.exports['isNone'](null)).toBe(true);
    expect(() => program.structs['Point'].create({ z: 1 })).toThrow('Point has no field z');
    expect(() => (point.x = 1.5)).toThrow('Point.x: 1.5 is no i32');
  });
});

describe('externs', () => {
  const SOURCE = {
    'c.d.ts': `/** C. @header c.h */
/** @cname c_limit */ declare const LIMIT: u8;
/** @cname c_read */ declare function read(n: u32): u64;
/** @cname c_find */ declare function find(n: u32): Thing | null;
/** @cname c_thing */ interface Thing { id: u32 }
/** @cname c_unused */ declare function unused(): void;
`,
    'main.ts': `export function total(n: u32): u64 { return sat(read(n) + u64(LIMIT)); }
export function idOf(n: u32): u32 { const thing = find(n); return thing === null ? 0 : thing.id; }
`,
  };
  const given = { LIMIT: 200, read: (n: number) => BigInt(n) * 2n, find: () => null };

  test('are asked for by name, those that are used', () => {
    const program = run(SOURCE, given);
    expect(program.exports['total'](21)).toBe(242n);
    expect(program.exports['idOf'](1)).toBe(0);
    expect(() => run(SOURCE, { ...given, read: undefined })).toThrow(
      'makeExterns() gives no read, which the program uses',
    );
    expect(() => run(SOURCE, { ...given, read: 5 })).toThrow('extern read is a function, not 5');
    expect(() => run(SOURCE, { ...given, LIMIT: 256 })).toThrow('extern LIMIT: 256 is no u8');
  });

  test('must give what they are declared to give', () => {
    const program = run(SOURCE, { ...given, read: () => 5, find: () => undefined });
    expect(() => program.exports['total'](1)).toThrow('read() gave 5, which is no u64');
    expect(() => program.exports['idOf'](1)).toThrow('find() gave undefined, which is no Thing | null');
  });

  test('can be the methods of an object', () => {
    class Externs {
      readonly LIMIT = 1;
      private readonly factor = 3n;
      read(n: number): bigint {
        return BigInt(n) * this.factor;
      }
      find(): null {
        return null;
      }
    }
    expect(run(SOURCE, new Externs()).exports['total'](2)).toBe(7n);
  });

  test('can hand out structs of C', () => {
    const externs = { ...given, find: (n: number) => program.structs['Thing'].create({ id: n + 1 }) };
    const program = run(SOURCE, externs);
    expect(program.exports['idOf'](41)).toBe(42);
  });
});

describe('callbacks', () => {
  const program = run(`export interface Hooks { f: Callback<(n: u32) => u32> | null }
export const hooks: Hooks = zeroed();
function own(n: u32): u32 { return wrap(n + 1); }
export function useOwn(): void { hooks.f = own; }
export function call(n: u32): u32 { const f = hooks.f; return f === null ? 0 : f(n); }
`);

  test('are indices, the same for the same function', () => {
    expect(program.exports['call'](1)).toBe(0);
    program.exports['useOwn']();
    const index = program.exports['hooks'].f;
    expect(program.exports['call'](1)).toBe(2);
    program.exports['useOwn']();
    expect(program.exports['hooks'].f).toBe(index);
    expect(program.table.get(index)(6)).toBe(7);
  });

  test('of the host must give what they are declared to give', () => {
    program.exports['hooks'].f = (n: number) => n * 2;
    expect(program.exports['call'](4)).toBe(8);
    program.exports['hooks'].f = () => -1;
    expect(() => program.exports['call'](4)).toThrow('a callback gave -1, which is no u32');
    program.exports['hooks'].f = 4000;
    expect(() => program.exports['call'](4)).toThrow(Fault);
    program.exports['hooks'].f = null;
    expect(program.exports['call'](4)).toBe(0);
  });
});

describe('assignments of structs', () => {
  test('copy, and a literal is made before it is copied', () => {
    const program = run(`export interface P { x: u32; y: u32 }
export const p: P = { x: 1, y: 2 };
export function turn(): void { assign(p, { x: p.y, y: p.x }); }
export function reset(): void { assign(p, zeroed()); }
`);
    program.exports['turn']();
    expect(program.exports['p']).toMatchObject({ x: 2, y: 1 });
    program.exports['reset']();
    expect(program.exports['p']).toMatchObject({ x: 0, y: 0 });
  });

  test('of a union clear what the other members had', () => {
    const program = run(`export enum Kind { A = 0, B = 1 }
interface A { kind: Kind.A; wide: u64 }
interface B { kind: Kind.B; byte: u8; half: u16 }
export type U = A | B;
export const u: U = { kind: Kind.A, wide: 0xffffffffffffffffn };
export function toB(byte: u8): void { assign(u, { kind: Kind.B, byte, half: 3 }); }
`);
    expect([program.structs['U'].size, program.structs['U'].align]).toEqual([16, 8]);
    program.exports['toB'](7);
    expect(program.exports['u']).toMatchObject({ kind: 1, B: { byte: 7, half: 3 } });
    expect([...program.memory.bytes(program.exports['u'].address, 16)]).toEqual([
      1, 0, 0, 0, 0, 0, 0, 0, 7, 0, 3, 0, 0, 0, 0, 0,
    ]);
  });
});

describe('registers and atomics', () => {
  const program = run(
    `const control = registerAt_();
function registerAt_(): u32 { return 0; }
export function read(): u32 { return registerAt<u32>(0x40001000).read(); }
export function write(value: u32): void { registerAt<u32>(0x40001000).write(value); }
interface Sensor { low: Reg<i8>; wide: Reg<i32> }
const sensor: Sensor = zeroed();
export function readSigned(): i32 { return registerAt<i16>(0x40001004).read(); }
export function kept(value: i8): i32 { sensor.low.write(value); return sensor.low.read(); }
export function keptWide(value: i32): i32 { sensor.wide.write(value); return sensor.wide.read(); }
export const narrow: Atomic<u8> = zeroed();
export function add(by: u8): u8 { return narrow.fetchAdd(by, 'relaxed'); }
export function sub(by: u8): u8 { return narrow.fetchSub(by, 'relaxed'); }
`.replace(/const control.*\nfunction registerAt_.*\n/, ''),
  );

  test('a register is what the test puts at its address', () => {
    let last = 0;
    program.memory.registers.set(0x40001000, { read: () => last + 1, write: (value) => (last = value) });
    program.exports['write'](41);
    expect(program.exports['read']()).toBe(42);
  });

  test('a register is as wide and as signed as its type, in memory, too', () => {
    program.memory.registers.set(0x40001004, { read: () => 0x1_fffe, write: () => undefined });
    expect(program.exports['readSigned']()).toBe(-2);
    expect(program.exports['kept'](-5)).toBe(-5);
    expect(program.exports['keptWide'](-70_000)).toBe(-70_000);
  });

  test('an atomic wraps in its own width', () => {
    expect([program.exports['add'](200), program.exports['add'](100), program.exports['sub'](45)]).toEqual([
      0, 200, 44,
    ]);
    expect(program.exports['narrow'].value).toBe(255);
  });
});

describe('floats', () => {
  const program = run(`export function third(a: f32): f32 { return a / 3; }
export function mad(a: f32, b: f32, c: f32): f32 { return a * b + c; }
export function least(a: f64, b: f64): f64 { return min(a, b); }
export function most(a: f64, b: f64): f64 { return max(a, b); }
export function toU64(a: f64): u64 { return u64(a); }
export function negative(a: f64): f64 { return -a; }
`);
  const { exports: e } = program;

  test('f32 is rounded after each operation', () => {
    expect(e['third'](1)).toBe(Math.fround(1 / 3));
    // A fused multiply-add, or one rounding, would give -2^-24 here.
    expect(e['mad'](Math.fround(1.000000119), Math.fround(0.999999881), -1)).toBe(0);
  });

  test('min and max give the first where the second is NaN', () => {
    expect([e['least'](1, NaN), e['most'](1, NaN)]).toEqual([1, 1]);
    expect([e['least'](NaN, 1), e['most'](NaN, 1)]).toEqual([NaN, NaN]);
    expect(Object.is(e['least'](0, -0), 0)).toBe(true);
    expect(Object.is(e['negative'](0), -0)).toBe(true);
  });

  test.each([NaN, Infinity, -1, 18446744073709551616])('%d is no u64', (value) => {
    expect(() => e['toU64'](value)).toThrow(Panic);
  });
  test('what truncates into range is one', () => {
    expect([e['toU64'](-0.9), e['toU64'](18446744073709549568)]).toEqual([0n, 18446744073709549568n]);
  });

  test('a u64 becomes the nearest f32 in one rounding', () => {
    // Halfway between two f32, and just above it: through a double, the latter is rounded to even as well.
    expect(f32FromBig((1n << 60n) + (1n << 36n))).toBe(2 ** 60);
    expect(f32FromBig((1n << 60n) + (1n << 36n) + 1n)).toBe(2 ** 60 + 2 ** 37);
    expect(f32FromBig(-((1n << 60n) + (1n << 36n) + 1n))).toBe(-(2 ** 60 + 2 ** 37));
    fc.assert(
      fc.property(fc.bigInt({ min: -(1n << 63n), max: (1n << 64n) - 1n }), (value) => {
        const got = BigInt(f32FromBig(value));
        const distance = (n: bigint): bigint => (n < value ? value - n : n - value);
        const size = got < 0n ? -got : got;
        const step = size < 1n << 24n ? 1n : 1n << BigInt(size.toString(2).length - 24);
        expect(distance(got) * 2n <= step || distance(got) <= distance(got + step)).toBe(true);
        expect(distance(got) <= distance(got - step)).toBe(true);
      }),
    );
  });
});

describe('names', () => {
  test('of two files, of JavaScript, and of locals that hide them live side by side', () => {
    const program = run({
      'a.ts':
        'function build(n: u32): u32 { return wrap(n + 1); }\nconst LIMIT = 3;\nexport function viaA(options: u32): u32 { return build(options) + LIMIT; }',
      'b.ts':
        'function build(n: u32): u32 { return wrap(n + 10); }\nconst LIMIT = 5;\nexport function viaB(require: u32): u32 { const exports = build(require); return wrap(exports + LIMIT); }',
      'main.ts':
        "import { viaA } from './a';\nimport { viaB } from './b';\nexport function both(n: u32): u32 { const Math: u32 = viaA(n & 255); return wrap(Math + viaB(n)); }\nexport function instantiate(module: u32): u32 { return module; }",
    });
    expect(program.exports['both'](1)).toBe(5 + 16);
    expect(program.exports['instantiate'](4)).toBe(4);
    expect(program.files['a'].LIMIT).toBe(3);
    expect(program.files['b'].build(1)).toBe(11);
  });
});
