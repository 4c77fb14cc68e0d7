// SPDX-License-Identifier: Apache-2.0
/**
 * test/codegen/constructs/<name>/: one construct of the language each. `input.ts` begins with its title; other files beside it are what it
 * needs: .d.ts files, and the C headers that these name; `api.ts`, whose exports are the public header. The C that it becomes:
 *
 *   expected.c          its own C
 *   expected.h          its header, where that declares more than functions
 *   expected_lang.h     what it needs of fuse_lang.h: helpers, checks, slices
 *   expected_api.h      the public header
 *   expected_natives.c  the wrappers and the table of its native functions
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { compile } from '../../codegen/src/compile';
import { formatDiagnostics } from '../../codegen/src/diagnostics';
import { emit, type OutputFile } from '../../codegen/src/outputs';
import { repositoryRoot } from '../../cli/support/paths';

export const CONSTRUCTS = path.join(repositoryRoot(), 'test', 'codegen', 'constructs');

export const constructNames = (): string[] =>
  fs
    .readdirSync(CONSTRUCTS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

/** The first line of the input's doc comment. */
export function constructTitle(name: string): string {
  const text = fs.readFileSync(path.join(CONSTRUCTS, name, 'input.ts'), 'utf8');
  const title = /^\/\/ SPDX[^\n]*\n\/\*\*(?:\n \*)? ([^\n]*?) *(?:\*\/)?\n/.exec(text)?.[1];
  if (title === undefined) throw new Error(`constructs/${name}/input.ts: the first doc comment is its title`);
  return title;
}

/** All outputs for one construct. */
export function emitConstruct(name: string): OutputFile[] {
  const folder = path.join(CONSTRUCTS, name);
  const api = path.join(folder, 'api.ts');
  const headers = fs.existsSync(api) ? [{ name: 'api.h', file: api }] : [];
  const compiled = compile({ projects: [folder], root: CONSTRUCTS, headers });
  if (compiled.program === null) {
    throw new Error(formatDiagnostics(compiled.diagnostics.sorted(), compiled.sources.textOf));
  }
  return emit(compiled.program, { lineDirectives: false, sourceRoot: '' });
}

const textOf = (outputs: readonly OutputFile[], name: string): string =>
  outputs.find((output) => output.name === name)?.text ?? '';

/** What is not the same for each program. */
function helpersOf(langHeader: string): string {
  const [, rest = ''] = langHeader.split('_Noreturn void fuse_panic(uint32_t site);\n');
  return rest.replace(/\n#endif\n$/, '').trim();
}

/** The golden files of a construct, by name. */
export function goldenFiles(outputs: readonly OutputFile[]): Map<string, string> {
  const files = new Map([['expected.c', textOf(outputs, 'input.c')]]);
  const header = textOf(outputs, 'input.h');
  if (/^(typedef|struct|#define (?!INPUT_H))/m.test(header)) files.set('expected.h', header);
  const helpers = helpersOf(textOf(outputs, 'fuse_lang.h'));
  if (helpers !== '') files.set('expected_lang.h', `/* SPDX-License-Identifier: Apache-2.0 */\n\n${helpers}\n`);
  for (const [golden, name] of [
    ['expected_api.h', 'api.h'],
    ['expected_natives.c', 'fuse_natives.c'],
  ] as const) {
    const text = textOf(outputs, name);
    if (text !== '') files.set(golden, text);
  }
  return files;
}

export const isGolden = (file: string): boolean => /^expected(_\w+)?\.[ch]$/.test(file);
