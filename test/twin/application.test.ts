// SPDX-License-Identifier: Apache-2.0
// The twin in the folder of a new application: built as `fuse build` does, the same on this machine and on the kernel's simulator.

import { FuseFolder } from '../support/fuse';
import { linesWith } from '../support/twin';

let folder: FuseFolder;
beforeAll(() => (folder = new FuseFolder()));
afterAll(() => folder.remove());

function fuse(...args: readonly string[]): string {
  const { status, stdout, stderr } = folder.fuse(args);
  if (status !== 0) throw new Error(`fuse ${args.join(' ')}: exit code ${status}\n${stdout}${stderr}`);
  return stdout;
}

test('from nothing to a log, and the same log from the simulator', () => {
  fuse('new', 'app', 'app');
  const scenario =
    'application: .\nduration: 10 s\nmodules: { hello: { step: 1 ms } }\nfaults: [{ at: 4500 ms, power_loss: 250 ms }]\n';
  folder.write('app/scenario.yaml', scenario);
  fuse('twin', 'app/scenario.yaml', '--log', 'linux.log');
  const log = folder.read('linux.log').toString('utf8');
  expect(linesWith(log, 'hello: step').map((line) => line.slice(0, 8))).toEqual(
    [0, 1, 2, 3, 4, 4.75, 5.75, 6.75, 7.75, 8.75, 9.75].map((s) => (s + 0.001).toFixed(6)),
  );
  fuse('twin', 'app/scenario.yaml', '--log', 'simulator.log', '--target', 'simulator');
  expect(folder.read('simulator.log').toString('utf8')).toBe(log);
}, 1_200_000);
