// SPDX-License-Identifier: Apache-2.0
/** 4xxx: calls, effects, control flow, interrupts. */
import type { CodeEntry } from '../registry';

export const callCodes = {
  FUSE4100: {
    title: 'recursion',
    explain:
      'The worst-case stack is computed for every entry point, which recursion would make endless. Use a loop with a bound, and an array as the stack if one is needed.',
  },
  FUSE4101: {
    title: 'recursion through a callback',
    explain:
      'A call through a function pointer may reach every function of that type whose name is used as a value. One of them leads back here.',
  },
  FUSE4102: {
    title: 'two effects in one expression',
    explain:
      'C does not say which of two calls happens first, so at most one part of an expression may change something, and no other part may read memory meanwhile. && || and ?: order theirs. Name the parts with const.',
  },
  FUSE4110: {
    title: 'an interrupt calls what is not for interrupts',
    explain:
      'A function with @isr calls only @isr functions and @isr externs. Tag the callee if it is safe: it is then checked too.',
  },
  FUSE4111: {
    title: 'an interrupt touches what is not for interrupts',
    explain:
      'The interrupted code may be half way through changing it. In @isr functions only Atomic, Reg, constant data and what is tagged @isr with a reason is touched.',
  },
  FUSE4112: {
    title: "an interrupt calls the host's callback",
    explain: 'Nobody knows whether the host is ready for it there. Tag the field @isr if the host is told so.',
  },
  FUSE4113: {
    title: 'a callback for interrupts that is not for interrupts',
    explain:
      'A callback whose field is tagged @isr may be called in an interrupt, so only functions tagged @isr are stored there.',
  },
  FUSE4120: {
    title: 'a loop without a bound',
    explain:
      'Time and stack must have an end. A for that counts toward a limit which its body leaves alone is bounded by itself, and so is a loop that the compiler sees moving toward a limit on every way through it. Any other says how often it runs at most, and why: // @bound 64 one turn per word. The number is proved, or counted and checked at run time.',
  },
  FUSE4121: {
    title: 'a malformed @bound',
    explain:
      '// @bound N reason, on a line of its own before the loop, and before nothing else. N is a number, a constant, or + - * of these in parentheses.',
  },
  FUSE4122: {
    title: 'the head of a for',
    explain:
      'A for has one variable, one condition and one assignment as its step, so that its bound can be seen. Declare other variables before it, and change them in its body.',
  },
  FUSE4130: {
    title: 'a path without a return',
    explain: 'Every path of a function with a result ends in return, or in a call that never returns.',
  },
  FUSE4131: {
    title: 'a case that falls through',
    explain: 'Every case ends in break, return, continue or unreachable(), or is empty and shares the next body.',
  },
  FUSE4132: {
    title: 'a switch that leaves members out',
    explain:
      'Over an enum or a union, every member is listed or there is a default. A new member then shows every place that has to decide.',
  },
  FUSE4133: {
    title: 'a case twice',
    explain: 'The second one can never be reached, so one of the two is a mistake. Remove it, or correct its value.',
  },
  FUSE4134: {
    title: 'a switch over this',
    explain: 'Integers, enums, and the kind of a union, with constants as cases. Everything else is an if.',
  },
  FUSE4140: {
    title: 'not a function',
    explain: 'Calls go to top-level functions, to C functions and through function pointers.',
  },
  FUSE4141: {
    title: 'the number of arguments',
    explain:
      'Every parameter has its argument: none is optional, and none is left over. What may be missing is passed as null to a parameter of type T | null.',
  },
  FUSE4150: {
    title: 'the memory order is a literal',
    explain:
      "'relaxed', 'acquire', 'release', 'acq_rel' or 'seq_cst', written at the call, so that it can be reviewed there.",
  },
} as const satisfies Record<string, CodeEntry>;
