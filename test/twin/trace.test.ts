// SPDX-License-Identifier: Apache-2.0
// The trace: held against a schema of the Trace Event Format, and against what an importer makes of flows and slices.

import * as fs from 'node:fs';
import * as path from 'node:path';
import Ajv from 'ajv';
import { repositoryRoot } from '../../cli/support/paths';
import type { Trace, TraceEvent } from '../../cli/twin/trace';
import { APPLICATION, TwinFolder } from '../support/twin';

const schema = JSON.parse(
  fs.readFileSync(path.join(repositoryRoot(), 'test/twin/trace-event.schema.json'), 'utf8'),
) as object;

let folder: TwinFolder;
let trace: Trace;
beforeAll(() => {
  folder = new TwinFolder();
  folder.scenario(
    'name: traced',
    'duration: 1 s',
    'modules: { actor: { init: 10 us, step: 4 ms }, listener: { step: 200 us } }',
    'temperature: [{ at: 250 ms, celsius: 25 }, { at: 450 ms, celsius: 0 }]',
    'events: [{ at: 102 ms, post: PING }, { at: 150 ms, post: PONG }]',
    'faults: [{ at: 501 ms, power_loss: 10 ms }, { at: 700 ms, overrun: actor, takes: 20 ms }]',
  );
  folder.log('--trace', 'trace.json');
  trace = JSON.parse(folder.read('trace.json').toString('utf8')) as Trace;
});
afterAll(() => folder.remove());

const having = (ph: TraceEvent['ph']): TraceEvent[] => trace.traceEvents.filter((event) => event.ph === ph);
const tracks = (): Map<string, number> =>
  new Map(
    having('M').flatMap(({ name, tid, args }) => (name === 'thread_name' ? [[String(args?.['name']), tid]] : [])),
  );
const slicesOf = (track: string): TraceEvent[] => having('X').filter(({ tid }) => tid === tracks().get(track));

test('is valid by the schema', () => {
  const validate = new Ajv({ strict: false }).compile(schema);
  expect([validate(trace), validate.errors]).toEqual([true, null]);
});

test('the schema refuses a slice without a length and a flow without an end', () => {
  const validate = new Ajv({ strict: false }).compile(schema);
  const event = { name: 'x', cat: 'x', pid: 1, tid: 1, ts: 0 };
  expect(validate({ traceEvents: [{ ...event, ph: 'X' }] })).toBe(false);
  expect(validate({ traceEvents: [{ ...event, ph: 'f', id: 1 }] })).toBe(false);
});

test('modules are tracks, whose slices are their entries and do not overlap', () => {
  expect([...tracks().keys()]).toEqual(['world', 'interrupts', 'actor', 'listener']);
  for (const track of ['actor', 'listener']) {
    const slices = slicesOf(track);
    slices.slice(1).forEach(({ ts = 0 }, i) => {
      const before = slices[i];
      expect(ts).toBeGreaterThanOrEqual((before?.ts ?? 0) + (before?.dur ?? 0));
    });
  }
  // After start code and module_init.
  expect(slicesOf('actor')[2]).toMatchObject({ name: 'step', ts: 10, dur: 4000, args: { outcome: 'ok' } });
});

test('each flow leads from inside a slice to the beginning of a step, and goes forward in time', () => {
  const inside = ({ tid, ts = 0 }: TraceEvent): boolean =>
    having('X').some((slice) => slice.tid === tid && (slice.ts ?? 0) <= ts && ts <= (slice.ts ?? 0) + (slice.dur ?? 0));
  const ends = having('f');
  expect(having('s')).toHaveLength(ends.length);
  for (const start of having('s')) {
    const same = ends.filter(({ id, name, cat }) => id === start.id && name === start.name && cat === start.cat);
    expect(same).toHaveLength(1);
    expect(same[0]?.ts).toBeGreaterThanOrEqual(start.ts ?? 0);
    expect([start, ...same].map(inside)).toEqual([true, true]);
    expect(slicesOf('listener').some(({ ts, name }) => name === 'step' && ts === same[0]?.ts)).toBe(true);
  }
});

test('flows are the events that woke someone: of an interrupt in a step, and of the other module', () => {
  const flows = having('s').map(({ name, tid, ts }) => [name, [...tracks()].find(([, id]) => id === tid)?.[0], ts]);
  expect(flows).toEqual([
    ['PING', 'interrupts', 102_000],
    ['PING', 'actor', 300_010],
    ['PING', 'actor', 400_010],
  ]);
});

test('margins are counters, and a step that its quota stopped left none', () => {
  const margins = having('C').filter(({ name }) => name === 'quota margin actor');
  expect(margins).toHaveLength(slicesOf('actor').filter(({ name }) => name === 'step').length);
  expect(margins[0]).toMatchObject({ ts: 4010, args: { us: 6000 } });
  expect(margins.at(-1)).toMatchObject({ args: { us: 0 } });
});

test('time without power is a slice of the world', () => {
  expect(slicesOf('world')).toMatchObject([{ name: 'power off', ts: 501_000, dur: 10_000 }]);
});

test('log, trace and recording of a long run need no more memory than those of a short one', () => {
  const modules = APPLICATION.modules.map((module) => ({
    ...module,
    policy: { ...module.policy, step_interval_us: 10_000, activation: ['INTERVAL'] },
  }));
  const long = new TwinFolder();
  try {
    long.write('app_config.json', JSON.stringify({ ...APPLICATION, modules }));
    long.scenario('duration: 10 min');
    const outputs = ['--log', 'log.txt', '--trace', 'trace.json', '--record', 'run.jsonl'];
    // The trace alone has more bytes.
    const env = { NODE_OPTIONS: '--max-old-space-size=24' };
    const { status, stderr } = long.fuse(['twin', 'scenario.yaml', '--no-build', '--quiet', ...outputs], env);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(long.read('trace.json').length).toBeGreaterThan(24 << 20);
    expect(
      long
        .read('run.jsonl')
        .toString()
        .match(/"entry":"step"/g),
    ).toHaveLength(120_000);
  } finally {
    long.remove();
  }
});
