// SPDX-License-Identifier: Apache-2.0
// Cuts a console's bytes into lines.

import type { Readable } from 'node:stream';

/** A longer line is handed over in pieces: an image that has gone wild may never end one. */
const MAX_LINE = 16384;

/** Hands over each line without its end, and what is left at the end of the stream. */
export function onLines(stream: Readable, onLine: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line.replace(/\r+$/, ''));
    if (rest.length > MAX_LINE) {
      onLine(rest);
      rest = '';
    }
  });
  stream.on('end', () => {
    if (rest !== '') onLine(rest);
  });
}
