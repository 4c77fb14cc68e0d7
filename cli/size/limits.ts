// SPDX-License-Identifier: Apache-2.0
/** Hard limits of images, all in this place, and what must not be linked at all. */

import type { Component, PlacedPiece, Sizes } from './components';
import { totalOf } from './components';
import type { Image } from './image';

export interface Limit {
  readonly name: string;
  readonly value: number;
  readonly limit: number;
}

const KB = 1024;

interface ImageLimits {
  readonly board: string;
  readonly image: string;
  readonly flash: number;
  readonly ram: number;
  /** Code and constants of the runtime core. */
  readonly core: number;
}

const IMAGES: readonly ImageLimits[] = [
  { board: 'stm32f405', image: 'camera_filter_compress', flash: 96 * KB, ram: 64 * KB, core: 6 * KB },
];

export const flashOf = ({ text, data }: Sizes): number => text + data;
export const ramOf = ({ data, bss }: Sizes): number => data + bss;

export function limitsOf(board: string, image: string, sizes: ReadonlyMap<Component, Sizes>): Limit[] {
  const total = totalOf(sizes.values());
  const limits: Limit[] = [];
  for (const of of IMAGES.filter((each) => each.board === board && each.image === image)) {
    limits.push({ name: 'flash', value: flashOf(total), limit: of.flash });
    limits.push({ name: 'RAM', value: ramOf(total), limit: of.ram });
    limits.push({ name: 'runtime core, text', value: sizes.get('runtime core')?.text ?? 0, limit: of.core });
  }
  return limits;
}

const PRINTF = /printf/i;
const HEAP = /^_?(malloc|calloc|realloc|free|sbrk|memalign)(_r)?$/;

/** Functions of libc's printf family and of a heap; our own snprintf() of platform/freertos/wamr/print*.c is neither. */
export function forbidden(image: Image, pieces: readonly PlacedPiece[]): string[] {
  const code = pieces.filter(({ kind }) => kind === 'text');
  return image.symbols
    .filter(({ isFunction, name }) => isFunction && (PRINTF.test(name) || HEAP.test(name)))
    .filter(({ name, address }) => {
      const piece = code.find((each) => each.address <= address && address < each.address + each.size);
      return HEAP.test(name) || piece?.component !== 'platform';
    })
    .map(({ name }) => name);
}
