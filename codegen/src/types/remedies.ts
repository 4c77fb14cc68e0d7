// SPDX-License-Identifier: Apache-2.0
/** Quick fixes that need types: what the messages of this stage advise, as edits. */
import ts from 'typescript';
import { endOf, guesses, replacement, startOf, type Fix } from '../diagnostics';
import type { EnumDecl, FieldDecl, Type } from '../ir';
import type { Context } from './context';
import { ints, isNullable, nameOf } from './relations';

/** One fix for each text that may stand in the place of `node`. */
export function rewrite(c: Context, node: ts.Node, ...texts: readonly string[]): Fix[] {
  return texts.map((text) => replacement(`Write ${shortened(text)}`, c.at(node), text));
}

export function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}

/** A type or value that is the likeliest, no more. */
export function guessBehind(c: Context, node: ts.Node, text: string): Fix[] {
  return guesses([insertBehind(c, node, text)]);
}

export function insertBehind(c: Context, node: ts.Node, text: string, title = `Write ${shortened(text)}`): Fix {
  return replacement(title, endOf(c.at(node)), text);
}

export function insertBefore(c: Context, node: ts.Node, text: string, title = `Write ${shortened(text)}`): Fix {
  return replacement(title, startOf(c.at(node)), text);
}

/** `u8(x)`, and for integers of one kind the two other meanings. */
export function conversions(c: Context, node: ts.Node, from: Type, target: Type): Fix[] {
  const inner = node.getText();
  const name = nameOf(target);
  const others = from.kind === 'int' && target.kind === 'int' && ints[from.name].big === ints[target.name].big;
  return rewrite(c, node, `${name}(${inner})`, ...(others ? [`${name}.wrap(${inner})`, `${name}.sat(${inner})`] : []));
}

/** A comparison in the place of what JavaScript would take as a truth value. */
export function asCondition(c: Context, node: ts.Node, from: Type): Fix[] {
  const zero = from.kind === 'int' ? (ints[from.name].big ? '0n' : '0') : isNullable(from) ? 'null' : undefined;
  if (zero === undefined) return [];
  const operand =
    ts.isBinaryExpression(node) || ts.isConditionalExpression(node) ? `(${node.getText()})` : node.getText();
  const parent = node.parent;
  if (ts.isPrefixUnaryExpression(parent) && parent.operator === ts.SyntaxKind.ExclamationToken)
    return rewrite(c, parent, `${operand} === ${zero}`);
  return rewrite(c, node, `${operand} !== ${zero}`);
}

/** `b ? 1 : 0`, in parentheses where it is part of an expression. */
export function asNumber(c: Context, node: ts.Node): Fix[] {
  const inner = ts.isBinaryExpression(node) ? `(${node.getText()})` : node.getText();
  const text = `${inner} ? 1 : 0`;
  return rewrite(c, node, ts.isBinaryExpression(node.parent) ? `(${text})` : text);
}

/** The type that most often goes with a first value. */
export function typeOfLiteral(text: string): string {
  if (/^-?\d[\d_]*n$|^-?0x[\da-f_]+n$/i.test(text)) return text.startsWith('-') ? 'i64' : 'u64';
  if (/^-?[\d_]*\.\d|^-?\d[\d_]*e-/i.test(text)) return 'f64';
  return text.startsWith('-') ? 'i32' : 'u32';
}

/** A first value of a type, as source. */
export function zeroOf(type: Type): string | undefined {
  switch (type.kind) {
    case 'int':
      return ints[type.name].big ? '0n' : '0';
    case 'float':
      return '0';
    case 'bool':
      return 'false';
    case 'enum':
      return firstMember(type.decl);
    case 'struct':
    case 'array':
      return 'zeroed()';
    case 'text':
    case 'cstring':
      return "''";
    default:
      return isNullable(type) ? 'null' : undefined;
  }
}

function firstMember(decl: EnumDecl): string | undefined {
  const member = decl.members[0];
  return member === undefined ? undefined : `${decl.name}.${member.name}`;
}

/** The fields that a literal lacks, with zeros. */
export function missingFields(c: Context, node: ts.ObjectLiteralExpression, missing: readonly FieldDecl[]): Fix[] {
  const fields = missing.map((f) => ({ name: f.name, zero: zeroOf(f.type) }));
  if (fields.some((f) => f.zero === undefined)) return [];
  const text = fields.map((f) => `${f.name}: ${f.zero}`).join(', ');
  const last = node.properties[node.properties.length - 1];
  const title = `Add ${missing.map((f) => f.name).join(', ')}`;
  if (last === undefined) return guesses([replacement(title, c.at(node), `{ ${text} }`)]);
  return guesses([insertBehind(c, last, `, ${text}`, title)]);
}

/** The check that leaves a function without result, and the one that ends the program. */
export function nullGuard(c: Context, node: ts.Node): Fix[] {
  const text = node.getText();
  const fixes = rewrite(c, node, `nonNull(${text})`);
  const statement = ts.findAncestor(node, (n) => ts.isExpressionStatement(n) || ts.isVariableStatement(n));
  if (ts.isIdentifier(node) && statement !== undefined && c.scope?.result?.kind === 'void') {
    const indent = indentOf(statement);
    fixes.unshift(
      insertBefore(
        c,
        statement,
        `if (${text} === null) return;\n${indent}`,
        `Check ${text} first, and return where it is null`,
      ),
    );
  }
  return guesses(fixes);
}

/** What stands before a statement on its line. */
export function indentOf(node: ts.Node): string {
  const source = node.getSourceFile();
  const start = node.getStart(source);
  const line = source.text.lastIndexOf('\n', start - 1) + 1;
  return /^\s*/.exec(source.text.slice(line, start))?.[0] ?? '';
}

/** Cases that a switch leaves out, each with nothing to do. */
export function missingCases(c: Context, node: ts.SwitchStatement, missing: readonly string[]): Fix[] {
  const indent = `${indentOf(node)}  `;
  const close = node.caseBlock.getLastToken();
  if (close === undefined) return [];
  const cases = (body: string): string => missing.map((m) => `case ${m}:\n${indent}  ${body}\n`).join(indent);
  const at = (text: string): Fix['edits'] => [{ at: startOf(c.at(close)), text: `  ${text}${indentOf(node)}` }];
  return guesses([
    { title: `Add ${missing.join(', ')}, to do nothing`, edits: at(cases('break;')) },
    { title: `Add ${missing.join(', ')}, which cannot be`, edits: at(cases('unreachable();')) },
  ]);
}

/** Removes a node, and its line if nothing else is on it. */
export function removal(c: Context, node: ts.Node, title = 'Remove it'): Fix {
  const at = c.at(node);
  const lines = node.getSourceFile().text.split('\n');
  const alone =
    (lines[at.line - 1] ?? '').slice(0, at.column - 1).trim() === '' &&
    (lines[at.endLine - 1] ?? '').slice(at.endColumn - 1).trim() === '';
  const whole = { file: at.file, line: at.line, column: 1, endLine: at.endLine + 1, endColumn: 1 };
  return replacement(title, alone ? whole : at, '');
}
