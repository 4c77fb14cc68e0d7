// SPDX-License-Identifier: Apache-2.0
/** The programs that `explain` shows beside a code: the fixtures that the tests compile. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import ts from 'typescript';
import { type Code } from '../diagnostics';
import { libraryPath } from '../load/library';

export interface Example {
  /** Refused with the code, the place underlined. */
  readonly refused: string;
  readonly accepted: string;
}

/** Null where there is none: of internal failures, and where only the compiler is installed. */
export function exampleOf(code: Code): Example | null {
  const folder = path.resolve(path.dirname(libraryPath()), '../../test/codegen/fixtures', code);
  if (!fs.existsSync(folder)) return null;
  const read = (name: string): string => withoutHead(fs.readFileSync(path.join(folder, name), 'utf8'));
  return { refused: firstMarked(read('refused.ts'), code), accepted: read('accepted.ts') };
}

/** Without the licence and the title. */
function withoutHead(text: string): string {
  return text.replace(/^(\/\/ (SPDX|FUSE\d{4}:).*\n)+\n*/, '');
}

/** A fixture goes on with other ways to the same code: the first is enough to see it. */
function firstMarked(text: string, code: Code): string {
  const [main, ...others] = text.split(/^(?=\/\/ ==== )/m) as [string, ...string[]];
  const mark = new RegExp(`^ *// *[<^\\d]+ ${code}$\\n?`, 'm').exec(main);
  if (mark === null) return text;
  const markEnd = mark.index + mark[0].length;
  const source = ts.createSourceFile('example.ts', main, ts.ScriptTarget.ES2022);
  // A mark stands inside a statement, or right behind it.
  const around = source.statements.find((s) => s.getStart(source) < mark.index && s.end > mark.index);
  const cut = around === undefined ? markEnd : main.indexOf('\n', around.end);
  return [`${main.slice(0, cut < 0 ? main.length : cut).trimEnd()}\n`, ...others].join('');
}
