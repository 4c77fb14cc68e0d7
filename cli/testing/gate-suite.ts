// SPDX-License-Identifier: Apache-2.0
/**
 * The C gate: emitted and handwritten C compiles without a warning under gcc, clang and arm-none-eabi-gcc, in each configuration
 * of its macros. misra-suite.ts is its other half.
 */

import { execFile } from 'node:child_process';
import * as os from 'node:os';
import * as path from 'node:path';
import { CORTEX_M4_FLAGS, forCortexM4, sourcesOf, type Source } from '../support/emitted-c';
import { repositoryRoot } from '../support/paths';
import type { Counts, Suite } from './suite';

const root = repositoryRoot();

const WARNINGS =
  '-Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wundef -Wvla -Wcast-qual -Werror'.split(' ');
const LANGUAGE = ['-std=c11', '-ffreestanding', '-O2', '-c', '-o', os.devNull];

interface Check {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
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

const COMPILERS: readonly Compiler[] = [
  { program: 'gcc', flags: [], portableOnly: false, preprocessor: (flags) => flags },
  { program: 'clang-19', flags: [], portableOnly: false, preprocessor: (flags) => flags },
  {
    program: 'arm-none-eabi-gcc',
    flags: CORTEX_M4_FLAGS,
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
