// SPDX-License-Identifier: Apache-2.0
/** A proof about usize holds where it has 32 bits and where it has 64. */
import { checksOf, emitSources, temporaryFolder } from '../../support/backend';

const folder = temporaryFolder();

/** The kinds of the checks that stay in a function of this text. */
function checksIn(text: string): string[] {
  return checksOf(emitSources(folder, { 'main.ts': text })).checks.map((check) => check.kind);
}

it('saturation may end at 32 bits', () => {
  expect(
    checksIn(`export function f(a: usize): usize {
      if (a > 4294967295) return 0;
      const more: usize = sat(a + 2);
      return more - a - 2;
    }`),
  ).toEqual(['overflow', 'overflow']);
  expect(
    checksIn(`export function f(x: u64): u64 {
      if (x > 0xffffffffffn) return 0n;
      const size = usize.sat(x);
      return u64(size) - x;
    }`),
  ).toEqual(['overflow']);
  expect(
    checksIn(`export function f(x: u64): u32 {
      if (x < 0x100000000n) return 0;
      return u64(usize.sat(x)) > 0xffffffffn ? 1 : 2;
    }`),
  ).toEqual([]);
});
it('a bound of 32 bits is sure', () => {
  expect(
    checksIn(
      'export function f(a: u32): usize {\n  const more: usize = sat(usize(a) + 2);\n  return more - min(more, 7);\n}',
    ),
  ).toEqual([]);
});
