// SPDX-License-Identifier: Apache-2.0
/**
 * The standard library of the subset: everything a program may name without importing it.
 * It takes the place of TypeScript's own lib (`noLib`), so what is not here does not exist. Semantics: docs/language.md.
 */

// ---- What tsc itself insists on -------------------------------------------------------------------------------------

interface Array<T> {
  readonly length: number;
  [index: number]: T;
}
interface ReadonlyArray<T> {
  readonly length: number;
  readonly [index: number]: T;
}
interface Boolean {}
interface Function {}
interface CallableFunction {}
interface NewableFunction {}
interface IArguments {}
interface Number {}
interface BigInt {}
interface Object {}
interface RegExp {}
interface String {
  /** Length in bytes (string literals are ASCII). */
  readonly length: u32;
  /** The byte at `index`. */
  charCodeAt(index: u32): u8;
}

// ---- Numbers --------------------------------------------------------------------------------------------------------
// Each type carries the tags of everything losslessly convertible to it, so tsc itself refuses narrowing.

type u8 = number & { readonly __t?: 'u8' };
type u16 = number & { readonly __t?: 'u8' | 'u16' };
type u32 = number & { readonly __t?: 'u8' | 'u16' | 'u32' };
type i8 = number & { readonly __t?: 'i8' };
type i16 = number & { readonly __t?: 'u8' | 'i8' | 'i16' };
type i32 = number & { readonly __t?: 'u8' | 'u16' | 'i8' | 'i16' | 'i32' };
/** An object size or address offset: C's `size_t`, at least 32 bits. */
type usize = number & { readonly __t?: 'u8' | 'u16' | 'u32' | 'usize' };
type u64 = bigint & { readonly __t?: 'u64' };
type i64 = bigint & { readonly __t?: 'i64' };
type f32 = number & { readonly __t?: 'f32' };
type f64 = number & { readonly __t?: 'f32' | 'f64' };

interface Conversion<T> {
  /** The same value in this type: proved to fit, or checked (a failed check panics). Floats are truncated toward zero. */
  (value: number | bigint): T;
  /** The value modulo 2^width. */
  wrap(value: number | bigint): T;
  /** The nearest value this type can hold. */
  sat(value: number | bigint): T;
  readonly MIN: T;
  readonly MAX: T;
}
declare const u8: Conversion<u8>;
declare const u16: Conversion<u16>;
declare const u32: Conversion<u32>;
declare const u64: Conversion<u64>;
declare const i8: Conversion<i8>;
declare const i16: Conversion<i16>;
declare const i32: Conversion<i32>;
declare const i64: Conversion<i64>;
declare const usize: Conversion<usize>;
declare function f32(value: number | bigint): f32;
declare function f64(value: number | bigint): f64;

/** The argument, one `+ - *` or unary `-`, computed modulo 2^width. */
declare function wrap<T extends number | bigint>(operation: T): T;
/** The argument, one `+ - *`, clamped to the range of its type. */
declare function sat<T extends number | bigint>(operation: T): T;
/** The argument, one `+ - *`, and whether its exact value fits; `value` is 0 where it does not. */
declare function checked<T extends number | bigint>(operation: T): Checked<T>;
interface Checked<T> {
  readonly ok: boolean;
  readonly value: T;
}
/** Integer quotient, truncated toward zero. The divisor is proved to be non-zero, or checked. */
declare function idiv<A extends number | bigint, B extends number | bigint>(dividend: A, divisor: B): A | B;
declare function min<A extends number | bigint, B extends number | bigint>(a: A, b: B): A | B;
declare function max<A extends number | bigint, B extends number | bigint>(a: A, b: B): A | B;

// ---- Memory ---------------------------------------------------------------------------------------------------------

/** `N` elements in place. `N` is a literal or `typeof CONSTANT`. */
interface FixedArray<T, N extends number> {
  readonly length: u32;
  readonly __n?: N;
  [index: number]: T;
}
/** `length` elements somewhere else: pointer and length. */
interface Slice<T> {
  readonly length: u32;
  readonly __s?: T;
  [index: number]: T;
}
interface ReadonlySlice<T> {
  readonly length: u32;
  readonly __s?: T;
  readonly [index: number]: T;
}
/** The elements `[from, to)` of an array or slice (all of it without them): proved to lie inside, or checked. */
declare function slice<T>(of: FixedArray<T, number> | Slice<T>, from?: u32, to?: u32): Slice<T>;
/** The same, for reading. */
declare function view<T>(of: FixedArray<T, number> | Slice<T> | ReadonlySlice<T>, from?: u32, to?: u32): ReadonlySlice<T>;
/** The bytes of a text, for reading. */
declare function bytesOf(text: string): ReadonlySlice<u8>;
/** Copies `source` to the start of `target`, which is proved or checked to be long enough. The two may overlap. */
declare function copy<T>(target: Slice<T>, source: Slice<T> | ReadonlySlice<T>): void;
/** Sets every element. */
declare function fill<T>(target: Slice<T>, value: T): void;
/** Copies every field of a struct; the two may be the same. */
declare function assign<T>(target: T, source: T): void;
/** A struct with every field 0, null or false: the initial value of a static or a local. */
declare function zeroed<T>(): T;

/** A C pointer: can be compared and passed on, not dereferenced. `T | null` where it may be NULL. */
interface Pointer<T> {
  readonly __p?: T;
}
/** A C pointer to something that is only read (`const T *`). */
interface ConstPointer<T> {
  readonly __cp?: T;
}
/** The place of a result in the caller: C's `T *`, written and read through `.value`. */
interface Out<T> {
  value: T;
}
/** Read through this name only: C's `const T`. */
type Readonly<T> = { readonly [K in keyof T]: T[K] };
/** In a field: a reference to a struct stored elsewhere (a plain struct type is stored in place). */
type Ref<T> = T;
/** A function pointer; in a field or parameter. The host's, or a top-level function. */
type Callback<F> = F;
/** A NUL-terminated C string; string literals are assignable to it. */
type CString = string & { readonly __c?: 'cstring' };

/** The address of an element, field or static, for C code. It must not be kept beyond the storage. */
declare function pointerTo<T>(place: T): Pointer<T>;
declare function constPointerTo<T>(place: T): ConstPointer<T>;
/** TRUSTED: `count` elements at `start`, as the host or WAMR promised. Listed in checks.json. */
declare function trustedSlice<T>(start: Pointer<T>, count: u32): Slice<T>;
declare function trustedView<T>(start: ConstPointer<T>, count: u32): ReadonlySlice<T>;
/** TRUSTED: the address of a C object seen as another type. Listed in checks.json. */
declare function trustedCast<T>(pointer: unknown): T;
/** The address as a number, 0 for null. */
declare function addressOf(pointer: unknown): usize;
/** Size of the C representation in bytes. */
declare function sizeOf<T>(): u32;
/** The value, which is proved not to be null, or checked. */
declare function nonNull<T>(value: T | null): T;

// ---- Interrupts and hardware ----------------------------------------------------------------------------------------

type Order = 'relaxed' | 'acquire' | 'release' | 'acq_rel' | 'seq_cst';
/** Shared with interrupts and other threads. At most 32 bits wide. Starts at 0. */
interface Atomic<T extends number> {
  load(order: 'relaxed' | 'acquire' | 'seq_cst'): T;
  store(value: T, order: 'relaxed' | 'release' | 'seq_cst'): void;
  exchange(value: T, order: Order): T;
  /** Each returns the value before. Addition and subtraction wrap. */
  fetchAdd(value: T, order: Order): T;
  fetchSub(value: T, order: Order): T;
  fetchOr(value: T, order: Order): T;
  fetchAnd(value: T, order: Order): T;
  /** Stores `desired` if the value is `expected`; returns whether it did. */
  compareExchange(expected: T, desired: T, order: Order): boolean;
}
/** A memory-mapped hardware register: each call is one volatile access. */
interface Reg<T extends number> {
  read(): T;
  write(value: T): void;
}
/** The register at a hardware address. */
declare function registerAt<T extends number>(address: u32): Reg<T>;

// ---- Build and failure ----------------------------------------------------------------------------------------------

/** A yes/no known when the C is compiled; `C` names its macro. */
interface BuildFlag<C extends string> {
  readonly __flag: C;
}
/** Whether the flag is set: as the whole condition of an `if` it becomes `#if`. */
declare function when(flag: BuildFlag<string>): boolean;
/** Ends the program through `fuse_panic(site)`; for states that the code says cannot be. */
declare function unreachable(): never;
