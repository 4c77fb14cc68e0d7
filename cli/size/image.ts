// SPDX-License-Identifier: Apache-2.0
/** An image of a board: ELF and map file, which must belong together. */

import * as fs from 'node:fs';
import * as path from 'node:path';
import { UserError } from '../support/main';
import { readBuildId, readSections, readSymbols, type Section, type Symbol } from './binutils';
import { type MapFile, type OutputSection, parseMap } from './map-file';

export interface Image {
  /** Name of the image: `camera_compress`. */
  readonly name: string;
  readonly elf: string;
  /** The CMake build directory. */
  readonly buildDirectory: string;
  /** The one that runtime, platform and kernel come from: the same, or FUSE_RUNTIME_DIR. */
  readonly runtimeDirectory: string;
  readonly buildId: string | undefined;
  readonly map: MapFile;
  /** What takes memory on the board. */
  readonly sections: readonly Section[];
  readonly symbols: readonly Symbol[];
  /** The bytes at an address; undefined where the image has none. */
  bytes(address: number, size: number): Buffer | undefined;
}

/** A setting as CMake remembers it; undefined when it was never given. */
export function cmakeSetting(buildDirectory: string, name: string): string | undefined {
  const cache = path.join(buildDirectory, 'CMakeCache.txt');
  if (!fs.existsSync(cache)) return undefined;
  return new RegExp(`^${name}:\\w+=(.*)$`, 'm').exec(fs.readFileSync(cache, 'utf8'))?.[1];
}

/** ELF files have the processor in bytes 18 and 19; 40 is Arm. */
function checkElf(elf: string, contents: Buffer): void {
  const isArm = contents.length > 52 && contents.readUInt32BE(0) === 0x7f454c46 && contents.readUInt16LE(18) === 40;
  if (!isArm) throw new UserError(`${elf} is not an ELF file for Arm`);
}

/** The map's section for each of the ELF's; the linker's empty ones are left out. */
export function matchSections(sections: readonly Section[], map: MapFile, elf: string): OutputSection[] {
  return sections.map(({ name, address, size }) => {
    const found = map.sections.find((section) => section.name === name);
    if (found?.address !== address || found.size !== size) {
      throw new UserError(`${elf}: section ${name} is not as in the map file beside it. Build the image again.`);
    }
    return found;
  });
}

export function loadImage(buildDirectory: string, name: string): Image {
  const elf = path.join(buildDirectory, 'images', `${name}.elf`);
  const mapFile = path.join(buildDirectory, 'images', `${name}.map`);
  for (const file of [elf, mapFile]) {
    if (!fs.existsSync(file)) throw new UserError(`there is no ${file}. Build the image ${name} first.`);
  }
  const contents = fs.readFileSync(elf);
  checkElf(elf, contents);
  const sections = readSections(elf);
  const map = parseMap(fs.readFileSync(mapFile, 'utf8'), mapFile);
  matchSections(sections, map, elf);
  return {
    name,
    elf,
    buildDirectory,
    runtimeDirectory: cmakeSetting(buildDirectory, 'FUSE_RUNTIME_DIR') || buildDirectory,
    buildId: readBuildId(elf),
    map,
    sections,
    symbols: readSymbols(elf),
    bytes(address, size) {
      const section = sections.find((s) => !s.empty && s.address <= address && address + size <= s.address + s.size);
      if (section === undefined) return undefined;
      const start = section.offset + address - section.address;
      return contents.subarray(start, start + size);
    },
  };
}
