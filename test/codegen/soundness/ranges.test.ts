// SPDX-License-Identifier: Apache-2.0
/** Contracts and what all stores agree on are relied on only where nothing else can write. */
import { decide } from '../../../codegen/src/facts';
import { compileFiles, compileText, programOf } from '../../support/compile-subset';

/** Kinds and lines of the checks that stay. */
function checksOf(text: string, extern?: string): string[] {
  const files = extern === undefined ? { 'main.ts': text } : { 'main.ts': text, 'ext.d.ts': extern };
  return decide(programOf(files)).checks.map((c) => `${c.kind} ${c.at.line}`);
}

const TABLE = 'const table: FixedArray<u32, 8> = zeroed();\n/** @range 0..7 */\ntype Slot = u32;\n';

it('a range is proved where it is stored and known where it is read', () => {
  expect(
    checksOf(`${TABLE}function at(slot: Slot): u32 {
  return table[slot];
}
export function f(x: u32): u32 {
  return x < 8 ? at(x) : at(x & 7);
}`),
  ).toEqual([]);
});

it('what does not keep to it is checked', () => {
  expect(
    checksOf(`${TABLE}function at(slot: Slot): u32 {
  return table[slot];
}
export function f(x: u32): u32 {
  return at(x) + at(min(x, 8));
}`),
  ).toEqual(['range 8', 'range 8']);
});

it('C passes anything to a function that it calls', () => {
  expect(
    checksOf(`${TABLE}export function at(slot: Slot): u32 {
  return table[slot];
}`),
  ).toEqual(['range 4']);
});

it('C writes anything into what it gets the address of', () => {
  const text = (use: string, imported = ''): string => `${imported}
${TABLE}interface Inner { slot: Slot; low: u32 }
const inner: Inner = zeroed();
export function f(x: u32): u32 {
  inner.low = x & 7;
  ${use}
  return x > 9 ? table[inner.slot] : table[inner.low];
}`;
  const extern = '/** @header ext.h */\nexport declare function poke(p: Pointer<u32>): void;\n';
  expect(checksOf(text(''))).toEqual([]);
  expect(checksOf(text('poke(pointerTo(inner.low));', "import { poke } from './ext';"), extern)).toEqual(['index 10']);
});

it('an interrupt writes whenever it likes', () => {
  expect(
    checksOf(`const table: FixedArray<u32, 8> = zeroed();
interface Shared { level: u32 }
/** @isr written in the interrupt */
const shared: Shared = zeroed();
/** @isr */
export function tick(x: u32): void { shared.level = x; }
export function f(): u32 {
  const s = shared;
  return s.level < 8 ? table[s.level] : 0;
}`),
  ).toEqual(['index 9']);
});

it('elements written through a slice are not those that were stored by index', () => {
  const text = (other: string): string => `const table: FixedArray<u32, 8> = zeroed();
const order: FixedArray<u8, 8> = zeroed();
function all(x: u8, to: Slice<u8>): void { fill(to, x); }
export function f(x: u32): u32 {
  order[x & 7] = u8(x & 7);
  ${other}
  return table[order[x & 7]];
}`;
  expect(checksOf(text('').replace(/^function all.*$/m, ''))).toEqual([]);
  expect(checksOf(text('all(u8(x & 255), slice(order));'))).toEqual(['index 7']);
});

it('elements that a literal leaves at 0 count with those that are stored', () => {
  expect(
    checksOf(`interface Totals { by: FixedArray<u32, 4> }
const totals: Totals = { by: zeroed() };
export function set(i: u32): void { totals.by[i & 3] = 5; }
export function share(x: u32): u32 {
  return idiv(x, totals.by[x & 3]);
}`),
  ).toEqual(['division 5']);
});

it('a slice of a type with a range is not one of the plain type', () => {
  const text = `${TABLE}const slots: FixedArray<Slot, 4> = zeroed();
function set(to: Slice<u32>): void { if (to.length > 0) to[0] = 99; }
export function f(): u32 { set(slice(slots)); return table[slots[0]]; }`;
  expect(
    compileText(text)
      .diagnostics.sorted()
      .map((d) => d.code),
  ).toEqual(['FUSE2100']);
});

it('nothing that starts as 0 has a range without it', () => {
  const text = '/** @range 1..7 */\ntype Day = u8;\ninterface D { day: Day }\nexport const d: D = zeroed();\n';
  expect(
    compileFiles({ 'main.ts': text })
      .diagnostics.sorted()
      .map((d) => d.code),
  ).toHaveLength(1);
});
