// SPDX-License-Identifier: Apache-2.0
// The twin: what happens in a scenario happens to the real runtime and modules, at its microsecond, and always the same.

import { type ChildProcess, spawn } from 'node:child_process';
import { APPLICATION, COMMAND, linesWith, POLICY, TwinFolder } from '../support/twin';

let folder: TwinFolder;
beforeEach(() => (folder = new TwinFolder()));
afterEach(() => folder.remove());

const temperature = (at: string, command: keyof typeof COMMAND): string =>
  `  - { at: ${at}, celsius: ${COMMAND[command]} }`;

test('steps come at their interval, last what the scenario says, and leave their margin', () => {
  folder.scenario('duration: 1 s', 'modules: { actor: { step: [1 ms, 2500 us] } }');
  const log = folder.log();
  expect(linesWith(log, 'actor: step').slice(0, 3)).toEqual([
    '0.001000 actor: step of 1000 us',
    '0.102500 actor: step of 2500 us',
    '0.201000 actor: step of 1000 us',
  ]);
  const [actor] = folder.figures();
  expect(actor).toMatchObject({ state: 'RUNNING', steps: 10, totalUs: 5 * 1000 + 5 * 2500, worstMarginUs: 7500 });
});

test('a host that ticks steps on its grid', () => {
  folder.scenario('duration: 500 ms', 'tick: 30 ms');
  expect(linesWith(folder.log(), 'actor: step').map((line) => line.slice(0, 8))).toEqual([
    '0.000000',
    '0.120000',
    '0.240000',
    '0.360000',
    '0.480000',
  ]);
});

test('the period is that of the application, from its first tick on, and a late tick comes at once', () => {
  const application = { ...APPLICATION.application, tick_us: 10_000 };
  const modules = APPLICATION.modules.map((module) => ({
    ...module,
    policy: { ...module.policy, cpu_quota_us: 0, step_interval_us: 0, activation: ['INTERVAL'] },
  }));
  folder.write('app_config.json', JSON.stringify({ application, modules }));
  const began = (step: string): string[] => {
    folder.scenario('duration: 60 ms', `modules: { actor: { init: 700 us, step: ${step} } }`);
    return linesWith(folder.log(), 'listener: step').map((line) => line.slice(0, 8));
  };
  expect(began('1 ms')).toEqual(['0.001700', '0.011700', '0.021700', '0.031700', '0.041700', '0.051700']);
  expect(began('10 ms')).toEqual(['0.010700', '0.020700', '0.030700', '0.040700', '0.050700', '0.060700']);
  expect(began('[15 ms, 1 ms, 1 ms]')).toEqual([
    '0.015700',
    '0.016700',
    '0.021700',
    '0.045700',
    '0.046700',
    '0.051700',
  ]);
});

test('an interrupt wakes its module at its microsecond, also after the step that it came into', () => {
  folder.scenario(
    'duration: 300 ms',
    'modules: { actor: { step: 5 ms }, listener: { step: 7 us } }',
    'events:',
    '  - { at: 50123 us, post: PING }',
    '  - { at: 101 ms, post: PING }',
  );
  expect(linesWith(folder.log(), 'listener: step')).toEqual([
    '0.050130 listener: step of 7 us',
    '0.105007 listener: step of 7 us',
  ]);
  expect(folder.figures()[1]).toMatchObject({ steps: 2, eventsTaken: 2, eventsPosted: 0 });
});

test('a module posts, and the one that listens steps in the same tick', () => {
  folder.scenario('duration: 50 ms', 'modules: { actor: { step: 300 us } }', 'temperature:', temperature('0', 'post'));
  const log = folder.log();
  // Its start code and module_init post as well, before there is a listener, and module_deinit at the end.
  expect(linesWith(log, 'PING').map((line) => line.slice(0, 8))).toEqual([
    '0.000000',
    '0.000000',
    '0.000000',
    '0.050000',
  ]);
  expect(linesWith(log, 'listener: step')).toEqual(['0.000300 listener: step of 0 us']);
});

test('a step above its quota is stopped by it, at its end', () => {
  folder.scenario('duration: 500 ms', 'faults: [{ at: 150 ms, overrun: actor, takes: 10001 us }]');
  expect(linesWith(folder.log(), '0.21')).toEqual([
    '0.210000 actor: step of 10000 us, its whole quota: stopped',
    '0.210000 log runtime actor fatal module 0 quota exceeded',
    '0.210000 actor: is QUOTA_EXCEEDED',
  ]);
  expect(folder.figures()[0]).toMatchObject({ state: 'QUOTA_EXCEEDED', quotaKills: 1, steps: 3, worstMarginUs: 0 });
});

test('a step of exactly its quota is not', () => {
  folder.scenario('duration: 500 ms', 'modules: { actor: { step: 10 ms } }');
  expect(folder.figures()[0]).toMatchObject({ state: 'RUNNING', quotaKills: 0, worstMarginUs: 0 });
});

test('code that really never ends is stopped as its quota says, whatever the scenario gives it', () => {
  folder.scenario(
    'duration: 300 ms',
    'modules: { actor: { step: 1 ms } }',
    'temperature:',
    temperature('50 ms', 'endless'),
  );
  expect(linesWith(folder.log(), '0.11')).toEqual([
    '0.110000 actor: step of 10000 us, its whole quota: stopped, for it does not end by itself',
    '0.110000 log runtime actor fatal module 0 quota exceeded',
    '0.110000 actor: is QUOTA_EXCEEDED',
  ]);
}, 30_000);

test('so is code that calls a device for ever', () => {
  folder.scenario('duration: 300 ms', 'temperature:', temperature('50 ms', 'calls'));
  expect(folder.figures()[0]).toMatchObject({ state: 'QUOTA_EXCEEDED', quotaKills: 1, steps: 2 });
});

test('a trap is the runtime`s, and the others go on', () => {
  folder.scenario(
    'duration: 300 ms',
    'temperature:',
    temperature('50 ms', 'unreachable'),
    'events: [{ at: 250 ms, post: PING }]',
  );
  const log = folder.log();
  expect(linesWith(log, 'TRAPPED')).toEqual(['0.100000 actor: is TRAPPED', '0.300000 actor: ends TRAPPED']);
  expect(linesWith(log, 'listener: step')).toHaveLength(1);
});

test('a device fails, is stuck, and works again', () => {
  folder.scenario(
    'duration: 1 s',
    'temperature:',
    temperature('0', 'log'),
    temperature('450 ms', 'nothing'),
    'faults:',
    '  - { at: 150 ms, fail: temperature, for: 100 ms }',
    '  - { at: 440 ms, stuck: temperature, for: 200 ms }',
  );
  // At 0.0 the start code and module_init log as well; from 0.45 on the sensor would say so no more.
  const times = linesWith(folder.log(), 'allowed').map((line) => line.slice(0, 5));
  expect(times).toEqual(['0.000', '0.000', '0.000', '0.100', '0.300', '0.400', '0.500', '0.600']);
});

test('of faults that overlap, a device has each until its end', () => {
  folder.scenario(
    'duration: 900 ms',
    'temperature:',
    temperature('0', 'log'),
    temperature('150 ms', 'nothing'),
    'faults:',
    '  - { at: 50 ms, stuck: temperature, for: 600 ms }',
    '  - { at: 250 ms, fail: temperature, for: 200 ms }',
    '  - { at: 350 ms, fail: temperature, for: 200 ms }',
  );
  // Stuck at what has it log, until 0.65; what fails reads as 0, from 0.25 to 0.55.
  const times = linesWith(folder.log(), 'allowed').map((line) => line.slice(0, 5));
  expect(times.slice(2)).toEqual(['0.000', '0.100', '0.200', '0.600']);
});

test('without power no interrupt comes, and nobody does what was to be done', () => {
  folder.scenario(
    'duration: 400 ms',
    'modules: { actor: { step: 5 ms } }',
    'events: [{ at: 120 ms, post: PING }, { at: 250 ms, post: PING }]',
    'faults:',
    '  - { at: 101 ms, pause: listener }',
    '  - { at: 102 ms, power_loss: 30 ms }',
    '  - { at: 120 ms, pause: actor }',
  );
  const log = folder.log();
  expect(linesWith(log, 'PING')).toEqual(['0.250000 interrupt: posts PING']);
  expect(linesWith(log, 'pause')).toEqual([]);
  expect(linesWith(log, 'listener: step')).toHaveLength(1);
});

test('power that comes back, or a restart that is done, only after the end', () => {
  const ends = (fault: string): string[] => {
    folder.scenario('duration: 200 ms', `faults: [{ at: 150 ms, ${fault} }]`);
    const log = folder.log();
    expect(linesWith(log, 'boot')).toHaveLength(1);
    return log.trim().split('\n').slice(-3);
  };
  const end = ['0.200000 actor: ends UNLOADED', '0.200000 listener: ends UNLOADED', '0.200000 end, 0 log entries lost'];
  expect(ends('power_loss: 1 min')).toEqual(end);
  expect(ends('restart: 50 ms')).toEqual(end);
});

test('a power loss forgets state and time; what it cuts off does not complete', () => {
  folder.scenario(
    'duration: 400 ms',
    'modules: { actor: { step: 2 ms } }',
    'faults: [{ at: 101 ms, power_loss: 30 ms }]',
    'events: [{ at: 110 ms, post: PING }]',
  );
  const log = folder.log();
  expect(linesWith(log, 'boot').map((line) => line.slice(0, 8))).toEqual(['0.000000', '0.131000']);
  expect(linesWith(log, 'actor: step').slice(0, 3)).toEqual([
    '0.002000 actor: step of 2000 us',
    '0.101000 actor: step of 1000 us, when the power was lost',
    '0.133000 actor: step of 2000 us',
  ]);
  // Nobody was there to hear it.
  expect(linesWith(log, 'listener: step')).toEqual([]);
  expect(linesWith(log, 'unloaded')).toHaveLength(2);
});

test('a corrupted image is refused when it is next loaded, and the others run', () => {
  folder.scenario(
    'duration: 300 ms',
    'faults:',
    '  - { at: 50 ms, corrupt_image: actor, byte: 200 }',
    '  - { at: 120 ms, reload: actor }',
  );
  const log = folder.log();
  expect(linesWith(log, '0.120000').slice(2)).toEqual([
    '0.120000 log runtime - fatal module not loaded: the image is damaged',
    '0.120000 actor: load refused, FUSE_ERR_MODULE_LOAD_FAILED',
  ]);
  expect(folder.figures()).toMatchObject([
    { state: 'UNLOADED', refusals: 1, steps: 2 },
    { state: 'RUNNING', refusals: 0 },
  ]);
});

test('a module rests, resumes, and is stopped no second time', () => {
  folder.scenario(
    'duration: 500 ms',
    'faults: [{ at: 50 ms, pause: actor }, { at: 60 ms, pause: actor }, { at: 350 ms, resume: actor }]',
  );
  const log = folder.log();
  expect(linesWith(log, 'refused')).toEqual(['0.060000 actor: pause refused, FUSE_ERR_INVALID_ARG']);
  expect(linesWith(log, 'actor: step').map((line) => line.slice(0, 8))).toEqual(['0.000000', '0.350000', '0.450000']);
});

test('a module that is always due, in steps that take no time, is an error', () => {
  const [actor, listener] = APPLICATION.modules;
  const always = { ...actor, policy: { ...POLICY, step_interval_us: 0 } };
  folder.write('app_config.json', JSON.stringify({ ...APPLICATION, modules: [always, listener] }));
  folder.scenario('duration: 1 s');
  const { status, stderr } = folder.play('--quiet');
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: 'error: linux: at 0 us: time stands still: a module is due again at once and its steps take no time\n',
  });
});

describe('the same scenario', () => {
  const BUSY = [
    'duration: 2 s',
    'temperature:',
    temperature('0', 'log'),
    '  - { at: 300 ms, every: 400 ms, celsius: 25 }',
    '  - { at: 500 ms, every: 400 ms, celsius: 24 }',
    'events:',
    '  - { at: 1 ms, every: 3337 us, post: PING }',
    'faults:',
    '  - { at: 901 ms, power_loss: 20 ms }',
    '  - { at: 1200 ms, overrun: actor, takes: 11 ms }',
    '  - { at: 1500 ms, reload: actor }',
  ];
  const modules = ['  actor: { init: 100 us, step: [1 ms, 2 ms, 3 ms] }', '  listener: { step: 40 us }'];

  test('gives the same log byte for byte: again, with the modules in another order, and on a busy machine', () => {
    folder.scenario(...BUSY, 'modules:', ...modules);
    const first = folder.log();
    expect(first.split('\n').length).toBeGreaterThan(1000);
    expect(folder.log()).toBe(first);
    folder.scenario('modules:', ...[...modules].reverse(), ...BUSY);
    expect(folder.log()).toBe(first);
    const load: ChildProcess[] = [1, 2, 3].map(() => spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }));
    try {
      expect(folder.log()).toBe(first);
    } finally {
      load.forEach((child) => child.kill('SIGKILL'));
    }
  });

  test('is replayed from its recording', () => {
    folder.scenario(...BUSY, 'modules:', ...modules);
    const first = folder.log('--record', 'run.jsonl');
    folder.scenario(...BUSY);
    expect(folder.log()).not.toBe(first);
    expect(folder.log('--replay', 'run.jsonl')).toBe(first);
  });

  test('is measured on this machine, and replayed to the microsecond', () => {
    folder.scenario('duration: 1 s', 'temperature:', temperature('0', 'log'));
    const measured = folder.log('--measure', '--record', 'run.jsonl');
    expect(folder.log('--replay', 'run.jsonl')).toBe(measured);
  });
});

test('step times from the console of the firmware, and from the lines of the demo`s host program', () => {
  folder.scenario('duration: 150 ms', 'events: [{ at: 10 ms, post: PING }]');
  folder.write(
    'console.txt',
    'FUSE 0.1.0\nframe 0 missed 0 bytes 0 crc32 00000000 steps actor 111 listener 22\n' +
      'frame 1 missed 0 bytes 0 crc32 00000000 steps actor 333\n',
  );
  const steps = [
    '0.000111 actor: step of 111 us',
    '0.010022 listener: step of 22 us',
    '0.100333 actor: step of 333 us',
  ];
  expect(linesWith(folder.log('--replay', 'console.txt'), ': step')).toEqual(steps);
  const frame = (...times: readonly (readonly [string, number])[]): string =>
    `${JSON.stringify({ type: 'frame', steps: times.map(([module, step_us]) => ({ module, step_us })) })}\n`;
  folder.write('host.jsonl', `{"type":"start"}\n${frame(['actor', 111], ['listener', 22])}${frame(['actor', 333])}`);
  expect(linesWith(folder.log('--replay', 'host.jsonl'), ': step')).toEqual(steps);
});

test('the summary says how fast it was', () => {
  folder.scenario('name: quick', 'duration: 10 s');
  const { stdout } = folder.play('--quiet');
  expect(stdout).toMatch(
    /^quick on linux: 10 s of virtual time in \d+\.\d{3} s, \d+ times real time; 1 boots, 0 interrupts, \d+ log entries \(0 lost\)$/m,
  );
});

test('a clock that fails stands at 0: having gone backwards it says nothing for once, then that no interval passes', () => {
  folder.scenario('duration: 1 s', 'faults: [{ at: 250 ms, fail: timer }]');
  const log = folder.log();
  expect(linesWith(log, 'actor: step').map((line) => line.slice(0, 8))).toEqual([
    '0.000000',
    '0.100000',
    '0.200000',
    '0.250000',
  ]);
});
