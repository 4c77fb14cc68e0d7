// SPDX-License-Identifier: Apache-2.0
/** What a policy report says of rights, events, memory and changes. */

import * as fs from 'node:fs';
import { resolveAppConfig, type AppConfig } from '../../cli/config/app-config';
import { changesBetween } from '../../cli/report/changes';
import { type EventEdge, eventEdges, eventPicture, HOST } from '../../cli/report/event-graph';
import { aboutBytes, bytesText, list, rightSentence, timeText } from '../../cli/report/rights';
import { reportJson } from '../../cli/report/model';
import { type Loose, natives, validConfig } from '../support/app-config';
import { FITTING, ReportFolder, timedConfig } from '../support/report';

let folder: ReportFolder;
beforeEach(() => (folder = new ReportFolder()));
afterEach(() => folder.remove());

test('each right is a sentence, and says what the code makes of it', () => {
  folder.buildModules({ ...FITTING, compress: ['camera_last_frame', 'module_log_event'] });
  const { report } = folder.report(validConfig());
  const said = report.modules[1]!.rights.map(({ sentence, granted, imported }) => [sentence, granted, imported]);
  expect(said).toEqual([
    ['It may read the temperature sensor.', false, []],
    ['It may read the clock.', true, []],
    ['It may look at the latest picture of the camera.', false, ['camera_last_frame']],
    ['It may write messages into the log, marked as its own.', true, ['module_log_event']],
    ['It may post any of the 32 events, and so wake every module that waits for one.', false, []],
  ]);
});

test('a group from outside the tree speaks for itself', () => {
  const radio = { name: 'RADIO', bit: 7, group: 'radio' };
  const send = { name: 'radio_send', signature: '(ii)i', capability: 'RADIO' };
  expect(rightSentence(radio, [])).toBe("It may use 'radio'.");
  expect(rightSentence(radio, [send, { ...send, name: 'radio_on', doc: 'Turns it on.' }])).toBe(
    "It may use 'radio', by calling radio_send() and radio_on() (“Turns it on.”).",
  );
});

test('limits are sentences', () => {
  const config = timedConfig(({ modules: [filter, compress] }) => {
    filter.policy.memory_pages_max = 0;
    compress.policy.cpu_quota_us = 0;
    compress.policy.activation = ['INTERVAL', 'MANUAL'];
  });
  const [filter, compress] = folder.report(config).report.modules;
  expect(filter!.limits).toEqual([
    'It may have no memory of its own.',
    'It may use at most 8 KiB of stack.',
    'It is stopped for good when one step takes longer than 5 ms.',
    'It is woken by FRAME_READY; such events come at least 100 ms apart.',
  ]);
  expect(compress!.limits).toEqual([
    'It may have at most 1.25 MiB of memory.',
    'It may use at most 8 KiB of stack.',
    'It may compute as long as it likes: nothing ends a step that does not end by itself.',
    'It steps every 10 s, or later.',
    'The host program may step it by hand.',
  ]);
});

describe('events', () => {
  /** filter wakes compress over DATA_CAPTURED. */
  const chained = (): Loose =>
    timedConfig(({ modules: [, compress] }) => {
      compress.policy.activation = ['EVENT'];
      compress.policy.event_subscribe = ['DATA_CAPTURED'];
    });
  const poster = (body: string, more = ''): string =>
    `(module (import "env" "camera_last_frame" (func (param i32 i32) (result i64)))
      (import "env" "module_log_event" (func (param i32 i32 i32))) (import "env" "fuse_event_post" (func $post (param i32)))
      (func (export "module_step") ${body}) ${more})`;

  test.each<[string, string, readonly string[] | null]>([
    ['by number', poster('i32.const 5 call $post i32.const 0 call $post'), ['FRAME_READY', 'DATA_CAPTURED']],
    ['without a name', poster('i32.const 9 call $post'), ['event 9']],
    ['none', poster(''), []],
    ['computed', poster('i32.const 2 i32.const 3 i32.add call $post'), null],
    ['through a table', poster('i32.const 5 call $post', '(table 1 funcref) (elem (i32.const 0) $post)'), null],
    ['by another', poster('i32.const 5 call $post', '(export "more" (func $post))'), null],
  ])('what a module posts: %s', (_, text, posts) => {
    folder.assemble(folder.built('filter'), text);
    expect(folder.report(chained()).report.modules[0]!.posts).toEqual(posts);
  });

  test('a module that may not post, or never does, posts nothing', () => {
    folder.buildModules({ filter: ['camera_last_frame'] });
    expect(folder.report(chained()).report.modules.map(({ posts }) => posts)).toEqual([[], []]);
  });

  test('edges lead from who posts to whom it wakes', () => {
    folder.assemble(folder.built('filter'), poster('i32.const 5 call $post'));
    expect(eventEdges(folder.report(chained()).report)).toEqual([
      { from: HOST, event: 'FRAME_READY', to: 'filter', possible: false },
      { from: 'filter', event: 'DATA_CAPTURED', to: 'compress', possible: false },
    ]);
  });

  test('a module whose posts are not known may post every event', () => {
    expect(eventEdges(folder.report(chained()).report)).toEqual([
      { from: 'filter', event: 'FRAME_READY', to: 'filter', possible: true },
      { from: HOST, event: 'FRAME_READY', to: 'filter', possible: true },
      { from: 'filter', event: 'DATA_CAPTURED', to: 'compress', possible: true },
      { from: HOST, event: 'DATA_CAPTURED', to: 'compress', possible: true },
    ]);
  });

  test('names are texts in the picture, whatever they are', async () => {
    const event = '<b>&lt;\\N</b>"\\n--></svg><script>';
    const picture = await eventPicture([{ from: 'a', event, to: 'b', possible: false }]);
    expect(picture).toContain(
      '>&lt;b&gt;&amp;lt;\\N&lt;/b&gt;&quot;\\n&#45;&#45;&gt;&lt;/svg&gt;&lt;script&gt;</text>',
    );
    expect(picture!.match(/<\/svg>/g)).toHaveLength(1);
    expect(picture).not.toMatch(/<script|<!--|<title/);
  });

  test('of the largest application a picture is drawn, as long as one can follow it', async () => {
    const all = (count: number, possible: boolean): EventEdge[] => {
      const numbers = Array.from({ length: count }, (_, i) => i);
      return numbers.flatMap((to) =>
        numbers.map((from) => ({ from: `m${from}`, event: `E${to}`, to: `m${to}`, possible })),
      );
    };
    // Each of the modules may post any of the events: one line from each, and one to each.
    expect((await eventPicture(all(16, true)))!.match(/stroke-dasharray/g)).toHaveLength(32);
    expect(await eventPicture(all(32, true))).toBeUndefined();
    expect(await eventPicture(all(16, false))).toBeUndefined();
  });
});

describe('memory', () => {
  const bars = (options: object = {}): unknown =>
    folder
      .report(validConfig(), options)
      .report.memory.map(({ name, capacityBytes, parts }) => [name, capacityBytes, parts.map(({ bytes }) => bytes)]);

  test('without code, the limits of the policies', () => {
    expect(bars()).toEqual([['Pool for modules', 16_777_216, [2048 + 6 * 65_536, 2048 + 20 * 65_536]]]);
  });

  test('with code, no more than it asks for', () => {
    folder.buildModules({ filter: FITTING.filter });
    expect(bars()).toEqual([['Pool for modules', 16_777_216, [2048 + 65_536, 2048 + 20 * 65_536]]]);
  });

  test('on Linux, linear memory does not come from the pool', () => {
    expect(bars({ target: 'linux' })).toEqual([['Pool for modules', 16_777_216, [2048, 2048]]]);
  });

  test('on a board, pool and log share its RAM; code that is copied lies in the pool', () => {
    folder.buildModules(FITTING);
    for (const [name, target] of [['filter', 'cortex-m4'] as const, ['compress', 'cortex-m4-xip'] as const]) {
      const image = `${folder.built(name, 'stm32f405')}.aot`;
      expect(folder.compile(['--target', target, '-o', image, `build/linux/${name}.wasm`]).status).toBe(0);
    }
    const { report } = folder.report(validConfig(), { target: 'stm32f405' });
    const [pool, ram] = report.memory;
    const code = report.modules[0]!.code!.codeBytes;
    expect(code).toBeGreaterThan(0);
    expect(pool!.parts.map(({ bytes }) => bytes)).toEqual([2048 + 65_536 + code, 2048 + 65_536]);
    expect(ram).toMatchObject({ name: 'RAM of stm32f405', capacityBytes: 131_072, usedBytes: 16_777_216 + 65_536 });
  });
});

test('what the image takes of the RAM counts, unless it is older than the configuration', () => {
  const images = 'build/stm32f405/cmake/images';
  fs.mkdirSync(folder.path(images), { recursive: true });
  folder.write('image.c', 'char memory[20000]; int answer = 42; int main(void) { return answer + memory[3]; }');
  const elf = `${images}/firmware.elf`;
  const gcc = ['-mcpu=cortex-m4', '-mthumb', '-nostdlib', '-Wl,-emain', '-o', elf, 'image.c'];
  expect(folder.run('arm-none-eabi-gcc', gcc).status).toBe(0);
  const ram = (time: number): unknown => {
    fs.utimesSync(folder.path(elf), time, time);
    const config = timedConfig(({ application }) => {
      application.wamr_pool_bytes = 12_288;
      application.log_pool_bytes = 4096;
    });
    const { usedBytes, parts, note } = folder.report(config, { target: 'stm32f405' }).report.memory[1]!;
    return { usedBytes, parts: parts.length, note };
  };
  expect(ram(2_000_000_000)).toEqual({ usedBytes: 20_004, parts: 3, note: `As ${elf} was linked.` });
  expect(ram(1_000_000_000)).toMatchObject({ usedBytes: 16_384, parts: 2 });
});

describe('changes', () => {
  const resolved = (change: (config: Loose) => void): AppConfig => {
    const config = validConfig();
    change(config);
    return resolveAppConfig(config, natives);
  };
  const plain = resolved(() => undefined);
  const between = (before: AppConfig, after: AppConfig): string[] =>
    changesBetween(before, after).map(({ effect, module, message }) => `${module} ${effect}: ${message}`);

  test('none', () => expect(between(plain, plain)).toEqual([]));

  test.each<[string, (config: Loose) => void, string, string]>([
    [
      'a right',
      (c) => c.modules[1].policy.capabilities.push('CAMERA'),
      'compress grants: CAMERA',
      'compress takes away: CAMERA',
    ],
    [
      'memory',
      (c) => (c.modules[0].policy.memory_pages_max = 7),
      'filter grants: memory: 448 KiB instead of 384 KiB',
      'filter takes away: memory: 384 KiB instead of 448 KiB',
    ],
    [
      'no quota, which is more than any',
      (c) => (c.modules[0].policy.cpu_quota_us = 0),
      'filter grants: time for a step: unlimited instead of 5 ms',
      'filter takes away: time for a step: 5 ms instead of unlimited',
    ],
    [
      'a shorter interval, which is more time',
      (c) => (c.modules[1].policy.step_interval_us = 5_000_000),
      'compress grants: time between steps: 5 s instead of 10 s',
      'compress takes away: time between steps: 10 s instead of 5 s',
    ],
    [
      'an event',
      (c) => (c.modules[0].policy.event_subscribe = ['FRAME_READY', 'DATA_CAPTURED']),
      'filter grants: being woken by DATA_CAPTURED',
      'filter takes away: being woken by DATA_CAPTURED',
    ],
    [
      'an activation',
      (c) => (c.modules[0].policy.activation = ['EVENT', 'MANUAL']),
      'filter grants: activation by MANUAL',
      'filter takes away: activation by MANUAL',
    ],
    [
      'a group',
      (c) => c.application.hal_groups.push('temp_sensor'),
      ' grants: the HAL group temp_sensor',
      ' takes away: the HAL group temp_sensor',
    ],
    [
      'the period of ticks',
      (c) => (c.application.tick_us = 1000),
      ' changes: tick_us says 1 ms instead of nothing',
      ' changes: tick_us says nothing instead of 1 ms',
    ],
    [
      "an event's bit",
      (c) => (c.application.events.DATA_CAPTURED = 6),
      ' changes: event DATA_CAPTURED has bit 6 instead of 5',
      ' changes: event DATA_CAPTURED has bit 5 instead of 6',
    ],
    [
      'the image',
      (c) => (c.modules[0].binary = 'other.aot'),
      "filter changes: its image is 'other.aot' instead of 'out/filter.aot'",
      "filter changes: its image is 'out/filter.aot' instead of 'other.aot'",
    ],
  ])('%s, and the way back', (_, change, forth, back) => {
    const other = resolved(change);
    expect(between(plain, other)).toEqual([forth]);
    expect(between(other, plain)).toEqual([back]);
  });

  test('a module that comes, one that goes, and the order', () => {
    const one = resolved((config) => config.modules.shift());
    expect(between(one, plain)).toEqual([
      'filter grants: a new module with CAMERA, LOG, EVENT_POST; 384 KiB of memory, 5 ms for a step',
      'compress changes: its id, and so its place in a tick, is 1 instead of 0',
    ]);
    expect(between(plain, one)).toEqual([
      'filter takes away: the module is gone',
      'compress changes: its id, and so its place in a tick, is 0 instead of 1',
    ]);
  });
});

test('amounts as people read them', () => {
  expect([0, 1, 1000, 1024, 65_536, 98_304, 1_310_720].map(bytesText)).toEqual([
    '0 bytes',
    '1 byte',
    '1,000 bytes',
    '1 KiB',
    '64 KiB',
    '96 KiB',
    '1.25 MiB',
  ]);
  expect([1000, 79_904, 313_376, 2_000_000].map(aboutBytes)).toEqual(['1,000 bytes', '78 KiB', '306 KiB', '1.9 MiB']);
  expect([1, 999, 1500, 1234, 1_000_000, 2_500_000, Infinity].map(timeText)).toEqual([
    '1 µs',
    '999 µs',
    '1.5 ms',
    '1,234 µs',
    '1 s',
    '2.5 s',
    'unlimited',
  ]);
  expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(list)).toEqual(['', 'a', 'a and b', 'a, b and c']);
});

test('as JSON, what has no bound is null', () => {
  const { report } = folder.report(timedConfig((config) => (config.modules[0].policy.cpu_quota_us = 0)));
  const { schedule } = JSON.parse(reportJson(report));
  expect(schedule).toMatchObject({ verdict: 'unbounded', tickUs: null, worstTickUs: null, utilisation: null });
  expect(schedule.responses[0]).toMatchObject({ module: 'filter', responseUs: null, deadlineUs: 100_000 });
});
