// SPDX-License-Identifier: Apache-2.0
/** 3xxx: memory, references, null. */
import type { CodeEntry } from '../registry';

export const memoryCodes = {
  FUSE3100: {
    title: 'this may be null',
    explain:
      'A check narrows a parameter or a local until it is assigned: const f = hal.camera.lastFrame; if (f === null) return 0n; f(...). It does not narrow a field, which others may change between the check and the use. nonNull(x) is the checked way.',
  },
  FUSE3101: {
    title: 'null where nothing may be missing',
    explain: "References, pointers and callbacks may be null only if their type says '| null'.",
  },
  FUSE3102: {
    title: 'an array is not a value',
    explain: 'It stays where it is: pass slice(a) or view(a), copy with copy(), use elements.',
  },
  FUSE3103: {
    title: 'an index or range outside',
    explain: 'A constant index must lie below the length. Others are proved or checked at run time.',
  },
  FUSE3104: {
    title: 'structs are not assigned',
    explain:
      'In TypeScript a = b would make two names for one object; a struct is stored in place. assign(a, b) copies the fields. A Ref<S> or S | null field is set with =. Atomics and registers have methods.',
  },
  FUSE3105: {
    title: 'this is read-only',
    explain: 'Readonly<S>, ReadonlySlice and ConstPointer are const in C, through every path.',
  },
  FUSE3106: {
    title: 'no address, or nothing behind it',
    explain:
      'Only variables, fields and elements have an address. A Pointer<T> from C is opaque: no length is known, so no index can be checked. trustedSlice(p, n) makes a slice of it and is listed in checks.json.',
  },
  FUSE3107: {
    title: 'a slice, array or struct is needed',
    explain: 'slice() and view() take arrays and slices, copy() and fill() slices, assign() structs.',
  },
  FUSE3108: {
    title: 'trustedCast is between pointers',
    explain: 'It never changes a value, only what an address is taken for. Numbers convert by u8(x) and the like.',
  },
  FUSE3109: {
    title: 'the tag is not assigned alone',
    explain: 'It would then stand for fields that are not there. assign(u, { kind: K.A, ... }) sets all of it.',
  },
  FUSE3110: {
    title: 'a reference that outlives what it refers to',
    explain:
      "An object of a function ends with the call. A reference, slice or pointer to it is passed down, but not returned, nor stored in a static or in a struct of the caller's.",
  },
  FUSE3111: {
    title: 'a union may change while it is narrowed',
    explain:
      'Between the check of kind and the use of a field, an assign() to such a union, here or in a function called, might change the tag. Copy what you need into a const before, or check again after.',
  },
  FUSE3112: {
    title: 'a type without a zero',
    explain:
      'zeroed() sets every bit to 0. A reference, callback or C string that is never null, and an enum without a member 0, have no such value: it would be read as if it were one.',
  },
} as const satisfies Record<string, CodeEntry>;
