// SPDX-License-Identifier: Apache-2.0
/** 1xxx: syntax that is not in the subset. */
import type { CodeEntry } from '../registry';

export const syntaxCodes = {
  FUSE1000: {
    title: 'TypeScript cannot read this',
    explain: 'The file is not well-formed TypeScript. The message is that of tsc, with its own number.',
  },
  FUSE1001: {
    title: 'TypeScript refuses this',
    explain:
      'The subset is a part of TypeScript, so what tsc refuses is refused here too. The message is that of tsc, with its own number. An unused local or private function counts as an error, because it would be a warning of the C compilers.',
  },
  FUSE1010: {
    title: 'no classes',
    explain:
      'Data is an interface, behaviour is a top-level function that takes it as its first parameter. Nothing is dispatched at run time that a reader cannot see.',
  },
  FUSE1011: {
    title: 'no this, super or new',
    explain: 'There are no classes, hence nothing to construct. A struct starts from a literal or from zeroed<S>().',
  },
  FUSE1012: {
    title: 'no functions inside functions',
    explain:
      'A nested function would need memory for what it captures, and each call through it would have targets that nobody can list. Write a top-level function and pass what it needs as parameters. A callback is the name of a top-level function.',
  },
  FUSE1013: {
    title: 'no generics of your own',
    explain:
      'Each type parameter would multiply the emitted code out of sight. Write the function for the type that you have; FixedArray, Slice, Atomic and the like are generic already.',
  },
  FUSE1014: {
    title: 'no decorators',
    explain:
      'A decorator is a function that runs at load, and nothing does. Tags are written in the doc comment: /** @isr */ before the function.',
  },
  FUSE1015: {
    title: 'no exceptions',
    explain:
      'A failure is a value: return a status enum, or a result through an Out<T>. unreachable() marks what cannot happen and ends the program if it does.',
  },
  FUSE1016: {
    title: 'no async or await',
    explain:
      'Nothing runs between two statements but interrupts. Work that continues later keeps its state in a struct and is called again.',
  },
  FUSE1017: {
    title: 'no generators',
    explain:
      'A generator keeps its position in memory that nobody sees. Keep the position in a variable or struct, and call a function for the next item.',
  },
  FUSE1018: {
    title: 'no template strings',
    explain:
      "Texts are literals: 'like this'. Numbers are written into a byte buffer by a function of your own; nothing allocates.",
  },
  FUSE1019: {
    title: 'no regular expressions',
    explain: 'Matching would need unbounded time or memory. Compare bytes in a loop.',
  },
  FUSE1020: {
    title: 'no for…of and for…in',
    explain:
      'They need iterators. Count: for (let i: u32 = 0; i < items.length; i++) { const item = items[i]; ... }. Such a loop is bounded by itself and its index is proved to be inside.',
  },
  FUSE1021: {
    title: 'no var',
    explain: 'var is visible before it is set and outside its block. Use const, or let where the value changes.',
  },
  FUSE1022: {
    title: 'no any or unknown',
    explain: 'Every value has a type that decides its representation in C. A C pointer to anything is Pointer<void>.',
  },
  FUSE1023: {
    title: 'no number, bigint, object, symbol or undefined',
    explain:
      'Say how wide and which sign: u8 u16 u32 u64 i8 i16 i32 i64 usize f32 f64. What may be missing is `T | null` for references and pointers.',
  },
  FUSE1024: {
    title: 'no as, satisfies or angle-bracket casts',
    explain:
      'as changes what the compiler believes, not the value. Convert: u8(x) exact, u8.wrap(x), u8.sat(x). Between pointers: trustedCast<T>(p), which is listed in checks.json.',
  },
  FUSE1025: {
    title: 'no ! after an expression',
    explain: 'Check for null, or write nonNull(x), which is proved or checked at run time.',
  },
  FUSE1026: {
    title: 'no == and !=',
    explain: 'They convert their operands. Use === and !==, which compare values of one type.',
  },
  FUSE1027: {
    title: 'no optional chaining',
    explain:
      '?. gives undefined where something is missing, which no type here has. Check for null with an if, so that the other case is written down.',
  },
  FUSE1028: {
    title: 'no ?? operator',
    explain: '?? is for null and undefined at once. Put the value into a const x and write x !== null ? x : y.',
  },
  FUSE1029: {
    title: 'no spread and no rest parameters',
    explain: 'The number of arguments and fields is fixed. Copy elements with copy(), fields with assign().',
  },
  FUSE1030: {
    title: 'no destructuring',
    explain:
      'A pattern makes several variables, and copies, out of one line. Name the parts one by one: const x = point.x;',
  },
  FUSE1031: {
    title: 'no namespaces',
    explain: 'A file is a module. Only `declare module` with the path of another file is allowed, to add a HAL group.',
  },
  FUSE1032: {
    title: 'no default exports',
    explain:
      'A default export has another name in each file that imports it. Export by name, so that everything has one name everywhere, also in C.',
  },
  FUSE1033: {
    title: 'this form of import is not in the subset',
    explain:
      "Imports say which names they use, and nothing runs at load. Write import { a, b } from './file', or import type { T } from './file'.",
  },
  FUSE1034: {
    title: 'no typeof values, delete, void, in or instanceof',
    explain:
      'Types are known when the program is compiled; the kind of a tagged union is its field kind. typeof CONSTANT is a type, for the length of a FixedArray.',
  },
  FUSE1035: {
    title: 'no comma expressions',
    explain: 'Write two statements: an expression has one value and at most one effect.',
  },
  FUSE1036: {
    title: 'no ** and >>>',
    explain: 'Multiply, or shift a constant: 1 << n. >> on unsigned types is already logical.',
  },
  FUSE1037: {
    title: 'no unary +',
    explain: 'It converts in JavaScript, and does nothing to a number. A conversion is written: u32(x).',
  },
  FUSE1038: {
    title: 'no &&=, ||= and ??=',
    explain: 'Write an if with an assignment in it; then what happens in the other case is seen.',
  },
  FUSE1039: {
    title: 'no labels',
    explain: 'Leave nested loops through a function of their own with return, or a boolean in the condition.',
  },
  FUSE1040: {
    title: 'no with, no debugger',
    explain:
      'with makes names depend on values, and debugger belongs to a JavaScript engine. Break points are set in gdb, on the TypeScript line.',
  },
  FUSE1042: {
    title: 'an interface has fields only',
    explain:
      'Methods, accessors, index and call signatures have no place in a C struct. A function pointer is a field: name: Callback<(a: A) => R> | null.',
  },
  FUSE1043: {
    title: 'no optional fields or parameters, no default values',
    explain: 'Every field and argument is there. A reference that may be missing has the type S | null.',
  },
  FUSE1044: {
    title: 'no growing arrays, no tuples',
    explain:
      'FixedArray<T, N> has its N elements in place; Slice<T> is pointer and length of elements stored elsewhere. A pair of values is an interface with two named fields.',
  },
  FUSE1045: {
    title: 'this type operator is not in the subset',
    explain: 'A type is written out: an interface, an enum, a union of interfaces with a kind, a function type.',
  },
  FUSE1046: {
    title: 'no unnamed object types',
    explain: 'Give the struct a name: interface Point { x: i32; y: i32 }. C needs one, and so does the reader.',
  },
  FUSE1047: {
    title: 'this form of export is not in the subset',
    explain:
      "Every exported name is the name of its declaration, so that it is one name in C. Put export before the declaration, or write export { a, b } from './file'.",
  },
  FUSE1048: {
    title: 'no const enums and no declared enums',
    explain:
      'const enum and declare enum would have no declaration of their own in C. Write enum E { A = 0 }; its members are #defines in C anyway.',
  },
  FUSE1049: {
    title: 'no extends',
    explain:
      'An interface that extends another hides where its first fields come from. A struct that begins with another one has it as a field.',
  },
  FUSE1050: {
    title: 'an assignment is a statement',
    explain:
      '=, op=, ++ and -- have no value here, so that an expression never changes what another part of it reads. Write the assignment on a line of its own.',
  },
  FUSE1051: {
    title: 'nothing runs at load',
    explain: 'Top level holds declarations. Put the statement into a function that the host calls.',
  },
  FUSE1052: {
    title: 'this statement does nothing',
    explain:
      'The value is computed and dropped, or put where it is already: nobody would write that on purpose. Assign it, or remove the line.',
  },
  FUSE1054: {
    title: 'no import() and no import.meta',
    explain: 'What belongs to the program is known when it is compiled: import { a } from ... at the top.',
  },
  FUSE1056: {
    title: 'typeof is for the length of an array',
    explain: 'FixedArray<T, typeof N> is the only place for it. Elsewhere write the type.',
  },
  FUSE1057: {
    title: 'a function without a body',
    explain:
      'Overloads are not in the subset. A C function is declared in a .d.ts whose first doc comment has @header.',
  },
  FUSE1058: {
    title: 'no computed names',
    explain: 'Field names are identifiers, so that they are names in C: { limit: 1 }, not { ["limit"]: 1 }.',
  },
  FUSE1059: {
    title: 'texts are ASCII',
    explain:
      'A text is bytes for a log or a C function. Characters beyond 127 would have several lengths, and a NUL would end it early in C.',
  },
  FUSE1060: {
    title: 'this syntax is not in the subset',
    explain: 'docs/language.md lists what is; codegen/src/subset/ has the complete table.',
  },
  FUSE1061: {
    title: 'types are declared at top level',
    explain:
      'An interface, enum or type inside a function would have no name in C headers, and no other function could take it.',
  },
} as const satisfies Record<string, CodeEntry>;
