// SPDX-License-Identifier: Apache-2.0
// Reads a JSON file with comments and keeps with it what was found wrong.

import * as fs from 'node:fs';
import { type Diagnostic, SourceText } from '../support/diagnostics';
import { messageOf, UserError } from '../support/main';
import { decodeUtf8, type JsonDocument, parseDocument } from './document';

export interface CheckedFile {
  readonly source: SourceText;
  readonly diagnostics: readonly Diagnostic[];
  /** Undefined when the syntax is wrong. */
  readonly document: JsonDocument | undefined;
}

/** The file's content; `name` is what the message calls it. */
export function readBytes(name: string, file: string): Buffer {
  try {
    return fs.readFileSync(file);
  } catch (error) {
    throw new UserError(`cannot read ${name}: ${messageOf(error)}`);
  }
}

/** Parses a file's content and, when its syntax is right, hands it to `check`. */
export function checkJson(
  name: string,
  bytes: Buffer,
  check: (document: JsonDocument, source: SourceText, lineOf: (offset: number) => number) => readonly Diagnostic[],
): CheckedFile {
  const { text, badOffset } = decodeUtf8(bytes);
  const source = new SourceText(name, text);
  const diagnostics: Diagnostic[] = [];
  if (badOffset !== undefined) {
    diagnostics.push({
      severity: 'error',
      offset: badOffset,
      length: 1,
      field: '',
      message: 'not UTF-8 text from here on',
    });
    return { source, diagnostics, document: undefined };
  }
  const lineOf = (offset: number): number => source.line(offset);
  const document = parseDocument(text, lineOf, (diagnostic) => diagnostics.push(diagnostic));
  if (document !== undefined) diagnostics.push(...check(document, source, lineOf));
  return { source, diagnostics, document };
}
