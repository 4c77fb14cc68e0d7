// SPDX-License-Identifier: Apache-2.0
// The facts of a board's image: an ELF file's sections that take memory on the board, and its build id.

import { readBuildId, readSections } from '../size/binutils';

export interface ImageSection {
  readonly name: string;
  readonly address: number;
  readonly bytes: number;
  readonly memory: 'code' | 'constants' | 'data' | 'zeroed';
}

export interface ImageFacts {
  readonly processor: string;
  /** In hexadecimal digits; null when the linker wrote none. */
  readonly buildId: string | null;
  readonly sections: readonly ImageSection[];
}

/** ELF's e_machine. */
const PROCESSORS: Readonly<Record<number, string>> = { 40: 'Arm', 62: 'x86-64' };
const MACHINE_OFFSET = 18;

export function readImage(file: string, bytes: Buffer): ImageFacts {
  const machine = bytes.length > MACHINE_OFFSET + 1 ? bytes.readUInt16LE(MACHINE_OFFSET) : 0;
  return {
    processor: PROCESSORS[machine] ?? `machine ${machine}`,
    buildId: readBuildId(file) ?? null,
    sections: readSections(file)
      .filter(({ size }) => size > 0)
      .map(({ name, address, size, empty, writable, executable }) => ({
        name,
        address,
        bytes: size,
        memory: empty ? 'zeroed' : executable ? 'code' : writable ? 'data' : 'constants',
      })),
  };
}
