// SPDX-License-Identifier: Apache-2.0
/**
 * The C gate: emitted and handwritten C compiles without a warning under gcc, clang and arm-none-eabi-gcc, in each configuration
 * of its macros. misra-suite.ts is its other half.
 */

import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { UserError } from '../support/main';
import { repositoryRoot } from '../support/paths';
import type { Counts, Suite } from './suite';

const root = repositoryRoot();

const WARNINGS =
  '-Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wundef -Wvla -Wcast-qual -Werror'.split(' ');
const LANGUAGE = ['-std=c11', '-ffreestanding', '-O2', '-c', '-o', os.devNull];

interface Source {
  readonly file: string;
  /** -D, -I and -isystem of the build. */
  readonly preprocessor: readonly string[];
  /** Emitted C must compile for a board too; the platform's own only where it runs. */
  readonly portable: boolean;
}

interface Check {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
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

function sourcesOf(buildDirectory: string): Source[] {
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

/** The macros that choose what is compiled, each way. */
const CONFIGURATIONS: readonly Configuration[] = [
  { name: 'as built', change: (macro) => macro },
  { name: 'no HAL group', change: (macro) => macro.replace(/^(-DFUSE_HAL_ENABLE_\w+)=.*/, '$1=0') },
  { name: 'every option', change: (macro) => macro.replace(/^(-DFUSE_(?:STEP_TIMES|UNSAFE_UNSEALED))=.*/, '$1=1') },
  { name: '1 module', change: (macro) => macro.replace(/^(-DFUSE_MAX_MODULES)=.*/, '$1=1') },
  { name: '32 modules', change: (macro) => macro.replace(/^(-DFUSE_MAX_MODULES)=.*/, '$1=32') },
];

interface Configuration {
  readonly name: string;
  change: (macro: string) => string;
}

/** Each hardware group alone: what one group's C leans on another for is missed when all are there. */
function singleGroups(preprocessor: readonly string[]): Configuration[] {
  const groups = preprocessor.flatMap((flag) => /^-DFUSE_HAL_ENABLE_(\w+)=/.exec(flag)?.[1] ?? []);
  return groups.map((group) => ({
    name: `${group.toLowerCase()} alone`,
    change: (macro) =>
      macro.replace(
        /^(-DFUSE_HAL_ENABLE_(\w+))=.*/,
        (_all, flag: string, own: string) => `${flag}=${own === group ? 1 : 0}`,
      ),
  }));
}

interface Compiler {
  readonly program: string;
  readonly flags: readonly string[];
  readonly portableOnly: boolean;
  /** The build's preprocessor flags, as this compiler's target needs them. */
  preprocessor(flags: readonly string[]): readonly string[];
}

/** WAMR's headers for a bare Cortex-M4, with what they ask of a platform from WAMR's layer for FreeRTOS. */
function forCortexM4(flags: readonly string[]): string[] {
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

const COMPILERS: readonly Compiler[] = [
  { program: 'gcc', flags: [], portableOnly: false, preprocessor: (flags) => flags },
  { program: 'clang-19', flags: [], portableOnly: false, preprocessor: (flags) => flags },
  {
    program: 'arm-none-eabi-gcc',
    flags: '-mcpu=cortex-m4 -mthumb -mfpu=fpv4-sp-d16 -mfloat-abi=hard'.split(' '),
    portableOnly: true,
    preprocessor: forCortexM4,
  },
];

function compilations(sources: readonly Source[]): Check[] {
  return sources.flatMap(({ file, preprocessor, portable }) =>
    COMPILERS.filter(({ portableOnly }) => portable || !portableOnly).flatMap((compiler) =>
      (portable ? [...CONFIGURATIONS, ...singleGroups(preprocessor)] : CONFIGURATIONS.slice(0, 1)).map(
        ({ name, change }) => ({
          name: `${compiler.program}, ${name}: ${path.relative(root, file)}`,
          program: compiler.program,
          args: [...LANGUAGE, ...WARNINGS, ...compiler.flags, ...compiler.preprocessor(preprocessor).map(change), file],
        }),
      ),
    ),
  );
}

function passes({ name, program, args }: Check): Promise<boolean> {
  return new Promise((resolve) => {
    execFile(program, args, { cwd: root, maxBuffer: Infinity }, (error, stdout, stderr) => {
      if (error) process.stdout.write(`${name}: failed\n${stdout}${stderr}`);
      resolve(error === null);
    });
  });
}

async function runAll(checks: readonly Check[]): Promise<Counts> {
  let passed = 0;
  const waiting = [...checks];
  const worker = async (): Promise<void> => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      if (await passes(check)) passed++;
    }
  };
  await Promise.all(Array.from({ length: os.availableParallelism() }, worker));
  return { passed, failed: checks.length - passed };
}

export function gateSuite(buildDirectory: string): Suite {
  return {
    name: 'C gate',
    run: () => runAll(compilations(sourcesOf(buildDirectory))),
  };
}
