// SPDX-License-Identifier: Apache-2.0
// The command `frames`: the demo's own pictures, or those of a folder, as camera_frames.h and camera_frames.c. To save flash, a
// picture that shrinks by it is run-length encoded: pairs of a count and a grey.

import * as path from 'node:path';
import { createCommand, ExitCode } from '../support/main';
import { writeOutputs } from '../support/output-files';
import { type FrameSize, type GreyImage } from './frame';
import { parseFrameSize } from './options';
import { ownPictures, picturesOf } from './pictures';

interface Options {
  readonly frame: FrameSize;
  readonly outputDir: string;
  readonly pictures?: string;
}

export async function runFrames(args: readonly string[]): Promise<number> {
  const command = createCommand('frames')
    .description('Writes pictures as camera_frames.h and camera_frames.c, 8-bit grey, for a camera that plays them.')
    .requiredOption('--frame <width>x<height>', 'size of a frame', parseFrameSize)
    .requiredOption('--output-dir <dir>', 'where the files go')
    .option('--pictures <dir>', "pictures of your own (default: the demo's)");
  command.parse([...args], { from: 'user' });
  const { frame, outputDir, pictures }: Options = command.opts();
  const shown =
    pictures === undefined
      ? await ownPictures(frame, path.join(outputDir, 'pictures'))
      : await picturesOf(path.resolve(pictures), frame);
  writeOutputs([
    { path: path.join(outputDir, 'camera_frames.h'), content: framesHeader(frame, shown.length) },
    { path: path.join(outputDir, 'camera_frames.c'), content: framesSource(shown) },
  ]);
  return ExitCode.Success;
}

export function framesHeader({ width, height }: FrameSize, count: number): string {
  return `/* The camera's pictures, one after the other: 8-bit grey, row by row, or, if that is shorter, pairs of a count and a grey. Generated. */
#ifndef CAMERA_FRAMES_H
#define CAMERA_FRAMES_H

#include <stdint.h>

#define CAMERA_FRAME_WIDTH ${width}U
#define CAMERA_FRAME_HEIGHT ${height}U
#define CAMERA_PICTURES ${count}U

extern const uint8_t camera_frames[];
/** Where each picture begins, and where the last one ends. */
extern const uint32_t camera_frame_offsets[CAMERA_PICTURES + 1U];

#endif
`;
}

const BYTES_A_LINE = 24;

export function framesSource(pictures: readonly GreyImage[]): string {
  const stored = pictures.map(({ pixels }) => shorter(runLengths(pixels), pixels));
  const bytes = Buffer.concat(stored);
  let end = 0;
  const offsets = [0, ...stored.map(({ length }) => (end += length))];
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += BYTES_A_LINE) {
    lines.push(`    ${[...bytes.subarray(at, at + BYTES_A_LINE)].join(', ')},`);
  }
  return `/* The camera's pictures. Generated. */
#include "camera_frames.h"

const uint8_t camera_frames[${bytes.length}] = {
${lines.join('\n')}
};

const uint32_t camera_frame_offsets[CAMERA_PICTURES + 1U] = {${offsets.join(', ')}};
`;
}

function shorter(a: Buffer, b: Buffer): Buffer {
  return a.length < b.length ? a : b;
}

function runLengths(pixels: Buffer): Buffer {
  const pairs: number[] = [];
  for (let at = 0; at < pixels.length;) {
    const grey = pixels[at] ?? 0;
    let count = 1;
    while (count < 255 && pixels[at + count] === grey) count++;
    pairs.push(count, grey);
    at += count;
  }
  return Buffer.from(pairs);
}
