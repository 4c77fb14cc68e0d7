// SPDX-License-Identifier: Apache-2.0
/** The machines that frames are asked for, and what their compilers say of the emitted C. */

import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { type CompiledFunction, parseCallgraphInfo } from '../size/stack/callgraph-info';
import { CORTEX_M4_FLAGS, forCortexM4, sourcesOf } from '../support/emitted-c';
import { UserError } from '../support/main';

export const TARGETS = ['linux', 'cortex-m4'] as const;
export type Target = (typeof TARGETS)[number];

interface Compiler {
  readonly program: string;
  readonly flags: readonly string[];
  readonly preprocessor: (flags: readonly string[]) => readonly string[];
}

const COMPILERS: Readonly<Record<Target, Compiler>> = {
  linux: { program: 'gcc', flags: ['-O2'], preprocessor: (flags) => flags },
  'cortex-m4': { program: 'arm-none-eabi-gcc', flags: ['-Os', ...CORTEX_M4_FLAGS], preprocessor: forCortexM4 },
};

/** The functions of each emitted C file, by the file's name. */
export type Objects = ReadonlyMap<string, ReadonlyMap<string, CompiledFunction>>;

function compile(program: string, args: readonly string[], directory: string): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { cwd: directory, maxBuffer: Infinity }, (error, _stdout, stderr) => {
      if (error === null) resolve();
      else reject(new UserError(`${program} does not compile the emitted C: ${stderr || error.message}`));
    });
  });
}

/** Compiles the C that a build directory has emitted, for one target. */
export async function compileFor(target: Target, buildDirectory: string): Promise<Objects> {
  const { program, flags, preprocessor } = COMPILERS[target];
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'fuse-bounds-'));
  const objects = new Map<string, Map<string, CompiledFunction>>();
  try {
    const waiting = sourcesOf(buildDirectory).filter(({ portable }) => portable);
    const worker = async (): Promise<void> => {
      for (let source = waiting.shift(); source !== undefined; source = waiting.shift()) {
        const name = path.basename(source.file, '.c');
        const output = ['-c', source.file, '-o', path.join(directory, `${name}.o`)];
        const common = ['-std=c11', '-ffreestanding', '-ffp-contract=off', '-w', '-fcallgraph-info=su'];
        await compile(program, [...common, ...flags, ...preprocessor(source.preprocessor), ...output], directory);
        objects.set(name, parseCallgraphInfo(fs.readFileSync(path.join(directory, `${name}.ci`), 'utf8')));
      }
    };
    await Promise.all(Array.from({ length: os.availableParallelism() }, worker));
  } finally {
    fs.rmSync(directory, { recursive: true });
  }
  return objects;
}
