// SPDX-License-Identifier: Apache-2.0
/** The table of functions: what function pointers are indices of. */
import { Fault } from './errors';
import { LOWEST_ADDRESS } from './memory';

// The types of a function pointer are the program's, not JavaScript's.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyFunction = (...args: any[]) => any;

export class FunctionTable {
  private readonly functions: AnyFunction[] = [];
  private readonly indices = new Map<AnyFunction, number>();

  /** The index of a function: the same each time. Indices are no addresses of memory. */
  add(f: AnyFunction): number {
    let index = this.indices.get(f);
    if (index === undefined) {
      index = this.functions.push(f);
      if (index >= LOWEST_ADDRESS) throw new Fault(`more than ${LOWEST_ADDRESS - 1} functions in the table`);
      this.indices.set(f, index);
    }
    return index;
  }

  get(index: number): AnyFunction {
    const f = this.functions[index - 1];
    if (f === undefined) throw new Fault(`call through a function pointer that is none: ${index}`);
    return f;
  }
}
