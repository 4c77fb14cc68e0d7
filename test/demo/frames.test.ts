// SPDX-License-Identifier: Apache-2.0
// Pictures as a C array, as the camera of a board has them.

import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { encodePgm } from '../../cli/demo/frame';
import { noise } from '../../cli/demo/generated';
import { ownPictures } from '../../cli/demo/pictures';
import { repositoryRoot } from '../../cli/support/paths';
import { temporaryFolder } from '../support/demo';

const size = { width: 64, height: 48 };
let folder: string;
beforeEach(() => (folder = temporaryFolder()));
afterEach(() => fs.rmSync(folder, { recursive: true }));

function frames(...args: string[]): { code: number | null; stderr: string } {
  const program = path.join(repositoryRoot(), 'dist/cli/frames.js');
  const { status, stderr } = spawnSync(process.execPath, [program, '--output-dir', folder, ...args], {
    encoding: 'utf8',
  });
  return { code: status, stderr };
}

/** The pictures as the firmware reads them, each with fewer bytes than it has as well, and the numbers of the header. */
function compiled(): { bytes: Buffer; numbers: string } {
  const main = `#include <stdio.h>
#include "pictures.h"
int main(void)
{
    static uint8_t frame[CAMERA_FRAME_WIDTH * CAMERA_FRAME_HEIGHT + 1U];
    for (uint32_t i = 0U; i < CAMERA_PICTURES; i++) {
        if (pictures_copy(i, frame, 100U) != 100U || frame[100] != 0U) return 1;
        if (fwrite(frame, 1U, pictures_copy(i, frame, sizeof frame), stdout) + 1U != sizeof frame) return 1;
        for (uint32_t at = 0U; at < sizeof frame; at++) frame[at] = 0U;
    }
    fprintf(stderr, "%u %u %u", CAMERA_FRAME_WIDTH, CAMERA_FRAME_HEIGHT, CAMERA_PICTURES);
    return 0;
}
`;
  fs.writeFileSync(path.join(folder, 'main.c'), main);
  const board = path.join(repositoryRoot(), 'firmware/board');
  const flags = ['-std=c11', '-Wall', '-Wextra', '-Wpedantic', '-Werror', '-fsanitize=address,undefined'];
  const files = ['-I', '.', '-I', board, '-o', 'frames', 'main.c', 'camera_frames.c', path.join(board, 'pictures.c')];
  expect(spawnSync('gcc', [...flags, ...files], { cwd: folder, encoding: 'utf8' }).stderr).toBe('');
  const { status, stdout, stderr } = spawnSync(path.join(folder, 'frames'));
  expect(status).toBe(0);
  return { bytes: stdout, numbers: stderr.toString() };
}

test("the demo's own pictures, byte for byte", async () => {
  expect(frames('--frame', '64x48')).toEqual({ code: 0, stderr: '' });
  const own = await ownPictures(size, path.join(folder, 'again'));
  const { bytes, numbers } = compiled();
  expect(numbers).toBe(`64 48 ${own.length}`);
  expect(bytes.equals(Buffer.concat(own.map(({ pixels }) => pixels)))).toBe(true);
});

test('the pictures of a folder', () => {
  const pictures = path.join(folder, 'mine');
  fs.mkdirSync(pictures);
  fs.writeFileSync(path.join(pictures, 'a.pgm'), encodePgm(noise(size)));
  expect(frames('--frame', '64x48', '--pictures', pictures)).toEqual({ code: 0, stderr: '' });
  expect(compiled()).toEqual({ bytes: noise(size).pixels, numbers: '64 48 1' });
});

test.each([
  [[], /required option '--frame <width>x<height>' not specified/],
  [['--frame', '64'], /Give a width and a height from 1 to 4096, such as 64x48\./],
  [['--frame', '64x48', '--pictures', '/nowhere'], /^error: cannot read the folder \/nowhere/],
])('%j is refused', (args, message) => {
  const { code, stderr } = frames(...args);
  expect(stderr).toMatch(message);
  expect(code).toBe(2);
});
