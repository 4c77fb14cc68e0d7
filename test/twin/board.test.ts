// SPDX-License-Identifier: Apache-2.0
// The camera pipeline's scenario on this machine and on the STM32F405's image in QEMU: the same log, byte for byte.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { BOARD_FRAME_SIZE, buildDemos } from '../../cli/demo/applications';
import { repositoryRoot } from '../../cli/support/paths';
import { FuseFolder } from '../support/fuse';
import { linesWith } from '../support/twin';

const SCENARIO = path.join(repositoryRoot(), 'demos/camera_filter_compress/scenario.yaml');

let folder: FuseFolder;
beforeAll(() => {
  folder = new FuseFolder();
  // The command brings a build up to date, but does not configure one.
  if (!fs.existsSync(path.join(repositoryRoot(), 'build-demo-64x48/build.ninja'))) buildDemos(BOARD_FRAME_SIZE);
}, 600_000);
afterAll(() => folder.remove());

function log(target: string, ...args: readonly string[]): string {
  const { status, stderr } = folder.fuse(['twin', SCENARIO, '--target', target, '--log', `${target}.log`, ...args]);
  if (status !== 0) throw new Error(`exit code ${status}\n${stderr}`);
  return folder.read(`${target}.log`).toString('utf8');
}

test('the same log on both, through power loss, restart, overrun and corrupted image', () => {
  const here = log('linux');
  expect(linesWith(here, 'boot')).toHaveLength(3);
  expect(linesWith(here, 'the image is damaged')).toHaveLength(1);
  expect(log('stm32f405')).toBe(here);
}, 600_000);

test('measured on the board, and replayed here', () => {
  const there = log('stm32f405', '--no-build', '--measure', '--record', 'run.jsonl');
  const steps = linesWith(there, 'frame_compress: step of').map((line) => Number(/of (\d+) us/.exec(line)?.[1]));
  // Instructions take their time there.
  expect(Math.min(...steps)).toBeGreaterThan(100);
  expect(log('linux', '--no-build', '--replay', 'run.jsonl')).toBe(there);
}, 600_000);
