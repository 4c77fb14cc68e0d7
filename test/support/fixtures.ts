// SPDX-License-Identifier: Apache-2.0
/**
 * Reads test/codegen/fixtures: a folder per code, with programs that are refused with it and programs that show what to write instead.
 *
 * A line `//  ^^^ FUSE2104` says that the code is reported for that part of the line before; `// <^^ FUSE2104` for all from where
 * that line begins, `// <5 FUSE2104` for five characters of it. One fixture may hold several files: `// ==== name.ts` begins the next, after main.ts.
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { residualChecks, reportUnproved } from '../../codegen/src/commands/residual';
import type { Diagnostic } from '../../codegen/src/diagnostics';
import { emit } from '../../codegen/src/outputs';
import { compileFiles, type Files } from './compile-subset';

const root = path.resolve('test/codegen/fixtures');

export interface Fixture {
  /** `FUSE2104/refused`. */
  readonly name: string;
  readonly code: string;
  readonly accepted: boolean;
  readonly files: Files;
}

export function fixtureFolders(): string[] {
  return fs.readdirSync(root).sort();
}

/** What a folder holds: accepted.ts and refused.ts, or several that begin so: refused-enum.ts. */
export function fixturesOf(code: string): Fixture[] {
  const folder = path.join(root, code);
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder)
    .sort()
    .map((file) => {
      const kind = /^(accepted|refused)(-[a-z0-9-]+)?\.ts$/.exec(file)?.[1];
      if (kind === undefined) throw new Error(`fixtures/${code}/${file}: a fixture is accepted.ts or refused-NAME.ts`);
      const files = filesOf(fs.readFileSync(path.join(folder, file), 'utf8'));
      return { name: `${code}/${file.replace(/\.ts$/, '')}`, code, accepted: kind === 'accepted', files };
    });
}

export function filesOf(text: string): Files {
  const [main, ...rest] = text.split(/^\/\/ ==== /m);
  return Object.fromEntries([
    ['main.ts', main as string],
    ...rest.map((part) => [part.slice(0, part.indexOf('\n')).trim(), part.slice(part.indexOf('\n') + 1)] as const),
  ]);
}

const marker = /^(\s*\/\/ *)(<\d+|<?\^*) (FUSE\d{4})$/;

/** What the markers of a fixture say: `main.ts:4:10-13 FUSE2104`, in order. */
export function expectedOf(files: Files): string[] {
  return Object.entries(files)
    .flatMap(([file, text]) => {
      let line = 0;
      let above = '';
      return text.split('\n').flatMap((content, i) => {
        const match = marker.exec(content);
        if (match === null) {
          line = i + 1;
          above = content;
          return [];
        }
        const [, before, carets, code] = match as unknown as [string, string, string, string];
        const start = carets.startsWith('<') ? above.search(/\S/) + 1 : before.length + 1;
        const length = /^<(\d+)$/.exec(carets)?.[1];
        const end = length === undefined ? before.length + carets.length + 1 : start + Number(length);
        return [placed(file, line, start, end, code)];
      });
    })
    .sort();
}

/** What was reported, in the same form; a place of several lines counts to the end of its first. */
export function reportedOf(files: Files, list: readonly Diagnostic[]): string[] {
  return list
    .map(({ at, code }) => {
      const lines = (files[at.file] ?? '').split('\n');
      const end = at.endLine === at.line ? at.endColumn : (lines[at.line - 1] ?? '').length + 1;
      return placed(at.file, at.line, at.column, Math.max(end, at.column + 1), code);
    })
    .sort();
}

function placed(file: string, line: number, start: number, end: number, code: string): string {
  return `${file}:${String(line).padStart(3)}:${start}-${end} ${code}`;
}

/** Compiles a fixture as its code needs it: proofs are demanded of those about proofs. */
export function compileFixture(fixture: Fixture): readonly Diagnostic[] {
  const compiled = compileFiles(fixture.files);
  if (fixture.code.startsWith('FUSE7') && compiled.program !== null) {
    const outputs = emit(compiled.program, { lineDirectives: false, sourceRoot: '' });
    reportUnproved(residualChecks(outputs).checks, compiled.diagnostics);
  }
  return compiled.diagnostics.sorted();
}
