// SPDX-License-Identifier: Apache-2.0
/** `explain FUSE2104`: what a code means and what to write instead. */
import { closest } from 'fastest-levenshtein';
import { allCodes, isCode, registry } from '../diagnostics';
import { UsageError } from '../load';

export function explain(text: string): number {
  if (text === 'all') {
    for (const code of allCodes) process.stdout.write(`${code}  ${registry[code].title}\n`);
    return 0;
  }
  const code = text.toUpperCase();
  if (!isCode(code))
    throw new UsageError(
      `there is no diagnostic ${text}; did you mean ${closest(code, allCodes)}? 'explain all' lists every one`,
    );
  process.stdout.write(`${code}: ${registry[code].title}\n\n${wrapped(registry[code].explain)}\n`);
  return 0;
}

function wrapped(text: string, width = 100): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length + 1 > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].join('\n');
}
