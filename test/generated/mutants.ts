// SPDX-License-Identifier: Apache-2.0
/** The runtime's own files with tokens lost, doubled, swapped and replaced: the compiler answers with a program or a diagnostic. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import ts from 'typescript';
import { Compiler } from '../../codegen/src/compile';
import { memoryTexts } from '../../codegen/src/load';
import { emit } from '../../codegen/src/outputs';
import { Choices, choicesOf } from './generator/choices';

export interface MutantExamination {
  readonly ran: number;
  /** Mutants that are still programs. */
  readonly accepted: number;
  readonly failures: readonly { readonly index: number; readonly what: string; readonly text: string }[];
}

interface Corpus {
  readonly files: Readonly<Record<string, string>>;
  readonly names: readonly string[];
  readonly pool: readonly string[];
}

/** runtime-ts/, by path. */
function readCorpus(): Corpus {
  const root = path.resolve('runtime-ts');
  const names = fs
    .readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => name.split(path.sep).join('/'))
    .sort();
  const files = Object.fromEntries(names.map((name) => [name, fs.readFileSync(path.join(root, name), 'utf8')]));
  const pool = [
    ...new Set(Object.values(files).flatMap((text) => tokensOf(text).filter((t) => t.trim() !== ''))),
  ].sort();
  return { files, names: names.filter((name) => !name.endsWith('.d.ts')), pool };
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  const scanner = ts.createScanner(ts.ScriptTarget.ES2022, false, ts.LanguageVariant.Standard, text);
  while (scanner.scan() !== ts.SyntaxKind.EndOfFileToken) tokens.push(scanner.getTokenText());
  return tokens;
}

function mutate(c: Choices, text: string, pool: readonly string[]): string {
  const tokens = tokensOf(text);
  for (let i = c.below(3); i >= 0; i--) {
    const at = c.below(tokens.length);
    const other = c.below(tokens.length);
    const drawn = c.pick(pool);
    switch (c.below(5)) {
      case 0:
        tokens.splice(at, 1);
        break;
      case 1:
        tokens[at] = drawn;
        break;
      case 2:
        tokens.splice(at, 0, ` ${drawn} `);
        break;
      case 3:
        tokens.splice(at, 0, tokens[at] as string);
        break;
      default:
        [tokens[at], tokens[other]] = [tokens[other] as string, tokens[at] as string];
    }
  }
  return tokens.join('');
}

/** Each mutant is the whole runtime with one file changed. */
export function examineMutants(seed: number, first: number, count: number): MutantExamination {
  const corpus = readCorpus();
  const failures: { index: number; what: string; text: string }[] = [];
  const files: Record<string, string> = { ...corpus.files };
  // As in watch mode: what has not changed is not read again.
  const compiler = new Compiler(memoryTexts(files));
  let accepted = 0;
  for (let index = first; index < first + count; index++) {
    const c = new Choices(Array.from({ length: 4 }, (_, i) => choicesOf(seed + i, index)).flat());
    const name = corpus.names[index % corpus.names.length] as string;
    const text = mutate(c, corpus.files[name] as string, corpus.pool);
    try {
      files[name] = text;
      const { diagnostics, program } = compiler.compile({ projects: [], memory: files });
      if (program !== null && diagnostics.isEmpty) {
        emit(program, { lineDirectives: true, sourceRoot: '' });
        accepted += 1;
      } else if (diagnostics.isEmpty) {
        failures.push({ index, what: `${name}: no program and no diagnostic`, text });
      }
    } catch (error) {
      failures.push({ index, what: `${name}: ${error instanceof Error ? error.message : String(error)}`, text });
    }
    files[name] = corpus.files[name] as string;
  }
  return { ran: count, accepted, failures };
}
