// SPDX-License-Identifier: Apache-2.0
/** Memory of the program that belongs together and is given back together. */

import type { Program, View } from './program';
import { structOf } from './program';

const POINTER_BYTES = 4;

export class Arena {
  private readonly addresses: number[] = [];
  /** All that was allocated. */
  bytes = 0;

  constructor(private readonly program: Program) {}

  allocate(size: number): number {
    const address = this.program.memory.allocate(size);
    this.addresses.push(address);
    this.bytes += size;
    return address;
  }

  /** A C string. */
  text(value: string): number {
    const bytes = Buffer.from(`${value}\0`, 'utf8');
    const address = this.allocate(bytes.length);
    this.program.memory.bytes(address, bytes.length).set(bytes);
    return address;
  }

  /** Address of the first of several pointers, or other numbers of that size. */
  words(values: readonly number[]): number {
    const address = this.allocate(values.length * POINTER_BYTES);
    values.forEach((value, i) => this.program.memory.setU32(address + i * POINTER_BYTES, value));
    return address;
  }

  /** Address of the first of several structs. */
  structs(name: string, all: readonly object[]): number {
    const type = structOf(this.program, name);
    const address = this.allocate(all.length * type.size);
    all.forEach((fields, i) => type.write(address + i * type.size, fields));
    return address;
  }

  struct(name: string, fields: object): View {
    return new (structOf(this.program, name))(this.structs(name, [fields]));
  }

  free(): void {
    for (const address of this.addresses.splice(0)) this.program.memory.free(address);
    this.bytes = 0;
  }
}
