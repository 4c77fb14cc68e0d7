// SPDX-License-Identifier: Apache-2.0
/** The types of the subset after the `types` stage: no TypeScript node, nothing left to infer. */
import type { AliasDecl, ConstantDecl, EnumDecl, FunctionTypeDecl, StructDecl, UnionDecl } from './declarations';
import type { ConstExpr } from './expressions';

export type IntName = 'u8' | 'u16' | 'u32' | 'u64' | 'i8' | 'i16' | 'i32' | 'i64' | 'usize';
export type FloatName = 'f32' | 'f64';

/** `@range min..max`: both ends are constants; `lo` and `hi` are the least and the greatest they are in any configuration. */
export interface IntRange {
  readonly min: ConstExpr;
  readonly max: ConstExpr;
  readonly lo: bigint;
  readonly hi: bigint;
  /** The greatest that `min` and the least that `max` can be: what lies between fits in every configuration. */
  readonly sureLo: bigint;
  readonly sureHi: bigint;
  /** As it was written. */
  readonly text: string;
}
/**
 * `alias` is the name it was written with (`type ModuleId = u32`): for printing only, types with and without it are equal. `range` is
 * the contract of what is stored: a place, a parameter or a result has it, the type of an expression that was read has not.
 */
export interface IntType {
  readonly kind: 'int';
  readonly name: IntName;
  readonly alias?: AliasDecl;
  readonly range?: IntRange;
}
export interface FloatType {
  readonly kind: 'float';
  readonly name: FloatName;
  readonly alias?: AliasDecl;
}
export interface BoolType {
  readonly kind: 'bool';
}
export interface VoidType {
  readonly kind: 'void';
}
export interface NeverType {
  readonly kind: 'never';
}
/** `null` itself, before it is converted to the type it is compared with or assigned to. */
export interface NullType {
  readonly kind: 'null';
}
export interface EnumType {
  readonly kind: 'enum';
  readonly decl: EnumDecl;
}
/** A struct in place. As an expression's type it is always behind a `ref`. */
export interface StructType {
  readonly kind: 'struct';
  readonly decl: StructDecl;
}
export interface UnionType {
  readonly kind: 'union';
  readonly decl: UnionDecl;
}
/** `struct S *`: what a struct- or union-typed parameter, local or nullable field is. */
export interface RefType {
  readonly kind: 'ref';
  readonly to: StructType | UnionType | AtomicType | RegType;
  readonly nullable: boolean;
  readonly readonly: boolean;
}
export interface ArrayType {
  readonly kind: 'array';
  readonly element: Type;
  readonly length: ConstExpr;
}
export interface SliceType {
  readonly kind: 'slice';
  readonly element: Type;
  readonly readonly: boolean;
}
/** `Pointer<T>`, `ConstPointer<T>`. `to: void` is `void *`. */
export interface PointerType {
  readonly kind: 'pointer';
  readonly to: Type;
  readonly readonly: boolean;
  readonly nullable: boolean;
}
/** `Out<T>`: the place of a scalar. */
export interface OutType {
  readonly kind: 'out';
  readonly to: Type;
  readonly nullable: boolean;
}
/** `decl` is the typedef it was written with: for printing only. */
export interface FunctionType {
  readonly kind: 'function';
  readonly decl: FunctionTypeDecl | null;
  readonly params: readonly ParamType[];
  readonly result: Type;
  readonly nullable: boolean;
  readonly isr: boolean;
}
export interface ParamType {
  readonly name: string;
  readonly type: Type;
}
export interface AtomicType {
  readonly kind: 'atomic';
  readonly of: IntType | BoolType | EnumType;
}
export interface RegType {
  readonly kind: 'reg';
  readonly of: IntType;
}
export interface TextType {
  readonly kind: 'text';
}
export interface CStringType {
  readonly kind: 'cstring';
}
export interface CheckedType {
  readonly kind: 'checked';
  readonly of: IntType;
}

export type Type =
  | IntType
  | FloatType
  | BoolType
  | VoidType
  | NeverType
  | NullType
  | EnumType
  | StructType
  | UnionType
  | RefType
  | ArrayType
  | SliceType
  | PointerType
  | OutType
  | FunctionType
  | AtomicType
  | RegType
  | TextType
  | CStringType
  | CheckedType;

/** The constant a build sets: a C macro with a known range. */
export type BuildConstant = ConstantDecl & { readonly build: NonNullable<ConstantDecl['build']> };
