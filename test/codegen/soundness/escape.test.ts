// SPDX-License-Identifier: Apache-2.0
/** References to a function's own objects do not get out by ways less plain than an assignment. */
import { codesOf } from '../../support/compile-subset';

const nodes = `
export interface Node { v: u32; next: Ref<Node> | null }
export const root: Node = zeroed();
export const table: FixedArray<Ref<Node> | null, 4> = zeroed();
export const nodes: FixedArray<Node, 4> = zeroed();
`;
const codes = (text: string): string[] => codesOf(nodes + text);

describe('a reference to an own object does not leave', () => {
  it('as an element that is copied', () => {
    expect(
      codes(`export function f(): void {
        const n: Node = zeroed();
        const l: FixedArray<Ref<Node> | null, 2> = [n, n];
        copy(slice(table), view(l));
      }`),
    ).toEqual(['FUSE3110']);
  });
  it('in a field of an element that is copied', () => {
    expect(
      codes(`export function f(): void {
        const n: Node = zeroed();
        const l: FixedArray<Node, 2> = zeroed();
        l[0].next = n;
        copy(slice(nodes), view(l));
      }`),
    ).toEqual(['FUSE3110']);
  });
  it('as the value of fill', () => {
    expect(codes('export function f(): void {\n  const n: Node = zeroed();\n  fill(slice(table), n);\n}')).toEqual([
      'FUSE3110',
    ]);
  });
  it('through slices that a callee copies', () => {
    expect(
      codes(`
export const windows: FixedArray<Slice<u8>, 2> = zeroed();
function put(to: Slice<Slice<u8>>, from: ReadonlySlice<Slice<u8>>): void {
  copy(to, from);
}
export function f(): void {
  const bytes: FixedArray<u8, 4> = zeroed();
  const own: FixedArray<Slice<u8>, 1> = [slice(bytes)];
  put(slice(windows), view(own));
}`),
    ).toEqual(['FUSE3110']);
  });
  it('into a static that a parameter may stand for', () => {
    expect(
      codes(`
function link(c: boolean, p: Node, q: Node): void {
  const at: Node = c ? p : root;
  at.next = q;
}
export function f(): void {
  const a: Node = zeroed();
  const b: Node = zeroed();
  link(false, a, b);
}`),
    ).toEqual(['FUSE3110']);
  });
  it('into what the object of a parameter refers to', () => {
    expect(
      codes(`
function link(p: Node, q: Node): void {
  const at = p.next;
  if (at !== null) at.next = q;
}
export function f(): void {
  const a: Node = { v: 0, next: root };
  const b: Node = zeroed();
  link(a, b);
}`),
    ).toEqual(['FUSE3110']);
  });
});

it('lets own objects refer to each other', () => {
  expect(
    codes(`
function link(p: Node, q: Node): void {
  p.next = q;
}
export function f(): u32 {
  const a: Node = zeroed();
  const b: Node = { v: 3, next: root };
  const l: FixedArray<Ref<Node> | null, 2> = zeroed();
  const m: FixedArray<Ref<Node> | null, 2> = [a, b];
  link(a, b);
  copy(slice(l), view(m));
  fill(slice(l), b);
  return b.v;
}`),
  ).toEqual([]);
});
