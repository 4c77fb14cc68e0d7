// SPDX-License-Identifier: Apache-2.0
/** Breaking long expressions over lines, where a person would: arguments, initialisers, `&&` and `||`. */
import type { CBinaryOp, CExpr, CInitItem, CInitList } from '../c';
import { printConditionalParts, printExpr, printOperand } from './expressions';
import { printDeclaration } from './types';

export const LINE_WIDTH = 120;
const STEP = '    ';

/** Items separated by commas, filled up to the line width, each line starting with `indent`. */
export function fill(items: readonly string[], indent: string): string[] {
  const lines: string[] = [];
  let line = indent;
  items.forEach((item, i) => {
    const text = item + (i === items.length - 1 ? '' : ',');
    if (line !== indent && line.length + 1 + text.length > LINE_WIDTH) {
      lines.push(line);
      line = indent;
    }
    line += (line === indent ? '' : ' ') + text;
  });
  lines.push(line);
  return lines;
}

/** A paragraph, filled up to the line width. */
export function fillWords(text: string, indent: string): string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(' ').filter((w) => w !== '')) {
    if (line !== indent && line.length + 1 + word.length > LINE_WIDTH) {
      lines.push(line);
      line = indent;
    }
    line += (line === indent ? '' : ' ') + word;
  }
  lines.push(line.trimEnd());
  return lines;
}

/** A comment's lines: on one line if they are one. */
export function commentLines(lines: readonly string[], indent: string): string[] {
  if (lines.length === 0) return [];
  const safe = lines.map((line) => line.replaceAll('*/', '* /'));
  const [only = ''] = safe;
  if (safe.length === 1 && indent.length + only.length + 6 <= LINE_WIDTH) return [`${indent}/* ${only} */`];
  return [`${indent}/*`, ...safe.flatMap((line) => fillWords(line, `${indent} * `)), `${indent} */`];
}

/** Plain values, filled up to the line width between their comments. */
function valueLines(items: readonly CInitItem[], indent: string): string[] {
  const lines: string[] = [];
  let group: string[] = [];
  const flush = (isLast: boolean): void => {
    if (group.length === 0) return;
    const filled = fill(group, indent);
    lines.push(...filled.map((line, i) => (i === filled.length - 1 && !isLast ? `${line},` : line)));
    group = [];
  };
  for (const item of items) {
    if ((item.comments ?? []).length > 0) flush(false);
    lines.push(...commentLines(item.comments ?? [], indent));
    group.push(printExpr(item.value));
  }
  flush(true);
  return lines;
}

function initLines(init: CInitList, indent: string): string[] {
  const inner = indent + STEP;
  const lines = ['{'];
  if (init.items.every((item) => item.member === null && item.condition === undefined && item.value.kind !== 'init')) {
    lines.push(...valueLines(init.items, inner));
  } else {
    for (const item of init.items) {
      if (item.condition !== undefined) lines.push(`#if ${item.condition}`);
      lines.push(...commentLines(item.comments ?? [], inner));
      const head = item.member === null ? '' : `.${item.member} = `;
      const value = wrapExpr(item.value, inner, inner.length + head.length + 1);
      lines.push(inner + head + (value[0] ?? ''), ...value.slice(1));
      lines.push(`${lines.pop() ?? ''},`);
      if (item.condition !== undefined) lines.push('#endif');
    }
  }
  lines.push(`${indent}}`);
  return lines;
}

function chain(e: CExpr, op: CBinaryOp): CExpr[] {
  return e.kind === 'binary' && e.op === op ? [...chain(e.left, op), e.right] : [e];
}

const itemBreaks = ({ condition, comments, value }: CInitItem): boolean =>
  condition !== undefined || (comments ?? []).length > 0 || mustBreak(value);
const mustBreak = (e: CExpr): boolean =>
  (e.kind === 'init' && (e.broken === true || e.items.some(itemBreaks))) ||
  (e.kind === 'compound' && mustBreak(e.init));

/**
 * The expression as lines; the first has no indentation, the others are complete. `column` is where the first one starts,
 * with what must follow it on the last line counted in.
 */
export function wrapExpr(e: CExpr, indent: string, column: number): string[] {
  const flat = printExpr(e);
  if (!mustBreak(e) && column + flat.length <= LINE_WIDTH) return [flat];
  const deeper = indent + STEP;
  switch (e.kind) {
    case 'init':
      return initLines(e, indent);
    case 'compound': {
      const lines = initLines(e.init, indent);
      lines[0] = `(${printDeclaration(e.type, '')})${lines[0]}`;
      return lines;
    }
    case 'call': {
      if (e.args.length === 0) return [flat];
      const lines = fill(e.args.map(printExpr), deeper);
      lines.push(`${lines.pop() ?? ''})`);
      return [`${printExpr(e.callee)}(`, ...lines];
    }
    case 'binary':
      return chain(e, e.op).map((part, i) => {
        const text = printOperand(part, e.op, i > 0);
        return i === 0 ? text : `${deeper}${e.op} ${text}`;
      });
    case 'assign': {
      const head = `${printExpr(e.target)} ${e.op} `;
      const value = wrapExpr(e.value, indent, column + head.length);
      return [head + (value[0] ?? ''), ...value.slice(1)];
    }
    case 'cast': {
      const head = `(${printDeclaration(e.type, '')})`;
      const simple = e.operand.kind === 'call';
      if (!simple) return [flat];
      const value = wrapExpr(e.operand, indent, column + head.length);
      return [head + (value[0] ?? ''), ...value.slice(1)];
    }
    case 'conditional': {
      const [condition, whenTrue, whenFalse] = printConditionalParts(e);
      return [condition, `${deeper}? ${whenTrue}`, `${deeper}: ${whenFalse}`];
    }
    default:
      return [flat];
  }
}
