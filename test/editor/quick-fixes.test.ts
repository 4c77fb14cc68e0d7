// SPDX-License-Identifier: Apache-2.0
/** Every quick fix that the fixtures are offered does what it says: its diagnostic goes, and what it writes can be read. */
import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { applyEdits, type Code, type Diagnostic, type Fix } from '../../codegen/src/diagnostics';
import { compileFiles, diagnosticsOf, type Files } from '../support/compile-subset';
import { fixtureFolders, fixturesOf } from '../support/fixtures';

const compiler = path.resolve('dist/codegen/src/main.js');

function fixed(files: Files, fix: Fix): Files {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [name, applyEdits(name, text, fix.edits)]));
}

/** How often the same is said of the same line of text. */
function count(list: readonly Diagnostic[], one: Diagnostic): number {
  return list.filter((d) => d.code === one.code && d.message === one.message).length;
}

/** Codes whose remedy is an edit. One that is gone from here has lost its fixes. */
const mechanical: readonly Code[] = [
  'FUSE1012',
  'FUSE1018',
  'FUSE1020',
  'FUSE1021',
  'FUSE1023',
  'FUSE1024',
  'FUSE1025',
  'FUSE1026',
  'FUSE1027',
  'FUSE1028',
  'FUSE1032',
  'FUSE1033',
  'FUSE1036',
  'FUSE1037',
  'FUSE1038',
  'FUSE1040',
  'FUSE1043',
  'FUSE1044',
  'FUSE1048',
  'FUSE2100',
  'FUSE2101',
  'FUSE2102',
  'FUSE2103',
  'FUSE2104',
  'FUSE2105',
  'FUSE2106',
  'FUSE2107',
  'FUSE2108',
  'FUSE2109',
  'FUSE2111',
  'FUSE2112',
  'FUSE2113',
  'FUSE2114',
  'FUSE2115',
  'FUSE2119',
  'FUSE2121',
  'FUSE2128',
  'FUSE2137',
  'FUSE3100',
  'FUSE3102',
  'FUSE3104',
  'FUSE3105',
  'FUSE4110',
  'FUSE4120',
  'FUSE4131',
  'FUSE4132',
];

describe('quick fixes', () => {
  const offered = new Set<Code>();
  const refused = fixtureFolders().flatMap((code) => fixturesOf(code).filter((fixture) => !fixture.accepted));
  it.each(refused.map((fixture) => [fixture.name, fixture.files] as const))('of %s', (name, files) => {
    const before = diagnosticsOf(files);
    for (const diagnostic of before)
      for (const fix of diagnostic.fixes) {
        offered.add(diagnostic.code);
        const { diagnostics, failure } = compileFiles(fixed(files, fix));
        const list = diagnostics.sorted();
        const unreadable = (of: readonly Diagnostic[]): number => of.filter((d) => d.code === 'FUSE1000').length;
        expect({
          fix: `${name}:${diagnostic.at.line} ${fix.title}`,
          gone: count(list, diagnostic) < count(before, diagnostic),
          unreadable: unreadable(list),
          failure,
        }).toEqual({
          fix: `${name}:${diagnostic.at.line} ${fix.title}`,
          gone: true,
          unreadable: unreadable(before),
          failure: null,
        });
      }
  });
  it('are there for every code with a mechanical remedy', () => {
    expect([...offered].sort()).toEqual(mechanical);
  });
});

/** Applies first fixes that need no decision until none is left, in memory. */
function settle(text: string): { text: string; messages: string[] } {
  let now = text;
  for (let round = 0; round < 10; round++) {
    const list = diagnosticsOf(now);
    const fix = list.flatMap((d) => d.fixes.filter((f) => f.guess !== true).slice(0, 1))[0];
    if (fix === undefined) return { text: now, messages: list.map((d) => `${d.code} ${d.message}`) };
    now = applyEdits('main.ts', now, fix.edits);
  }
  throw new Error(`fixes have no end:\n${now}`);
}

describe('a program is right after its fixes', () => {
  it.each([
    ['a narrowing', 'return x;', 'return u8(x);', 'x: u32', 'u8'],
    ['a quotient', 'return x / y;', 'return idiv(x, y);', 'x: u32, y: u32', 'u32'],
    ['loose equality', 'return x == 0;', 'return x === 0;', 'x: u32', 'boolean'],
    ['truthiness', 'return !x;', 'return x === 0;', 'x: u32', 'boolean'],
    ['truthiness of a bigint', 'return x ? 1 : 2;', 'return x !== 0n ? 1 : 2;', 'x: u64', 'u32'],
    ['a bigint literal', 'return 1;', 'return 1n;', '', 'u64'],
    ['a number literal', 'return 1n;', 'return 1;', '', 'u32'],
    ['an unsigned shift', 'return x >>> 1;', 'return x >> 1;', 'x: u32', 'u32'],
    ['a cast', 'return (x + 1) as u8;', 'return u8(x + 1);', 'x: u32', 'u8'],
    ['two casts', 'return x as u32 as u8;', 'return u8(u32(x));', 'x: u32', 'u8'],
    ['var', 'var y: u32 = x; return y;', 'const y: u32 = x; return y;', 'x: u32', 'u32'],
    ['a let without a type', 'let y = x; y += 1; return y;', 'let y: u32 = x; y += 1; return y;', 'x: u32', 'u32'],
    ['a template', "return `it's`;", "return 'it\\'s';", '', 'string'],
    ['a boolean in a sum', 'return x + on;', 'return x + (on ? 1 : 0);', 'x: u32, on: boolean', 'u32'],
    ['a float in a sum', 'return x * f;', 'return f32(x) * f;', 'x: u32, f: f32', 'f32'],
    ['a signed mask', 'return x & y;', 'return u32.wrap(x) & u32.wrap(y);', 'x: i32, y: i32', 'u32'],
  ])('%s', (_name, body, wanted, parameters, result) => {
    const program = (text: string): string => `export function f(${parameters}): ${result} {\n  ${text}\n}\n`;
    expect(settle(program(body))).toEqual({ text: program(wanted), messages: [] });
  });
  it('an array passed whole, a struct assigned whole, a for-of', () => {
    const program = (call: string, copy: string, loop: string): string =>
      `interface P { x: u32; y: u32 }
const bytes: FixedArray<u8, 4> = zeroed();
const a: P = zeroed();
function sum(items: ReadonlySlice<u8>): u32 {
  let total: u32 = 0;
  ${loop}
  return total;
}
export function f(b: P): u32 {
  ${copy};
  return ${call} + a.x;
}
`;
    const { text, messages } = settle(
      program('sum(bytes)', 'a = b', 'for (const item of items) total = wrap(total + item);'),
    );
    expect(messages).toEqual([]);
    expect(text).toBe(
      program(
        'sum(view(bytes))',
        'assign(a, b)',
        'for (let i: u32 = 0; i < items.length; i++) { const item = items[i]; total = wrap(total + item); }',
      ),
    );
  });
});

describe('fuse-codegen fix', () => {
  let folder: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fuse-fix-'));
    fs.mkdirSync(path.join(folder, 'src'));
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));
  const main = (): string => path.join(folder, 'src/main.ts');
  const twoMistakes = 'export function f(x: u32): u8 {\n  if (x == 0) return 1;\n  return x as u8;\n}\n';

  it('writes the fixes into the sources', () => {
    fs.writeFileSync(main(), twoMistakes);
    const printed = execFileSync(process.execPath, [compiler, 'fix', '--project', 'src'], { cwd: folder }).toString();
    expect(printed).toBe('src/main.ts:2:9 - FUSE1026: Write ===\nsrc/main.ts:3:10 - FUSE1024: Write u8(x)\n');
    expect(fs.readFileSync(main(), 'utf8')).toBe(twoMistakes.replace('==', '===').replace('x as u8', 'u8(x)'));
  });
  it('shows them with --dry-run', () => {
    fs.writeFileSync(main(), twoMistakes);
    const { status, stdout } = spawnSync(process.execPath, [compiler, 'fix', '--project', 'src', '--dry-run'], {
      cwd: folder,
    });
    expect([status, stdout.toString().split('\n').length]).toEqual([1, 3]);
    expect(fs.readFileSync(main(), 'utf8')).toBe(twoMistakes);
  });
  it('leaves decisions to people, and says what is left', () => {
    const loop = "export function f(a: Atomic<u32>): void {\n  while (a.load('acquire') === 0) {}\n}\n";
    fs.writeFileSync(main(), loop);
    const { status, stderr } = spawnSync(process.execPath, [compiler, 'fix', '--project', 'src'], { cwd: folder });
    expect(status).toBe(1);
    expect(stderr.toString()).toContain('FUSE4120');
    expect(fs.readFileSync(main(), 'utf8')).toBe(loop);
  });
});
