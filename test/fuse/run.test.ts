// SPDX-License-Identifier: Apache-2.0
// `fuse run`: the same application on this machine, the simulator and a board; how a run ends.

import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import { createInterface } from 'node:readline';
import * as path from 'node:path';
import { repositoryRoot } from '../../cli/support/paths';
import { CACHE, FuseFolder } from '../support/fuse';

let folder: FuseFolder;
beforeAll(() => {
  folder = new FuseFolder();
  folder.newApp('app');
  folder.fuse(['new', 'module', 'second', '--lang', 'cpp', '--app', 'app']);
});
afterAll(() => folder.remove());

/** Time and text of what the modules log, counted from the first line. */
function guestLog(console: string): string[] {
  const lines = [...console.matchAll(/^log (\d+)\.(\d{6}) guest (\w+ \w+ .*)$/gm)];
  const times = lines.map(([, seconds, us]) => Number(seconds) * 1_000_000 + Number(us));
  return lines.map(([, , , text = ''], i) => `${(times[i] ?? 0) - (times[0] ?? 0)} ${text}`);
}

test.each(['linux', 'simulator', 'mps2-an386'])('on %s, in logical time, to the microsecond', (target) => {
  const { status, stdout, stderr } = folder.fuse(['run', 'app', '--logical-time', '--for', '2.5', '--target', target]);
  if (status !== 0) throw new Error(stderr);
  expect(guestLog(stdout)).toEqual(
    [0, 1_000_000, 2_000_000].flatMap((us) => [`${us} hello info hello steps`, `${us} second info second steps`]),
  );
  expect(stdout).toMatch(/^result hello RUNNING steps 3 quota_kills 0 traps 0 /m);
  expect(stdout).toMatch(/^end frames 0 missed 0 log_lost 0 /m);
  expect(stdout).not.toContain('image ended');
});

test('as JSON, a line each', () => {
  const { status, stdout } = folder.fuse(['run', 'app', '--logical-time', '--for', '1', '--json']);
  expect(status).toBe(0);
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { type: string });
  expect(lines.map(({ type }) => type)).toEqual([
    'banner',
    ...Array<string>(5).fill('log'),
    'start',
    'log',
    'log',
    'end',
  ]);
});

test.each<NodeJS.Signals>(['SIGINT', 'SIGTERM'])('%s ends a run, which shows its results', async (signal) => {
  const tool = path.join(repositoryRoot(), 'dist/cli/fuse.js');
  const child = spawn(process.execPath, [tool, 'run', 'app'], {
    cwd: folder.directory,
    env: { PATH: process.env['PATH'], HOME: folder.directory, XDG_CACHE_HOME: CACHE },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    if (line.endsWith('guest second info second steps')) child.kill(signal);
  });
  const ended = await new Promise((resolve) => child.on('close', (code, by) => resolve({ code, by })));
  expect(ended).toEqual({ code: 0, by: null });
  expect(lines.at(-1)).toMatch(/^end frames 0 missed 0 log_lost 0 /);
});

test('a module that its policy stops is in the log and among the results; the others go on', () => {
  const source = 'app/modules/second/second.cpp';
  const before = folder.read(source);
  try {
    const endless = before
      .toString()
      .replace('FUSE_MODULE_STEP()\n{', '$&\n    for (volatile int i = 0;; i = i + 1) {}\n');
    expect(endless).toContain('for (');
    folder.write(source, endless);
    const { status, stdout } = folder.fuse(['run', 'app', '--for', '1.5']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^stopped second QUOTA_EXCEEDED$/m);
    expect(stdout).toMatch(/^result second QUOTA_EXCEEDED steps \d+ quota_kills 1 /m);
    expect(stdout).toMatch(/^result hello RUNNING steps \d+ quota_kills 0 traps 0 /m);
  } finally {
    fs.writeFileSync(folder.path(source), before);
  }
});
