// SPDX-License-Identifier: Apache-2.0
/** What unwinds a module: thrown by an import, through the module's frames, to where it was entered. */

export class Stopped extends Error {
  constructor() {
    super('the module is stopped');
  }
}

/** V8's texts for traps, and WAMR's. */
const REASONS: Readonly<Record<string, string>> = {
  unreachable: 'unreachable',
  'memory access out of bounds': 'out of bounds memory access',
  'divide by zero': 'integer divide by zero',
  'remainder by zero': 'integer divide by zero',
  'divide result unrepresentable': 'integer overflow',
  // A NaN has been told apart by then.
  'float unrepresentable in integer range': 'integer overflow',
  'table index is out of bounds': 'undefined element',
  // And so has an empty element.
  'null function or function signature mismatch': 'indirect call type mismatch',
};

/** By what an added check stored. */
const CHECKED_REASONS = ['', 'out of bounds memory access', 'uninitialized element', 'invalid conversion to integer'];

/** Why a module trapped, in WAMR's words; null if this is no trap of a module. */
export function trapReason(error: unknown, checked: number): string | null {
  if (!(error instanceof Error)) return null;
  // By name: a program in a context of its own (vm, jest) has classes of its own.
  if (error.name === 'RangeError' && error.message === 'Maximum call stack size exceeded')
    return 'native stack overflow';
  if (error.name !== 'RuntimeError') return null;
  return CHECKED_REASONS[checked] || (REASONS[error.message] ?? error.message);
}

/** Frames that the runtime and its host may need below an import. */
const HEADROOM = 400;

function descend(frames: number): number {
  return frames === 0 ? 0 : 1 + descend(frames - 1);
}

/**
 * Throws V8's stack overflow here if the runtime could run into it: there it would be interrupted in the middle of its work, while
 * here only the module is.
 */
export function ensureHeadroom(): void {
  descend(HEADROOM);
}
