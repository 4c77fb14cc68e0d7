// SPDX-License-Identifier: Apache-2.0
// The period of an application with `tick_us`: the firmware's ticks come on it, as the policy report takes for granted.

import { FuseFolder } from '../support/fuse';

let folder: FuseFolder;
let template: string;
beforeAll(() => {
  folder = new FuseFolder();
  folder.newApp('app');
  template = folder.read('app/app_config.json').toString();
});
afterAll(() => folder.remove());

/** When the module has stepped, in milliseconds from its first step. */
function steps(settings: { tick_us?: number; step_interval_us: number }): number[] {
  const { tick_us, step_interval_us } = settings;
  const application = tick_us === undefined ? '' : `"tick_us": ${tick_us}, `;
  const text = template
    .replace('"application": {', `$& ${application}`)
    .replace(/"step_interval_us": \d+/, `"step_interval_us": ${step_interval_us}`);
  folder.write('app/app_config.json', text);
  const { status, stdout, stderr } = folder.fuse(['run', 'app', '--logical-time', '--for', '0.5']);
  if (status !== 0) throw new Error(stderr);
  const times = [...stdout.matchAll(/^log (\d+)\.(\d{3})\d{3} guest hello info hello steps$/gm)];
  const ms = times.map(([, seconds, thousandths]) => 1000 * Number(seconds) + Number(thousandths));
  return ms.map((time) => time - (ms[0] ?? 0));
}

test('steps come on the period, not when their interval is over', () => {
  expect(steps({ step_interval_us: 100_000 })).toEqual([0, 100, 200, 300, 400]);
  expect(steps({ step_interval_us: 100_000, tick_us: 30_000 })).toEqual([0, 120, 240, 360, 480]);
  expect(steps({ step_interval_us: 0, tick_us: 125_000 })).toEqual([0, 125, 250, 375]);
});
