// SPDX-License-Identifier: Apache-2.0
// Colours only where a person looks: on a terminal, unless NO_COLOR is set, or wherever FORCE_COLOR asks for them.

import { isatty } from 'node:tty';
import pc from 'picocolors';

export type Colors = ReturnType<typeof pc.createColors>;

export function colorsFor(stream: NodeJS.WriteStream & { readonly fd: number }): Colors {
  const environment = process.env;
  const wanted = environment['FORCE_COLOR'] !== undefined && environment['FORCE_COLOR'] !== '0';
  const refused = environment['NO_COLOR'] !== undefined && environment['NO_COLOR'] !== '';
  // Not stream.isTTY, which is undefined on a pipe: createColors(undefined) decides by itself.
  return pc.createColors(!refused && (wanted || (isatty(stream.fd) && environment['TERM'] !== 'dumb')));
}

/** Text from a file, made safe to print: no control character reaches the terminal. */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, ' ');
}
