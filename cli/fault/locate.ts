// SPDX-License-Identifier: Apache-2.0
/** Where in the source an address of an image is, and which words of a stack are return addresses. */

import * as fs from 'node:fs';
import * as path from 'node:path';
import { repositoryRoot, shortPath } from '../support/paths';
import { binutil } from '../size/binutils';
import type { Image } from '../size/image';

export interface Place {
  readonly functionName: string;
  /** As the user would write it; undefined for code without debugging information. */
  readonly file: string | undefined;
  readonly line: number;
}

/** The source, if the compiler's path is one of this repository; its #line directives name files from the repository's root. */
function sourceFile(given: string, buildDirectory: string): string {
  const inBuild = path.relative(buildDirectory, given);
  const candidates = [given, path.join(repositoryRoot(), inBuild), path.join(repositoryRoot(), given)];
  const found = candidates.find((file) => !file.startsWith('..') && fs.existsSync(file));
  return found === undefined ? given : shortPath(found);
}

/** For each address, the function and the line, then those that it was inlined into. */
export function locate(image: Image, addresses: readonly number[]): Place[][] {
  if (addresses.length === 0) return [];
  const numbers = addresses.map((address) => `0x${address.toString(16)}`);
  const output = binutil('addr2line', ['--functions', '--inlines', '--addresses', `--exe=${image.elf}`, ...numbers]);
  const places: Place[][] = [];
  const lines = output.trimEnd().split('\n');
  for (let i = 0; i < lines.length;) {
    if (/^0x[0-9a-f]+$/.test(lines[i] ?? '')) {
      places.push([]);
      i++;
      continue;
    }
    const functionName = lines[i] ?? '??';
    const [, file = '??', line = '0'] = /^(.*):(\d+|\?)(?: \(discriminator \d+\))?$/.exec(lines[i + 1] ?? '') ?? [];
    const known = file !== '??';
    places.at(-1)?.push({
      functionName,
      file: known ? sourceFile(file, image.buildDirectory) : undefined,
      line: Number(line) || 0,
    });
    i += 2;
  }
  return places.map((inlined, index) => inlined.map((place) => nameIt(image, addresses[index] ?? 0, place)));
}

/** Code without debugging information still has symbols. */
function nameIt(image: Image, address: number, place: Place): Place {
  if (place.functionName !== '??') return place;
  const found = image.symbols.find((s) => s.isFunction && s.address <= address && address < s.address + s.size);
  return found === undefined ? place : { ...place, functionName: found.name };
}

/** The compiled module, embedded in the image, that an address lies in. */
export function moduleAt(image: Image, address: number): string | undefined {
  const found = image.symbols.find(
    ({ name, address: start, size }) => name.endsWith('_aot') && start <= address && address < start + size,
  );
  return found?.name.replace(/_aot$/, '');
}

/** Whether there is code of the image at the address. */
export function isCode(image: Image, address: number): boolean {
  return image.symbols.some((s) => s.isFunction && s.address <= address && address < s.address + Math.max(s.size, 2));
}

const isCall32 = (first: number, second: number): boolean =>
  (first & 0xf800) === 0xf000 && (second & 0xd000) === 0xd000;
const isCall16 = (half: number): boolean => (half & 0xff87) === 0x4780;

/** The address of the call that a word of the stack returns behind; undefined when it is something else. */
export function callBefore(image: Image, word: number): number | undefined {
  if ((word & 1) === 0) return undefined;
  const back = word - 1;
  const long = image.bytes(back - 4, 4);
  if (long !== undefined && isCall32(long.readUInt16LE(0), long.readUInt16LE(2)) && isCode(image, back - 4))
    return back - 4;
  const short = image.bytes(back - 2, 2);
  if (short !== undefined && isCall16(short.readUInt16LE(0)) && isCode(image, back - 2)) return back - 2;
  return undefined;
}
