// SPDX-License-Identifier: Apache-2.0
/**
 * Typed expressions. Every conversion is a node, every name is resolved, operand types are equal where the operation needs it,
 * and at most one side effect stands in an expression except under `&& || ?:` and nested calls (docs/language.md §5).
 */
import type {
  ConstantDecl,
  EnumDecl,
  EnumMember,
  ExternDecl,
  FunctionDecl,
  LocalDecl,
  StaticDecl,
  StructDecl,
  FieldDecl,
  UnionDecl,
} from './declarations';
import type {
  AtomicType,
  BoolType,
  CheckedType,
  EnumType,
  FloatType,
  IntType,
  OutType,
  PointerType,
  RefType,
  RegType,
  SliceType,
  Type,
} from './types';

/** A position in a TypeScript source; `line` and `column` count from 1. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

interface Node {
  readonly at: Location;
}

/**
 * The state of something that can fail. The `facts` stage decides it: `proved`, or `checked` with a site number that the emitted
 * C passes to fuse_panic().
 */
export interface Obligation {
  state: 'open' | 'proved' | 'checked';
  site?: number;
}

export type Expr =
  | IntLiteral
  | FloatLiteral
  | BoolLiteral
  | NullLiteral
  | TextLiteral
  | CStringLiteral
  | EnumValue
  | ConstantRef
  | FunctionRef
  | BuildFlagTest
  | Read
  | RefTo
  | Arith
  | Negate
  | FloatArith
  | Bits
  | Complement
  | Shift
  | Compare
  | Logic
  | Not
  | Conditional
  | Convert
  | MinMax
  | CheckedArith
  | Call
  | SliceOf
  | SliceLength
  | TrustedSlice
  | TrustedCast
  | PointerTo
  | AddressOf
  | SizeOf
  | NonNull
  | AtomicOp
  | RegRead
  | RegWrite
  | RegisterAt
  | StructLiteral
  | ArrayLiteral
  | Zeroed
  | NullCheck;

/** An expression that C's preprocessor or `static const` can hold: literals, constants, sizeOf, and arithmetic on them. */
export type ConstExpr = Expr;

export interface IntLiteral extends Node {
  readonly kind: 'int';
  readonly value: bigint;
  readonly type: IntType;
  /** How many hexadecimal digits it is written with; 0: in decimal. Absent where it is not written at all. */
  readonly hexDigits?: number | undefined;
}
export interface FloatLiteral extends Node {
  readonly kind: 'float';
  readonly value: number;
  readonly type: FloatType;
}
export interface BoolLiteral extends Node {
  readonly kind: 'bool';
  readonly value: boolean;
  readonly type: BoolType;
}
/** `null` of the pointer-like type it is used as. */
export interface NullLiteral extends Node {
  readonly kind: 'null';
  readonly type: Type;
}
export interface TextLiteral extends Node {
  readonly kind: 'text';
  readonly value: string;
  readonly type: Type;
}
export interface CStringLiteral extends Node {
  readonly kind: 'cstring';
  readonly value: string;
  readonly type: Type;
}
export interface EnumValue extends Node {
  readonly kind: 'enumValue';
  readonly decl: EnumDecl;
  readonly member: EnumMember;
  readonly type: EnumType;
}
/** A named constant; `type` is the type it is used as (exact constants fit several). */
export interface ConstantRef extends Node {
  readonly kind: 'constant';
  readonly decl: ConstantDecl;
  readonly type: Type;
}
export interface FunctionRef extends Node {
  readonly kind: 'function';
  readonly decl: FunctionDecl | ExternDecl;
  readonly type: Type;
}
/** `when(flag)` outside the condition of an `if` is refused; inside it is a statement (BuildIf). This is its use as a constant: 1 or 0. */
export interface BuildFlagTest extends Node {
  readonly kind: 'buildFlag';
  readonly macro: string;
  readonly type: BoolType;
}

/** The value at a place: of scalar, pointer-like, slice, text or Checked type. */
export interface Read extends Node {
  readonly kind: 'read';
  readonly place: Place;
  readonly type: Type;
}
/**
 * The address of a struct, union, atomic or register place: `&modules[i]`. Where the place is a Deref of a reference, this is that reference.
 * With an OutType: the address of a local scalar, passed as the place of a result.
 */
export interface RefTo extends Node {
  readonly kind: 'refTo';
  readonly place: Place;
  readonly type: RefType | OutType;
}

export type ArithMode = 'exact' | 'wrap' | 'sat';
/** Both operands have `type`. `exact` obliges the result to fit; `/` (from idiv) and `%` oblige the divisor not to be 0, and MIN / -1 not to happen. */
export interface Arith extends Node {
  readonly kind: 'arith';
  readonly op: '+' | '-' | '*' | '/' | '%';
  readonly mode: ArithMode;
  readonly left: Expr;
  readonly right: Expr;
  readonly type: IntType;
  readonly obligation: Obligation;
}
export interface Negate extends Node {
  readonly kind: 'negate';
  readonly mode: ArithMode;
  readonly operand: Expr;
  readonly type: IntType | FloatType;
  readonly obligation: Obligation;
}
export interface FloatArith extends Node {
  readonly kind: 'floatArith';
  readonly op: '+' | '-' | '*' | '/';
  readonly left: Expr;
  readonly right: Expr;
  readonly type: FloatType;
}
/** checked(a op b): the operands have type.of. */
export interface CheckedArith extends Node {
  readonly kind: 'checkedArith';
  readonly op: '+' | '-' | '*';
  readonly left: Expr;
  readonly right: Expr;
  readonly type: CheckedType;
}
/** Unsigned type, of any width. */
export interface Bits extends Node {
  readonly kind: 'bits';
  readonly op: '&' | '|' | '^';
  readonly left: Expr;
  readonly right: Expr;
  readonly type: IntType;
}
export interface Complement extends Node {
  readonly kind: 'complement';
  readonly operand: Expr;
  readonly type: IntType;
}
/** `left` has `type` (at least 32 bits, unsigned); `count` has any integer type. */
export interface Shift extends Node {
  readonly kind: 'shift';
  readonly op: '<<' | '>>';
  readonly left: Expr;
  readonly count: Expr;
  readonly type: IntType;
  readonly obligation: Obligation;
}
/** Operands have equal types. Pointer-like operands: only === and !==. */
export interface Compare extends Node {
  readonly kind: 'compare';
  readonly op: '<' | '<=' | '>' | '>=' | '===' | '!==';
  readonly left: Expr;
  readonly right: Expr;
  readonly type: BoolType;
}
/** `operand === null` or, with `negated`, `!==`. */
export interface NullCheck extends Node {
  readonly kind: 'nullCheck';
  readonly operand: Expr;
  readonly negated: boolean;
  readonly type: BoolType;
}
export interface Logic extends Node {
  readonly kind: 'logic';
  readonly op: '&&' | '||';
  readonly left: Expr;
  readonly right: Expr;
  readonly type: BoolType;
}
export interface Not extends Node {
  readonly kind: 'not';
  readonly operand: Expr;
  readonly type: BoolType;
}
export interface Conditional extends Node {
  readonly kind: 'conditional';
  readonly condition: Expr;
  readonly whenTrue: Expr;
  readonly whenFalse: Expr;
  readonly type: Type;
}

/**
 * Numeric conversion. `widen` is lossless; `exact` obliges the value to fit the type, and its range if it has one (floats: truncated first); `wrap`, `sat` as named; `round` is any number to f32 or f64;
 * `enumToInt` gives an enum's number; `retype` changes no bit: nullability lost after a null check, Slice to ReadonlySlice, S to Readonly<S>, null-ability gained.
 */
export interface Convert extends Node {
  readonly kind: 'convert';
  readonly mode: 'widen' | 'exact' | 'wrap' | 'sat' | 'round' | 'enumToInt' | 'retype';
  readonly operand: Expr;
  readonly type: Type;
  readonly obligation: Obligation;
}
export interface MinMax extends Node {
  readonly kind: 'minMax';
  readonly op: 'min' | 'max';
  readonly left: Expr;
  readonly right: Expr;
  readonly type: IntType | FloatType;
}

export type CallTarget =
  | { readonly kind: 'function'; readonly decl: FunctionDecl }
  | { readonly kind: 'extern'; readonly decl: ExternDecl }
  /** A function pointer, which is not null here. */
  | { readonly kind: 'pointer'; readonly value: Expr };
export interface Call extends Node {
  readonly kind: 'call';
  readonly target: CallTarget;
  readonly args: readonly Expr[];
  readonly type: Type;
}

/** slice()/view()/bytesOf(): elements [from, to) of an array place, slice or text; without `to` up to its length. Obliges 0 <= from <= to <= length. */
export interface SliceOf extends Node {
  readonly kind: 'sliceOf';
  readonly of: Place | Expr;
  readonly from: Expr | null;
  readonly to: Expr | null;
  readonly type: SliceType;
  readonly obligation: Obligation;
}
/** `.length` of a slice or text; an array's length is a ConstExpr already. */
export interface SliceLength extends Node {
  readonly kind: 'sliceLength';
  readonly of: Expr;
  readonly type: IntType;
}
export interface TrustedSlice extends Node {
  readonly kind: 'trustedSlice';
  readonly start: Expr;
  readonly count: Expr;
  readonly type: SliceType;
}
/** C cast between pointer-like types (functions and const through uintptr_t). */
export interface TrustedCast extends Node {
  readonly kind: 'trustedCast';
  readonly operand: Expr;
  readonly type: Type;
}
export interface PointerTo extends Node {
  readonly kind: 'pointerTo';
  readonly place: Place;
  readonly type: PointerType;
}
export interface AddressOf extends Node {
  readonly kind: 'addressOf';
  readonly operand: Expr;
  readonly type: IntType;
}
export interface SizeOf extends Node {
  readonly kind: 'sizeOf';
  readonly of: Type;
  readonly type: IntType;
}
/** nonNull(): obliges the operand not to be null. */
export interface NonNull extends Node {
  readonly kind: 'nonNull';
  readonly operand: Expr;
  readonly type: Type;
  readonly obligation: Obligation;
}

export type Order = 'relaxed' | 'acquire' | 'release' | 'acq_rel' | 'seq_cst';
export interface AtomicOp extends Node {
  readonly kind: 'atomic';
  readonly op: 'load' | 'store' | 'exchange' | 'fetchAdd' | 'fetchSub' | 'fetchOr' | 'fetchAnd' | 'compareExchange';
  readonly place: Place;
  readonly of: AtomicType;
  readonly args: readonly Expr[];
  readonly order: Order;
  readonly type: Type;
}
export interface RegRead extends Node {
  readonly kind: 'regRead';
  readonly place: Place;
  readonly of: RegType;
  readonly type: IntType;
}
export interface RegWrite extends Node {
  readonly kind: 'regWrite';
  readonly place: Place;
  readonly of: RegType;
  readonly value: Expr;
  readonly type: Type;
}
export interface RegisterAt extends Node {
  readonly kind: 'registerAt';
  readonly address: Expr;
  readonly type: RefType;
}

/** An object literal: the initialiser of a local or static, the source of assign(), or a nested field. Every field is present, in declaration order. */
export interface StructLiteral extends Node {
  readonly kind: 'struct';
  readonly decl: StructDecl;
  readonly fields: readonly { readonly field: FieldDecl; readonly value: Expr }[];
  readonly union: UnionDecl | null;
  readonly type: Type;
}
export interface ArrayLiteral extends Node {
  readonly kind: 'array';
  readonly elements: readonly Expr[];
  readonly type: Type;
  /** Comment lines before each element. */
  readonly comments: readonly (readonly string[])[];
}
export interface Zeroed extends Node {
  readonly kind: 'zeroed';
  readonly type: Type;
}

/** Something with an address. */
export type Place = LocalPlace | StaticPlace | FieldPlace | IndexPlace | DerefPlace;
export interface LocalPlace extends Node {
  readonly kind: 'local';
  readonly decl: LocalDecl;
  readonly type: Type;
}
export interface StaticPlace extends Node {
  readonly kind: 'static';
  readonly decl: StaticDecl;
  readonly type: Type;
}
/** A field of a struct place. `member` is set when `of` is a union place: the field of that member. Also `.ok`/`.value` of a Checked local (a FieldDecl of that name). */
export interface FieldPlace extends Node {
  readonly kind: 'field';
  readonly of: Place;
  readonly field: FieldDecl;
  readonly member: StructDecl | null;
  readonly type: Type;
}
/** An element of an array place, or of a slice or text value. Obliges index < length. */
export interface IndexPlace extends Node {
  readonly kind: 'index';
  readonly of: Place | Expr;
  readonly index: Expr;
  readonly type: Type;
  readonly obligation: Obligation;
}
/** What a (non-null) reference, or an Out, points to. */
export interface DerefPlace extends Node {
  readonly kind: 'deref';
  readonly of: Expr;
  readonly type: Type;
}
