// SPDX-License-Identifier: Apache-2.0
/** The function whose body is being typed: its result, its assignments, and the C names taken at each point. */
import type ts from 'typescript';
import type { Type } from '../ir';
import { isReservedInC, snakeCase } from './names';

export interface Assignment {
  readonly symbol: ts.Symbol;
  readonly node: ts.Node;
  /** C code gets the address: it may write. */
  readonly byAddress: boolean;
}

export class FunctionScope {
  private readonly blocks: Set<string>[] = [new Set()];
  /** Locals and parameters whose storage has its address taken. */
  constructor(
    /** Null where none is written. */
    readonly result: Type | null,
    readonly name: string,
    /** Every assignment to a plain name in the body. */
    readonly assignments: readonly Assignment[],
    private readonly fileNames: ReadonlySet<string>,
  ) {}

  isAssigned(symbol: ts.Symbol): boolean {
    return this.assignments.some((a) => a.symbol === symbol && !a.byAddress);
  }

  /** Assigned, or its address taken, in all of the function or somewhere in `within`. */
  isWritten(symbol: ts.Symbol, within?: ts.Node): boolean {
    return this.assignments.some(
      (a) =>
        a.symbol === symbol &&
        (within === undefined || a.byAddress || (a.node.pos >= within.pos && a.node.end <= within.end)),
    );
  }

  inBlock<T>(work: () => T): T {
    this.blocks.push(new Set());
    try {
      return work();
    } finally {
      this.blocks.pop();
    }
  }

  /** A C name for a local that hides no other name. */
  localName(name: string): string {
    const wish = snakeCase(name);
    const taken = (candidate: string): boolean =>
      isReservedInC(candidate) || this.fileNames.has(candidate) || this.blocks.some((names) => names.has(candidate));
    let chosen = wish;
    for (let n = 2; taken(chosen); n++) chosen = `${wish}_${n}`;
    (this.blocks[this.blocks.length - 1] as Set<string>).add(chosen);
    return chosen;
  }
}
