// SPDX-License-Identifier: Apache-2.0
/** Print: a C file becomes its text. The same tree gives the same bytes. */
import type { CFile } from '../c';
import { printDoc } from './docs';
import { printTops } from './top';
import { Writer, type WriterOptions } from './writer';

export function printFile(file: CFile, options: WriterOptions): string {
  const writer = new Writer(file.name, options);
  writer.line('/* SPDX-License-Identifier: Apache-2.0 */');
  writer.line(`/* Generated from ${file.origin} by codegen; do not edit. */`);
  printDoc(writer, { text: file.doc, params: [], result: '', tags: [] });
  if (file.guard !== null) {
    writer.line(`#ifndef ${file.guard}`);
    writer.line(`#define ${file.guard}`);
    writer.blank();
  }
  printTops(writer, file.content);
  if (file.guard !== null) {
    writer.self();
    writer.blank();
    writer.line('#endif');
  }
  return writer.text();
}

export { printExpr } from './expressions';
export type { WriterOptions } from './writer';
