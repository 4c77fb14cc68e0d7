// SPDX-License-Identifier: Apache-2.0
/** What stands at the top level of a C file, as lines. */
import type { CMember, CParam, CTop } from '../c';
import { printDoc } from './docs';
import { printExpr } from './expressions';
import { printBody, printLocal } from './statements';
import { printDeclaration, printParam, printParams } from './types';
import { fill, LINE_WIDTH, wrapExpr } from './wrap';
import type { Writer } from './writer';

const STEP = '    ';

function printMembers(writer: Writer, members: readonly CMember[], indent: string): void {
  for (const member of members) {
    if (member.kind === 'nested') {
      writer.line(`${indent}${member.tag} {`);
      printMembers(writer, member.members, indent + STEP);
      writer.line(`${indent}} ${member.name};`);
      continue;
    }
    if (member.condition !== null) writer.line(`#if ${member.condition}`);
    printDoc(writer, member.doc, indent);
    writer.line(`${indent}${printDeclaration(member.type, member.name)};`);
    if (member.condition !== null) writer.line('#endif');
  }
}

function printSignature(writer: Writer, top: Extract<CTop, { kind: 'function' }>): void {
  for (const attribute of top.attributes ?? []) writer.line(attribute);
  const specifiers =
    (top.noreturn ? '_Noreturn ' : '') +
    (top.storage === null || top.storage === 'extern' ? '' : `${top.storage} `) +
    (top.inline ? 'inline ' : '');
  const tail = top.body === null ? ';' : '';
  const flat = specifiers + printDeclaration(top.result, `${top.name}(${printParams(top.params)})`) + tail;
  if (flat.length <= LINE_WIDTH || top.params.length === 0) {
    writer.line(flat);
    return;
  }
  const [head = '', rest = ''] = printDeclaration(top.result, `${top.name}(\u0001)`).split('\u0001');
  const lines = fill(
    top.params.map((p: CParam) => printParam(p)),
    ' '.repeat(STEP.length),
  );
  writer.line(specifiers + head);
  lines.forEach((line, i) => writer.line(i === lines.length - 1 ? line + rest + tail : line));
}

const isBarePrototype = (t: CTop): boolean =>
  t.kind === 'function' && t.body === null && (t.doc === null || (t.doc.text === '' && t.doc.result === ''));

/** Whether two neighbours stand together without an empty line. */
function together(a: CTop, b: CTop): boolean {
  if (a.kind === 'blank' || b.kind === 'blank') return true;
  if (a.kind === 'include' && b.kind === 'include') return true;
  if (a.kind === 'forward' && b.kind === 'forward') return true;
  if (a.kind === 'staticAssert' && b.kind === 'staticAssert') return true;
  if (a.kind === 'error' || b.kind === 'error') return true;
  if (a.kind === 'comment') return true;
  if (a.kind === 'ppIf' && b.kind === 'ppIf') return a.tight === true && b.tight === true;
  if (a.kind === 'define' && b.kind === 'define') return a.lines === undefined && b.lines === undefined;
  if (isBarePrototype(a) && isBarePrototype(b)) return true;
  const small = (t: CTop): boolean =>
    (t.kind === 'typedef' ||
      t.kind === 'define' ||
      (t.kind === 'variable' && (t.init === null || t.init.kind === 'literal'))) &&
    t.doc === '';
  if (a.kind === 'typedef' && b.kind === 'define') return true;
  return a.kind === b.kind && small(a) && small(b);
}

export function printTops(writer: Writer, tops: readonly CTop[]): void {
  tops.forEach((top, i) => {
    const previous = tops[i - 1];
    if (previous !== undefined && !together(previous, top)) writer.blank();
    printTop(writer, top);
  });
}

export function printTop(writer: Writer, top: CTop): void {
  if (top.kind !== 'function' && top.kind !== 'variable') writer.self();
  switch (top.kind) {
    case 'include':
      writer.line(top.system ? `#include <${top.header}>` : `#include "${top.header}"`);
      return;
    case 'define': {
      printDoc(writer, top.doc);
      const head = `#define ${top.name}${top.params === null ? '' : `(${top.params.join(', ')})`}`;
      if (top.lines !== undefined) {
        writer.line(`${head} \\`);
        top.lines.forEach((e, i) =>
          writer.line(`${STEP}${printExpr(e)}${i === (top.lines ?? []).length - 1 ? '' : ' \\'}`),
        );
      } else {
        const value = top.value === null ? [] : printMacroValue(top.value, head.length + 1);
        value.forEach((line, i) =>
          writer.line((i === 0 ? `${head} ` : '') + line + (i === value.length - 1 ? '' : ' \\')),
        );
        if (value.length === 0) writer.line(head);
      }
      return;
    }
    case 'error':
      writer.line(`#error "${top.message}"`);
      return;
    case 'typedef':
      printDoc(writer, top.doc);
      writer.line(`typedef ${printDeclaration(top.type, top.name)};`);
      return;
    case 'struct':
      printDoc(writer, top.doc);
      writer.line(top.typedef === null ? `struct ${top.tag} {` : `typedef struct ${top.tag} {`);
      printMembers(writer, top.members, STEP);
      writer.line(top.typedef === null ? '};' : `} ${top.typedef};`);
      return;
    case 'forward':
      writer.line(top.typedef === null ? `struct ${top.tag};` : `typedef struct ${top.tag} ${top.typedef};`);
      return;
    case 'variable': {
      if (top.doc !== '') {
        writer.self();
        printDoc(writer, top.doc);
      }
      writer.at(top.at);
      const storage = top.storage === null ? '' : `${top.storage} `;
      printLocal(writer, '', { kind: 'local', name: top.name, type: top.type, init: top.init }, storage);
      return;
    }
    case 'function':
      if (top.doc !== null && (top.doc.text !== '' || top.body === null)) {
        writer.self();
        printDoc(writer, top.doc);
      }
      writer.at(top.at);
      printSignature(writer, top);
      if (top.body !== null) {
        // Compilers take the brace's line for the function's entry.
        writer.at(top.at);
        writer.line('{');
        printBody(writer, top.body, '');
      }
      return;
    case 'staticAssert':
      writer.line(`_Static_assert(${printExpr(top.condition)}, "${top.message}");`);
      return;
    case 'comment':
      writer.line(`/* ${top.text} */`);
      return;
    case 'blank':
      writer.blank();
      return;
    case 'ppIf':
      writer.line(`#if ${top.condition}`);
      if (top.tight !== true) writer.blank();
      printTops(writer, top.then);
      if (top.otherwise !== null) {
        writer.self();
        writer.line('#else');
        printTops(writer, top.otherwise);
      }
      writer.self();
      if (top.tight !== true) writer.blank();
      writer.line('#endif');
      return;
    case 'externC':
      writer.line('#ifdef __cplusplus');
      writer.line('extern "C" {');
      writer.line('#endif');
      writer.blank();
      printTops(writer, top.body);
      writer.blank();
      writer.line('#ifdef __cplusplus');
      writer.line('}');
      writer.line('#endif');
      return;
  }
}

/** A macro's value, in parentheses when it is more than one token. */
function printMacroValue(value: Extract<CTop, { kind: 'define' }>['value'] & object, column: number): string[] {
  const lines = value.kind === 'init' ? [printExpr(value)] : wrapExpr(value, '', column + 4);
  const first = lines[0] ?? '';
  const needs =
    value.kind === 'binary' || value.kind === 'cast' || value.kind === 'conditional' || first.startsWith('-');
  if (!needs) return lines;
  return lines.map((line, i) => (i === 0 ? '(' : '') + line + (i === lines.length - 1 ? ')' : ''));
}
