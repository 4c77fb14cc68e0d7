// SPDX-License-Identifier: Apache-2.0
/**
 * Emitted C under cppcheck with its MISRA C:2012 addon. A finding needs a deviation in test/gate/misra-deviations.json, with its
 * reason; a deviation that nothing needs any more fails as well.
 */

import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { UserError } from '../support/main';
import { repositoryRoot } from '../support/paths';
import type { Counts, Suite } from './suite';

const root = repositoryRoot();

export interface Finding {
  readonly file: string;
  readonly line: number;
  /** "misra-c2012-15.5", or cppcheck's own. */
  readonly id: string;
  readonly message: string;
}

export interface Deviation {
  /** "15.5", or cppcheck's own id. */
  readonly rule: string;
  /** Names of files; all when left out. */
  readonly files?: readonly string[];
  readonly reason: string;
}

const MISRA = 'misra-c2012-';

function allows({ rule, files }: Deviation, { id, file }: Finding): boolean {
  return (id === rule || id === MISRA + rule) && (files === undefined || files.includes(path.basename(file)));
}

export interface Verdict {
  readonly undeclared: readonly Finding[];
  readonly unused: readonly Deviation[];
}

export function judge(findings: readonly Finding[], deviations: readonly Deviation[]): Verdict {
  return {
    undeclared: findings.filter((finding) => !deviations.some((deviation) => allows(deviation, finding))),
    unused: deviations.filter((deviation) => !findings.some((finding) => allows(deviation, finding))),
  };
}

export function readDeviations(): Deviation[] {
  const file = path.join(root, 'test', 'gate', 'misra-deviations.json');
  return JSON.parse(fs.readFileSync(file, 'utf8')) as Deviation[];
}

/** Emits the C of a build again, without #line, which the addon does not understand. */
function emitForReview(buildDirectory: string): string {
  const stamp = path.join(root, buildDirectory, 'generated', 'fuse_generated.stamp');
  if (!fs.existsSync(stamp)) throw new UserError(`${buildDirectory}/ is not configured: run 'npm run build' first`);
  // The stamp holds the build's own command, as a CMake list.
  const [program = '', ...args] = fs.readFileSync(stamp, 'utf8').split(';');
  const output = path.join(root, buildDirectory, 'review');
  args[args.indexOf('--out') + 1] = output;
  if (!args.includes('--no-line')) args.push('--no-line');
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new UserError(`the C for review was not emitted\n${stdout}${stderr}`);
  return output;
}

/** The runtime's macros, as one of its files is compiled with. */
function macros(buildDirectory: string): string[] {
  const database = path.join(root, buildDirectory, 'compile_commands.json');
  const entries = JSON.parse(fs.readFileSync(database, 'utf8')) as { file: string; command: string }[];
  const entry = entries.find(({ file }) => file.endsWith('/generated/runtime.c'));
  return entry?.command.match(/-DFUSE_[A-Z_]+=\d+/g) ?? [];
}

/** What cppcheck finds in the C files of a folder. */
export function findingsIn(
  directory: string,
  definitions: readonly string[],
  files: readonly string[] = fs.readdirSync(directory).filter((name) => name.endsWith('.c')),
): Finding[] {
  const options = [
    '--addon=misra',
    '--std=c11',
    '--enable=warning,style,performance,portability',
    '--quiet',
    `-j${os.availableParallelism()}`,
    '--template={file}\t{line}\t{id}\t{message}',
    '--template-location=',
    `-I${path.join(root, 'platform')}`,
    '-I.',
  ];
  const { stderr, error } = spawnSync('cppcheck', [...options, ...definitions, ...files], {
    cwd: directory,
    encoding: 'utf8',
    maxBuffer: Infinity,
  });
  if (error) throw new UserError(`cannot run cppcheck: ${error.message}. Run third_party/setup.sh.`);
  const findings = stderr
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [file = '', number, id = 'cppcheck', ...message] = line.split('\t');
      return { file, line: Number(number), id, message: message.join(' ') };
    });
  // The platform's headers are read, but are not emitted C.
  return findings.filter(({ file }) => !path.isAbsolute(file));
}

export function misraSuite(buildDirectory: string): Suite {
  return {
    name: 'cppcheck and MISRA',
    run(): Counts {
      const directory = emitForReview(buildDirectory);
      const deviations = readDeviations();
      const { undeclared, unused } = judge(findingsIn(directory, macros(buildDirectory)), deviations);
      for (const { file, line, id, message } of undeclared) {
        const where = path.relative(root, path.join(directory, file));
        process.stdout.write(`${where}:${line}: ${id}: ${message}; no deviation allows it\n`);
      }
      for (const { rule } of unused) {
        process.stdout.write(`test/gate/misra-deviations.json: nothing needs the deviation from ${rule} any more\n`);
      }
      const sources = fs.readdirSync(directory).filter((name) => /\.[ch]$/.test(name));
      const faulty = new Set(undeclared.map(({ file }) => path.basename(file)));
      return {
        passed: sources.length - faulty.size + deviations.length - unused.length,
        failed: faulty.size + unused.length,
      };
    },
  };
}
