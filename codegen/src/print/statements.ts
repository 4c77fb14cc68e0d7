// SPDX-License-Identifier: Apache-2.0
/** C statements as lines. */
import type { CBlock, CExpr, CLocal, CStmt } from '../c';
import { printExpr } from './expressions';
import { printDeclaration } from './types';
import { commentLines, wrapExpr } from './wrap';
import type { Writer } from './writer';

const STEP = '    ';

/** Comment lines as one comment. */
export function printComment(writer: Writer, lines: readonly string[], indent: string): void {
  for (const line of commentLines(lines, indent)) writer.line(line);
}

/** `head` + expression + `tail`, wrapped where it is too long. */
function withExpr(writer: Writer, indent: string, head: string, e: CExpr, tail: string): void {
  const lines = wrapExpr(e, indent, indent.length + head.length + tail.length);
  lines.forEach((line, i) => {
    writer.line((i === 0 ? indent + head : '') + line + (i === lines.length - 1 ? tail : ''));
  });
}

export function printLocal(writer: Writer, indent: string, stmt: CLocal, storage = ''): void {
  const declaration = storage + printDeclaration(stmt.type, stmt.name);
  if (stmt.init === null) writer.line(`${indent}${declaration};`);
  else withExpr(writer, indent, `${declaration} = `, stmt.init, ';');
}

function flatLocal(stmt: CLocal): string {
  return printDeclaration(stmt.type, stmt.name) + (stmt.init === null ? '' : ` = ${printExpr(stmt.init)}`);
}

export function printStatements(writer: Writer, statements: readonly CStmt[], indent: string): void {
  statements.forEach((stmt, i) => {
    if (stmt.spaced && i > 0) writer.blank();
    printComment(writer, stmt.comments ?? [], indent);
    printStatement(writer, stmt, indent);
  });
}

/** The block's statements and its closing brace, followed by `tail`. The opening brace is already there. */
export function printBody(writer: Writer, body: CBlock, indent: string, tail = ''): void {
  printStatements(writer, body.statements, indent + STEP);
  writer.at(body.end);
  writer.line(`${indent}}${tail}`);
}

function printIf(writer: Writer, stmt: Extract<CStmt, { kind: 'if' }>, indent: string, head: string): void {
  withExpr(writer, indent, `${head}if (`, stmt.condition, ') {');
  const otherwise = stmt.otherwise;
  if (otherwise === null) {
    printBody(writer, stmt.then, indent);
    return;
  }
  printStatements(writer, stmt.then.statements, indent + STEP);
  if ('kind' in otherwise && otherwise.kind === 'if') {
    writer.at(otherwise.at);
    printIf(writer, otherwise, indent, '} else ');
    return;
  }
  writer.at(stmt.then.end);
  writer.line(`${indent}} else {`);
  printBody(writer, 'kind' in otherwise ? { statements: [otherwise] } : otherwise, indent);
}

export function printStatement(writer: Writer, stmt: CStmt, indent: string): void {
  if (stmt.kind !== 'ppIf') writer.at(stmt.at);
  switch (stmt.kind) {
    case 'local':
      printLocal(writer, indent, stmt);
      return;
    case 'expr':
      withExpr(writer, indent, '', stmt.expr, ';');
      return;
    case 'if':
      printIf(writer, stmt, indent, '');
      return;
    case 'while':
      withExpr(writer, indent, 'while (', stmt.condition, ') {');
      printBody(writer, stmt.body, indent);
      return;
    case 'do':
      writer.line(`${indent}do {`);
      printBody(writer, stmt.body, indent, ` while (${printExpr(stmt.condition)});`);
      return;
    case 'for': {
      const init = stmt.init === null ? '' : stmt.init.kind === 'local' ? flatLocal(stmt.init) : printExpr(stmt.init);
      const condition = stmt.condition === null ? '' : ` ${printExpr(stmt.condition)}`;
      const update = stmt.update === null ? '' : ` ${printExpr(stmt.update)}`;
      writer.line(`${indent}for (${init};${condition};${update}) {`);
      printBody(writer, stmt.body, indent);
      return;
    }
    case 'switch':
      withExpr(writer, indent, 'switch (', stmt.subject, ') {');
      for (const branch of stmt.cases) {
        writer.at(branch.at);
        const labels = branch.labels.map((label) => `case ${printExpr(label)}:`);
        if (branch.isDefault) labels.push('default:');
        const braced = branch.body.statements.some((s) => s.kind === 'local');
        labels.forEach((label, i) => writer.line(`${indent}${label}${braced && i === labels.length - 1 ? ' {' : ''}`));
        printStatements(writer, branch.body.statements, indent + STEP);
        if (branch.needsBreak) writer.line(`${indent + STEP}break;`);
        if (braced) writer.line(`${indent}}`);
      }
      writer.line(`${indent}}`);
      return;
    case 'return':
      if (stmt.value === null) writer.line(`${indent}return;`);
      else withExpr(writer, indent, 'return ', stmt.value, ';');
      return;
    case 'break':
      writer.line(`${indent}break;`);
      return;
    case 'continue':
      writer.line(`${indent}continue;`);
      return;
    case 'block':
      writer.line(`${indent}{`);
      printBody(writer, stmt.block, indent);
      return;
    case 'ppIf':
      writer.line(`#if ${stmt.condition}`);
      printStatements(writer, stmt.then, indent);
      if (stmt.otherwise !== null) {
        writer.line('#else');
        printStatements(writer, stmt.otherwise, indent);
      }
      writer.line('#endif');
      return;
  }
}
