// SPDX-License-Identifier: Apache-2.0
// The checker's own decoder of the run-length encoding: pairs of a count (1 to 255) and a value. It shares nothing with the module.

/** The decoded bytes; throws a RangeError that says where the encoding is wrong. */
export function decodeRunLengths(encoded: Uint8Array, size: number): Buffer {
  const decoded = Buffer.alloc(size);
  let written = 0;
  if (encoded.length % 2 !== 0) throw new RangeError(`its ${encoded.length} bytes are no whole pairs`);
  for (let i = 0; i < encoded.length; i += 2) {
    const count = encoded[i] ?? 0;
    if (count === 0) throw new RangeError(`the pair at byte ${i} has count 0`);
    if (written + count > size) throw new RangeError(`it decodes to more than the frame's ${size} bytes`);
    decoded.fill(encoded[i + 1] ?? 0, written, written + count);
    written += count;
  }
  if (written !== size) throw new RangeError(`it decodes to ${written} of the frame's ${size} bytes`);
  return decoded;
}
