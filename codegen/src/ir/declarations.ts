// SPDX-License-Identifier: Apache-2.0
/** Declarations of a program, with their C names decided. */
import type { ConstExpr, Expr, Location } from './expressions';
import type { Block } from './statements';
import type { FloatType, FunctionType, IntType, Type } from './types';

/** What every declaration has. */
export interface Declared {
  readonly name: string;
  readonly cName: string;
  /** Text of the doc comment without its tags; empty if there is none. */
  readonly doc: string;
  readonly at: Location;
  /** Exported from its file. */
  readonly exported: boolean;
  /** Part of the public header. */
  isPublic: boolean;
  /** The group whose flag must be set for this to exist, or null. */
  readonly group: GroupDecl | null;
  /** The file it is declared in. */
  readonly file: string;
}

export interface EnumMember {
  readonly name: string;
  readonly cName: string;
  readonly value: bigint;
  readonly doc: string;
}
export interface EnumDecl extends Declared {
  readonly kind: 'enum';
  readonly members: readonly EnumMember[];
}

export interface FieldDecl {
  readonly name: string;
  readonly cName: string;
  readonly type: Type;
  readonly doc: string;
  /** A static of this struct may be touched in an interrupt through this field. */
  readonly isr: boolean;
  /** Macro that must be set for the field to exist (a HAL group's struct in `Hal`), or null. */
  readonly condition: string | null;
}
/** `fields` may be filled in after creation (types refer to each other). `header` is set for a C struct of an extern header. */
export interface StructDecl extends Declared {
  readonly kind: 'struct';
  fields: readonly FieldDecl[];
  readonly header: string | null;
}
export interface UnionDecl extends Declared {
  readonly kind: 'union';
  tag: EnumDecl;
  members: readonly { readonly struct: StructDecl; readonly tag: EnumMember; readonly cName: string }[];
}
/** `type F = (a: A) => R`: a named function type. */
export interface FunctionTypeDecl extends Declared {
  readonly kind: 'functionType';
  readonly type: FunctionType;
}

/** `type ModuleId = u32`: a typedef of a number. */
export interface AliasDecl extends Declared {
  readonly kind: 'alias';
  readonly type: IntType | FloatType;
}

/** A #define. `type` is null for an exact constant. `build` is set for a macro that the build defines (no value then), `header` for one of an extern header. */
export interface ConstantDecl extends Declared {
  readonly kind: 'constant';
  readonly type: Type | null;
  readonly value: ConstExpr | null;
  readonly build: { readonly min: bigint; readonly max: bigint } | null;
  readonly header: string | null;
}

export interface StaticDecl extends Declared {
  readonly kind: 'staticVar';
  readonly type: Type;
  readonly init: Expr;
  /** `const` of scalar, Readonly or text type: never written. */
  readonly constant: boolean;
  readonly isr: boolean;
}

export interface ParamDecl {
  readonly decl: LocalDecl;
  readonly doc: string;
}
/**
 * A parameter or local variable. `mutable` is false for what is never assigned; an object (struct, union, array) is mutable unless it is Readonly,
 * and so is the scalar that `const r: Out<T> = { value: x }` makes.
 */
export interface LocalDecl {
  readonly kind: 'localVar';
  readonly name: string;
  readonly cName: string;
  readonly type: Type;
  readonly mutable: boolean;
  readonly isParam: boolean;
  readonly at: Location;
}

export interface FunctionTags {
  readonly isr: boolean;
  readonly nativeEnter: boolean;
  readonly nativeBytes: boolean;
  /** Set on a native function of modules. */
  readonly import: { readonly wasmName: string; readonly capability: CapabilityDecl | null } | null;
}
export interface FunctionDecl extends Declared {
  readonly kind: 'functionDecl';
  readonly params: readonly ParamDecl[];
  readonly result: Type;
  readonly resultDoc: string;
  readonly tags: FunctionTags;
  body: Block;
}

/** A C function of an extern header. */
export interface ExternDecl extends Declared {
  readonly kind: 'extern';
  readonly header: string;
  readonly params: readonly { readonly name: string; readonly type: Type }[];
  readonly result: Type;
  readonly isr: boolean;
  readonly pure: boolean;
}

export interface CapabilityDecl {
  readonly name: string;
  readonly bit: number;
  readonly cName: string;
  readonly group: GroupDecl;
}
/** One file of HAL functions. `macro`, `member` and `struct` are null where the group is always there or has nothing in fuse_hal_t. */
export interface GroupDecl {
  readonly name: string;
  readonly file: string;
  readonly doc: string;
  readonly macro: string | null;
  readonly member: string | null;
  readonly struct: StructDecl | null;
  readonly hardware: boolean;
}

export type Declaration =
  EnumDecl | StructDecl | UnionDecl | AliasDecl | FunctionTypeDecl | ConstantDecl | StaticDecl | FunctionDecl;

/** One TypeScript file: one translation unit. */
export interface FileUnit {
  /** Path relative to the project, with forward slashes. */
  readonly path: string;
  /** Base of the C file's name: unique in the program, for example `scheduler` or `hal_camera`. */
  readonly cBase: string;
  readonly doc: string;
  readonly group: GroupDecl | null;
  readonly declarations: readonly Declaration[];
}

export interface Program {
  readonly files: readonly FileUnit[];
  readonly groups: readonly GroupDecl[];
  readonly capabilities: readonly CapabilityDecl[];
  /** Native functions in table order: by capability bit, then by file and position; those without capability last. */
  readonly natives: readonly FunctionDecl[];
  readonly nativeEnter: FunctionDecl | null;
  readonly nativeBytes: FunctionDecl | null;
  /** Struct that a `GuestBytes` parameter of a native is. */
  readonly guestBytes: StructDecl | null;
  /** Public headers: name and the declarations they export, in order. */
  readonly headers: readonly {
    readonly name: string;
    /** The TypeScript file whose exports it has. */
    readonly file: string;
    readonly doc: string;
    readonly exports: readonly Declaration[];
  }[];
  /** Functions in whose bodies something was refused: they lack statements. None in a program that is compiled further. */
  readonly incomplete: ReadonlySet<FunctionDecl>;
}

export type { IntType };
