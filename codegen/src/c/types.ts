// SPDX-License-Identifier: Apache-2.0
/** C types and their declarators' parts. */
import type { CExpr } from './expressions';

/** `const`, `volatile` and `_Atomic` stand on the type they qualify. */
export interface Qualifiers {
  readonly isConst?: boolean;
  readonly isVolatile?: boolean;
  readonly isAtomic?: boolean;
}

/** A name that C knows: `uint32_t`, `fuse_policy_t`, `struct module`. */
export interface CNamedType extends Qualifiers {
  readonly kind: 'named';
  readonly name: string;
}
export interface CPointerType extends Qualifiers {
  readonly kind: 'pointer';
  readonly to: CType;
}
export interface CArrayType {
  readonly kind: 'array';
  readonly of: CType;
  readonly length: CExpr;
}
export interface CParam {
  readonly name: string;
  readonly type: CType;
}
export interface CFunctionType {
  readonly kind: 'function';
  readonly params: readonly CParam[];
  readonly result: CType;
}
export type CType = CNamedType | CPointerType | CArrayType | CFunctionType;

export const named = (name: string): CNamedType => ({ kind: 'named', name });
export const cPointer = (to: CType): CPointerType => ({ kind: 'pointer', to });
export const cArray = (of: CType, length: CExpr): CArrayType => ({ kind: 'array', of, length });

/** The type with `const` added; an array's elements take it, a function cannot have it. */
export function constOf(type: CType): CType {
  switch (type.kind) {
    case 'named':
    case 'pointer':
      return { ...type, isConst: true };
    case 'array':
      return { ...type, of: constOf(type.of) };
    case 'function':
      return type;
  }
}
