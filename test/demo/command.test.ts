// SPDX-License-Identifier: Apache-2.0
// `npm run demo` from end to end: real pictures through the C runtime, and what a user sees when something is wrong.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { APPLICATIONS } from '../../cli/demo/applications';
import { encodePgm, meanAbsoluteDeviation } from '../../cli/demo/frame';
import { noise } from '../../cli/demo/generated';
import { picturesOf } from '../../cli/demo/pictures';
import { demo, encodeByDefinition, temporaryFolder } from '../support/demo';

const size = { width: 320, height: 240 };
let folder: string;
beforeEach(() => (folder = temporaryFolder()));
afterEach(() => fs.rmSync(folder, { recursive: true }));

interface Result {
  readonly application: string;
  readonly frames: {
    readonly frame: number;
    readonly picture: string;
    readonly kept: boolean;
    readonly compressed: number;
    readonly file: string;
    readonly missed: number;
    readonly steps: Readonly<Record<string, number>>;
  }[];
  readonly missed: number;
  readonly stopped: { readonly module: string; readonly state: string; readonly framesBefore: number }[];
  readonly modules: {
    readonly module: string;
    readonly state: string;
    readonly steps: number;
    readonly quota_kills: number;
  }[];
  readonly faults: string[];
}

function run(...args: string[]): Result {
  const { code, stdout, stderr } = demo('--json', '--out', path.join(folder, 'out'), ...args);
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as Result;
}

/** Pictures that differ in their size when compressed, so that one cannot pass for another: bars of different widths. */
function writeBars(count: number): string {
  const pictures = path.join(folder, 'bars');
  fs.mkdirSync(pictures);
  for (let i = 0; i < count; i++) {
    const pixels = Buffer.alloc(size.width * size.height);
    for (let at = 0; at < pixels.length; at++) pixels[at] = (Math.floor(at / (i + 3)) % 2) * 200;
    fs.writeFileSync(path.join(pictures, `${i}.pgm`), encodePgm({ ...size, pixels }));
  }
  return pictures;
}

/** Compares every file that came down with the encoding by definition. */
async function expectFiles(result: Result, pictures: string): Promise<void> {
  const shown = await picturesOf(pictures, size);
  for (const { frame, kept, compressed, file } of result.frames) {
    const pixels = shown[frame % shown.length]?.pixels ?? Buffer.alloc(0);
    expect([frame, kept]).toEqual([frame, meanAbsoluteDeviation(pixels) >= 8]);
    if (!kept) continue;
    const encoded = fs.readFileSync(path.join(folder, 'out', file));
    expect([frame, encoded.equals(encodeByDefinition(pixels)), compressed]).toEqual([frame, true, encoded.length]);
  }
}

test('the pipeline drops flat pictures, compresses the others, and prints a table and a verdict', () => {
  const { code, stdout } = demo('--out', path.join(folder, 'out'));
  expect(code).toBe(0);
  expect(stdout).toMatch(/│ flat +│ +0\.00 │ dropped │ +76800 │ +│ +│/);
  expect(stdout).toMatch(
    /│ noise +│ +6[34]\.\d\d │ kept +│ +76800 │ +\d+ │ +1\d\d\.\d % │ +[\d.]+ [µm]s \(\d+\.\d\d %\) │/,
  );
  expect(stdout).toMatch(/│ canyon +│ +\d+\.\d\d │ kept +│/);
  expect(stdout).toMatch(/│ canyon sky +│ +1\.\d\d │ dropped │/);
  expect(stdout.trimEnd().split('\n').at(-1)).toMatch(
    /^OK: \d frames, \d dropped, \d compressed; every compressed file decodes/,
  );
  expect(stdout).not.toContain('\u001b');
});

test('the files that come down are the run lengths of the pictures', async () => {
  const pictures = writeBars(5);
  fs.writeFileSync(
    path.join(pictures, 'flat.pgm'),
    encodePgm({ ...size, pixels: Buffer.alloc(size.width * size.height, 9) }),
  );
  const result = run('--pictures', pictures, '--frames', '8');
  expect(result.frames.length + result.missed).toBe(8);
  expect(result.modules.map(({ module, state }) => [module, state])).toEqual([
    ['frame_filter', 'RUNNING'],
    ['frame_compress', 'RUNNING'],
  ]);
  await expectFiles(result, pictures);
});

test('with a camera that is too fast frames are lost, but the frame that was judged is the one compressed', async () => {
  const pictures = writeBars(7);
  const result = run('--pictures', pictures, '--frames', '4000', '--period', '0.05');
  expect(result.missed).toBeGreaterThan(0);
  expect(result.frames.length).toBeGreaterThan(7);
  expect(result.frames.length + result.missed).toBe(4000);
  expect(result.frames.some(({ missed }) => missed > 0)).toBe(true);
  await expectFiles(result, pictures);
});

test('the hostile module is stopped, not early and not late, and the pipeline goes on', async () => {
  const pictures = writeBars(8);
  const started = Date.now();
  const result = run('--pictures', pictures, '--hostile');
  expect(Date.now() - started).toBeLessThan(20000);
  expect(result.stopped).toEqual([expect.objectContaining({ module: 'hostile', state: 'QUOTA_EXCEEDED' })]);
  expect(result.stopped[0]?.framesBefore).toBeLessThan(result.frames.length);
  expect(result.modules.map(({ module, state, quota_kills }) => [module, state, quota_kills])).toEqual([
    ['frame_filter', 'RUNNING', 0],
    ['frame_compress', 'RUNNING', 0],
    ['hostile', 'QUOTA_EXCEEDED', 1],
  ]);
  expect(result.frames.length + result.missed).toBe(8);
  await expectFiles(result, pictures);
});

test('the output shows the hostile module being stopped, and its log entries marked as its own', () => {
  const { code, stdout } = demo('--hostile', '--verbose', '--out', path.join(folder, 'out'));
  expect(code).toBe(0);
  expect(stdout).toMatch(/ ms {2}hostile +info +I will not give the processor back\n/);
  expect(stdout).toMatch(/ ms {2}runtime +fatal +module 2 quota exceeded\n/);
  expect(stdout).toMatch(/hostile was stopped \(QUOTA_EXCEEDED\): after 3 good steps it ran past its quota of 20 ms\./);
  expect(stdout).toMatch(/\nOK: /);
});

test('camera_compress takes every picture, at its interval', () => {
  const result = run('--app', 'camera_compress', '--pictures', writeBars(3));
  expect(result.frames.map(({ frame }) => frame)).toEqual([0, 1, 2]);
  expect(result.modules).toEqual([expect.objectContaining({ module: 'camera_compress', state: 'RUNNING', steps: 3 })]);
  expect(result.frames.every(({ steps }) => steps['camera_compress'] !== undefined)).toBe(true);
});

test('files of an earlier run are removed, others are not', () => {
  const out = path.join(folder, 'out');
  fs.mkdirSync(out);
  fs.writeFileSync(path.join(out, 'frame-0099.rle'), 'old');
  fs.writeFileSync(path.join(out, 'mine.rle'), 'mine');
  run('--pictures', writeBars(2), '--app', 'camera_compress');
  expect(fs.readdirSync(out).sort()).toEqual(['frame-0000.rle', 'frame-0001.rle', 'mine.rle']);
});

describe('wrong inputs end in one clear message', () => {
  test.each([
    [
      ['--app', 'camera'],
      /argument 'camera' is invalid\. Allowed choices are camera_filter_compress, camera_compress\./,
    ],
    [['--app', 'camera_compress', '--hostile'], /--hostile needs the pipeline: --app camera_filter_compress/],
    [['--frames', '0'], /argument '0' is invalid\. Give a whole number from 1 to 100000\./],
    [['--frames', '1e3'], /Give a whole number/],
    [['--period', 'fast'], /argument 'fast' is invalid\. Give milliseconds from 0\.02 to 60000\./],
    [['--board', 'stm32f40'], /^error: unknown board 'stm32f40'; did you mean 'stm32f405'\?/],
    [['--board', 'linus'], /^error: unknown board 'linus'; did you mean 'linux'\?/],
    [['--board', './nowhere'], /nowhere/],
    [['--board', 'posix', '--frame', '64x48'], /--frame is for Linux: the memory of the boards is laid out for 64x48/],
    [['--board', 'posix', '--pictures', '/x'], /a board's pictures are part of its image/],
    [['--frame', '64'], /argument '64' is invalid\. Give a width and a height from 1 to 4096, such as 64x48\./],
    [['--json', '--verbose'], /--json and --verbose exclude each other/],
    [['--hostil'], /unknown option '--hostil'\n\(Did you mean --hostile\?\)/],
    [['picture.png'], /too many arguments/],
    [['--pictures', '/nowhere'], /^error: cannot read the folder \/nowhere: ENOENT/],
    [['--out', '/dev/null/x'], /^error: cannot write into \/dev\/null\/x: ENOTDIR/],
  ])('%j', (args, message) => {
    const { code, stdout, stderr } = demo(...args);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/ at .*\.js:\d+/);
    expect([code, stdout]).toEqual([2, '']);
  });

  test('a picture that is none', () => {
    fs.writeFileSync(path.join(folder, 'good.pgm'), encodePgm(noise(size)));
    fs.writeFileSync(path.join(folder, 'photo.jpg'), 'this is text');
    const { code, stderr } = demo('--pictures', folder);
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^error: cannot read the picture .*photo\.jpg: Input buffer/),
    ]);
  });

  test('help names every option', () => {
    const { code, stdout } = demo('--help');
    expect(code).toBe(0);
    for (const option of [
      '--board',
      '--frame',
      '--app',
      '--hostile',
      '--no-hostile',
      '--logical-time',
      '--pictures',
      '--out',
      '--frames',
      '--period',
      '--verbose',
      '--json',
    ]) {
      expect(stdout).toContain(option);
    }
    for (const application of APPLICATIONS) expect(stdout).toContain(application);
  });
});
