// SPDX-License-Identifier: Apache-2.0
/** C expressions. Parentheses are not nodes: the printer puts them where precedence, or a reader, needs them. */
import type { CType } from './types';

export type CUnaryOp = '-' | '!' | '~' | '&' | '*';
export type CBinaryOp =
  '+' | '-' | '*' | '/' | '%' | '<<' | '>>' | '&' | '|' | '^' | '<' | '<=' | '>' | '>=' | '==' | '!=' | '&&' | '||';
export type CAssignOp = '=' | '+=' | '-=' | '*=' | '/=' | '%=' | '&=' | '|=' | '^=' | '<<=' | '>>=';

export type CExpr =
  | { readonly kind: 'name'; readonly name: string }
  /** A literal as it is spelt: `8U`, `UINT64_C(5)`, `true`, `1.5F`. */
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'call'; readonly callee: CExpr; readonly args: readonly CExpr[] }
  | { readonly kind: 'unary'; readonly op: CUnaryOp; readonly operand: CExpr }
  | { readonly kind: 'binary'; readonly op: CBinaryOp; readonly left: CExpr; readonly right: CExpr }
  | { readonly kind: 'assign'; readonly op: CAssignOp; readonly target: CExpr; readonly value: CExpr }
  | { readonly kind: 'increment'; readonly op: '++' | '--'; readonly target: CExpr }
  | {
      readonly kind: 'conditional';
      readonly condition: CExpr;
      readonly whenTrue: CExpr;
      readonly whenFalse: CExpr;
    }
  | { readonly kind: 'cast'; readonly type: CType; readonly operand: CExpr }
  | { readonly kind: 'index'; readonly of: CExpr; readonly index: CExpr }
  | { readonly kind: 'member'; readonly of: CExpr; readonly name: string; readonly arrow: boolean }
  | { readonly kind: 'sizeof'; readonly of: CType | CExpr; readonly isType: boolean }
  | { readonly kind: 'offsetof'; readonly type: CType; readonly member: string }
  | { readonly kind: 'compound'; readonly type: CType; readonly init: CInitList }
  | CInitList;

export interface CInitItem {
  readonly member: string | null;
  readonly value: CExpr;
  readonly condition?: string;
  /** Comment lines before it. */
  readonly comments?: readonly string[];
}

/** `{ .a = 1U, .b = 2U }` or `{ 1U, 2U }`. `broken` puts each item on its own line. */
export interface CInitList {
  readonly kind: 'init';
  readonly items: readonly CInitItem[];
  readonly broken?: boolean;
}

export const name = (text: string): CExpr => ({ kind: 'name', name: text });
export const literal = (text: string): CExpr => ({ kind: 'literal', text });
export const call = (callee: string | CExpr, ...args: CExpr[]): CExpr => ({
  kind: 'call',
  callee: typeof callee === 'string' ? name(callee) : callee,
  args,
});
export const unary = (op: CUnaryOp, operand: CExpr): CExpr => ({ kind: 'unary', op, operand });
export const binary = (op: CBinaryOp, left: CExpr, right: CExpr): CExpr => ({ kind: 'binary', op, left, right });
export const cast = (type: CType, operand: CExpr): CExpr => ({ kind: 'cast', type, operand });
export const assignTo = (target: CExpr, value: CExpr, op: CAssignOp = '='): CExpr => ({
  kind: 'assign',
  op,
  target,
  value,
});
export const sizeofType = (type: CType): CExpr => ({ kind: 'sizeof', of: type, isType: true });
export const sizeofExpr = (of: CExpr): CExpr => ({ kind: 'sizeof', of, isType: false });
export const indexInto = (of: CExpr, at: CExpr): CExpr => ({ kind: 'index', of, index: at });
export const initList = (values: readonly CExpr[], broken = false): CInitList => ({
  kind: 'init',
  items: values.map((value) => ({ member: null, value })),
  broken,
});

/** `of.name`; through a pointer `(*p).name` becomes `p->name` and `(&x)->name` becomes `x.name`. */
export function member(of: CExpr, field: string): CExpr {
  if (of.kind === 'unary' && of.op === '*') return { kind: 'member', of: of.operand, name: field, arrow: true };
  return { kind: 'member', of, name: field, arrow: false };
}
/** `*pointer`, with `*&x` simplified. */
export function deref(pointer: CExpr): CExpr {
  return pointer.kind === 'unary' && pointer.op === '&' ? pointer.operand : unary('*', pointer);
}
/** `&place`, with `&*p` simplified. */
export function addressOf(place: CExpr): CExpr {
  return place.kind === 'unary' && place.op === '*' ? place.operand : unary('&', place);
}
