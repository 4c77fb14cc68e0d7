// SPDX-License-Identifier: Apache-2.0
/** Quick fixes of the diagnostics at one place. */
import type ts from 'typescript';
import { spanOf, type Diagnostic, type Fix } from '../../codegen/src/diagnostics';
import { numberOf, ownDiagnostics } from './diagnostics';
import type { EditorProject } from './project';

interface Span {
  readonly start: number;
  readonly end: number;
}

export function fixesAt(
  project: EditorProject,
  file: string,
  span: Span,
  codes: readonly number[],
): ts.CodeFixAction[] {
  const text = project.textOf(file);
  if (text === undefined) return [];
  const touches = (d: Diagnostic): boolean => {
    const { start, end } = spanOf(d.at, text);
    return start <= span.end && span.start <= end;
  };
  return ownDiagnostics(project, file)
    .filter((d) => codes.includes(numberOf(d.code)) && touches(d))
    .flatMap((d) => d.fixes.map((fix) => action(project, d, fix)));
}

function action(project: EditorProject, d: Diagnostic, fix: Fix): ts.CodeFixAction {
  const files = [...new Set(fix.edits.map((edit) => edit.at.file))];
  const changes = files.map((displayed): ts.FileTextChanges => {
    const fileName = project.fileOf(displayed);
    const text = project.textOf(fileName) ?? '';
    const textChanges = fix.edits
      .filter((edit) => edit.at.file === displayed)
      .map((edit): ts.TextChange => {
        const { start, end } = spanOf(edit.at, text);
        return { span: { start, length: end - start }, newText: edit.text };
      });
    return { fileName, textChanges };
  });
  return { fixName: d.code, description: fix.title, changes };
}
