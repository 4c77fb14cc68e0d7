// SPDX-License-Identifier: Apache-2.0
/** Compiles text in memory, for tests of the front end. */
import { compile, type Compiled } from '../../codegen/src/compile';
import type { Code, Diagnostic } from '../../codegen/src/diagnostics';
import type { Declaration, FunctionDecl, Program } from '../../codegen/src/ir';

export type Files = Readonly<Record<string, string>>;

export function compileFiles(files: Files, header?: { name: string; file: string }): Compiled {
  return compile({ projects: [], memory: files, headers: header === undefined ? [] : [header] });
}

export function compileText(text: string): Compiled {
  return compileFiles({ 'main.ts': text });
}

/** The program of text that must compile. */
export function programOf(text: string | Files): Program {
  const compiled = typeof text === 'string' ? compileText(text) : compileFiles(text);
  const messages = compiled.diagnostics.sorted().map((d) => `${d.at.file}:${d.at.line} ${d.code} ${d.message}`);
  expect(messages).toEqual([]);
  return compiled.program as Program;
}

export function diagnosticsOf(text: string | Files): Diagnostic[] {
  return (typeof text === 'string' ? compileText(text) : compileFiles(text)).diagnostics.sorted();
}

export function codesOf(text: string | Files): Code[] {
  return diagnosticsOf(text).map((d) => d.code);
}

export function declarationsOf(program: Program): Declaration[] {
  return program.files.flatMap((f) => [...f.declarations]);
}

export function declarationNamed<K extends Declaration['kind']>(
  program: Program,
  kind: K,
  name: string,
): Extract<Declaration, { kind: K }> {
  const found = declarationsOf(program).find((d) => d.kind === kind && d.name === name);
  if (found === undefined) throw new Error(`no ${kind} ${name}`);
  return found as Extract<Declaration, { kind: K }>;
}

export function functionNamed(program: Program, name: string): FunctionDecl {
  return declarationNamed(program, 'functionDecl', name);
}
