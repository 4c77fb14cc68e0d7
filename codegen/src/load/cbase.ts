// SPDX-License-Identifier: Apache-2.0
/** Base names of the emitted C files: the path below the project with `_` for what C files do not like, unique in the program. */
import * as path from 'node:path';

export function cBaseNames(files: readonly string[], roots: readonly string[]): string[] {
  const below = files.map((file) => {
    const root = roots
      .filter((r) => file.startsWith(r.endsWith(path.sep) ? r : r + path.sep))
      .sort((a, b) => b.length - a.length)[0];
    return { file, root, name: clean(root === undefined ? path.basename(file) : path.relative(root, file)) };
  });
  const count = new Map<string, number>();
  for (const { name } of below) count.set(name, (count.get(name) ?? 0) + 1);
  const taken = new Set<string>();
  return below.map(({ file, root, name }) => {
    let base = name;
    // The first project keeps the short name; a file of another one is told apart by its folder.
    if ((count.get(name) ?? 0) > 1 && root !== undefined && root !== roots[0])
      base = `${clean(path.basename(root))}_${name}`;
    for (let n = 2; taken.has(base); n++) base = `${clean(path.basename(path.dirname(file)))}_${name}_${n}`;
    taken.add(base);
    return base;
  });
}

function clean(name: string): string {
  return name
    .replace(/\.(d\.)?ts$/, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toLowerCase();
}
