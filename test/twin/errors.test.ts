// SPDX-License-Identifier: Apache-2.0
// `fuse twin`: what it says of scenarios that are wrong.

import * as fs from 'node:fs';
import * as path from 'node:path';
import pc from 'picocolors';
import { loadNatives } from '../../cli/config/natives';
import { formatDiagnostics } from '../../cli/support/diagnostics';
import { readScenario } from '../../cli/twin/scenario-file';
import { buildDirectory } from '../support/aotc';
import { NATIVES_FILE } from '../support/app-config';
import { TwinFolder } from '../support/twin';

let folder: TwinFolder;
beforeEach(() => (folder = new TwinFolder()));
afterEach(() => folder.remove());

/** Lines 1 and 2 name application and build. */
const WRONG: readonly (readonly [what: string, lines: readonly string[], message: string])[] = [
  ['no duration', [], "scenario.yaml:1:1: error: 'duration' is missing"],
  [
    'a time without a unit that there is',
    ['duration: 2 sec'],
    'scenario.yaml:3:11: error: duration: expected a time in microseconds, or with a unit: 1500, 10 ms, 2.5 s (us, ms, s, min, h); found the string 2 sec',
  ],
  [
    'a part of a microsecond',
    ['duration: 0.5 us'],
    'scenario.yaml:3:11: error: duration: expected a time in microseconds, or with a unit: 1500, 10 ms, 2.5 s (us, ms, s, min, h), to the microsecond',
  ],
  [
    'a time that is too long',
    ['duration: 1000000 h', 'events: [{ at: 5 s, post: PING }]'],
    'scenario.yaml:3:11: error: duration: is longer than 3153600000000000 us, the most that there is',
  ],
  [
    'a second document',
    ['duration: 1 s', '---', 'duration: 2 s'],
    'scenario.yaml:4:1: error: a second document begins here; write one alone',
  ],
  [
    'a mistyped field',
    ['duration: 1 s', 'event:', '  - { at: 0, post: PING }'],
    "scenario.yaml:4:1: error: event: unknown field; did you mean 'events'?",
  ],
  [
    'a module that the application does not have',
    ['duration: 1 s', 'modules:', '  aktor: { step: 1 ms }'],
    "scenario.yaml:5:10: error: modules.aktor: the application has no module 'aktor'; did you mean 'actor'?",
  ],
  [
    'an event that has no name',
    ['duration: 1 s', 'events:', '  - { at: 0, post: PINK }'],
    "scenario.yaml:5:20: error: events[0].post: the application has no event 'PINK'; did you mean 'PING'?",
  ],
  [
    'a happening after the end',
    ['duration: 1 s', 'events:', '  - { at: 1 s, post: PING }'],
    'scenario.yaml:5:11: error: events[0].at: never happens: the scenario ends after 1000000 us',
  ],
  [
    'a fault of two kinds',
    ['duration: 1 s', 'faults:', '  - { at: 0, reload: actor, fail: camera }'],
    'scenario.yaml:5:5: error: faults[0]: a fault is exactly one of fail, stuck, overrun, corrupt_image, power_loss, restart, reload, pause, resume, found fail and reload',
  ],
  [
    'an overrun of no length',
    ['duration: 1 s', 'faults:', '  - { at: 0, overrun: actor }'],
    "scenario.yaml:5:5: error: faults[0]: 'overrun' needs 'takes': how long the next step of the module takes",
  ],
  [
    'a word that belongs to another fault',
    ['duration: 1 s', 'faults:', '  - { at: 0, reload: actor, takes: 5 ms }'],
    "scenario.yaml:5:36: error: faults[0].takes: 'takes' goes with 'overrun'",
  ],
  [
    'a device that there is not',
    ['duration: 1 s', 'faults:', '  - { at: 0, fail: radio }'],
    "scenario.yaml:5:20: error: faults[0].fail: unknown device 'radio'; valid: 'temperature', 'camera', 'timer', 'downlink'",
  ],
  [
    'a picture that is not there',
    ['duration: 1 s', 'camera:', '  size: 8x8', '  frames: [{ at: 0, picture: moon.png }]'],
    'scenario.yaml:6:30: error: camera.frames[0].picture: there is no moon.png',
  ],
  [
    'a frame without a picture',
    ['duration: 1 s', 'camera:', '  size: 8x8', '  frames: [{ at: 0 }]'],
    "scenario.yaml:6:12: error: camera.frames[0]: a frame has either 'picture' or 'pattern'",
  ],
  [
    'a frame of no size',
    ['duration: 1 s', 'camera:', '  size: 8', '  frames: []'],
    'scenario.yaml:5:9: error: camera.size: expected a string, found 8',
  ],
  [
    'a duration of a step that is none',
    ['duration: 1 s', 'modules: { actor: { step: fast } }'],
    'scenario.yaml:4:27: error: modules.actor.step: expected a time in microseconds, or with a unit: 1500, 10 ms, 2.5 s (us, ms, s, min, h); a list of times; a rule { base: TIME, camera: TIME }; or measured',
  ],
  [
    'a rule with an unknown word',
    ['duration: 1 s', 'modules: { actor: { step: { base: 1, temp: 2 } } }'],
    "scenario.yaml:4:44: error: modules.actor.step.temp: unknown field; did you mean 'temperature'?",
  ],
  [
    'times without every',
    ['duration: 1 s', 'events: [{ at: 0, times: 3, post: PING }]'],
    "scenario.yaml:4:26: error: events[0].times: 'times' goes with 'every'",
  ],
  [
    'a key twice',
    ['duration: 1 s', 'duration: 2 s'],
    'scenario.yaml:4:1: error: duration: duplicate key; first on line 3',
  ],
  [
    'broken YAML',
    ['duration: [1'],
    'scenario.yaml:3:13: error: flow sequence in block collection must be sufficiently indented and end with a ]',
  ],
];

test.each(WRONG)('%s', (_what, lines, message) => {
  folder.scenario(...lines);
  const file = folder.path('scenario.yaml');
  const { source, diagnostics, scenario } = readScenario(file, () => loadNatives(NATIVES_FILE));
  const printed = formatDiagnostics(source, diagnostics, pc.createColors(false));
  expect(printed.replaceAll(`${folder.directory}/`, '').split('\n')[0]).toBe(message);
  expect(diagnostics).toHaveLength(1);
  expect(scenario).toBeUndefined();
});

test('the command prints what is wrong and does nothing', () => {
  folder.scenario('duration: 1 s', 'modules: { aktor: {} }', 'events: [{ at: 2 s, post: PINK }]');
  const { status, stdout, stderr } = folder.play('--log', 'log.txt');
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr.match(/^scenario\.yaml:\d+:\d+: error: .*$/gm)).toHaveLength(3);
  expect(folder.files()).not.toContain('log.txt');
});

test('an application that is not there, one with errors, and one without modules', () => {
  const message = (application: string): string | undefined => {
    folder.write('scenario.yaml', `application: ${application}\nduration: 1 s\n`);
    const { status, stderr } = folder.play();
    expect(status).toBe(1);
    return stderr.split('\n')[0];
  };
  expect(message('other.json')).toBe('scenario.yaml:1:14: error: application: there is no other.json');
  folder.write('bad.json', '{}');
  expect(message('bad.json')).toBe(
    'scenario.yaml:1:14: error: application: bad.json has errors: `fuse config` and `fuse check` print them',
  );
  const application = { name: 'x', max_modules: 1, wamr_pool_bytes: 4096, log_pool_bytes: 4096, hal_groups: ['timer'] };
  folder.write('empty.json', JSON.stringify({ application }));
  expect(message('empty.json')).toBe(
    'scenario.yaml:1:14: error: application: empty.json names no modules, so there is nothing to run',
  );
});

test('a build that is none', () => {
  folder.write('scenario.yaml', 'application: app_config.json\nduration: 1 s\ntargets: { linux: { build: . } }\n');
  const { status, stderr } = folder.play();
  expect(status).toBe(1);
  expect(stderr.split('\n')[0]).toMatch(
    /^scenario\.yaml:3:28: error: targets\.linux\.build: .* holds no build of FUSE: it has no generated\/fuse_natives\.json$/,
  );
});

test('a device whose HAL group the application does not use', () => {
  folder.scenario('duration: 1 s', 'faults: [{ at: 0, fail: downlink }]');
  expect(folder.play().stderr).toContain(
    "faults[0].fail: the application does not use the HAL group 'downlink': add it to application.hal_groups",
  );
});

test('an image that was not built', () => {
  folder.write('scenario.yaml', 'application: app_config.json\nduration: 1 s\n');
  const { status, stderr } = folder.play();
  expect(status).toBe(2);
  expect(stderr).toMatch(
    /^error: cannot read the image of module actor: ENOENT: .*\/build\/linux\/module_hostile\.aot': build it with `fuse build --target linux`, or name its folder in targets\.linux\.images\n$/,
  );
});

test('an image that the runtime does not take', () => {
  const images = path.join(buildDirectory, 'test/runtime');
  fs.copyFileSync(path.join(images, 'module_worker.aot'), folder.path('module_worker.aot'));
  const image = fs.readFileSync(path.join(images, 'module_hostile.aot'));
  folder.write('module_hostile.aot', image.subarray(0, image.length - 4));
  const targets = `targets: { linux: { build: ${buildDirectory}, images: . } }`;
  folder.write('scenario.yaml', `application: app_config.json\nduration: 1 s\n${targets}\n`);
  const { status, stdout, stderr } = folder.play();
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: 'error: module actor was not loaded, FUSE_ERR_MODULE_LOAD_FAILED: the log says why\n',
  });
  expect(stdout).toContain('fatal module not loaded: ');
});

test('a corrupted byte that the image does not have', () => {
  folder.scenario('duration: 1 s', 'faults: [{ at: 0, corrupt_image: actor, byte: 999999 }]');
  const { status, stderr } = folder.play();
  expect(status).toBe(1);
  expect(stderr).toMatch(
    /^error: the scenario corrupts byte 999999 of the image of actor, which has \d+ bytes: choose a smaller one\n$/,
  );
});

test('a target that there is not, and a file that there is not', () => {
  folder.scenario('duration: 1 s');
  expect(folder.play('--target', 'stm32f404').stderr).toBe(
    "error: unknown target 'stm32f404'; did you mean 'stm32f405'?\n",
  );
  const { status, stderr } = folder.fuse(['twin', 'other.yaml']);
  expect(status).toBe(2);
  expect(stderr).toBe("error: cannot read other.yaml: ENOENT: no such file or directory, open 'other.yaml'\n");
});

test('recordings that are none, broken, of another application, or too short', () => {
  folder.scenario('duration: 1 s');
  const replay = (...lines: readonly string[]): string => {
    folder.write('run.jsonl', lines.map((line) => `${line}\n`).join(''));
    const { status, stderr } = folder.play('--replay', 'run.jsonl', '--quiet');
    expect(status).toBe(1);
    return stderr;
  };
  expect(replay('hello')).toBe(
    'error: run.jsonl has no step times: a recording has them (--record), and in the console of firmware or demo the lines `frame`\n',
  );
  expect(replay('{"module": "actor"')).toBe('error: run.jsonl:1: is no JSON object; record the run again\n');
  expect(replay('{"fuse_twin_recording": 2}')).toBe(
    'error: run.jsonl:1: is a recording of format 2, not 1; record the run again\n',
  );
  expect(replay('{"module": "actor", "entry": "step", "us": -1}')).toBe(
    "error: run.jsonl:1: needs 'module', 'entry' and 'us', a whole number of microseconds; record the run again\n",
  );
  expect(replay('{"module": "actor", "entry": "stepp", "us": 1}')).toBe(
    "error: run.jsonl:1: has an entry that is neither 'init' nor 'step'; record the run again\n",
  );
  expect(replay('{"fuse_twin_recording": 1}', '{"fuse_twin_recording": 1}')).toBe(
    'error: run.jsonl:2: begins a second recording; record the run again\n',
  );
  expect(replay('{"module": "aktor", "entry": "step", "us": 1}')).toBe(
    "error: run.jsonl:1: app_config.json has no module 'aktor'; did you mean 'actor'?\n",
  );
  expect(replay('{"module": "actor", "entry": "step", "us": 1}')).toBe(
    'error: linux: at 100000 us: the recording has no more steps of actor\n',
  );
});

test('files that cannot be written are found before anything is played', () => {
  folder.scenario('duration: 1 s');
  folder.write('file', '');
  for (const [option, name] of [
    ['--log', 'file/log'],
    ['--trace', 'file/trace'],
    ['--record', '.'],
  ] as const) {
    const { status, stdout, stderr } = folder.play(option, name);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(new RegExp(`^error: cannot write ${name}: E\\w+: `));
  }
});
