// SPDX-License-Identifier: Apache-2.0
/** Loops and their bounds, switch, return, effects, interrupts, recursion, lifetimes. */
import { codesOf, diagnosticsOf, functionNamed, programOf } from '../../support/compile-subset';
import { showBody } from '../../support/show-ir';

function body(text: string): string[] {
  return showBody(functionNamed(programOf(text), 'f'));
}

describe('loops', () => {
  const loop = (head: string, inside = 's = wrap(s + 1);', before = ''): string =>
    `const LIMIT = 8;\nexport function f(items: Slice<u8>, n: u32): u32 {\n  let s: u32 = LIMIT;\n  ${before}\n  ${head} {\n    ${inside}\n  }\n  return wrap(s + n + items.length);\n}`.replace(
      'wrap(s + n + items.length)',
      'wrap(s + wrap(n + items.length))',
    );

  it.each([
    'for (let i: u32 = 0; i < n; i++)',
    'for (let i: u32 = 0; i <= LIMIT; i += 2)',
    'for (let i: u32 = n; i > 0; i--)',
    'for (let i: u32 = 0; n > i; i++)',
    'for (let i: u32 = 0; i < items.length; i++)',
    'for (let i: u32 = 0; i < items.length && s !== 3; i++)',
    'for (let i: u32 = 0; i + LIMIT < n; i++)',
    'for (let i: u32 = 0; i < min(n, 4); i += LIMIT)',
  ])('%s is bounded by itself', (head) => {
    expect(body(loop(head))[1]).toMatch(/^for .*; counted i\)/);
  });

  it.each([
    ['no limit', 'for (let i: u32 = 0; i !== n; i++)', 's = wrap(s + i);'],
    ['no step', 'for (let i: u32 = 0; i < n; i += s)', 's = wrap(s + i);'],
    ['the wrong direction', 'for (let i: u32 = 0; i < n; i--)', 's = wrap(s + i);'],
    ['an assigned variable', 'for (let i: u32 = 0; i < n; i++)', 'i = 0;'],
    ['an assigned limit', 'for (let i: u32 = 0; i < n; i++)', 'n += 1;'],
    ['a limit that moves', 'for (let i: u32 = 0; i < s; i++)', 's = wrap(s + i);'],
    ['nothing', 'for (;;)', 'if (s === 0) break;'],
    ['a while', 'while (s !== 0)', 's = wrap(s + 1);'],
    ['a do', 'do', 's = wrap(s + 1);'],
  ])('with %s need a bound', (_what, head, inside) => {
    const text =
      head === 'do'
        ? loop(head, inside).replace('\n  }\n  return', '\n  } while (s !== 0);\n  return')
        : loop(head, inside);
    expect(codesOf(text)).toEqual(['FUSE4120']);
  });

  it.each([
    ['100 retries', '100:u32'],
    ['LIMIT one each', 'LIMIT:u32'],
    ['(LIMIT*2) two each', '(LIMIT:u32 * 2:u32):u32'],
  ])('may declare it: @bound %s', (bound, limit) => {
    expect(body(loop('while (s !== 0)', 's = wrap(s + 1);', `// @bound ${bound}`))[1]).toMatch(`; at most ${limit})`);
  });

  it.each(['', '10', 'n too late', 'UNKNOWN of what', '(1/2) half'])('refuse @bound %s', (bound) => {
    expect(codesOf(loop('while (s !== 0)', 's = wrap(s + 1);', `// @bound ${bound}`))).toEqual(['FUSE4121']);
  });
});

describe('switch', () => {
  it('joins empty cases and drops the break at the end', () => {
    expect(
      body(
        'export function f(n: u32): u32 {\n  let r: u32 = 0;\n  switch (n) {\n    case 0:\n    case 1:\n      r = 1;\n      break;\n    default:\n      return 3;\n  }\n  return r;\n}',
      )[1],
    ).toBe('switch n { 0:u32,1:u32: { r = 1:u32; } default: { return 3:u32; } }');
  });
  it('refuses what falls through, repeats or moves', () => {
    expect(
      codesOf(
        'export function f(n: u32): u32 {\n  switch (n) {\n    case 0:\n      if (n === 1) break;\n    default:\n      return 3;\n  }\n  return 1;\n}',
      ),
    ).toEqual(['FUSE4131']);
    expect(
      codesOf(
        'export function f(n: u32, m: u32): u32 {\n  switch (n) {\n    case m:\n      return 1;\n    default:\n      return 3;\n  }\n}',
      ),
    ).toEqual(['FUSE4134']);
  });
});

describe('paths', () => {
  const f = (inside: string): string =>
    `function fail(): never { unreachable(); }\nexport function f(n: u32): u32 {\n  ${inside}\n}\nexport function g(): void { fail(); }`;
  it.each([
    'if (n === 0) return 1; else return 2;',
    'fail();',
    'return fail();',
    'unreachable();',
    '{ return n; }',
    '// @bound 8 tries\n while (true) { if (n === 1) return n; }',
  ])('%s ends the function', (inside) => {
    expect(codesOf(f(inside))).toEqual([]);
  });
  it.each([
    'if (n === 0) return 1;',
    '// @bound 8 tries\n while (n !== 0) { return n; }',
    '// @bound 8 tries\n while (true) { if (n === 1) break; }',
  ])('%s does not', (inside) => {
    expect(codesOf(f(inside))).toEqual(['FUSE4130']);
  });
});

describe('effects', () => {
  const before = `
export interface Box { a: u32; b: u32 }
const box: Box = zeroed();
let seed: u32 = 1;
function next(): u32 { seed = wrap(seed + 1); return seed; }
function pick(x: u32, y: u32): u32 { return x < y ? x : y; }
function setA(): u32 { box.a = 1; return 1; }
`;
  const codes = (expression: string): string[] =>
    codesOf(
      `${before}export function f(n: u32): u32 {\n  return ${expression};\n}\nexport function g(): u32 { const x = setA(); const y = next(); return pick(x, wrap(y + box.b)); }`,
    );
  it.each([
    'pick(next(), n)',
    'pick(pick(1, 2), pick(3, 4))',
    'next() === 1 || next() === 2 ? 1 : 0',
    'pick(next(), box.a)',
    'pick(setA(), box.b)',
    'pick(setA(), seed)',
  ])('%s has one order', (expression) => {
    expect(codes(expression)).toEqual([]);
  });
  it.each(['pick(next(), next())', 'wrap(next() - next())', 'pick(seed, next())', 'pick(setA(), box.a)'])(
    '%s has two',
    (expression) => {
      expect(codes(expression)).toEqual(['FUSE4102']);
    },
  );
  it('show where the other part is', () => {
    const [d] = diagnosticsOf(
      `${before}export function f(): u32 {\n  return pick(seed, next());\n}\nexport function g(): u32 { return setA(); }`,
    );
    expect(d?.related.map((r) => r.at.column)).toEqual([15]);
  });
});

describe('recursion', () => {
  it('is found through other functions and callbacks', () => {
    const [d] = diagnosticsOf(
      'export function a(n: u32): u32 { return b(n); }\nfunction b(n: u32): u32 { return c(n); }\nfunction c(n: u32): u32 { return n === 0 ? 0 : a(n); }',
    );
    expect(d?.code).toBe('FUSE4100');
    expect(d?.message).toContain('a → b → c → a');
    expect(
      codesOf(
        'export interface Op { run: Callback<(n: u32) => u32> }\nconst op: Op = { run: f };\nexport function f(n: u32): u32 {\n  const run = op.run;\n  return n === 0 ? 0 : run(n);\n}',
      ),
    ).toEqual(['FUSE4101']);
  });
  it('is not seen where callbacks have another type', () => {
    expect(
      codesOf(
        'export interface Op { run: Callback<(n: u8) => u32> }\nfunction one(n: u8): u32 { return n; }\nconst op: Op = { run: one };\nexport function f(n: u32): u32 {\n  const run = op.run;\n  return wrap(n + run(1));\n}\nexport const g: Callback<(n: u32) => u32> = f;',
      ),
    ).toEqual([]);
  });
});

describe('interrupts', () => {
  it('touch atomics, constants and what is tagged', () => {
    expect(
      codesOf(`
        export interface Slot { latch: Atomic<u32>; /** @isr set before the interrupt is on */ mask: u32; count: u32 }
        const slots: FixedArray<Slot, 4> = zeroed();
        const table: Readonly<FixedArray<u32, 2>> = [1, 2];
        /** @isr */
        export function post(i: u32): void {
          const slot = slots[i];
          slot.latch.fetchOr(table[1] & slot.mask, 'release');
        }
        export function counts(i: u32): u32 { return slots[i].count; }`),
    ).toEqual([]);
  });
  it.each([
    ['a static', 'let n: u32 = 0;', 'n += 1;'],
    ['a field', 'export interface S { n: u32 }\nconst s: S = zeroed();', 's.n = 1;'],
    ['a field through a reference', 'export interface S { n: u32 }\nconst s: S = zeroed();', 'const r = s;\nr.n = 1;'],
    ['elements', 'const a: FixedArray<u8, 4> = zeroed();', 'a[0] = 1;'],
    ['elements through a slice', 'const a: FixedArray<u8, 4> = zeroed();', 'fill(slice(a), 0);'],
  ])('do not touch %s', (_what, before, inside) => {
    expect(new Set(codesOf(`${before}\n/** @isr */\nexport function f(): void {\n  ${inside}\n}`))).toEqual(
      new Set(['FUSE4111']),
    );
  });
  it('call only C that may be called there', () => {
    const files = (tag: string): Record<string, string> => ({
      'main.ts': "import { wake } from './c';\n/** @isr */\nexport function f(): void {\n  wake();\n}\n",
      'c.d.ts': `/** C. @header c.h */\n\n/** Wakes. ${tag} */\nexport declare function wake(): void;\n`,
    });
    expect(codesOf(files(''))).toEqual(['FUSE4110']);
    expect(codesOf(files('@isr'))).toEqual([]);
  });
});

describe('references to own objects', () => {
  const before = `
export interface Writer { bytes: Slice<u8>; length: u32 }
export interface Box { held: Ref<Writer> | null }
const box: Box = zeroed();
function start(writer: Writer, bytes: Slice<u8>): void { writer.bytes = bytes; }
function keep(writer: Writer): void { box.held = writer; }
function tail(bytes: Slice<u8>): Slice<u8> { return slice(bytes, 1); }
export function uses(w: Writer): void { keep(w); start(w, tail(w.bytes)); }
`;
  const codes = (inside: string, result = 'void'): string[] =>
    codesOf(`${before}export function f(writer: Writer): ${result} {\n  ${inside}\n}`);
  it.each([
    [
      'passed down',
      'const own: FixedArray<u8, 8> = zeroed();\nconst w: Writer = zeroed();\nstart(w, slice(own));\nwriter.length = w.length;',
    ],
    [
      'kept beside',
      'const own: FixedArray<u8, 8> = zeroed();\nconst w: Writer = { bytes: slice(own), length: 0 };\nwriter.length = w.bytes.length;',
    ],
  ])('may be %s', (_what, inside) => {
    expect(codes(inside)).toEqual([]);
  });
  it.each([
    ['in a static', 'const w: Writer = zeroed();\nbox.held = w;'],
    ['by a function that keeps it', 'const w: Writer = zeroed();\nkeep(w);'],
    ["in the caller's object", 'const own: FixedArray<u8, 8> = zeroed();\nwriter.bytes = slice(own);'],
    [
      "in the caller's object by another function",
      'const own: FixedArray<u8, 8> = zeroed();\nstart(writer, slice(own));',
    ],
    [
      'beyond its block',
      'let at: Writer = writer;\nif (writer.length === 0) {\n  const w: Writer = zeroed();\n  at = w;\n}\nat.length = 1;',
    ],
    [
      'inside a struct',
      'const own: FixedArray<u8, 8> = zeroed();\nconst w: Writer = { bytes: slice(own), length: 0 };\nassign(writer, w);',
    ],
  ])('are not stored %s', (_what, inside) => {
    expect(codes(inside)).toEqual(['FUSE3110']);
  });
  it.each([
    'return slice(own);',
    'const s = slice(own);\nreturn s;',
    'return tail(slice(own));',
    'const w: Writer = { bytes: slice(own), length: 0 };\nreturn w.bytes;',
  ])('are not returned: %s', (inside) => {
    expect(
      codes(
        `const own: FixedArray<u8, 8> = zeroed();\nif (writer.length === 0) return writer.bytes;\n${inside}`,
        'Slice<u8>',
      ),
    ).toEqual(['FUSE3110']);
  });
});
