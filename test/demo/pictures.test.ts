// SPDX-License-Identifier: Apache-2.0
// Pictures from files: formats, sizes, and files that are none.

import * as fs from 'node:fs';
import * as path from 'node:path';
import sharp from 'sharp';
import { encodePgm, meanAbsoluteDeviation } from '../../cli/demo/frame';
import { noise } from '../../cli/demo/generated';
import { ownPictures, picturesOf, readPicture } from '../../cli/demo/pictures';
import { temporaryFolder } from '../support/demo';

const size = { width: 64, height: 48 };
let folder: string;
beforeEach(() => (folder = temporaryFolder()));
afterEach(() => fs.rmSync(folder, { recursive: true }));

function write(name: string, content: string | Buffer): string {
  const file = path.join(folder, name);
  fs.writeFileSync(file, content);
  return file;
}

test("the demo's own pictures are a flat one, a noisy one and photographs, of which some are kept and some dropped", async () => {
  const pictures = await ownPictures({ width: 320, height: 240 }, folder);
  const deviation = new Map(pictures.map(({ name, pixels }) => [name, meanAbsoluteDeviation(pixels)]));
  expect(deviation.get('flat')).toBe(0);
  expect(deviation.get('noise')).toBeCloseTo(64, 0);
  expect(deviation.get('canyon')).toBeGreaterThan(50);
  expect(deviation.get('canyon sky')).toBeLessThan(4);
  for (const { name, pixels } of pictures) expect([name, pixels.length]).toEqual([name, 320 * 240]);
  expect(new Set(pictures.map(({ name }) => name)).size).toBe(pictures.length);
});

test('a PGM of the right size and a lossless PNG are taken to the bit', async () => {
  const image = noise(size);
  const raw = sharp(image.pixels, { raw: { ...size, channels: 1 } });
  expect((await readPicture(write('a.pgm', encodePgm(image)), size)).pixels.equals(image.pixels)).toBe(true);
  expect((await readPicture(write('a.png', await raw.png().toBuffer()), size)).pixels.equals(image.pixels)).toBe(true);
});

test.each(['png', 'jpeg', 'webp', 'tiff'] as const)(
  'a coloured %s of another size becomes a grey frame',
  async (format) => {
    const picture = sharp({
      create: { width: 100, height: 301, channels: 4, background: { r: 255, g: 0, b: 0, alpha: 1 } },
    });
    const { pixels } = await readPicture(write(`a.${format}`, await picture.toFormat(format).toBuffer()), size);
    expect(pixels.length).toBe(64 * 48);
    expect(meanAbsoluteDeviation(pixels)).toBeLessThan(1);
    expect(pixels[0]).toBeGreaterThan(40);
    expect(pixels[0]).toBeLessThan(150);
  },
);

test('a folder gives its pictures by name and leaves other files alone', async () => {
  write('b.pgm', encodePgm(noise(size)));
  write('a.PGM', encodePgm(noise({ width: 10, height: 20 })));
  write('notes.txt', 'no picture');
  const pictures = await picturesOf(folder, size);
  expect(pictures.map(({ name, pixels }) => [name, pixels.length])).toEqual([
    ['a.PGM', 3072],
    ['b.pgm', 3072],
  ]);
});

test('what is no picture is named', async () => {
  await expect(readPicture(write('a.png', 'text'), size)).rejects.toThrow(
    /^cannot read the picture .*a\.png: Input buffer/,
  );
  await expect(readPicture(write('a.pgm', 'P5 9'), size)).rejects.toThrow(/a\.pgm: its PGM header is broken$/);
  await expect(readPicture(path.join(folder, 'none.png'), size)).rejects.toThrow(/none\.png: .*ENOENT/);
});

test('a folder that is missing or has no picture is named', async () => {
  await expect(picturesOf(path.join(folder, 'none'), size)).rejects.toThrow(/^cannot read the folder .*none: .*ENOENT/);
  await expect(picturesOf(folder, size)).rejects.toThrow(/^no picture in .*: it has no file that ends in \.png, /);
});
