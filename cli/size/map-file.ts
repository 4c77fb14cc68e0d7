// SPDX-License-Identifier: Apache-2.0
/**
 * The map file of GNU ld: which part of which object lies where. Only what was linked: the list of discarded sections at the
 * file's beginning is not read.
 */

import { UserError } from '../support/main';

/** A part of an output section: an input section, or bytes that the linker put between two of them. */
export interface Piece {
  readonly address: number;
  readonly size: number;
  /** Name of the input section; undefined for fill. */
  readonly name?: string;
  /** Object file, or archive with the member in parentheses; undefined for fill. */
  readonly file?: string;
}

export interface OutputSection {
  readonly name: string;
  readonly address: number;
  readonly size: number;
  readonly pieces: readonly Piece[];
}

export interface Region {
  readonly name: string;
  readonly origin: number;
  readonly length: number;
}

export interface MapFile {
  readonly regions: readonly Region[];
  readonly sections: readonly OutputSection[];
}

/** Long names stand on a line of their own; the rest follows on the next. */
function joinNames(text: string): string[] {
  return text.replace(/^( ?[^\s*(][^\s(]*)\n +(?=0x[0-9a-f]+ +0x[0-9a-f]+)/gm, '$1 ').split('\n');
}

function readRegions(text: string): Region[] {
  const regions: Region[] = [];
  for (const line of text.split('\n')) {
    const [, name, origin, length] = /^(\S+) +(0x[0-9a-f]+) +(0x[0-9a-f]+)/.exec(line) ?? [];
    if (name !== undefined && name !== '*default*') {
      regions.push({ name, origin: Number(origin), length: Number(length) });
    }
  }
  return regions;
}

/** `name` is the name of the file, for messages. */
export function parseMap(text: string, name: string): MapFile {
  const regionsAt = text.indexOf('\nMemory Configuration\n');
  const mapAt = text.indexOf('\nLinker script and memory map\n');
  if (regionsAt < 0 || mapAt < regionsAt) {
    throw new UserError(
      `${name} is not a map file of GNU ld: it has no 'Memory Configuration'. Build the image again.`,
    );
  }
  const sections: (OutputSection & { pieces: Piece[] })[] = [];
  for (const line of joinNames(text.slice(mapAt))) {
    const output = /^([^\s(]\S*) +(0x[0-9a-f]+) +(0x[0-9a-f]+)(?: load address 0x[0-9a-f]+)?$/.exec(line);
    if (output !== null) {
      const [, section = '', address, size] = output;
      sections.push({ name: section, address: Number(address), size: Number(size), pieces: [] });
      continue;
    }
    const pieces = sections.at(-1)?.pieces;
    const fill = /^ \*fill\* +(0x[0-9a-f]+) +(0x[0-9a-f]+)/.exec(line);
    if (fill !== null) {
      pieces?.push({ address: Number(fill[1]), size: Number(fill[2]) });
      continue;
    }
    const [, input, address, size, file] = /^ (\S+) +(0x[0-9a-f]+) +(0x[0-9a-f]+) (\S.*)$/.exec(line) ?? [];
    if (input === undefined || file === undefined || Number(size) === 0) continue;
    pieces?.push({ address: Number(address), size: Number(size), name: input, file });
  }
  return { regions: readRegions(text.slice(regionsAt, mapAt)), sections };
}
