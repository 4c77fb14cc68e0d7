// SPDX-License-Identifier: Apache-2.0
/** Bounds of loops that the compiler finds: the right number, and none where there is no end. */
import * as path from 'node:path';
import { compile } from '../../../codegen/src/compile';
import { decide } from '../../../codegen/src/facts';
import { codesOf, programOf } from '../../support/compile-subset';

const body = (loop: string): string => `export function f(n: u32, s: ReadonlySlice<u8>): u32 {
  let c: u32 = 0;
  ${loop}
  return c + s.length % 2;
}`;

it.each([
  ['while (c < 9) c += 1;', 9],
  ['while (c < 9) c += 2;', 5],
  ['while (c <= 9) c += 1;', 10],
  ['do c += 1; while (c < 9);', 9],
  ['let r = n & 15; while (r > 0) r -= 1;', 15],
  ['let r = n & 15; while (true) { if (r === 0) break; r -= 1; }', 16],
  ['let r = n & 31; while (r !== 0) { if (r > 3) r -= 2; else r -= 1; }', 31],
  ['let r = n; while (r !== 0) r = r >> 1;', 32],
  ['let r = n & 255; while (r !== 0) r = idiv(r, 4);', 4],
  ['let r: u32 = 1; while (r < 1000) r *= 2;', 10],
  [
    'let lo: u32 = 0; let hi: u32 = 100; while (lo < hi) { const m = idiv(lo + hi, 2); if (m * m > n) hi = m; else lo = m + 1; }',
    100,
  ],
  ['let r = view(s, 0, min(s.length, 20)); while (r.length > 0) r = view(r, 1);', 20],
  ['while (c < 9) { c += 1; if (n === 3) continue; if (n === 4) break; }', 9],
])('%s', (loop, bound) => {
  const program = programOf(
    body(
      loop.replace(/let r = (.*?);/, (_, init: string) => `let r${init.startsWith('view') ? '' : ': u32'} = ${init};`),
    ),
  );
  expect(decide(program).loops.map((l) => [l.how, Number(l.bound)])).toEqual([['proved', bound]]);
});

it.each([
  'while (c < n) { if (n > 5) c += 1; }',
  'while (c < 9) { c += 1; if (n === 7) c = 0; }',
  'while (c < 9) { if (n === 3) continue; c += 1; }',
  'while (c !== 9) c = wrap(c + 2);',
  'let r: u32 = n; while (true) r = r >> 1;',
  'while (true) c += 1;',
  'let lo: u32 = 0; let hi: u32 = 9; while (lo <= hi) { if (n > lo) hi = idiv(lo + hi, 2); else lo += 1; }',
])('%s has no end that is known', (loop) => {
  expect(codesOf(body(loop))).toEqual(['FUSE4120']);
});

it('a declared bound below what is known is counted', () => {
  const how = (bound: number): string | undefined =>
    decide(programOf(body(`// @bound ${bound} test\n  while (c < 9) c += 1;`))).loops[0]?.how;
  expect([how(8), how(9)]).toEqual(['checked', 'proved']);
});

it('the runtime has no check left and no loop without a bound', () => {
  const root = path.resolve(__dirname, '../../../..');
  const { program } = compile({
    projects: [path.join(root, 'runtime-ts')],
    headers: [{ name: 'fuse.h', file: path.join(root, 'runtime-ts/fuse.ts') }],
  });
  if (program === null) throw new Error('the runtime does not compile');
  const { checks, loops } = decide(program);
  expect(checks.map((c) => `${c.at.file}:${c.at.line} ${c.reason}`)).toEqual([]);
  expect(loops.filter((l) => l.bound === null || l.how === 'checked')).toEqual([]);
});
