// SPDX-License-Identifier: Apache-2.0
/** Many programs compiled at once: some to a file, all files in one run of the compiler. */
import { compile, type Compiled } from '../../codegen/src/compile';
import type { Diagnostic } from '../../codegen/src/diagnostics';
import type { GeneratedProgram } from './generator/program';
import { FILES, importsOf } from './host';

/** A program in a file of a batch. */
export interface Placed {
  readonly program: GeneratedProgram;
  readonly file: string;
  /** Lines of the file before the program's first. */
  readonly offset: number;
  readonly lines: number;
}

export interface Batch {
  readonly files: Readonly<Record<string, string>>;
  readonly programs: readonly Placed[];
}

const HEAD = '/** Generated programs. */';

/** The programs in files of so many each. Names must differ. */
export function assemble(programs: readonly GeneratedProgram[], perFile: number): Batch {
  const files: Record<string, string> = { ...FILES };
  const placed: Placed[] = [];
  for (let first = 0; first < programs.length; first += perFile) {
    const some = programs.slice(first, first + perFile);
    const file = `unit${first / perFile}.ts`;
    const lines = [HEAD, ...importsOf(some.flatMap((p) => p.imports))];
    let text = lines.join('\n') + '\n';
    let offset = lines.length;
    for (const program of some) {
      const count = program.text.split('\n').length - 1;
      placed.push({ program, file, offset, lines: count });
      text += program.text;
      offset += count;
    }
    files[file] = text;
  }
  return { files, programs: placed };
}

export function compileBatch(batch: Batch): Compiled {
  return compile({ projects: [], memory: batch.files });
}

/** The program that a place is in. */
export function programAt(batch: Batch, file: string, line: number): Placed | undefined {
  return batch.programs.find((p) => p.file === file && line > p.offset && line <= p.offset + p.lines);
}

/** What the compiler said about each program that it refused. */
export function refusals(batch: Batch, diagnostics: readonly Diagnostic[]): Map<Placed, Diagnostic[]> {
  const found = new Map<Placed, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const placed = programAt(batch, diagnostic.at.file, diagnostic.at.line);
    if (placed === undefined) throw new Error(`${diagnostic.at.file}:${diagnostic.at.line}: ${diagnostic.message}`);
    found.set(placed, [...(found.get(placed) ?? []), diagnostic]);
  }
  return found;
}
