// SPDX-License-Identifier: Apache-2.0
// The frames that a scenario's camera shows, as the bytes that modules get: 8-bit grey, row by row.

import { type FrameSize, type GreyImage } from '../demo/frame';
import { flat, noise } from '../demo/generated';
import { readPicture } from '../demo/pictures';
import type { PatternName } from './scenario-schema';
import type { Scenario } from './scenario';

type Pixel = (x: number, y: number, size: FrameSize) => number;

function computed(size: FrameSize, pixel: Pixel): GreyImage {
  const pixels = Buffer.alloc(size.width * size.height);
  for (let i = 0; i < pixels.length; i++) pixels[i] = pixel(i % size.width, Math.floor(i / size.width), size);
  return { ...size, pixels };
}

/** Black to white from left to right. */
const gradient: Pixel = (x, _y, { width }) => Math.floor((x * 255) / Math.max(1, width - 1));
/** Eight columns black, eight white. */
const stripes: Pixel = (x) => (Math.floor(x / 8) % 2) * 255;

const PATTERNS: Readonly<Record<PatternName, (size: FrameSize) => GreyImage>> = {
  flat,
  noise,
  gradient: (size) => computed(size, gradient),
  stripes: (size) => computed(size, stripes),
};

export async function framesOf({ pictures, frameSize }: Scenario): Promise<Buffer[]> {
  const frames: Buffer[] = [];
  for (const picture of pictures) {
    const image = 'file' in picture ? await readPicture(picture.file, frameSize) : PATTERNS[picture.pattern](frameSize);
    frames.push(image.pixels);
  }
  return frames;
}
