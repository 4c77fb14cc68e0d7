// SPDX-License-Identifier: Apache-2.0
/** Configures and builds a CMake build directory, quietly unless it fails. */

import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { ExitCode, messageOf, UserError } from './main';
import { repositoryRoot } from './paths';

const root = repositoryRoot();

function makeFolder(directory: string): void {
  try {
    fs.mkdirSync(directory, { recursive: true });
  } catch (error) {
    throw new UserError(`cannot make the folder ${directory}: ${messageOf(error)}`);
  }
}

/**
 * Empties a build directory that was configured under another path, its own or that of FUSE: CMake refuses to go on with one that was
 * moved, copied, or whose FUSE was installed anew elsewhere.
 */
export function emptyIfMoved(directory: string): void {
  const cache = path.join(directory, 'CMakeCache.txt');
  if (!fs.existsSync(cache)) return;
  const text = fs.readFileSync(cache, 'utf8');
  const isAt = (variable: string, place: string): boolean => {
    const then = new RegExp(`^${variable}:INTERNAL=(.*)$`, 'm').exec(text)?.[1] ?? '';
    return fs.existsSync(then) && fs.realpathSync(then) === fs.realpathSync(place);
  };
  if (isAt('CMAKE_CACHEFILE_DIR', directory) && isAt('CMAKE_HOME_DIRECTORY', root)) return;
  // Others may wait for the locks.
  const names = fs.readdirSync(directory).filter((name) => !name.endsWith('lock'));
  for (const name of names) fs.rmSync(path.join(directory, name), { recursive: true });
}

/**
 * Configures a build directory of a project that was written by us; gives what is wrong if that fails: the texts of CMake's errors,
 * without the places in our own files.
 */
export function configureQuietly(directory: string, args: readonly string[]): string | undefined {
  makeFolder(directory);
  const all = [path.join(directory, '.lock'), 'cmake', ...args, '-B', directory];
  const { status, error, stderr } = spawnSync('flock', all, { cwd: root, encoding: 'utf8', maxBuffer: Infinity });
  if (error) throw new UserError(`cannot run cmake: ${error.message}. \`fuse doctor\` says what is missing.`);
  if (status === 0) return undefined;
  const errors = [...stderr.matchAll(/^CMake Error at .*:\n\n?((?: {2}.*\n|\n(?= {2}))+)/gm)];
  const texts = errors.map(([, text = '']) => text.trim().replace(/\s*\n\s*/g, ' '));
  return texts.length === 0 ? stderr.trim() : texts.join('\n');
}

/** Runs cmake while no other command of ours works in the same build directory. */
export function cmake(directory: string, args: readonly string[]): void {
  makeFolder(directory);
  const { status, signal, error, stdout, stderr } = spawnSync(
    'flock',
    [path.join(directory, '.lock'), 'cmake', ...args],
    {
      cwd: root,
      encoding: 'utf8',
      // On a terminal, ninja's own one-line progress is the best there is.
      stdio: ['ignore', process.stdout.isTTY && args[0] === '--build' ? 'inherit' : 'pipe', 'pipe'],
      maxBuffer: Infinity,
    },
  );
  if (error) throw new UserError(`cannot run cmake: ${error.message}. Run third_party/setup.sh.`);
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- null when it was inherited
  if (status !== 0) process.stdout.write(stdout ?? '');
  process.stderr.write(stderr);
  if (status === 0) return;
  throw new UserError(`'cmake ${args.join(' ')}' failed (${signal ?? `exit code ${status}`})`, ExitCode.InputErrors);
}

export interface BuildFailure {
  /** By the compilers. */
  readonly said: string;
  /** Files that could not be made, relative to the build directory. */
  readonly outputs: readonly string[];
}

/** Brings targets of a configured build directory up to date, as many as it can; gives what failed. */
export function tryBuild(directory: string, targets: readonly string[]): BuildFailure | undefined {
  const args = [path.join(directory, '.lock'), 'ninja', '-C', directory, '--quiet', '-k', '0', ...targets];
  const { status, error, stdout, stderr } = spawnSync('flock', args, { encoding: 'utf8', maxBuffer: Infinity });
  if (error) throw new UserError(`cannot run ninja: ${error.message}. \`fuse doctor\` says what is missing.`);
  if (status === 0) return undefined;
  const lines = `${stdout}${stderr}`.split('\n');
  // Ninja's own: which step failed, its command line, and that it goes no further.
  const said = lines.filter((line, i) => !/^(FAILED: |ninja: )/.test(line) && !/^FAILED: /.test(lines[i - 1] ?? ''));
  const outputs = lines.flatMap((line) => /^FAILED: (\S+)/.exec(line)?.[1] ?? []);
  return { said: said.join('\n'), outputs };
}

/** The same; gives what the compilers said. */
export function buildQuietly(directory: string, targets: readonly string[]): string | undefined {
  return tryBuild(directory, targets)?.said;
}

/** Brings the build directory `name`, or some of its targets, up to date. Throws UserError when that fails, with the tools' output printed. */
export function build(name: string, settings: readonly string[] = [], targets: readonly string[] = ['all']): void {
  const directory = path.join(root, name);
  // A directory that was configured with another generator keeps it.
  const generator = fs.existsSync(path.join(directory, 'CMakeCache.txt')) ? [] : ['-G', 'Ninja'];
  configureAndBuild(name, ['-S', root, ...generator, ...settings], targets);
}

/** The same with a preset of CMakePresets.json, in the directory `name`, which may be absolute. */
export function buildPreset(
  preset: string,
  name: string,
  settings: readonly string[] = [],
  targets: readonly string[] = ['all'],
): void {
  configureAndBuild(name, ['-S', root, '--preset', preset, ...settings], targets);
}

function configureAndBuild(name: string, settings: readonly string[], targets: readonly string[]): void {
  const directory = path.resolve(root, name);
  const shown = path.relative(root, directory);
  const what = targets[0] === 'all' ? `${shown}/` : `${targets.join(', ')} in ${shown}/`;
  const started = Date.now();
  process.stderr.write(`building ${what} …\n`);
  cmake(directory, [...settings, '-B', directory]);
  cmake(directory, ['--build', directory, '--parallel', '--target', ...targets]);
  process.stderr.write(`built ${what} in ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
}

/** Installs what was built in the build directory `name` below `prefix`. */
export function install(name: string, prefix: string): void {
  const directory = path.join(root, name);
  cmake(directory, ['--install', directory, '--prefix', prefix]);
}
