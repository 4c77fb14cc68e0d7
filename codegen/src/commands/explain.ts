// SPDX-License-Identifier: Apache-2.0
/** `explain FUSE2104`: what a code means, what to write instead, and a program of each. */
import { closest } from 'fastest-levenshtein';
import { allCodes, type Code, isCode, registry } from '../diagnostics';
import { UsageError } from '../load';
import { exampleOf } from './examples';

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
  process.stdout.write(`${code}: ${registry[code].title}\n\n${explanation(code)}`);
  return 0;
}

/** The words and the programs, as plain text. */
export function explanation(code: Code): string {
  const words = `${wrapped(registry[code].explain)}\n`;
  const example = exampleOf(code);
  if (example === null) return words;
  return `${words}\nRefused:\n\n${indented(example.refused)}\nAccepted:\n\n${indented(example.accepted)}`;
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '    ');
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
