// SPDX-License-Identifier: Apache-2.0
// The command `frames`: the demo's own pictures, or those of a folder, as camera_frames.h and camera_frames.c.

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
  return `/* The camera's pictures: 8-bit grey, row by row, one picture after the other. Generated. */
#ifndef CAMERA_FRAMES_H
#define CAMERA_FRAMES_H

#include <stdint.h>

#define CAMERA_FRAME_WIDTH ${width}U
#define CAMERA_FRAME_HEIGHT ${height}U
#define CAMERA_FRAMES ${count}U

extern const uint8_t camera_frames[];

#endif
`;
}

const BYTES_A_LINE = 24;

export function framesSource(pictures: readonly GreyImage[]): string {
  const bytes = Buffer.concat(pictures.map(({ pixels }) => pixels));
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += BYTES_A_LINE) {
    lines.push(`    ${[...bytes.subarray(at, at + BYTES_A_LINE)].join(', ')},`);
  }
  return `/* The camera's pictures. Generated. */
#include "camera_frames.h"

const uint8_t camera_frames[${bytes.length}] = {
${lines.join('\n')}
};
`;
}
