// SPDX-License-Identifier: Apache-2.0
/** Literals: numbers without a type yet, text, booleans, null, arrays. */
import ts from 'typescript';
import type { Expr, Type } from '../ir';
import { constantValue } from './constant-value';
import type { Context } from './context';
import { commentsBefore } from './docs';
import { expressionAs } from './coerce';
import { exactLiteral, finite, type Operand } from './operand';
import { bool, f64 } from './relations';
import { rewrite } from './remedies';

export function numericLiteral(c: Context, node: ts.NumericLiteral): Operand {
  const text = node.getText().replace(/_/g, '');
  const isInteger = /^(0[xob][0-9a-f]+|\d+)$/i.test(text);
  if (!isInteger) return { kind: 'exactFloat', value: finite(c, Number(text), f64, node), at: c.at(node) };
  const amount = BigInt(text);
  if (amount > BigInt(Number.MAX_SAFE_INTEGER))
    c.fail(
      'FUSE2104',
      node,
      `${text} is beyond what a TypeScript number holds exactly. 64-bit values are bigints: ${text}n.`,
      [],
      rewrite(c, node, `${text}n`),
    );
  return exactLiteral(amount, false, c.at(node), hexDigits(text));
}

/** Bit patterns keep their notation in C, which has no binary one. */
function hexDigits(text: string): number {
  const digits = text.replace(/^0[xb]|n$/gi, '').length;
  return /^0x/i.test(text) ? digits : /^0b/i.test(text) ? Math.ceil(digits / 4) : 0;
}

export function bigIntLiteral(c: Context, node: ts.BigIntLiteral): Operand {
  const text = node.getText().replace(/_/g, '');
  return exactLiteral(BigInt(text.slice(0, -1)), true, c.at(node), hexDigits(text));
}

export function stringLiteral(c: Context, node: ts.StringLiteral): Expr {
  for (const character of node.text)
    if (character > '\x7f' || character === '\0')
      c.fail(
        'FUSE1059',
        node,
        `Texts are ASCII without NUL; this one has ${JSON.stringify(character)}. Messages of the runtime are read as bytes.`,
      );
  return { kind: 'text', value: node.text, type: { kind: 'text' }, at: c.at(node) };
}

export function booleanLiteral(c: Context, node: ts.Node): Expr {
  return { kind: 'bool', value: node.kind === ts.SyntaxKind.TrueKeyword, type: bool, at: c.at(node) };
}

export function nullLiteral(c: Context, node: ts.Node): Expr {
  return { kind: 'null', type: { kind: 'null' }, at: c.at(node) };
}

export function arrayLiteral(c: Context, node: ts.ArrayLiteralExpression, expected: Type | null): Expr {
  if (expected?.kind !== 'array')
    return c.fail(
      'FUSE2129',
      node,
      'An array literal is the initialiser of a FixedArray<T, N> variable or field; nothing else has room for it.',
    );
  const length = constantValue(expected.length);
  if (length === null)
    c.fail('FUSE2129', node, 'The build decides the length of this array; only zeroed() can initialise it.');
  if (BigInt(node.elements.length) !== length)
    c.fail(
      'FUSE2129',
      node,
      `This array has ${length} elements, the literal ${node.elements.length}. Write all of them, or zeroed().`,
    );
  return {
    kind: 'array',
    elements: node.elements.map((e) => expressionAs(c, e, expected.element)),
    comments: node.elements.map(commentsBefore),
    type: expected,
    at: c.at(node),
  };
}
