// SPDX-License-Identifier: Apache-2.0
// What is said when modules do not compile: the compilers' own words, and which modules it was.

import * as path from 'node:path';
import type { BuildFailure } from '../support/build';
import { shortPath } from '../support/paths';
import type { ModuleSources } from './module-sources';

export interface ModuleFaults {
  /** By the compilers. */
  readonly said: string;
  readonly summary: string;
}

export function moduleFaults({ said, outputs }: BuildFailure, modules: readonly ModuleSources[]): ModuleFaults {
  const failed = modules.filter(({ name }) => outputs.some((file) => file.startsWith(`application/${name}.`)));
  return { said: withFullPlaces(said, failed), summary: summaryOf(failed.length === 0 ? modules : failed) };
}

function summaryOf(modules: readonly ModuleSources[]): string {
  const names = modules.map(({ name }) => name);
  if (names.length === 1) return `module ${names[0]} does not compile`;
  return `modules ${names.slice(0, -1).join(', ')} and ${names.at(-1)} do not compile`;
}

/** AssemblyScript says `file.ts(line,column)` of files that are relative to its module; others say `path/file.c:line:column`. */
function withFullPlaces(said: string, modules: readonly ModuleSources[]): string {
  return said.replace(/(?<= in )(.+\.ts)\((\d+),(\d+)\)$/gm, (place, file: string, line: string, column: string) => {
    const [source, ...others] = modules.flatMap(({ sources }) => sources.filter((s) => s.endsWith(path.sep + file)));
    return source === undefined || others.length > 0 ? place : `${shortPath(source)}:${line}:${column}`;
  });
}
