// SPDX-License-Identifier: Apache-2.0
/** The compiler's diagnostics as the editor's. Where a rule explains what TypeScript also complains about, the rule's words stay alone. */
import ts from 'typescript';
import { allCodes, explains, isFromTypeScript, spanOf, type Diagnostic } from '../../codegen/src/diagnostics';
import type { Location } from '../../codegen/src/ir';
import { isLeftToRules } from '../../codegen/src/load';
import type { EditorProject } from './project';

const SOURCE = 'FUSE';
/** Diagnostics of the protocol have numbers: FUSE2104 is 2104, and its source tells it from TypeScript's. */
export function numberOf(code: Diagnostic['code']): number {
  return Number(code.slice(SOURCE.length));
}

export function codeNumbers(): number[] {
  return allCodes.map(numberOf);
}

export function semanticDiagnostics(
  project: EditorProject,
  file: string,
  typescript: readonly ts.Diagnostic[],
): ts.Diagnostic[] {
  const source = project.sourceFile(file);
  const state = project.state();
  if (source === undefined) return [...typescript];
  if ('failure' in state) return [...typescript, failure(source, state.failure)];
  const own = ownDiagnostics(project, file);
  const displayed = project.displayed(file);
  const hidden = new Set(state.compiled.diagnostics.hidden().map(keyOf));
  const kept = typescript.filter((d) => {
    const other = { at: locationOf(source, displayed, d), message: `TS${d.code}:` };
    return !isLeftToRules(d) && !hidden.has(keyOf(other)) && !own.some((o) => explains(o, other));
  });
  return [...kept, ...own.map((d) => convert(project, source, d))];
}

/** What TypeScript says, wherever it says it: its number comes first. */
function keyOf(d: Pick<Diagnostic, 'at' | 'message'>): string {
  return `${d.at.file}:${d.at.line}:${d.at.column} ${d.message.slice(0, d.message.indexOf(':'))}`;
}

/** Those of one file that are not TypeScript's own. */
export function ownDiagnostics(project: EditorProject, file: string): Diagnostic[] {
  const state = project.state();
  if ('failure' in state) return [];
  const displayed = project.displayed(file);
  return state.all.filter((d) => !isFromTypeScript(d) && d.at.file === displayed);
}

function failure(source: ts.SourceFile, why: string): ts.Diagnostic {
  return {
    file: source,
    start: 0,
    length: 0,
    category: ts.DiagnosticCategory.Error,
    code: numberOf('FUSE9000'),
    source: SOURCE,
    messageText: `FUSE9000: internal failure, ${why}. TypeScript's own diagnostics are still shown.`,
  };
}

function convert(project: EditorProject, file: ts.SourceFile, d: Diagnostic): ts.Diagnostic {
  const { start, end } = spanOf(d.at, file.text);
  const related = d.related.flatMap((r): ts.DiagnosticRelatedInformation[] => {
    const other = project.sourceFile(project.fileOf(r.at.file));
    if (other === undefined) return [];
    const span = spanOf(r.at, other.text);
    return [
      {
        file: other,
        start: span.start,
        length: span.end - span.start,
        messageText: r.message,
        category: ts.DiagnosticCategory.Message,
        code: 0,
      },
    ];
  });
  return {
    file,
    start,
    length: end - start,
    category: ts.DiagnosticCategory.Error,
    code: numberOf(d.code),
    source: SOURCE,
    messageText: `${d.code}: ${d.message}`,
    relatedInformation: related,
  };
}

/** Where TypeScript's diagnostic stands, in the words of ours. */
function locationOf(source: ts.SourceFile, file: string, d: ts.Diagnostic): Location {
  const start = source.getLineAndCharacterOfPosition(d.start ?? 0);
  const end = source.getLineAndCharacterOfPosition((d.start ?? 0) + (d.length ?? 0));
  return {
    file,
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}
