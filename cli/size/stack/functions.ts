// SPDX-License-Identifier: Apache-2.0
/**
 * The functions of an image with their frames and calls. The machine code says what was linked; what the compiler wrote beside the
 * objects must agree with it, or one of the two is out of date.
 */

import { UserError } from '../../support/main';
import type { Component, PlacedPiece } from '../components';
import type { Image } from '../image';
import { CallgraphInfo, type CompiledFunction } from './callgraph-info';
import { type MachineFunction, type Range, readMachineCode } from './machine-code';

export interface ImageFunction extends MachineFunction {
  readonly name: string;
  readonly component: Component;
  /** Object file, as the map names it. */
  readonly object: string;
  readonly compiled: CompiledFunction | undefined;
}

/** Finds what contains an address. The pieces are in order. */
function containing<T extends { readonly address: number }>(sorted: readonly T[], address: number): T | undefined {
  let low = 0;
  for (let high = sorted.length; low < high;) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.address ?? Infinity) <= address) low = middle + 1;
    else high = middle;
  }
  return sorted[low - 1];
}

export class Functions {
  private readonly byAddress = new Map<number, ImageFunction>();
  private readonly sorted: ImageFunction[] = [];
  private readonly byName = new Map<string, ImageFunction[]>();

  constructor(
    readonly image: Image,
    readonly pieces: readonly PlacedPiece[],
  ) {
    const information = new CallgraphInfo(image.buildDirectory, image.runtimeDirectory);
    const placed = pieces.filter(({ kind, name }) => kind === 'text' && name !== undefined);
    const sectionOf = (address: number): Range | undefined => {
      const piece = containing(placed, address);
      return piece === undefined ? undefined : { address: piece.address, end: piece.address + piece.size };
    };
    for (const machine of readMachineCode(image.elf, image.symbols, sectionOf)) {
      const piece = containing(placed, machine.address);
      const object = piece?.file ?? '';
      const compiled = machine.names.map((name) => information.find(object, name)).find((found) => found !== undefined);
      const name = compiled?.name ?? machine.names[0] ?? '';
      const component = piece?.component ?? 'application';
      const found: ImageFunction = { ...machine, name, component, object, compiled };
      this.byAddress.set(found.address, found);
      this.sorted.push(found);
      for (const each of found.names) this.byName.set(each, [...(this.byName.get(each) ?? []), found]);
    }
    this.check();
  }

  get all(): readonly ImageFunction[] {
    return this.sorted;
  }

  named(name: string): readonly ImageFunction[] {
    return this.byName.get(name) ?? [];
  }

  at(address: number): ImageFunction | undefined {
    return this.byAddress.get(address);
  }

  /** The function that an address lies in. */
  around(address: number): ImageFunction | undefined {
    const found = containing(this.sorted, address);
    return found !== undefined && address < found.end ? found : undefined;
  }

  /** The functions whose addresses stand in [start, start + size): literals of code, tables, initialised variables. */
  addressesIn(start: number, size: number): ImageFunction[] {
    const found = new Set<ImageFunction>();
    const first = (start + 3) & ~3;
    const bytes = this.image.bytes(first, start + size - first);
    for (let offset = 0; bytes !== undefined && offset + 4 <= bytes.length; offset += 4) {
      const word = bytes.readUInt32LE(offset);
      const target = (word & 1) === 1 ? this.at(word - 1) : undefined;
      if (target !== undefined) found.add(target);
    }
    return [...found];
  }

  /** The compiler's frames and calls must be in the code, where they may be more: inline assembly, variable arguments. */
  private check(): void {
    for (const { name, compiled, depth, calls, object } of this.sorted) {
      if (compiled === undefined) continue;
      const callees = new Set(
        calls.flatMap(({ target }) => (target === undefined ? [] : (this.around(target)?.names ?? []))),
      );
      const missing = compiled.callees.find(
        (callee) => !callees.has(callee) && !callee.startsWith('__aeabi_') && this.byName.has(callee),
      );
      const fault =
        compiled.frame > depth && !compiled.unbounded
          ? `has ${depth} bytes of stack in the image`
          : missing === undefined
            ? undefined
            : `does not call ${missing} in the image`;
      if (fault !== undefined) {
        throw new UserError(
          `${this.image.elf}: ${name} of ${object} ${fault}, but in the compiler's .ci file. Build the image again.`,
        );
      }
    }
  }
}
