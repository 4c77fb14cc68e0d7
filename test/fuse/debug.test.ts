// SPDX-License-Identifier: Apache-2.0
// `fuse debug` in an application's folder: the real gdb stops on a line of the runtime, shows it and its callers, and names modules.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { spawnSync } from 'node:child_process';
import { repositoryRoot } from '../../cli/support/paths';
import { CACHE, FuseFolder } from '../support/fuse';

const TOOL = path.join(repositoryRoot(), 'dist/cli/fuse.js');
const STATEMENT = 'completed |= bit;';

let folder: FuseFolder;
beforeAll(() => {
  folder = new FuseFolder();
  folder.newApp('app');
  folder.fuse(['new', 'module', 'second', '--app', 'app']);
});
afterAll(() => folder.remove());

/** What gdb answers to each command after it has stopped at main(). */
function gdb(args: readonly string[], ...commands: string[]): string[] {
  const script = commands.map((command, i) => `echo \\n=${i}=\\n\n${command}\n`).join('');
  const { status, stdout, stderr } = spawnSync(process.execPath, [TOOL, 'debug', ...args], {
    cwd: folder.path('app'),
    input: `${script}echo \\n=end=\\n\nkill\n`,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: folder.directory, XDG_CACHE_HOME: CACHE },
    timeout: 280_000,
  });
  if (status !== 0) throw new Error(`exit code ${status}\n${stdout.slice(-3000)}${stderr.slice(-3000)}`);
  expect(stderr).not.toContain('Python Exception');
  const answers = stdout.split(/^=\w+=\n/m).slice(1, -1);
  // gdb breaks long lines of frames.
  return answers.map((answer) =>
    answer
      .replace(/\(gdb\) /g, '')
      .replace(/\n +(at|in) /g, ' $1 ')
      .trim(),
  );
}

test('gdb on the program of this machine, in terms of TypeScript', () => {
  const lines = fs.readFileSync(path.join(repositoryRoot(), 'runtime-ts/scheduler.ts'), 'utf8').split('\n');
  const line = lines.findIndex((text) => text.trim() === STATEMENT) + 1;
  const [breakpoint, stop, backtrace, source, isItself, interval] = gdb(
    [],
    `break scheduler.ts:${line}`,
    'continue',
    'backtrace',
    `list ${line},${line}`,
    'ts modules[id].id === id',
    'ts module.sandbox.policy.stepIntervalUs',
  );
  expect(breakpoint).toMatch(
    new RegExp(`^Breakpoint \\d+ at 0x[0-9a-f]+: file .*runtime-ts/scheduler\\.ts, line ${line}\\.$`),
  );
  expect(stop).toMatch(/^log .* runtime second debug module 1 running$/m);
  expect(stop).toMatch(
    new RegExp(`run_due_modules \\(\\) at .*runtime-ts/scheduler\\.ts:${line}\\n${line}\\s+completed \\|= bit;$`),
  );
  expect(backtrace).toMatch(/^#0 .* run_due_modules \(\) at /);
  expect(backtrace).toMatch(/^#\d+ .* fuse_tick \(\) at /m);
  expect(backtrace).toMatch(/^#\d+ .* main \(/m);
  expect(source).toMatch(new RegExp(`^${line}\\s+completed \\|= bit;$`));
  expect(isItself).toBe('$1 = 1');
  expect(interval).toBe('$2 = 1000000');
  expect(fs.existsSync(folder.path('app/build/linux/cmake-debug/images/firmware'))).toBe(true);
});
