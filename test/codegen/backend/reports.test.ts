// SPDX-License-Identifier: Apache-2.0
/** checks.json, calls.json, #line, and the assertions of layout. */
import { execFile } from 'node:child_process';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { checksOf, emitSources, temporaryFolder, textOf, writeGenerated } from '../../support/backend';

const run = promisify(execFile);
const folder = temporaryFolder();

const SOURCE = `/** A program. */
/** What the host listens with. */
export type Listener = (value: u32) => void;
export interface Options { listener: Listener | null; small: u8; wide: u64; half: u16 }
export interface Fixed { small: u8; wide: u64; half: u16; pair: FixedArray<u32, 3> }
let total: u32 = 0;
let listener: Listener | null = null;
const steps: Readonly<FixedArray<Callback<(n: u32) => u32>, 2>> = [plus, times];

function plus(n: u32): u32 {
  return n + 1;
}
function times(n: u32): u32 {
  return wrap(n * 3);
}
export function open(options: Readonly<Options>, fixed: Fixed): void {
  fixed.small = options.small;
  listener = options.listener;
}
export function run(n: u32): u32 {
  const doubled =
    steps[n & 1](n);
  if (doubled > 10) {
    total = sat(total + doubled);
  }
  const told = listener;
  if (told !== null) told(total);
  return total;
}
export function pick(bytes: Pointer<u8>, i: u32): u8 {
  return trustedSlice(bytes, 4)[i];
}
`;

const line = (text: string): number => SOURCE.split('\n').findIndex((l) => l.includes(text)) + 1;
const outputs = emitSources(folder, { 'main.ts': SOURCE }, { lineDirectives: true });

test('checks.json has each check with place and reason, and the trusted places', () => {
  const report = checksOf(outputs) as unknown as Record<string, Record<string, unknown>[]>;
  expect(report['totals']).toMatchObject({ checked: 2, trusted: 1 });
  expect(report['checks']).toMatchObject([
    {
      site: 1,
      kind: 'overflow',
      line: line('return n + 1'),
      column: 10,
      function: 'plus',
      reason: 'n is 0..4294967295 (type u32); 1; the result is 1..4294967296, and u32 holds 0..4294967295',
    },
    {
      site: 2,
      kind: 'index',
      line: line('trustedSlice(bytes'),
      function: 'pick',
      reason: 'i is 0..4294967295 (type u32); the length of the value is 4',
    },
  ]);
  expect(report['trusted']).toMatchObject([
    { kind: 'trustedSlice', line: line('trustedSlice(bytes'), function: 'pick' },
  ]);
});

test('calls.json closes the targets of calls through pointers, and tells where the host may add some', () => {
  const { functions } = JSON.parse(textOf(outputs, 'calls.json')) as {
    functions: { name: string; indirect: unknown[] }[];
  };
  expect(functions.find((f) => f.name === 'fuse_run')?.indirect).toMatchObject([
    { line: line('steps[n & 1](n)'), targets: ['plus', 'times'], open: false },
    { line: line('told(total)'), targets: [], open: true },
  ]);
});

test('public structs are laid out as hosts expect', () => {
  const header = textOf(outputs, 'api.h');
  expect(header).toContain('_Static_assert(sizeof(fuse_fixed_t) == 32U, "fuse_fixed_t is 32 bytes");');
  expect(header).toContain('_Static_assert(offsetof(fuse_fixed_t, pair) == 20U');
  // A pointer's size is the target's.
  expect(header).not.toContain('sizeof(fuse_options_t)');
});

test('debug information speaks of the TypeScript lines, and of no other', async () => {
  const generated = writeGenerated(folder, outputs);
  const object = path.join(folder, 'main.o');
  await run('gcc', ['-std=c11', '-g', '-O0', '-c', path.join(generated, 'main.c'), '-o', object]);
  const { stdout } = await run('objdump', ['--dwarf=decodedline', object]);
  const places = [...stdout.matchAll(/^(\S+)\s+(\d+)\s+0x[0-9a-f]+/gm)].map((m) => `${m[1]}:${m[2]}`);
  const lines = new Set(places.filter((p) => p.startsWith('main.ts:')).map((p) => Number(p.slice(8))));
  const expected = [
    'function plus',
    'return n + 1',
    'function times',
    'return wrap(n * 3)',
    'function open',
    'fixed.small =',
    'listener = options',
    'function run',
    'const doubled',
    'if (doubled',
    'total = sat',
    'const told',
    'if (told',
    'return total',
    'function pick',
  ].map(line);
  expect([...expected].filter((n) => !lines.has(n))).toEqual([]);
  const closing = SOURCE.split('\n').flatMap((text, i) => (text === '}' ? [i + 1] : []));
  const allowed = new Set([...expected, ...closing, line('trustedSlice(bytes'), line('steps[n & 1](n)')]);
  expect([...lines].filter((n) => !allowed.has(n))).toEqual([]);
});
