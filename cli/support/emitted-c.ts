// SPDX-License-Identifier: Apache-2.0
/** The C of a build directory, emitted and handwritten, with the preprocessor's flags of the build, and those for a bare Cortex-M4. */

import * as fs from 'node:fs';
import * as path from 'node:path';
import { UserError } from './main';
import { repositoryRoot } from './paths';

const root = repositoryRoot();

export const CORTEX_M4_FLAGS = '-mcpu=cortex-m4 -mthumb -mfpu=fpv4-sp-d16 -mfloat-abi=hard'.split(' ');

export interface Source {
  readonly file: string;
  /** -D, -I and -isystem of the build. */
  readonly preprocessor: readonly string[];
  /** Emitted C must compile for a board too; the platform's own only where it runs. */
  readonly portable: boolean;
}

/** A word of a command as CMake writes them: quoted where needed, backslashes before quotes. */
function words(command: string): string[] {
  return [...command.matchAll(/(?:[^\s"\\]|\\.|"(?:[^"\\]|\\.)*")+/g)].map(([word]) =>
    word.replace(/^"(.*)"$/, '$1').replace(/\\(.)/g, '$1'),
  );
}

function preprocessorOf(command: string): string[] {
  const result: string[] = [];
  const all = words(command);
  all.forEach((word, index) => {
    if (word === '-isystem') result.push(word, all[index + 1] ?? '');
    else if (/^-[DI]/.test(word)) result.push(word);
  });
  return result;
}

export function sourcesOf(buildDirectory: string): Source[] {
  const database = path.join(root, buildDirectory, 'compile_commands.json');
  if (!fs.existsSync(database)) throw new UserError(`${buildDirectory}/ is not configured: run 'npm run build' first`);
  const entries = JSON.parse(fs.readFileSync(database, 'utf8')) as { file: string; command: string }[];
  const generated = path.join(root, buildDirectory, 'generated') + path.sep;
  const platform = path.join(root, 'platform') + path.sep;
  // A file may be compiled for several programs, with other macros; the configurations below go through them all.
  const seen = new Set<string>();
  return entries
    .filter(({ file }) => !seen.has(file) && seen.add(file))
    .filter(({ file }) => file.endsWith('.c') && (file.startsWith(generated) || file.startsWith(platform)))
    .map(({ file, command }) => ({
      file,
      preprocessor: preprocessorOf(command),
      portable: file.startsWith(generated),
    }));
}

/** WAMR's headers for a bare Cortex-M4, with what they ask of a platform from WAMR's layer for FreeRTOS. */
export function forCortexM4(flags: readonly string[]): string[] {
  const result = [
    '-isystem',
    path.join(root, 'platform', 'freertos', 'wamr'),
    '-DBUILD_TARGET_THUMB_VFP',
    '-DBUILD_TARGET="THUMBV7EM"',
  ];
  const isLinux = (directory: string | undefined): boolean => /\/platform\/linux$/.test(directory ?? '');
  flags.forEach((flag, index) => {
    const ofLinux =
      (flag === '-isystem' && isLinux(flags[index + 1])) || (flags[index - 1] === '-isystem' && isLinux(flag));
    if (!ofLinux && !/^-D(BUILD_TARGET_|BH_PLATFORM_|WASM_HAVE_MREMAP)/.test(flag)) result.push(flag);
  });
  return result;
}
