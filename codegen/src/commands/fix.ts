// SPDX-License-Identifier: Apache-2.0
/** `fix`: applies the quick fixes that need no decision, until no more is found. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Compiled } from '../compile';
import { Compiler } from '../compile';
import { applyEdits, type Diagnostic, type Edit, type Fix } from '../diagnostics';
import { compileInputs, type InputOptions } from './inputs';
import { printDiagnostics } from './report';

export interface FixOptions extends InputOptions {
  readonly dryRun?: boolean;
}

/** A fix may show the next mistake: `x as u8` becomes `u8(x)`, whose x may want a conversion. */
const MAX_ROUNDS = 10;

export function fixCommand(options: FixOptions): number {
  const compiler = new Compiler();
  let compiled = compileInputs(options, compiler);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const chosen = choose(compiled.diagnostics.sorted());
    if (chosen.length === 0) break;
    for (const { diagnostic, fix } of chosen) {
      const { file, line, column } = diagnostic.at;
      process.stdout.write(`${file}:${line}:${column} - ${diagnostic.code}: ${fix.title}\n`);
    }
    if (options.dryRun === true) return 1;
    apply(
      chosen.flatMap(({ fix }) => fix.edits),
      compiled,
    );
    compiled = compileInputs(options, compiler);
  }
  return printDiagnostics(compiled, options) > 0 ? 1 : 0;
}

/** The first fix of each diagnostic, as far as they do not touch the same text. */
function choose(list: readonly Diagnostic[]): { diagnostic: Diagnostic; fix: Fix }[] {
  const taken: Edit[] = [];
  return list.flatMap((diagnostic) => {
    const fix = diagnostic.fixes.find((f) => f.guess !== true);
    if (fix === undefined || fix.edits.some((edit) => taken.some((other) => touches(edit, other)))) return [];
    taken.push(...fix.edits);
    return [{ diagnostic, fix }];
  });
}

function touches(a: Edit, b: Edit): boolean {
  if (a.at.file !== b.at.file) return false;
  const before = (x: Edit, y: Edit): boolean =>
    x.at.endLine < y.at.line || (x.at.endLine === y.at.line && x.at.endColumn < y.at.column);
  return !before(a, b) && !before(b, a);
}

function apply(edits: readonly Edit[], compiled: Compiled): void {
  for (const file of new Set(edits.map((edit) => edit.at.file))) {
    const text = compiled.sources.textOf(file);
    if (text !== undefined) fs.writeFileSync(path.resolve(file), applyEdits(file, text, edits));
  }
}
