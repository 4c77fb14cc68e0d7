// SPDX-License-Identifier: Apache-2.0
/** A member's fields are used only while the union is that member, whatever name it is changed under. */
import { codesOf } from '../../support/compile-subset';

const shapes = `
export enum K { Circle = 0, Square = 1, Line = 2 }
export interface Corner { at: Slice<u8> }
export interface Circle { kind: K.Circle; radius: u32; corner: Corner }
export interface Square { kind: K.Square; side: u64 }
export interface Line { kind: K.Line; length: u32 }
export type Shape = Circle | Square | Line;
export type Round = Circle | Square;
export const rounds: FixedArray<Round, 4> = zeroed();
function change(r: Round): boolean { assign(r, { kind: K.Square, side: 1n }); return true; }
`;
const codes = (text: string): string[] => codesOf(shapes + text);

it('is not fooled by a test of another name', () => {
  expect(
    codes(`export function f(a: Round, b: Round): u32 {
      if (a.kind !== K.Circle) return 0;
      change(b);
      if (b.kind === K.Square) return a.radius;
      return 1;
    }`),
  ).toEqual(['FUSE3111']);
});
it('is not fooled by a test that leaves the member open', () => {
  expect(
    codes(`
function turn(s: Shape): void { assign(s, { kind: K.Line, length: 1 }); }
export function f(a: Shape, b: Shape): u64 {
  if (a.kind === K.Line) return 0n;
  turn(b);
  if (a.kind !== K.Circle) return a.side;
  return 1n;
}
export function g(a: Round): u32 { return a.kind === K.Circle ? a.radius : 0; }
export function h(r: Round): boolean { return change(r); }`),
  ).toEqual(['FUSE3111']);
});
it('sees a change in the body that comes round to the condition', () => {
  expect(
    codes(`export function f(a: Round, b: Round): u32 {
      if (a.kind !== K.Circle) return 0;
      // @bound 4 test
      while (a.radius > 0) change(b);
      return 1;
    }`),
  ).toEqual(['FUSE3111']);
});
it('expects the host to call back', () => {
  expect(
    codes(`
export interface Hal { tick: Callback<() => void> | null }
export const hal: Hal = zeroed();
export function turn(): boolean { return change(rounds[0]); }
export function f(): u32 {
  const a = rounds[0];
  const tick = hal.tick;
  if (a.kind === K.Circle && tick !== null) {
    tick();
    return a.radius;
  }
  return 0;
}`),
  ).toEqual(['FUSE3111']);
});
it('lends no reference into a member that holds references', () => {
  expect(
    codes(`export function f(a: Round, b: Round): u32 {
      if (a.kind !== K.Circle) return 0;
      const corner = a.corner;
      change(b);
      return corner.at.length;
    }`),
  ).toEqual(['FUSE3111']);
});
it.each([
  ['a boolean', 'on: FixedArray<boolean, 4>', 'const on = slice(a.on); change(b); return on[0] ? 1 : 0;'],
  ['an enum', 'on: FixedArray<K, 4>', 'const on = slice(a.on); change(b); return on[0] === K.Circle ? 1 : 0;'],
  ['a field of which the stores are known', 'on: Inner', 'const on = a.on; change(b); return table[on.slot];'],
])('lends no reference into a member whose bytes could then be read as %s', (_name, field, use) => {
  expect(
    codesOf(`
export enum K { Circle = 0, Square = 1 }
interface Inner { slot: u32 }
interface Circle { kind: K.Circle; ${field} }
interface Square { kind: K.Square; side: u64 }
export type Round = Circle | Square;
export const table: FixedArray<u32, 4> = zeroed();
export const inner: Inner = zeroed();
function change(r: Round): void { assign(r, { kind: K.Square, side: 1n }); }
export function f(a: Round, b: Round): u32 {
  if (a.kind !== K.Circle) return 0;
  ${use}
}`),
  ).toEqual(['FUSE3111']);
});
it('lends bytes and what is copied at once', () => {
  expect(
    codesOf(`
export enum K { Text = 0, Flags = 1 }
interface Text { kind: K.Text; bytes: FixedArray<u8, 8> }
interface Flags { kind: K.Flags; on: FixedArray<boolean, 4> }
export type Part = Text | Flags;
export const flags: FixedArray<boolean, 4> = zeroed();
function sum(bytes: ReadonlySlice<u8>): u32 { return bytes.length > 0 ? u32(bytes[0]) : 0; }
export function clear(p: Part, q: Part): void { assign(p, q); }
export function f(p: Part): u32 {
  if (p.kind === K.Text) return sum(view(p.bytes));
  copy(slice(flags), view(p.on));
  return 0;
}`),
  ).toEqual([]);
});
it('expects C to change what it is passed', () => {
  expect(
    codesOf({
      'main.ts': `import { poke } from './ext';
import { Part, K } from './part';
export function f(p: Part): u32 {
  if (p.kind === K.Words) {
    poke(p);
    return p.words.length;
  }
  return 0;
}`,
      'part.ts': `export enum K { Words = 0, Number = 1 }
export interface Words { kind: K.Words; words: Slice<u32> }
export interface One { kind: K.Number; value: u64 }
export type Part = Words | One;`,
      'ext.d.ts':
        "/** @header ext.h */\nimport { Part } from './part';\nexport declare function poke(p: Part): void;\n",
    }),
  ).toEqual(['FUSE3111']);
});
it('accepts a test after the change', () => {
  expect(
    codes(`export function f(a: Round, b: Round): u64 {
      change(b);
      if (a.kind === K.Circle && a.radius > 2) return u64(a.radius);
      return a.kind === K.Square ? a.side : 1n;
    }
    export function g(a: Round): u64 {
      change(a);
      switch (a.kind) {
        case K.Circle:
          return u64(a.corner.at.length);
        case K.Square:
          return a.side;
      }
    }`),
  ).toEqual([]);
});
