// SPDX-License-Identifier: Apache-2.0
// Values of the demo's command line.

import { InvalidArgumentError } from 'commander';
import type { FrameSize } from './frame';

/** More frames than a run of some hours has are a slip of the finger. */
const MAX_FRAMES = 100000;
const MAX_PERIOD_MS = 60000;
const MAX_SIDE = 4096;

export function parseFrames(text: string): number {
  const frames = Number(text);
  if (!/^\d+$/.test(text) || frames < 1 || frames > MAX_FRAMES) {
    throw new InvalidArgumentError(`Give a whole number from 1 to ${MAX_FRAMES}.`);
  }
  return frames;
}

export function parsePeriod(text: string): number {
  const period = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || period < 0.02 || period > MAX_PERIOD_MS) {
    throw new InvalidArgumentError(`Give milliseconds from 0.02 to ${MAX_PERIOD_MS}.`);
  }
  return period;
}

export function parseFrameSize(text: string): FrameSize {
  const [, width = 0, height = 0] = (/^(\d+)x(\d+)$/.exec(text) ?? []).map(Number);
  if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE) {
    throw new InvalidArgumentError(`Give a width and a height from 1 to ${MAX_SIDE}, such as 64x48.`);
  }
  return { width, height };
}
