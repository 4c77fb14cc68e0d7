// SPDX-License-Identifier: Apache-2.0
// A camera frame: 8-bit grey, row by row; and the PGM files (P5) that the host program reads.

export interface FrameSize {
  readonly width: number;
  readonly height: number;
}

export interface GreyImage extends FrameSize {
  readonly pixels: Buffer;
}

/** A binary PGM of the image. */
export function encodePgm(image: GreyImage): Buffer {
  return Buffer.concat([Buffer.from(`P5\n${image.width} ${image.height}\n255\n`), image.pixels]);
}

/** The image in a binary PGM of 8 bits; throws a RangeError that says what is wrong with it. */
export function decodePgm(file: Buffer): GreyImage {
  let position = 2;
  const number = (): number => {
    const header = /^(?:\s|#[^\n]*\n)*(\d{1,6})(?=[\s#])/.exec(file.toString('latin1', position, position + 1024));
    if (header === null) throw new RangeError('its PGM header is broken');
    position += header[0].length;
    return Number(header[1]);
  };
  if (file.toString('latin1', 0, 2) !== 'P5') throw new RangeError('it is no binary PGM (P5)');
  const width = number();
  const height = number();
  const white = number();
  if (width === 0 || height === 0) throw new RangeError('its PGM header is broken');
  if (white !== 255) throw new RangeError(`its white is ${white}; only 8-bit PGM (255) is read`);
  const pixels = file.subarray(position + 1, position + 1 + width * height);
  if (pixels.length !== width * height)
    throw new RangeError(`it ends after ${pixels.length} of ${width * height} pixels`);
  return { width, height, pixels };
}

/** The mean absolute deviation from the mean grey. */
export function meanAbsoluteDeviation(pixels: Uint8Array): number {
  let sum = 0;
  for (const pixel of pixels) sum += pixel;
  const mean = sum / pixels.length;
  let deviation = 0;
  for (const pixel of pixels) deviation += Math.abs(pixel - mean);
  return deviation / pixels.length;
}
