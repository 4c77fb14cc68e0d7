// SPDX-License-Identifier: Apache-2.0
/** 2xxx: types, conversions, declarations. */
import type { CodeEntry } from '../registry';

export const typeCodes = {
  FUSE2100: {
    title: 'a value of another type',
    explain:
      'A value goes only into its own type or one that holds all its values. Unlike tsc, the compiler compares types by name: two interfaces with the same fields are two types.',
  },
  FUSE2101: {
    title: 'a conversion is missing',
    explain:
      'A narrower type, another sign, or a float does not come silently. u8(x) is the same value, proved to fit or checked at run time; u8.wrap(x) is the value modulo 256; u8.sat(x) the nearest one that fits.',
  },
  FUSE2102: {
    title: 'number where a bigint is needed, or the reverse',
    explain:
      'u64 and i64 are bigint in TypeScript, so that the program gives the same results under Node: their literals are 0n, and u64(x) or u32(x) converts.',
  },
  FUSE2103: {
    title: 'operands of different kinds',
    explain:
      'u32 with i32 has no common type that holds both. Convert one of them, so that the reader sees which meaning is wanted.',
  },
  FUSE2104: {
    title: 'a constant that does not fit',
    explain: 'The value of a constant is known, so it must fit its type. u8.wrap(300) is 44, if that is meant.',
  },
  FUSE2105: {
    title: 'a float where an integer is needed',
    explain: 'u32(f) truncates toward zero and is checked to fit. Integers become floats by f32(i) or f64(i).',
  },
  FUSE2106: {
    title: 'this operation is not for this type',
    explain:
      'Arithmetic is for numbers of one kind; % only for integers. A boolean becomes a number by on ? 1 : 0, an enum by u32(e), an address by addressOf(p).',
  },
  FUSE2107: {
    title: '/ on integers',
    explain:
      'In TypeScript 7 / 2 is 3.5. The integer quotient is idiv(a, b), which truncates toward zero; the remainder is a % b.',
  },
  FUSE2108: {
    title: 'bit operations on a signed type',
    explain:
      'What the bits of a negative number are is a matter of the machine, so bit operations belong to unsigned types. u32.wrap(x) has the bits of an i32.',
  },
  FUSE2109: {
    title: 'the negative of an unsigned value',
    explain: 'Only signed types and floats have negatives. Convert first, or write a subtraction.',
  },
  FUSE2110: {
    title: 'texts are not joined',
    explain: 'Joining would need memory. Log the parts, or write bytes into a buffer that you own.',
  },
  FUSE2111: {
    title: 'a condition is a boolean',
    explain: 'There is no truthiness: compare with 0 or null, so that the reader sees what is asked.',
  },
  FUSE2112: {
    title: 'these are not compared',
    explain:
      'Both sides need one type after lossless widening; === also compares booleans, enums, pointers and references. A comparison whose answer is known is refused.',
  },
  FUSE2113: {
    title: 'a type is missing here',
    explain: 'A bare number, null or zeroed() fits many types. Write the type of the variable, or convert.',
  },
  FUSE2114: {
    title: 'parameters, results and fields have written types',
    explain: 'They are the interface of the code and become C prototypes; nothing is inferred there.',
  },
  FUSE2115: {
    title: 'not a name or type that can stand here',
    explain:
      'A name stands for something else here, or the type cannot be kept in this place. docs/language.md §3 has the table of types, what each offers, and where it may stand.',
  },
  FUSE2116: {
    title: 'the length of an array is a constant',
    explain:
      'FixedArray<T, 8> or FixedArray<T, typeof MAX_MODULES>, where MAX_MODULES is a top-level const or a build constant, and at least 1.',
  },
  FUSE2117: {
    title: 'a struct that holds itself',
    explain:
      'A struct field is stored in place, so a struct inside itself would be endless. Refer to it: next: Ref<Node> | null.',
  },
  FUSE2118: {
    title: 'the value of an enum member',
    explain:
      'Members are written with their numbers, unsigned, 32 bits, each number once: they appear in C headers and in stored data.',
  },
  FUSE2119: {
    title: 'an enum is not a number',
    explain: 'u32(e) is the number of e. A number becomes an enum by a switch that says what every other number means.',
  },
  FUSE2120: {
    title: 'an atomic or register of this type',
    explain:
      'At most 32 bits: wider atomics become library calls with locks on a Cortex-M. fetchOr and fetchAnd need unsigned integers.',
  },
  FUSE2121: {
    title: 'nothing to convert',
    explain: 'u8(x) and the like take integers, floats and enums; wrap and sat only integers.',
  },
  FUSE2122: {
    title: 'wrap, sat and checked take one operation',
    explain:
      'wrap(a + b) says what this + does when the exact value does not fit. The operands inside keep their own meaning: wrap(wrap(a * 31) + b).',
  },
  FUSE2124: {
    title: 'a shift beyond the width',
    explain: 'Shifting a u32 by 32 or more has no meaning in C. The count is proved below the width, or checked.',
  },
  FUSE2125: {
    title: 'division by the constant zero',
    explain: 'A divisor that may be zero is checked at run time; one that is zero is a mistake.',
  },
  FUSE2126: {
    title: 'a declaration that needs itself',
    explain:
      'A constant, a size or a type is computed from others; going round in a circle it has no value. Break the circle with a written number or type.',
  },
  FUSE2127: {
    title: 'one interface, one declaration',
    explain: "Only HAL groups add to an interface of another file, by declare module './index'.",
  },
  FUSE2128: {
    title: 'this object literal cannot stand here',
    explain:
      'A literal gives every field of a struct, as the initialiser of a variable or field or as the source of assign(). A Out<T> starts with { value: x }.',
  },
  FUSE2129: {
    title: 'this array literal cannot stand here',
    explain:
      'An array literal has no storage of its own. It is the first value of a FixedArray variable or field and has exactly its elements; an array whose length the build decides starts from zeroed().',
  },
  FUSE2130: {
    title: 'a union of other things',
    explain:
      "A tagged union is type U = A | B with named interfaces, each beginning with its own member of one enum: kind: UKind.A. Besides that, only '| null' is a union.",
  },
  FUSE2131: {
    title: "a member's field outside its case",
    explain:
      'The fields of a member exist only while the tag says so. Use them inside switch (u.kind) or after if (u.kind === K.A), on a parameter or local const.',
  },
  FUSE2132: {
    title: 'a call without a value',
    explain:
      'A void function returns nothing that could be kept, passed or returned. Call it in a statement of its own; a result is written as its result type.',
  },
  FUSE2133: {
    title: 'another function type',
    explain: 'Through a pointer nothing converts: parameter and result types are equal one by one.',
  },
  FUSE2134: {
    title: 'the result of checked() is a local const',
    explain:
      'A Checked value is two values, ok and value, which have to be looked at in this order: const sum = checked(a + b); if (sum.ok) { use(sum.value); }',
  },
  FUSE2136: {
    title: 'the initialiser of a static is constant',
    explain:
      'Nothing runs at load. Literals, constants, zeroed(), names of functions, arithmetic on constants, and literals of these.',
  },
  FUSE2137: {
    title: 'a variable without a first value',
    explain:
      'Every variable has a first value, so nothing undefined is ever read. Move the declaration down to where the value is known, or start from zeroed().',
  },
  FUSE2139: {
    title: 'a range that cannot be',
    explain:
      '@range lo..hi stands in the doc comment of a type alias, field, static, parameter or function (its result) of integer type. Both ends are constants, are included and fit the type. What is stored there is proved or checked to lie inside. Atomics, registers and parameters of native functions have none: interrupts, hardware and modules do not keep to it.',
  },
  FUSE2138: {
    title: 'a struct without fields',
    explain: 'A struct of C has at least one member. An interface that says nothing is left out.',
  },
} as const satisfies Record<string, CodeEntry>;
