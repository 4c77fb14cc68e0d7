// SPDX-License-Identifier: Apache-2.0
/** C expressions as text, with the parentheses that precedence demands and those that a reader expects. */
import type { CBinaryOp, CExpr, CInitList, CType } from '../c';
import { printDeclaration } from './types';

/** Binding strength; higher binds tighter. */
const BINARY: Record<CBinaryOp, number> = {
  '*': 13,
  '/': 13,
  '%': 13,
  '+': 12,
  '-': 12,
  '<<': 11,
  '>>': 11,
  '<': 10,
  '<=': 10,
  '>': 10,
  '>=': 10,
  '==': 9,
  '!=': 9,
  '&': 8,
  '^': 7,
  '|': 6,
  '&&': 5,
  '||': 4,
};
const POSTFIX = 16;
const UNARY = 15;
const CAST = 14;
const CONDITIONAL = 3;
const ASSIGNMENT = 2;

function precedence(e: CExpr): number {
  switch (e.kind) {
    case 'binary':
      return BINARY[e.op];
    case 'unary':
    case 'sizeof':
      return UNARY;
    case 'cast':
      return CAST;
    case 'conditional':
      return CONDITIONAL;
    case 'assign':
      return ASSIGNMENT;
    case 'literal':
      return e.text.startsWith('-') ? UNARY : POSTFIX;
    default:
      return POSTFIX;
  }
}

const parenthesised = (e: CExpr, strength: number): string =>
  precedence(e) < strength ? `(${printExpr(e)})` : printExpr(e);

const ARITHMETIC = new Set<CBinaryOp>(['+', '-', '*', '/', '%']);
const ADDITIVE = new Set<CBinaryOp>(['+', '-']);
const COMPARISON = new Set<CBinaryOp>(['<', '<=', '>', '>=', '==', '!=']);

/** An operand of a binary operator. Mixed operators get parentheses except the everyday cases: `a * b + c`, `a + 1 < b`, `a < b && c`. */
export function printOperand(e: CExpr, op: CBinaryOp, isRight: boolean): string {
  if (e.kind !== 'binary') return parenthesised(e, BINARY[op] + (isRight ? 1 : 0));
  const plain =
    e.op === op
      ? !isRight && !COMPARISON.has(op)
      : (ADDITIVE.has(op) && ARITHMETIC.has(e.op) && (!isRight || e.op === '*')) ||
        (COMPARISON.has(op) && ARITHMETIC.has(e.op)) ||
        ((op === '&&' || op === '||') && e.op !== '&&' && e.op !== '||');
  return plain ? printExpr(e) : `(${printExpr(e)})`;
}

/** C string literal; what is not printable ASCII becomes a three-digit octal escape, which no following digit can extend. */
export function printString(value: string): string {
  const named: Record<string, string> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\t': '\\t', '\r': '\\r' };
  let text = '';
  for (const character of value) {
    const code = character.charCodeAt(0);
    text +=
      named[character] ??
      (code >= 32 && code < 127 && character !== '?' ? character : `\\${code.toString(8).padStart(3, '0')}`);
  }
  // A question mark is written plainly unless two of them could start a trigraph.
  return `"${value.includes('??') ? text : text.replaceAll('\\077', '?')}"`;
}

function printInit(init: CInitList): string {
  if (init.items.length === 0) return '{0}';
  const items = init.items.map((item) => (item.member === null ? '' : `.${item.member} = `) + printExpr(item.value));
  const only = init.items[0];
  if (items.length === 1 && only?.member === null && only.value.kind === 'literal') return `{${items[0]}}`;
  return `{ ${items.join(', ')} }`;
}

/** The three operands of `?:`. */
export function printConditionalParts(e: Extract<CExpr, { kind: 'conditional' }>): [string, string, string] {
  const simple = e.condition.kind === 'name' || e.condition.kind === 'call' || e.condition.kind === 'member';
  return [
    simple ? printExpr(e.condition) : `(${printExpr(e.condition)})`,
    parenthesised(e.whenTrue, BINARY['||']),
    parenthesised(e.whenFalse, CONDITIONAL + 1),
  ];
}

/** An index or an array's length: a plain number needs no suffix there. */
export const printSubscript = (e: CExpr): string => printExpr(e).replace(/^(\d+)U$/, '$1');

/** The expression on one line. */
export function printExpr(e: CExpr): string {
  switch (e.kind) {
    case 'name':
      return e.name;
    case 'literal':
      return e.text;
    case 'string':
      return printString(e.value);
    case 'call':
      return `${parenthesised(e.callee, POSTFIX)}(${e.args.map((a) => parenthesised(a, ASSIGNMENT)).join(', ')})`;
    case 'unary': {
      const inner = parenthesised(e.operand, CAST);
      return inner.startsWith(e.op) && (e.op === '-' || e.op === '&') ? `${e.op}(${inner})` : e.op + inner;
    }
    case 'binary':
      return `${printOperand(e.left, e.op, false)} ${e.op} ${printOperand(e.right, e.op, true)}`;
    case 'assign':
      return `${parenthesised(e.target, UNARY)} ${e.op} ${parenthesised(e.value, ASSIGNMENT)}`;
    case 'increment':
      return `${parenthesised(e.target, POSTFIX)}${e.op}`;
    case 'conditional': {
      const [condition, whenTrue, whenFalse] = printConditionalParts(e);
      return `${condition} ? ${whenTrue} : ${whenFalse}`;
    }
    case 'cast':
      return `(${printDeclaration(e.type, '')})${parenthesised(e.operand, CAST)}`;
    case 'index':
      return `${parenthesised(e.of, POSTFIX)}[${printSubscript(e.index)}]`;
    case 'member':
      return `${parenthesised(e.of, POSTFIX)}${e.arrow ? '->' : '.'}${e.name}`;
    case 'sizeof':
      return `sizeof(${e.isType ? printDeclaration(e.of as CType, '') : printExpr(e.of as CExpr)})`;
    case 'offsetof':
      return `offsetof(${printDeclaration(e.type, '')}, ${e.member})`;
    case 'compound':
      return `(${printDeclaration(e.type, '')})${printInit(e.init)}`;
    case 'init':
      return printInit(e);
  }
}
