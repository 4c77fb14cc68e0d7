// SPDX-License-Identifier: Apache-2.0
// The checker's decoder of run lengths.

import fc from 'fast-check';
import { decodeRunLengths } from '../../cli/demo/rle';
import { encodeByDefinition } from '../support/demo';

/** Bytes with runs in them: random bytes hardly ever repeat. */
export const runs = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 600 }), fc.integer({ min: 0, max: 255 })), { maxLength: 12 })
  .map((parts) => Buffer.concat(parts.map(([count, value]) => Buffer.alloc(count, value))));

test('it undoes the encoding', () => {
  fc.assert(fc.property(runs, (pixels) => decodeRunLengths(encodeByDefinition(pixels), pixels.length).equals(pixels)));
});

test('a run of 255 and one of 256 take one pair and two', () => {
  expect([...encodeByDefinition(Buffer.alloc(255, 7))]).toEqual([255, 7]);
  expect([...encodeByDefinition(Buffer.alloc(256, 7))]).toEqual([255, 7, 1, 7]);
  expect(decodeRunLengths(Buffer.from([255, 7, 1, 7]), 256).equals(Buffer.alloc(256, 7))).toBe(true);
});

test.each([
  ['an odd length', [3, 9, 1], 4, 'its 3 bytes are no whole pairs'],
  ['a count of 0', [3, 9, 0, 1], 4, 'the pair at byte 2 has count 0'],
  ['too many pixels', [3, 9, 2, 1], 4, "it decodes to more than the frame's 4 bytes"],
  ['too few pixels', [3, 9], 4, "it decodes to 3 of the frame's 4 bytes"],
  ['nothing', [], 4, "it decodes to 0 of the frame's 4 bytes"],
])('it refuses %s', (_, encoded, size, message) => {
  expect(() => decodeRunLengths(Buffer.from(encoded), size)).toThrow(new RangeError(message));
});
