// SPDX-License-Identifier: Apache-2.0
// The host program by itself: PGM pictures on standard input, JSON lines on standard output.

import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { demoFolder, hostProgram } from '../../cli/demo/applications';
import { encodePgm } from '../../cli/demo/frame';
import { noise } from '../../cli/demo/generated';
import type { ApplicationLine } from '../../cli/demo/lines';
import { encodeByDefinition, temporaryFolder } from '../support/demo';

const size = { width: 320, height: 240 };
const picture = noise(size);
let folder: string;
beforeEach(() => (folder = temporaryFolder()));
afterEach(() => fs.rmSync(folder, { recursive: true }));

function host(input: Buffer, ...args: string[]): { code: number | null; lines: ApplicationLine[]; stderr: string } {
  const all = ['--out', folder, ...args];
  const { status, stdout, stderr } = spawnSync(hostProgram('camera_filter_compress', false), all, {
    input,
    timeout: 30000,
  });
  const lines = stdout.toString().split('\n').filter(Boolean);
  return { code: status, lines: lines.map((line) => JSON.parse(line) as ApplicationLine), stderr: stderr.toString() };
}

test('pictures go in one after the other, files come out', () => {
  const { code, lines, stderr } = host(
    Buffer.concat([encodePgm(picture), encodePgm(picture)]),
    '--modules',
    demoFolder(),
  );
  expect([code, stderr]).toEqual([0, '']);
  expect(lines[0]).toMatchObject({ type: 'start', application: 'camera_filter_compress', ...size });
  expect(lines.at(-1)).toMatchObject({ type: 'end', log_lost: 0 });
  const [frame] = lines.filter((line) => line.type === 'frame');
  expect(frame).toMatchObject({ frame: 0, file: 'frame-0000.rle' });
  expect(fs.readFileSync(path.join(folder, 'frame-0000.rle')).equals(encodeByDefinition(picture.pixels))).toBe(true);
});

test.each([
  ['nothing', Buffer.alloc(0), 'error: no pictures; give binary PGM files on standard input\n'],
  ['something else', Buffer.from('GIF89a'), 'error: picture 0 is not a binary PGM (P5)\n'],
  [
    'another size',
    encodePgm(noise({ width: 64, height: 48 })),
    'error: picture 0 is 64x48 with white 255; this build takes 320x240 with white 255\n',
  ],
  ['half a picture', encodePgm(picture).subarray(0, 5000), 'error: picture 0 ends early\n'],
  [
    'a good one and half of one',
    Buffer.concat([encodePgm(picture), Buffer.from('P5\n32')]),
    'error: picture 1 is not a binary PGM (P5)\n',
  ],
])('%s on standard input is refused', (_, input, message) => {
  expect(host(input, '--modules', demoFolder())).toEqual({ code: 1, lines: [], stderr: message });
});

test('modules that are not there are named', () => {
  const { code, stderr } = host(encodePgm(picture), '--modules', folder);
  expect(code).toBe(1);
  expect(stderr).toBe(
    `error: cannot read ${folder}/frame_filter.aot: name the folder of the .aot files with --modules\n`,
  );
});

test('a damaged image is not loaded, and the log says why', () => {
  const names = ['frame_filter.aot', 'frame_compress.aot'];
  for (const name of names) fs.copyFileSync(path.join(demoFolder(), name), path.join(folder, name));
  const image = fs.readFileSync(path.join(folder, 'frame_compress.aot'));
  image[400] = (image[400] ?? 0) ^ 4;
  fs.writeFileSync(path.join(folder, 'frame_compress.aot'), image);
  const { code, lines, stderr } = host(encodePgm(picture), '--modules', folder);
  expect(code).toBe(1);
  expect(stderr).toBe('error: cannot load module frame_compress: FUSE_ERR_MODULE_LOAD_FAILED\n');
  expect(lines).toContainEqual(
    expect.objectContaining({
      type: 'log',
      origin: 'runtime',
      module: null,
      text: 'module not loaded: the image is damaged',
    }),
  );
});

test.each([[['--frames', '0']], [['--period-us', 'x']], [['--nothing']], [['picture.pgm']]])(
  '%j is refused',
  (args) => {
    const { code, lines, stderr } = host(encodePgm(picture), ...args);
    expect([code, lines]).toEqual([1, []]);
    expect(stderr).toMatch(/usage: .*--modules DIR/);
  },
);
