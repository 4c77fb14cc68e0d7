// SPDX-License-Identifier: Apache-2.0
/** Sources of text: the disk, and tests' files in memory. */
import * as fs from 'node:fs';
import { libraryPath, libraryText } from './library';
import type { TextSource } from './program';

export const diskTexts: TextSource = {
  read: (file) => {
    if (file === libraryPath()) return libraryText();
    try {
      return fs.readFileSync(file, 'utf8');
    } catch {
      return undefined;
    }
  },
  exists: (file) => fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false,
};

/** Where the library lies beside files in memory. */
export const memoryLibrary = '/lang/lib.d.ts';

/** Text by path relative to `/`. */
export function memoryTexts(files: Readonly<Record<string, string>>): TextSource {
  const read = (file: string): string | undefined =>
    file === memoryLibrary ? libraryText() : Object.hasOwn(files, file.slice(1)) ? files[file.slice(1)] : undefined;
  return { read, exists: (file) => read(file) !== undefined };
}
