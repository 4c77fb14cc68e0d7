// SPDX-License-Identifier: Apache-2.0
// Reading a board's console: what each line means, and that nothing broken passes for something whole.

import * as fs from 'node:fs';
import * as path from 'node:path';
import * as zlib from 'node:zlib';
import { ConsoleReader, crc32 } from '../../cli/demo/console';
import type { ApplicationLine } from '../../cli/demo/lines';
import { temporaryFolder } from '../support/demo';

let folder: string;
let reader: ConsoleReader;
beforeEach(() => (reader = new ConsoleReader((folder = temporaryFolder()))));
afterEach(() => fs.rmSync(folder, { recursive: true }));

function take(...lines: string[]): ApplicationLine[] {
  return lines.flatMap((line) => reader.take(line) ?? []);
}

const BANNER =
  'FUSE 0.1.0 board stm32f405 build 00ff reset power-on watchdog_ms 4120 application camera_filter_compress';
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const checksum = (bytes: Uint8Array): string => crc32(bytes).toString(16).padStart(8, '0');

test('a whole run', () => {
  const bytes = Buffer.from([...Array(40).keys()]);
  const lines = take(
    BANNER,
    'module 0 frame_filter quota_us 50000',
    'module 1 frame_compress quota_us 0',
    'start width 64 height 48 application two words',
    'log 12.000345 guest frame_filter info deviation 0.95: dropped',
    `down 3 0 ${hex(bytes.subarray(0, 32))}`,
    `down 3 32 ${hex(bytes.subarray(32))}`,
    `frame 3 missed 2 bytes 40 crc32 ${checksum(bytes)} steps frame_filter 12 frame_compress 345`,
    'frame 4 missed 0 bytes 0 crc32 00000000 steps',
    'stopped frame_compress QUOTA_EXCEEDED',
    'result frame_filter RUNNING steps 5 quota_kills 0 traps 0 step_us_max 12 pool_bytes 100 memory_bytes 200',
    'end frames 2 missed 2 log_lost 1 stack_unused 900',
    'image ended: 0',
  );
  const modules = [
    { module: 'frame_filter', id: 0, quota_us: 50000 },
    { module: 'frame_compress', id: 1, quota_us: 0 },
  ];
  const steps = [
    { module: 'frame_filter', step_us: 12 },
    { module: 'frame_compress', step_us: 345 },
  ];
  const result = { module: 'frame_filter', state: 'RUNNING', steps: 5, quota_kills: 0, traps: 0, step_us_max: 12 };
  expect(lines).toEqual([
    { type: 'banner', version: '0.1.0', board: 'stm32f405', build: '00ff', reset: 'power-on', watchdog_ms: 4120 },
    { type: 'start', application: 'two words', width: 64, height: 48, modules },
    {
      ...{ type: 'log', frame: null, time_us: 12000345, origin: 'guest', level: 1 },
      ...{ module: 'frame_filter', text: 'deviation 0.95: dropped' },
    },
    { type: 'frame', frame: 3, missed: 2, bytes: 40, file: 'frame-0003.rle', steps },
    { type: 'frame', frame: 4, missed: 0, bytes: 0, file: '', steps: [] },
    { type: 'stopped', module: 'frame_compress', state: 'QUOTA_EXCEEDED' },
    {
      ...{ type: 'end', frames: 2, missed: 2, log_lost: 1 },
      modules: [{ ...result, pool_bytes: 100, memory_bytes: 200 }],
    },
  ]);
  expect(fs.readFileSync(path.join(folder, 'frame-0003.rle')).equals(bytes)).toBe(true);
  expect(fs.readdirSync(folder)).toEqual(['frame-0003.rle']);
});

test.each([
  ['runtime - fatal x', { origin: 'runtime', module: null, level: 2, text: 'x' }],
  ['runtime hostile debug ', { origin: 'runtime', module: 'hostile', level: 0, text: '' }],
  ['guest m info a\\x0ab\\\\x0a \\xff', { origin: 'guest', module: 'm', level: 1, text: 'a\nb\\x0a \u00ff' }],
  ['guest runtime info runtime - fatal y', { origin: 'guest', module: 'runtime', level: 1, text: 'runtime - fatal y' }],
])('a log line: %s', (words, expected) => {
  expect(take(`log 0.000001 ${words}`)).toEqual([{ type: 'log', frame: null, time_us: 1, ...expected }]);
});

test.each([
  ['log 0.1 guest m info x'],
  ['log 0.000001 host m info x'],
  ['log 0.000001 guest m loud x'],
  ['down 0 0 abc'],
  ['down 0 0 '],
  ['frame 0 missed 0 bytes 0 crc32 0 steps'],
  ['frame 0 missed 0 bytes 0 crc32 00000000 steps m'],
  ['end frames 1'],
  ['FUSE 0.1.0'],
])('%j is refused', (line) => {
  expect(() => take(line)).toThrow(`the console has a broken line: ${line}`);
});

test('lines of others are nothing', () => {
  expect(take('', 'FAULT UsageFault', 'hello', 'image ended: 1')).toEqual([]);
});

describe('what came down has to be whole', () => {
  test('a line that is missing', () => {
    expect(() => take('down 0 32 00')).toThrow('frame 0: byte 0 of the downlink is missing; the line begins at 32');
  });
  test('a last line that is missing', () => {
    const frame = `frame 0 missed 0 bytes 2 crc32 ${checksum(Buffer.from([1, 2]))} steps`;
    expect(() => take('down 0 0 01', frame)).toThrow('frame 0: 1 of 2 bytes came down');
  });
  test('a wrong byte', () => {
    const frame = `frame 0 missed 0 bytes 2 crc32 ${checksum(Buffer.from([1, 2]))} steps`;
    expect(() => take('down 0 0 0103', frame)).toThrow('do not have the checksum');
    expect(fs.readdirSync(folder)).toEqual([]);
  });
});

test('a board that starts again in the middle is found', () => {
  expect(() => take(BANNER, BANNER.replace('power-on', 'watchdog'))).toThrow(
    'the board started again in the middle of the run (reset by watchdog)',
  );
});

test('errors of the firmware are kept', () => {
  expect(take('error cannot load m: FUSE_ERR_MODULE_LOAD_FAILED')).toEqual([]);
  expect(reader.errors).toEqual(['cannot load m: FUSE_ERR_MODULE_LOAD_FAILED']);
});

test('the checksum is the one of zip', () => {
  const bytes = Buffer.from('123456789');
  expect(crc32(bytes)).toBe(0xcbf43926);
  expect(crc32(bytes)).toBe(zlib.gzipSync(bytes).readUInt32LE(zlib.gzipSync(bytes).length - 8));
  expect(crc32(Buffer.alloc(0))).toBe(0);
});
