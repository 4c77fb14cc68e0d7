// SPDX-License-Identifier: Apache-2.0
/** gdb on a debug image in QEMU: it stops on lines of runtime-ts/, prints what TypeScript calls it, and its backtrace is TypeScript's. */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { repositoryRoot } from '../../cli/support/paths';

const root = repositoryRoot();

/** The line of a statement that occurs once in the file. */
function lineOf(file: string, statement: string): number {
  const lines = fs.readFileSync(path.join(root, file), 'utf8').split('\n');
  const found = lines.flatMap((line, i) => (line.trim() === statement ? [i + 1] : []));
  expect(found).toHaveLength(1);
  return found[0]!;
}

/** What gdb prints for commands after it has stopped at main(), and what it complains of. */
function gdb(board: string, ...commands: string[]): { answers: string[]; complaints: string } {
  const script = commands.map((command, i) => `echo \\n=${i}=\\n\n${command}\n`).join('');
  const args = [path.join(root, 'dist/cli/board.js'), 'debug', board, '--image', 'selftest'];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, {
    cwd: root,
    input: `${script}kill\n`,
    encoding: 'utf8',
    timeout: 550_000,
  });
  if (status !== 0) throw new Error(`exit code ${status}\n${stdout.slice(-3000)}${stderr.slice(-3000)}`);
  const answers = stdout
    .split(/^=\d+=\n/m)
    .slice(1)
    .map((answer) => answer.replace(/\(gdb\) /g, '').trim());
  return { answers, complaints: stderr };
}

test('break, print and backtrace in TypeScript', () => {
  const line = lineOf('runtime-ts/scheduler.ts', 'completed |= bit;');
  const call = lineOf('runtime-ts/scheduler.ts', 'return checkCall() === Stat.Success ? runDueModules() : 0;');
  const { answers, complaints } = gdb(
    'mps2-an386',
    `break scheduler.ts:${line}`,
    'continue',
    'print completed',
    'ts bit',
    'ts modules[id].id === id',
    'ts module.state',
    'ts module.sandbox.policy.stepIntervalUs',
    'ts runtime.runnable & bit',
    'backtrace',
    'list',
    'ts runtime.runable',
  );
  const [breakpoint, stop, completed, bit, id, state, interval, runnable, backtrace, source] = answers;
  expect(breakpoint).toMatch(
    new RegExp(`^Breakpoint \\d+ at 0x[0-9a-f]+: file runtime-ts/scheduler\\.ts, line ${line}\\.$`),
  );
  expect(stop).toMatch(
    new RegExp(`run_due_modules \\(\\) at runtime-ts/scheduler\\.ts:${line}\\n${line}\\s+completed \\|= bit;$`),
  );
  expect(completed).toBe('$1 = 0');
  expect(bit).toBe('$2 = 1');
  expect(id).toBe('$3 = 1');
  // FUSE_MODULE_STATE_RUNNING
  expect(state).toBe('$4 = 1');
  expect(interval).toMatch(/^\$5 = \d+$/);
  expect(runnable).toBe('$6 = 1');
  const frames = backtrace!.split(/\n(?=#)/);
  expect(frames[0]).toContain(`#0  run_due_modules () at runtime-ts/scheduler.ts:${line}`);
  // Without an address where the compiler has put the caller and the called together.
  expect(frames[1]).toMatch(new RegExp(`^#1  (0x\\w+ in )?fuse_tick \\(\\) at runtime-ts/scheduler\\.ts:${call}$`));
  expect(frames[2]).toMatch(/at test\/runtime\/\w+_tests\.ts:\d+$/);
  expect(source).toContain(`${line}\t`);
  expect(source).toContain('completed |= bit;');
  expect(complaints).toContain('There is no member named runable.\n');
  expect(complaints).not.toContain('Python Exception');
}, 600_000);
