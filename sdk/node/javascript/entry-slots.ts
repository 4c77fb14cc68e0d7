// SPDX-License-Identifier: Apache-2.0
/** Functions of the program's table that stand for functions of modules. The table never forgets one, so they are used again. */

import type { Program } from './program';

export class EntrySlots {
  private readonly targets = new Map<number, () => void>();
  private readonly free: number[] = [];

  constructor(private readonly program: Program) {}

  /** The index of a function that does what `target` does. */
  take(target: () => void): number {
    const index = this.free.pop() ?? this.add();
    this.targets.set(index, target);
    return index;
  }

  give(index: number): void {
    this.targets.delete(index);
    this.free.push(index);
  }

  private add(): number {
    const index: number = this.program.table.add(() => this.targets.get(index)?.());
    return index;
  }
}
