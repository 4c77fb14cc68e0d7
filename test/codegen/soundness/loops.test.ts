// SPDX-License-Identifier: Apache-2.0
/** Loops that only look as if they counted toward a limit. */
import { decide } from '../../../codegen/src/facts';
import { codesOf, programOf } from '../../support/compile-subset';

const codes = (loop: string): string[] =>
  codesOf(`export function f(): u32 {\n  let c: u32 = 0;\n  ${loop}\n  return c;\n}`);

it.each([
  ['a limit that moves with the variable', 'for (let i: u32 = 0; i < i + 1; i++) c = i;'],
  ['a limit that hides the variable', 'for (let i: u32 = 0; i <= max(i, 5); i++) c = i;'],
  ['a float, whose step rounding loses', 'for (let i: f32 = 0; i < 1e30; i++) c = 1;'],
  ['an assignment in parentheses', 'for (let i: u32 = 0; i < 9; i++) { (i) = 0; c = i; }'],
])('%s needs a declared bound', (_name, loop) => {
  expect(codes(loop)).toEqual(['FUSE4120']);
});

it('a variable that C has the address of needs a declared bound', () => {
  const files = {
    'main.ts': `import { poke } from './ext';
export function f(): u32 {
  let c: u32 = 0;
  for (let i: u32 = 0; i < 9; i++) { poke(pointerTo(i)); c = i; }
  return c;
}`,
    'ext.d.ts': '/** @header ext.h */\nexport declare function poke(p: Pointer<u32>): void;\n',
  };
  expect(codesOf(files)).toEqual(['FUSE4120']);
});

it.each(['(4294967295+1)', '(1-2)', '(N-2)', '(N*N)'])('a bound of %s is none', (bound) => {
  expect(
    codesOf(`/** @build FUSE_N 1..100000 */
declare const N: u32;
export function f(): u32 {
  let i: u32 = 0;
  // @bound ${bound} test
  while (i < N) i++;
  return i;
}`),
  ).toEqual(['FUSE4121']);
});

it('a nest of loops shows its bounds, whatever an inner one was taken to do before the outer one was known', () => {
  const nest = [0, 1].map(
    (d) => `for (let i${d}: u32 = 0; i${d} < min(x, ${20 + d}); i${d}++) {
  c = wrap(c + i${d});
  let k${d}: u32 = min(x, ${30 + d});
  while (k${d} > 0) {
    k${d} -= 1;
    c = wrap(c + k${d});`,
  );
  expect(
    codesOf(`export function run(x: u32): u32 {\n  let c: u32 = 0;\n${nest.join('\n')}\n}}}}\n  return c;\n}`),
  ).toEqual([]);
});

it('a nest of seven loops is proved as well, in a bounded number of turns', () => {
  const depths = [0, 1, 2, 3, 4, 5, 6];
  const heads = depths.map((d) => `for (let i${d}: u32 = 0; i${d} < ${5 + d}; i${d}++) {`).join('\n');
  const sum = depths.map((d) => `i${d}`).join(' + ');
  const text = `export function run(): u32 {\nlet t: u32 = 0;\n${heads}\nif (t < 1000) t = t + ${sum};\n${'}'.repeat(7)}\nreturn t;\n}`;
  expect(decide(programOf({ 'main.ts': text })).checks).toEqual([]);
}, 60_000);
