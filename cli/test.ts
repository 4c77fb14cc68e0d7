// SPDX-License-Identifier: Apache-2.0
/** `npm test`: builds everything, runs every suite, and ends with one line `N passed, N failed`. */

import * as path from 'node:path';
import Table from 'cli-table3';
import { boardNames, loadBoard } from './boards/board';
import { buildBoard } from './boards/build';
import { defaultBuildDirectory } from './boards/run-image';
import { BOARD_FRAME_SIZE, buildDemos, FRAME_SIZE, sizeName } from './demo/applications';
import type { FrameSize } from './demo/frame';
import { buildAddon } from './support/addon';
import { build } from './support/build';
import { createCommand, ExitCode, runMain } from './support/main';
import { repositoryRoot } from './support/paths';
import { colorsFor } from './support/terminal';
import { boundsSuite } from './testing/bounds-suite';
import { ctestSuite } from './testing/ctest-suite';
import { gateSuite } from './testing/gate-suite';
import { jestSuite } from './testing/jest-suite';
import { misraSuite } from './testing/misra-suite';
import { sameTestsSuite } from './testing/same-tests-suite';
import { sizeSuite } from './testing/size-suite';
import { runSuite, sum, type Outcome, type Suite } from './testing/suite';

const PLAIN = 'build';
const SANITIZED = 'build-sanitize';

/** A build is a test case too: that it succeeds, without warnings. */
function buildSuite(name: string, settings: readonly string[]): Suite {
  return {
    name: `build ${name}/`,
    run() {
      build(name, settings);
      return { passed: 1, failed: 0 };
    },
  };
}

function demoBuildSuite(frame: FrameSize): Suite {
  return { name: `build the demos, ${sizeName(frame)}`, run: () => (buildDemos(frame), { passed: 1, failed: 0 }) };
}

/** The greater part of fuse-aotc need not be compiled twice. */
const compiler = path.join(repositoryRoot(), PLAIN, 'aotc', 'libfuse_aot_compiler.a');

/** The build directory of each board. */
function boardDirectories(): Map<string, string> {
  return new Map(boardNames().map((name) => [name, defaultBuildDirectory(loadBoard(name))]));
}

function boardBuildSuite(name: string, directory: string): Suite {
  return {
    name: `build ${directory}/`,
    run() {
      buildBoard(loadBoard(name));
      return { passed: 1, failed: 0 };
    },
  };
}

const addonBuildSuite: Suite = {
  name: 'build build-addon/',
  run() {
    buildAddon();
    return { passed: 1, failed: 0 };
  },
};

function allSuites(): readonly Suite[] {
  const boards = boardDirectories();
  return [
    buildSuite(PLAIN, []),
    ...[FRAME_SIZE, BOARD_FRAME_SIZE].map(demoBuildSuite),
    buildSuite(SANITIZED, ['-DFUSE_SANITIZE=ON', `-DFUSE_AOT_COMPILER=${compiler}`]),
    ...[...boards].map(([name, directory]) => boardBuildSuite(name, directory)),
    gateSuite(PLAIN),
    misraSuite(PLAIN),
    boundsSuite(PLAIN),
    addonBuildSuite,
    jestSuite,
    sizeSuite,
    ctestSuite('ctest', PLAIN),
    ctestSuite('ctest under ASan and UBSan', SANITIZED),
    ...[...boards].map(([name, directory]) => ctestSuite(`ctest on ${name}`, directory)),
    sameTestsSuite(PLAIN, boards),
  ];
}

function print(outcomes: readonly Outcome[]): void {
  const { green, red } = colorsFor(process.stdout);
  const table = new Table({
    head: ['suite', 'passed', 'failed', 'seconds'],
    colAligns: ['left', 'right', 'right', 'right'],
    style: { head: [], border: [] },
  });
  for (const { name, passed, failed, seconds } of outcomes) {
    table.push([name, passed, failed === 0 ? green('0') : red(String(failed)), seconds.toFixed(1)]);
  }
  process.stdout.write(`${table.toString()}\n`);
}

runMain(async (args) => {
  createCommand('test')
    .description('Builds everything and runs every test.')
    .parse([...args], { from: 'user' });
  const outcomes: Outcome[] = [];
  for (const suite of allSuites()) outcomes.push(await runSuite(suite));
  print(outcomes);
  const { passed, failed } = sum(outcomes);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 ? ExitCode.Success : ExitCode.InputErrors;
});
