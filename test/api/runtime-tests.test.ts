// SPDX-License-Identifier: Apache-2.0
/** The runtime's own tests, under Node: those that the Linux program has, with the same results. */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { repositoryRoot } from '../../cli/support/paths';
import { runtimeResults } from '../../cli/testing/same-tests-suite';
import { emitRuntimeTests, runRuntimeTests } from '../support/api/runtime-tests';

/** Tests that cannot be had here, and why. */
const IMPOSSIBLE: readonly (readonly [RegExp, string])[] = [
  [/^hostile_(redirect|fault)\//, 'there is one way of stopping a module'],
  [
    /^(hostile\/(loop(Integer|Float|Divide|Fill)|loopIn(Init|Deinit|Start)|manyEnds|sameImageAgain|sameImageAfterKill)|cycles\/loadKillUnload|(load|replace)\/startCodeLoops|callout\/returnsTooLate)$/,
    'nothing takes a thread of JavaScript out of a module that does not call out',
  ],
  [/^policy\/stackSizeIsEnforced$/, "the stack is V8's"],
];

function isPossible(name: string): boolean {
  return !IMPOSSIBLE.some(([pattern]) => pattern.test(name));
}

function linuxTests(): string[] {
  const program = path.join(repositoryRoot(), 'build', 'test', 'runtime', 'fuse_runtime_tests');
  const { stdout } = spawnSync(program, ['--list'], { encoding: 'utf8' });
  return stdout.trim().split('\n');
}

test('each test that Linux has passes here, or is listed as impossible', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fuse-api-'));
  try {
    const output = runRuntimeTests(emitRuntimeTests(folder), isPossible);
    expect(output.split('\n').filter((line) => /^(FAIL| {2})/.test(line))).toEqual([]);
    const expected = linuxTests().filter(isPossible);
    expect(expected.length).toBeGreaterThan(250);
    expect([...runtimeResults(output).keys()].sort()).toEqual([...new Set(expected)].sort());
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}, 180_000);
