// SPDX-License-Identifier: Apache-2.0
// The checker: what a wrong run looks like to it.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { noise, flat } from '../../cli/demo/generated';
import type { ApplicationLine, EndLine, FrameLine } from '../../cli/demo/lines';
import { Session } from '../../cli/demo/session';
import { encodeByDefinition, temporaryFolder } from '../support/demo';

const size = { width: 16, height: 16 };
const pictures = [
  { name: 'flat', ...flat(size) },
  { name: 'noise', ...noise(size) },
];
const encoded = encodeByDefinition(pictures[1]?.pixels ?? Buffer.alloc(0));
const NOISE_DEVIATION = '67.31';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
  fs.writeFileSync(path.join(folder, 'frame-0001.rle'), encoded);
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

const start: ApplicationLine = {
  type: 'start',
  application: 'test',
  ...size,
  modules: ['frame_filter', 'frame_compress', 'hostile'].map((module, id) => ({ module, id, quota_us: 1000000 })),
};
const said = (text: string): ApplicationLine => ({
  ...{ type: 'log', frame: 0, time_us: 0, origin: 'guest', level: 1, module: 'frame_filter' },
  text,
});
const dropped: FrameLine = { type: 'frame', frame: 0, missed: 0, bytes: 0, file: '', steps: [] };
const kept: FrameLine = {
  type: 'frame',
  frame: 1,
  missed: 0,
  bytes: encoded.length,
  file: 'frame-0001.rle',
  steps: [],
};
const stopped: ApplicationLine = { type: 'stopped', module: 'hostile', state: 'QUOTA_EXCEEDED' };

function end(states: readonly string[], frames = 2): EndLine {
  const counts = { steps: 0, quota_kills: 0, traps: 0, step_us_max: 0, pool_bytes: 0, memory_bytes: 0 };
  const names = ['frame_filter', 'frame_compress', 'hostile'];
  const modules = states.map((state, i) => ({ module: names[i] ?? '', state, ...counts }));
  return { type: 'end', frames, missed: 0, log_lost: 0, modules };
}

function faults(lines: readonly ApplicationLine[], hostile = false): string[] {
  const session = new Session(pictures, folder);
  for (const line of lines) session.take(line);
  session.finish(hostile);
  return session.faults;
}

const good: readonly ApplicationLine[] = [
  start,
  said('deviation 0.00: dropped'),
  dropped,
  said(`deviation ${NOISE_DEVIATION}: kept`),
  kept,
  end(['RUNNING', 'RUNNING']),
];

function replaced(index: number, ...lines: ApplicationLine[]): ApplicationLine[] {
  return [...good.slice(0, index), ...lines, ...good.slice(index + 1)];
}

test('a good run has no fault', () => {
  expect(faults(good)).toEqual([]);
});

test('one wrong byte in a compressed file is found', () => {
  const broken = Buffer.from(encoded);
  broken[101] = (broken[101] ?? 0) ^ 1;
  fs.writeFileSync(path.join(folder, 'frame-0001.rle'), broken);
  expect(faults(good)).toEqual([
    expect.stringMatching(/^frame 1 \(noise\): frame-0001\.rle: differs from the picture at byte \d+$/),
  ]);
});

test('a compressed file that is short, or missing, is found', () => {
  fs.truncateSync(path.join(folder, 'frame-0001.rle'), 10);
  expect(faults(good)).toEqual([`frame 1 (noise): frame-0001.rle: has 10 bytes, ${encoded.length} were sent down`]);
  fs.rmSync(path.join(folder, 'frame-0001.rle'));
  expect(faults(good)).toEqual([expect.stringContaining('ENOENT')]);
});

test('the encoding of another picture is found', () => {
  const other = encodeByDefinition(flat(size).pixels);
  fs.writeFileSync(path.join(folder, 'frame-0001.rle'), other);
  expect(faults(replaced(4, { ...kept, bytes: other.length }))).toEqual([
    'frame 1 (noise): frame-0001.rle: differs from the picture at byte 0',
  ]);
});

test('a wrong measurement is found', () => {
  expect(faults(replaced(3, said('deviation 67.20: kept')))).toEqual([
    expect.stringMatching(/^frame 1 \(noise\): frame_filter measured 67\.20, the checker 67\.\d\d$/),
  ]);
});

test('a wrong decision is found, whether it is said or done', () => {
  expect(faults(replaced(3, said(`deviation ${NOISE_DEVIATION}: dropped`)))).toEqual([
    'frame 1 (noise): should have been kept',
  ]);
  expect(faults(replaced(4, { ...kept, bytes: 0, file: '' }))).toEqual(['frame 1 (noise): should have been kept']);
  expect(faults(replaced(1, said('deviation 0.00: kept')))).toEqual(['frame 0 (flat): should have been dropped']);
});

test('a frame without a judgement is found; one of the frame before does not count', () => {
  expect(faults(replaced(3))).toEqual(['frame 1 (noise): frame_filter gave no judgement']);
});

test('a module that was stopped is a fault unless it is the hostile one', () => {
  expect(faults(replaced(5, end(['RUNNING', 'QUOTA_EXCEEDED'])))).toEqual([
    'module frame_compress ended as QUOTA_EXCEEDED, not RUNNING',
  ]);
  const states = ['RUNNING', 'RUNNING', 'QUOTA_EXCEEDED'];
  expect(faults([...good.slice(0, 3), stopped, ...good.slice(3, 5), end(states)], true)).toEqual([]);
});

test('a hostile module that goes on, and a pipeline that does not, are found', () => {
  expect(faults(replaced(5, end(['RUNNING', 'RUNNING', 'RUNNING'])), true)).toEqual([
    'module hostile ended as RUNNING, not QUOTA_EXCEEDED',
    'no frame was done after the hostile module was stopped',
  ]);
  const late = [...good.slice(0, 5), stopped, end(['RUNNING', 'RUNNING', 'QUOTA_EXCEEDED'])];
  expect(faults(late, true)).toEqual(['no frame was done after the hostile module was stopped']);
});

test('a run without an end, or with frames that nobody reported, is found', () => {
  expect(faults(good.slice(0, 5))).toEqual(['the application ended without its last line']);
  expect(faults(replaced(5, end(['RUNNING', 'RUNNING'], 3)))).toEqual(['3 frames were done, 2 reported']);
});
