// SPDX-License-Identifier: Apache-2.0
// `fuse report`: what it writes and prints, and what it says of inputs that are wrong.

import * as fs from 'node:fs';
import { changed, type Loose, NATIVES_FILE as NATIVES, validConfig, validFlat } from '../support/app-config';
import { FITTING, ReportFolder, timedConfig } from '../support/report';

let folder: ReportFolder;
beforeEach(() => (folder = new ReportFolder()));
afterEach(() => folder.remove());

function application(config: Loose = timedConfig()): void {
  folder.write('app_config.json', `${JSON.stringify(config, null, 2)}\n`);
  folder.buildModules(FITTING);
}

const PAGE = 'build/policy-report.html';

test('writes the page beside the results of the build', () => {
  application();
  const stdout = `${PAGE}: 0 errors, 0 warnings; 2 modules\n`;
  expect(folder.withNatives('report')).toEqual({ status: 0, stdout, stderr: '' });
  const page = folder.read(PAGE).toString();
  expect(page).toMatch(/^<!DOCTYPE html>\n<html lang="en">/);
  expect(page).toContain('Nothing to object to');
  // The same files, the same bytes, from wherever.
  expect(folder.withNatives('report', folder.directory, '--out', 'again.html').status).toBe(0);
  expect(folder.read('again.html').toString()).toBe(page);
});

test('an unschedulable set is an error with its arithmetic, and the page is written all the same', () => {
  application(timedConfig((config) => (config.modules[0].event_min_interval_us = 5500)));
  const { status, stdout, stderr } = folder.withNatives('report');
  expect(status).toBe(1);
  expect(stdout).toBe(`${PAGE}: 1 error, 0 warnings; 2 modules\n`);
  expect(stderr).toBe(
    `app_config.json:39:32: error: modules[0].event_min_interval_us: 'filter' may end too late: 6000 us (the rest of a tick (filter, compress)) + 5000 us (its own step) = 11000 us, but the next event may come after 5500 us; lower a quota, make the time longer, or put it before the others
   39 |       "event_min_interval_us": 5500
      |                                ^~~~
`,
  );
  expect(folder.read(PAGE).toString()).toContain('= 11000 us, but the next event may come after 5500 us');
});

test('what the runtime takes around a step is counted with each, and the page says so', () => {
  // 6 ms after the event, to the microsecond: see above.
  application(timedConfig((config) => (config.modules[0].event_min_interval_us = 6000)));
  const quotas = 'The sums are of quotas alone.';
  const both = 'The sums are of quotas, and 20 µs for the runtime around each step';
  expect(folder.withNatives('report').status).toBe(0);
  expect(folder.read(PAGE).toString()).toContain(quotas);
  const { status, stderr } = folder.withNatives('report', '--step-overhead', '20');
  expect(status).toBe(1);
  expect(stderr).toContain(
    "'filter' may end too late: 6040 us (the rest of a tick (filter, compress)) + 5020 us (its own step) = 11060 us, but the next event may come after 6000 us",
  );
  const page = folder.read(PAGE).toString();
  expect(page).toContain(both);
  expect(page).not.toContain(quotas);
  for (const wrong of ['-1', '1.5', '20us', '1000001', '']) {
    expect(folder.withNatives('report', '--step-overhead', wrong)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Give microseconds, a whole number from 0 to 1000000.') as string,
    });
  }
});

test('warnings are errors with --werror', () => {
  application(timedConfig((config) => config.modules[1].policy.capabilities.push('CAMERA')));
  expect(folder.withNatives('report').status).toBe(0);
  expect(folder.withNatives('report', '--werror').status).toBe(1);
});

test('as JSON, and the page only where --out says', () => {
  application();
  const { status, stdout, stderr } = folder.withNatives('report', '--json');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(JSON.parse(stdout)).toMatchObject({
    application: { name: 'pipeline', file: 'app_config.json', groups: ['timer', 'camera'], target: null },
    modules: [
      { name: 'filter', code: { file: 'build/linux/filter.wasm', imports: expect.any(Array) as unknown } },
      { name: 'compress' },
    ],
    schedule: { verdict: 'schedulable', worstTickUs: 6000 },
    findings: [],
    changes: null,
  });
  expect(folder.files()).not.toContain(PAGE);
  expect(folder.withNatives('report', '--json', '--out', 'page.html').status).toBe(0);
  expect(folder.files()).toContain('page.html');
});

test('--against says what a change grants and takes away', () => {
  application();
  folder.write('old.json', JSON.stringify(changed(({ modules }) => modules[1].policy.capabilities.shift())));
  const { stdout } = folder.withNatives('report', '--against', 'old.json', '--json');
  expect(JSON.parse(stdout).changes).toEqual({
    against: 'old.json',
    list: [
      {
        effect: 'changes',
        module: 'filter',
        message: 'event_min_interval_us says 100 ms instead of nothing',
      },
      { effect: 'grants', module: 'compress', message: 'TIMER' },
    ],
  });
});

describe('wrong', () => {
  const wrong = (text: string): Loose => ({ status: 2, stdout: '', stderr: `error: ${text}\n` });

  test.each<[string, string[], string]>([
    ['no such folder', ['nowhere'], 'there is no folder nowhere'],
    ['no application', ['build'], "there is no app_config.json in build: run in ., the application's folder"],
    ['no such target', ['--target', 'stm32f406'], "unknown target 'stm32f406'; did you mean 'stm32f405'?"],
    ['no such folder of modules', ['--build-dir', 'bild'], 'there is no folder bild, which --build-dir names'],
    [
      'a file as the folder of modules',
      ['--build-dir', 'flat.json'],
      'there is no folder flat.json, which --build-dir names',
    ],
    [
      'no older configuration',
      ['--against', 'older.json'],
      "cannot read older.json: ENOENT: no such file or directory, open 'older.json'",
    ],
    [
      'a policy as the older configuration',
      ['--against', 'flat.json'],
      'flat.json is a policy by itself, not an application; name an app_config.json',
    ],
    ['a policy', ['flat.json'], 'flat.json is a policy by itself, not an application; name an app_config.json'],
    ['a folder as the page', ['--out', 'build'], 'cannot write the output: build is a folder'],
    [
      'a page below a file',
      ['--out', 'flat.json/page.html'],
      "cannot write the output: EEXIST: file already exists, mkdir 'flat.json'",
    ],
    ['an option', ['--agianst', 'old.json'], "unknown option '--agianst'\n(Did you mean --against?)"],
    ['an option without its value', ['--target'], "option '--target <name>' argument missing"],
    ['two applications', ['.', '.'], "too many arguments for 'report'. Expected 1 argument but got 2."],
  ])('%s', (_, args, message) => {
    application();
    folder.write('flat.json', JSON.stringify(validFlat()));
    expect(folder.fuse(['report', '--natives', NATIVES, ...args])).toEqual(wrong(message));
    expect(fs.existsSync(folder.path(PAGE))).toBe(false);
  });

  test('a configuration with errors', () => {
    application(changed((config) => (config.modules[0].policy.cpu_quota_us = -1)));
    const { status, stdout, stderr } = folder.withNatives('report');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr.split('\n')).toEqual([
      expect.stringMatching(/^app_config\.json:30:25: error: modules\[0\]\.policy\.cpu_quota_us: /),
      '   30 |         "cpu_quota_us": -1,',
      '      |                         ^~',
      'error: app_config.json: 1 error, repair it first; no report was written',
      '',
    ]);
    expect(fs.existsSync(folder.path(PAGE))).toBe(false);
  });

  test('an older configuration with errors', () => {
    application();
    folder.write('old.json', '{ "application": }');
    const { status, stdout, stderr } = folder.withNatives('report', '--against', 'old.json');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr.split('\n').at(-2)).toBe('error: old.json: 1 error, repair it first; no report was written');
  });

  test('natives that are none', () => {
    folder.write('app_config.json', JSON.stringify(validConfig()));
    const { status, stderr } = folder.fuse(['report', '--natives', 'app_config.json']);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^error: app_config\.json is no fuse_natives\.json: /);
  });
});
