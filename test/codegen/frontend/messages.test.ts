// SPDX-License-Identifier: Apache-2.0
/** What a newcomer reads after the typical mistakes: what is wrong, and what to write instead. */
import { diagnosticsToJson, formatDiagnostics } from '../../../codegen/src/diagnostics';
import { compileFiles, compileText, diagnosticsOf } from '../../support/compile-subset';

function messages(text: string): string[] {
  return diagnosticsOf(text).map((d) => `${d.code}: ${d.message}`);
}

describe('typical mistakes', () => {
  it('a float as an index', () => {
    expect(
      messages('const a: FixedArray<u8, 4> = zeroed();\nexport function f(x: f64): u8 {\n  return a[x * 2];\n}\n'),
    ).toEqual(['FUSE2105: An f64 is no index. Write u32(x * 2): it truncates toward zero and is checked to fit.']);
  });
  it('a missing conversion', () => {
    expect(messages('export function f(x: u32): u8 {\n  return x & 255;\n}\n')).toEqual([
      'FUSE2101: u32 does not become u8 silently: write u8(x & 255), which is proved or checked to fit, u8.wrap(...) or u8.sat(...).',
    ]);
  });
  it('a closure', () => {
    expect(
      messages('export function f(n: u32): u32 {\n  const add = (x: u32): u32 => x + n;\n  return add(1);\n}\n'),
    ).toEqual([
      'FUSE1012: Functions are top-level and named. Move this one out, pass what it needs as parameters, and use its name as the callback.',
    ]);
  });
  it('recursion', () => {
    expect(messages('export function f(n: u32): u32 {\n  if (n === 0) return 0;\n  return f(n - 1);\n}\n')).toEqual([
      'FUSE4100: Recursion: f → f. Use a loop with a bound, and an array as the stack if one is needed.',
    ]);
  });
  it('as', () => {
    expect(messages('export function f(x: u32): u8 {\n  return x as u8;\n}\n')).toEqual([
      'FUSE1024: A cast changes what the compiler believes, not the value: write u8(x), u8.wrap(x) or u8.sat(x); between pointers trustedCast<T>(p).',
    ]);
  });
  it('joined texts', () => {
    expect(messages("export function f(name: string): string {\n  return 'module ' + name;\n}\n")).toEqual([
      'FUSE2110: Texts are not joined with +: nothing allocates. Log the parts, or copy bytes into a buffer with copy(slice(...), bytesOf(...)).',
    ]);
  });
  it('a growing array', () => {
    expect(messages('export function f(items: u32[]): u32 {\n  return items[0];\n}\n')).toEqual([
      'FUSE1044: FixedArray<T, N> has its elements in place, Slice<T> points to elements elsewhere; nothing grows.',
    ]);
  });
  it('a loop without a bound', () => {
    expect(
      messages(
        "const ready: Atomic<u32> = zeroed();\nexport function f(): void {\n  while (ready.load('acquire') === 0) {}\n}\n",
      ),
    ).toEqual([
      'FUSE4120: Nothing shows how often this while runs. Count with for (let i: u32 = a; i < b; i++), or write above the loop: // @bound N reason.',
    ]);
  });
  it('a null that nobody checked', () => {
    expect(
      messages(
        'export interface N { v: u32; next: Ref<N> | null }\nexport function f(n: N): u32 {\n  return n.next.v;\n}\n',
      ),
    ).toEqual(['FUSE3100: This may be null. A check narrows only a local: const x = n.next; if (x !== null) { ... }']);
  });
  it('a camera without its group', () => {
    const list = compileFiles({
      'main.ts': "import { frame } from './hal/camera';\nexport function f(): u32 {\n  return frame();\n}\n",
      'hal/index.ts': 'export interface Groups {}\nexport declare const HAL: Groups;\n',
      'hal/camera.ts':
        "/** Camera. @group camera */\n\ndeclare module './index' {\n  interface Groups {\n    readonly CAMERA: BuildFlag<'FUSE_HAL_ENABLE_CAMERA'>;\n  }\n}\nexport function frame(): u32 {\n  return 1;\n}\n",
    }).diagnostics.sorted();
    expect(list.map((d) => `${d.code}: ${d.message}`)).toEqual([
      'FUSE5100: frame belongs to the group camera, which is not in every build. Use it in a file of the group, or inside if (when(HAL.CAMERA)) { ... }.',
    ]);
  });
});

it('a wider float added to a place', () => {
  expect(messages('export function f(x: f32, y: f64): f32 {\n  x += y;\n  return x;\n}\n')).toEqual([
    'FUSE2101: f64 does not become f32 silently: write f32(y), which rounds.',
  ]);
});

it('the address of a reference', () => {
  expect(
    messages(
      'interface S { v: u32 }\nexport function f(s: S): boolean {\n  return addressOf(pointerTo(s)) === 0;\n}\n',
    ),
  ).toEqual(['FUSE3106: s is a reference: the address of what it refers to is trustedCast<Pointer<S>>(s).']);
});

/** What tsc finds is said in the words of the language. */
describe('mistakes that tsc finds', () => {
  const inside = (statement: string): string =>
    `enum E { A = 0, B = 1 }\nexport function f(a: u32, b: u32, c: u32, e: E): u32 {\n  ${statement}\n  return e === E.A ? a : wrap(b + c);\n}\n`;
  const alone: [text: string, message: string][] = [
    [
      inside('const x = a << (b > (c) ? 1 : a); if (x > 1) return x;'),
      "FUSE1000: TS1005: TypeScript takes what follows '<<' for type arguments, because of the '>' before '('. Write y < x in the place of x > y, or name one side with a const.",
    ],
    [
      inside('if (a < (b > (c) ? 1 : a)) return 1;'),
      "FUSE1000: TS1005: TypeScript takes what follows '<' for type arguments, because of the '>' before '('. Write y < x in the place of x > y, or name one side with a const.",
    ],
    [
      inside('return (u8) a;'),
      'FUSE1000: TS1005: A conversion is written like a call: u8(x), u8.wrap(x) or u8.sat(x).',
    ],
    [
      inside('uint8_t x = 3;'),
      'FUSE1000: TS1434: A variable is declared by const or let, its type behind its name: const x: u8 = ...',
    ],
    [
      'u32 f(u32 a) { return a; }\n',
      'FUSE1000: TS1434: A function is declared by function, its types behind the names: function f(x: u32): u32 { ... }.',
    ],
    ['struct S { u32 a; };\n', 'FUSE1000: TS1434: A struct is an interface: interface S { x: u32; y: u32 }.'],
    [inside('return uint32_t(a);'), "FUSE1001: TS2304: There is no 'uint32_t'. Write u32."],
    [
      inside('return Math.max(a, b);'),
      "FUSE1001: TS2304: There is no 'Math'. Write idiv(a, b), a % b, min(a, b) and max(a, b).",
    ],
    [inside('assert(a > 1);'), "FUSE1001: TS2304: There is no 'assert'. Write if (!condition) unreachable();."],
    [inside('if (e === E.C) return 1;'), 'FUSE1001: TS2339: E has no member C. It has A, B.'],
    [
      'const k: Atomic<u32> = zeroed();\nexport function f(): void {\n  k.add(1);\n}\n',
      'FUSE1001: TS2339: Atomic<u32> has no member add. It has load, store, exchange, fetchAdd, fetchSub, fetchOr, fetchAnd, compareExchange.',
    ],
    [inside('return min(a);'), 'FUSE1001: TS2554: 2 arguments are needed here, not 1.'],
    [inside('break;'), 'FUSE1001: TS1107: break stands in a loop or in a case of a switch.'],
    [inside('continue;'), 'FUSE1001: TS1107: continue stands in a loop.'],
    [inside('const x: u32 = a;'), "FUSE1001: TS6133: 'x' is never read: remove it, or read it."],
    [
      'function g(): u32 {\n  return 1;\n}\nexport const k: u32 = 1;\n',
      "FUSE1001: TS6133: 'g' is never used in this file: remove it, or write export before it.",
    ],
    [
      inside('if (e === E.A) return 1; if (e === E.A) return 2;'),
      'FUSE1001: TS2367: The answer is known: E.B is never E.A here, because of what was tested before. Remove the test.',
    ],
    [
      'export function f(a: u64, n: u32): u64 {\n  return a << n;\n}\n',
      'FUSE1001: TS2365: u64 is shifted by a bigint: u64(n), or 3n.',
    ],
    ['export const k: Atomic = zeroed();\n', 'FUSE1001: TS2314: Atomic<T> needs its type arguments.'],
  ];
  it.each(alone.map(([text, message]) => ({ text, message })))('$message', ({ text, message }) => {
    expect(messages(text)[0]).toBe(message);
  });

  const withOther: [text: string, message: string][] = [
    [
      "import { twise } from './other';\nexport const k = twise;\n",
      'TS2724: ./other exports no twise. Did you mean twice?',
    ],
    [
      "import { half } from './other';\nexport const k = half;\n",
      'TS2305: ./other exports no half. It exports twice, K.',
    ],
    [
      "import { K } from './other.ts';\nexport const k: u32 = K;\n",
      "TS5097: A file is imported by its path without the extension: './name'.",
    ],
    ["import { a } from './nowhere';\nexport const k = a;\n", 'TS2307: There is no file ./nowhere.ts beside this one.'],
    [
      "import { a } from 'fs';\nexport const k = a;\n",
      "TS2591: 'fs' is no file of the program: what is imported is another file, './name', and nothing comes from Node or npm.",
    ],
    [
      "import { K, twice } from './other';\nexport const k: u32 = K;\n",
      "TS6133: 'twice' is imported and never used: remove it from the import.",
    ],
    [
      'export function f(): u32 {\n  return twice(1);\n}\n',
      "TS2304: 'twice' is exported by another file: import { twice } from './other'.",
    ],
    [
      'export function f(): u32 {\n  return 1;\n}\nexport function f(): u32 {\n  return 2;\n}\n',
      "TS2323: 'f' is declared twice: a name has one declaration where it is visible.",
    ],
  ];
  it.each(withOther.map(([text, message]) => ({ text, message })))('$message', ({ text, message }) => {
    const other =
      '/** Other. */\nexport function twice(x: u32): u32 {\n  return wrap(x * 2);\n}\nexport const K = 1;\n';
    const [first] = compileFiles({ 'main.ts': text, 'other.ts': other }).diagnostics.sorted();
    expect(first?.message).toBe(message);
  });
});

describe('diagnostics', () => {
  const text =
    'export function f(x: u32, y: i32): u8 {\n  const a: u8 = x;\n  const b: u8 = y;\n  return a === b ? u8(x + y) : missing;\n}\n';
  it('come many per run, sorted, with the source and a squiggle', () => {
    const compiled = compileText(text);
    expect(formatDiagnostics(compiled.diagnostics.sorted(), compiled.sources.textOf, false)).toBe(
      `main.ts:2:17 - error FUSE2101: u32 does not become u8 silently: write u8(x), which is proved or checked to fit, u8.wrap(...) or u8.sat(...).

2   const a: u8 = x;
                  ~

main.ts:3:17 - error FUSE2101: i32 does not become u8 silently: write u8(y), which is proved or checked to fit, u8.wrap(...) or u8.sat(...).

3   const b: u8 = y;
                  ~

main.ts:4:23 - error FUSE2103: u32 and i32 do not meet by themselves (one is signed). Convert one, for example u32(y).

4   return a === b ? u8(x + y) : missing;
                        ~~~~~

main.ts:4:32 - error FUSE1001: TS2304: Cannot find name 'missing'. Besides what the program declares, only codegen/lang/lib.d.ts is there.

4   return a === b ? u8(x + y) : missing;
                                 ~~~~~~~
`.replace(/:17 /g, ':17 '),
    );
  });
  it('stay silent about what follows from a refused declaration', () => {
    expect(messages('export function f(x: i32): u32 {\n  const a: u32 = x;\n  return a + 1;\n}\n')).toHaveLength(1);
  });
  it('are plain data for programs', () => {
    const list = JSON.parse(diagnosticsToJson(compileText(text).diagnostics.sorted())) as {
      code: string;
      at: { line: number };
    }[];
    expect(list.map((d) => [d.code, d.at.line])).toEqual([
      ['FUSE2101', 2],
      ['FUSE2101', 3],
      ['FUSE2103', 4],
      ['FUSE1001', 4],
    ]);
  });
  it('leave no program', () => {
    expect(compileText(text).program).toBeNull();
  });
});
