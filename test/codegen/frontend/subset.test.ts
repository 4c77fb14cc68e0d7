// SPDX-License-Identifier: Apache-2.0
/** The table of syntax: complete, and used for every node. */
import { SyntaxKind } from 'typescript';
import { allCodes, isCode, registry } from '../../../codegen/src/diagnostics';
import { ruleOf, table } from '../../../codegen/src/subset';
import { codesOf } from '../../support/compile-subset';

const kinds = Object.keys(SyntaxKind).filter(
  (k) => Number.isNaN(Number(k)) && !/^(First|Last)[A-Z]/.test(k),
) as (keyof typeof SyntaxKind)[];

describe('the table', () => {
  it('has a rule for every kind of TypeScript', () => {
    // Internal tokens of doc comments are not part of the public type.
    const missing = kinds.filter((k) => !Object.hasOwn(table, k) && k !== ('JSDocCommentTextToken' as string));
    expect(missing).toEqual([]);
    for (const kind of kinds)
      if (kind !== ('JSDocCommentTextToken' as string)) expect(ruleOf(SyntaxKind[kind])).toBeDefined();
  });
  it('refuses with codes that exist and words that say what to write', () => {
    for (const [kind, rule] of Object.entries(table)) {
      if (rule.rule !== 'refused') continue;
      expect([kind, isCode(rule.code)]).toEqual([kind, true]);
      expect([kind, rule.message.length > 20]).toEqual([kind, true]);
    }
  });
});

describe('codes', () => {
  it('are numbered by what they are about and explained', () => {
    for (const code of allCodes) {
      expect(code).toMatch(/^FUSE[1-79]\d{3}$/);
      expect([code, registry[code].title.length > 5, registry[code].explain.length > 30]).toEqual([code, true, true]);
    }
  });
});

/** Statements with every operator and form that has to be refused wherever it stands. */
const refusals: readonly (readonly [string, string])[] = [
  ['a = b == c;', 'FUSE1026'],
  ['a = b != c;', 'FUSE1026'],
  ['x = x ** 2;', 'FUSE1036'],
  ['x >>>= 1;', 'FUSE1036'],
  ['x **= 2;', 'FUSE1036'],
  ['a &&= b;', 'FUSE1038'],
  ['a ??= b;', 'FUSE1038'],
  ['x = +x;', 'FUSE1037'],
  ['x = (x, x);', 'FUSE1035'],
  ['x = x++;', 'FUSE1050'],
  ['x = x = 1;', 'FUSE1050'],
  ['if ((x = 1) === 1) x = 2;', 'FUSE1050'],
  ['x = void 0;', 'FUSE1034'],
  ["a = 'x' in s;", 'FUSE1034'],
  ['a = s instanceof S;', 'FUSE1034'],
  ['delete s.v;', 'FUSE1034'],
  ['x = s?.v;', 'FUSE1027'],
  ['x = s!.v;', 'FUSE1025'],
  ['x = <u32>x;', 'FUSE1024'],
  ['x = x satisfies u32;', 'FUSE1024'],
  ['x = (function (): u32 { return 1; })();', 'FUSE1012'],
  ['function inner(): void {}', 'FUSE1012'],
  ['class Inner {}', 'FUSE1010'],
  ['s = new S();', 'FUSE1011'],
  ['try { x = 1; } finally { x = 2; }', 'FUSE1015'],
  ['with (s) { x = 1; }', 'FUSE1040'],
  ['for (const k in s) x = 1;', 'FUSE1020'],
  ['const [p] = list;', 'FUSE1030'],
  ['let u: undefined = undefined;', 'FUSE1023'],
  ['let u: unknown = x;', 'FUSE1022'],
  ['let u: [u32, u32] = zeroed();', 'FUSE1044'],
  ['let u: S | Box = s;', 'FUSE2130'],
  ['let u: keyof S = zeroed();', 'FUSE1045'],
  ["let u: 'on' = 'on';", 'FUSE1045'],
  ['x = f(...list);', 'FUSE1029'],
  ['x = `${x}`;', 'FUSE1018'],
  ['x = import.meta;', 'FUSE1054'],
];

describe('refused wherever it stands', () => {
  it.each(refusals)('%s', (statement, code) => {
    const text = `
export interface S { v: u32 }
export interface Box { v: u32; w: u32 }
export function f(b: u32, c: u32, s: S, list: Slice<u32>): u32 {
  let a: boolean = false;
  let x: u32 = b;
  ${statement}
  return a ? x : f(c, b, s, list);
}
`;
    // Whatever else tsc or the other stages say about it, the rule is among it.
    expect(codesOf(text)).toContain(code);
  });
});

it('does not let a kind pass that it does not know', () => {
  expect(() => (ruleOf as (kind: number) => unknown)(1_000_000)).toThrow('no rule for syntax kind');
});
