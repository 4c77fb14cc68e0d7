// SPDX-License-Identifier: Apache-2.0
// PGM files, and the deviation by which the checker judges.

import fc from 'fast-check';
import { decodePgm, encodePgm, meanAbsoluteDeviation } from '../../cli/demo/frame';

const images = fc
  .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }))
  .chain(([width, height]) =>
    fc
      .uint8Array({ minLength: width * height, maxLength: width * height })
      .map((pixels) => ({ width, height, pixels: Buffer.from(pixels) })),
  );

test('what was encoded is decoded, whatever the pixels are', () => {
  fc.assert(fc.property(images, (image) => expect(decodePgm(encodePgm(image))).toEqual(image)));
});

test('comments and any white space separate the numbers of a header', () => {
  const file = Buffer.concat([Buffer.from('P5 # grey\n#\n 2\t# width\n3 255\n'), Buffer.from('#12345')]);
  expect(decodePgm(file)).toEqual({ width: 2, height: 3, pixels: Buffer.from('#12345') });
});

test.each([
  ['P2\n1 1\n255\n0', 'it is no binary PGM (P5)'],
  ['', 'it is no binary PGM (P5)'],
  ['P5\n1 x\n255\n0', 'its PGM header is broken'],
  ['P5\n0 1\n255\n', 'its PGM header is broken'],
  ['P5\n1 1\n65535\n00', 'its white is 65535; only 8-bit PGM (255) is read'],
  ['P5\n2 2\n255\n123', 'it ends after 3 of 4 pixels'],
])('%j is refused', (file, message) => {
  expect(() => decodePgm(Buffer.from(file))).toThrow(new RangeError(message));
});

test.each([
  [[5, 5, 5, 5], 0],
  [[0, 255], 127.5],
  [[0, 0, 0, 16], 6],
])('the mean absolute deviation of %j is %d', (pixels, deviation) => {
  expect(meanAbsoluteDeviation(Uint8Array.from(pixels))).toBe(deviation);
});
