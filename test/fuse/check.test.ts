// SPDX-License-Identifier: Apache-2.0
// `fuse check`: modules held against their policies, and what it says of applications that are wrong.

import * as fs from 'node:fs';
import { changed, type Loose, validConfig } from '../support/app-config';
import { FuseFolder, wat } from '../support/fuse';

let folder: FuseFolder;
beforeEach(() => (folder = new FuseFolder()));
afterEach(() => folder.remove());

/** One module `filter` with exactly the rights and memory that FILTER needs. */
function config(change: (policy: Loose, whole: Loose) => void = () => undefined): string {
  const whole = validConfig();
  whole.modules = [whole.modules[0]];
  whole.modules[0].binary = 'filter.aot';
  whole.modules[0].policy.memory_pages_max = 2;
  change(whole.modules[0].policy, whole);
  return `${JSON.stringify(whole, null, 2)}\n`;
}

const RIGHTS = ['camera_last_frame', 'module_log_event', 'fuse_event_post'];
const FILTER = wat(RIGHTS, '(memory 2)');

function application(policy?: (policy: Loose, whole: Loose) => void, text = FILTER): void {
  folder.write('app_config.json', config(policy));
  fs.mkdirSync(folder.path('build/linux'), { recursive: true });
  folder.assemble('build/linux/filter', text);
}

/** Severities and messages, in the order of the text. */
function findings(...args: string[]): string[] {
  const { stdout } = folder.withNatives('check', '--json', ...args);
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { severity: string; field: string; message: string }[] };
  return diagnostics.map(({ severity, field, message }) => `${severity}: ${field}: ${message}`);
}

test('a module with what it needs', () => {
  application();
  expect(folder.withNatives('check', '--werror')).toEqual({
    status: 0,
    stdout: 'app_config.json: 0 errors, 0 warnings; 1 of 1 module looked into\n',
    stderr: '',
  });
});

test('a folder with sources that no module is called like; one of headers belongs to all', () => {
  application();
  for (const name of ['filter', 'forgotten', 'headers']) {
    fs.mkdirSync(folder.path(`modules/${name}`), { recursive: true });
    folder.write(`modules/${name}/${name}.${name === 'headers' ? 'h' : 'c'}`, '');
  }
  fs.utimesSync(folder.path('modules/filter/filter.c'), 0, 0);
  expect(findings()).toEqual([
    "warning: modules: modules/forgotten/ has sources, but no module here is called 'forgotten'",
  ]);
});

test('an import without its capability is an error, at the list of capabilities', () => {
  application((policy) => (policy.capabilities = ['LOG', 'EVENT_POST']));
  const { status, stdout, stderr } = folder.withNatives('check');
  expect(status).toBe(1);
  expect(stdout).toBe('app_config.json: 1 error, 0 warnings; 1 of 1 module looked into\n');
  expect(stderr.split('\n').slice(0, 2)).toEqual([
    'app_config.json:22:25: error: modules[0].policy.capabilities: build/linux/filter.wasm imports camera_last_frame, which needs CAMERA: add "CAMERA", or remove the call',
    '   22 |         "capabilities": [',
  ]);
});

test('a capability that is never imported is a warning, an error with --werror', () => {
  application(undefined, wat(['camera_last_frame', 'module_log_event'], '(memory 2)'));
  expect(findings()).toEqual([
    'warning: modules[0].policy.capabilities[2]: build/linux/filter.wasm imports no function that needs EVENT_POST: remove it (least privilege)',
  ]);
  expect(folder.withNatives('check').status).toBe(0);
  expect(folder.withNatives('check', '--werror').status).toBe(1);
});

test('memory beyond the cap is an error, to the byte', () => {
  application((policy) => (policy.memory_pages_max = 1));
  expect(findings()).toEqual([
    "error: modules[0].policy.memory_pages_max: build/linux/filter.wasm has 131072 bytes of memory, more than the 65536 allowed: raise it to 2, or make the module's data smaller",
  ]);
});

test('memory that is cut to what is used counts as that', () => {
  const linked =
    '(memory 2) (global (export "__heap_base") i32 (i32.const 65536)) (global (export "__data_end") i32 (i32.const 9))';
  application((policy) => (policy.memory_pages_max = 1), wat(RIGHTS, linked));
  expect(findings()).toEqual([]);
});

test('a limit of its own above the cap is a warning', () => {
  const grows = '(memory 1 5) (func (export "more") (drop (memory.grow (i32.const 1))))';
  application(undefined, wat(RIGHTS, grows));
  expect(findings()).toEqual([
    'warning: modules[0].policy.memory_pages_max: build/linux/filter.wasm declares that it may grow to 5 pages: growing beyond 2 fails inside the module',
  ]);
});

test('an .aot image says the same as its .wasm', () => {
  application((policy) => (policy.capabilities = ['LOG']));
  folder.compile(['-o', 'build/linux/filter.aot', 'build/linux/filter.wasm']);
  // The test's natives are not those of the build.
  const all = (): string[] => findings().filter((finding) => !finding.includes('other native functions'));
  const ofWasm = all();
  fs.rmSync(folder.path('build/linux/filter.wasm'));
  const ofImage = all();
  expect(ofWasm).toHaveLength(2);
  expect(ofImage).toEqual(ofWasm.map((finding) => finding.replaceAll('filter.wasm', 'filter.aot')));
});

test('what was not built is said', () => {
  folder.write('app_config.json', config());
  expect(folder.withNatives('check').stdout).toBe('app_config.json: 0 errors, 1 warning; 0 of 1 module looked into\n');
  expect(findings()).toEqual([
    'warning: modules[0].binary: not built yet, so only the configuration was checked; build it and check again',
  ]);
});

test('a source that is newer than its module is said', () => {
  application();
  fs.mkdirSync(folder.path('modules/filter'), { recursive: true });
  folder.write('modules/filter/filter.c', '');
  const later = new Date(Date.now() + 10_000);
  fs.utimesSync(folder.path('modules/filter/filter.c'), later, later);
  expect(findings()).toEqual([
    'warning: modules[0].binary: build/linux/filter.wasm is older than modules/filter/filter.c; build it again',
  ]);
});

test('the newest build counts, or the folder that is named', () => {
  application();
  fs.mkdirSync(folder.path('build/stm32f405'));
  folder.assemble('build/stm32f405/filter', wat(['temp_get_reading'], '(memory 2)'));
  const later = new Date(Date.now() + 10_000);
  fs.utimesSync(folder.path('build/stm32f405/filter.wasm'), later, later);
  expect(findings()[0]).toContain('build/stm32f405/filter.wasm imports temp_get_reading, which needs TEMP_SENSOR');
  expect(findings('--build-dir', 'build/linux')).toEqual([]);
});

test.each<[string, string, string]>([
  [
    'an unknown import',
    FILTER.replace('fuse_event_post', 'fuse_event_pst'),
    "build/linux/filter.wasm: imports the unknown function env.fuse_event_pst; did you mean 'fuse_event_post'?",
  ],
  ['no step', '(module)', 'build/linux/filter.wasm: does not export module_step, the function that the runtime calls'],
])('what the runtime would refuse is an error: %s', (_, text, message) => {
  application(undefined, text);
  expect(findings()).toContain(`error: modules[0].binary: ${message}`);
});

const NONE_THERE = 'run in the folder of an application, or make one with `fuse new app NAME`';

test.each<[string, string | null, string[], number, string]>([
  ['no application', null, [], 2, `error: there is no app_config.json in .: ${NONE_THERE}`],
  ['no folder', null, ['nowhere'], 2, 'error: there is no folder nowhere'],
  ['two applications', null, ['a', 'b'], 2, "error: too many arguments for 'check'. Expected 1 argument but got 2."],
  ['a mistyped option', null, ['--weror'], 2, "error: unknown option '--weror'\n(Did you mean --werror?)"],
  ['an empty file', '', [], 1, 'app_config.json:1:1: error: the file is empty; it needs an object { … }'],
  ['a cut file', '{', [], 1, "app_config.json:1:1: error: expected '}', found the end of the file"],
  ['another type', '[]', [], 1, 'app_config.json:1:1: error: expected an object { … }, found a list'],
  [
    'a flat policy',
    '{"capabilities": 0, "memory_pages_max": 0, "stack_size": 512, "heap_size": 0, "cpu_quota_us": 0, "step_interval_us": 0, "activation_mask": 1}',
    [],
    2,
    'error: app_config.json is a policy by itself, not an application; `fuse config` makes its binary',
  ],
  [
    'a mistyped capability',
    config((policy) => (policy.capabilities = ['CAMRA'])),
    [],
    1,
    "app_config.json:23:11: error: modules[0].policy.capabilities[0]: unknown capability 'CAMRA'; did you mean 'CAMERA'?",
  ],
  [
    'a group that is missing',
    config((_, whole) => (whole.application.hal_groups = ['timer'])),
    [],
    1,
    "app_config.json:22:11: error: modules[0].policy.capabilities[0]: capability 'CAMERA' needs the HAL group 'camera'; add it to application.hal_groups",
  ],
  [
    'a folder of builds that there is not',
    config(),
    ['--build-dir', 'bild'],
    2,
    'error: there is no folder bild, which --build-dir names\n',
  ],
  [
    'modules that are too many',
    JSON.stringify(changed((c) => (c.application.max_modules = 1))),
    [],
    1,
    'app_config.json:1:491: error: modules[1]: 2 modules, but application.max_modules is 1; raise it or remove modules',
  ],
])('wrong: %s', (_, content, args, status, message) => {
  if (content !== null) folder.write('app_config.json', content);
  const result = folder.withNatives('check', ...args);
  expect(result.status).toBe(status);
  expect(result.stderr.slice(0, message.length)).toBe(message);
  expect(result.stderr).not.toContain('    at ');
});

test('a module that is no WebAssembly is an error at its name', () => {
  application();
  folder.write('build/linux/filter.wasm', 'text');
  expect(findings()).toEqual([
    expect.stringMatching(
      /^error: modules\[0\]\.binary: build\/linux\/filter\.wasm is not a valid WebAssembly module: /,
    ),
  ]);
});
