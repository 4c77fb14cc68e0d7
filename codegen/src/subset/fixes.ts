// SPDX-License-Identifier: Apache-2.0
/** Quick fixes for refused syntax whose remedy is mechanical. */
import ts from 'typescript';
import { type Code, type Fix, replacement } from '../diagnostics';
import type { Location } from '../ir';

type Range = (start: number, end: number) => Location;
type Remedy = (node: ts.Node, range: Range) => readonly Fix[];

const remedies: Partial<Record<Code, Remedy>> = {
  FUSE1024: cast,
  FUSE1026: (node, range) => become(node, range, `${node.getText()}=`),
};

/** `node` is what the diagnostic points at. */
export function fixesOf(code: Code, node: ts.Node, range: Range): readonly Fix[] {
  return remedies[code]?.(node, range) ?? [];
}

function become(node: ts.Node, range: Range, text: string): Fix[] {
  return [replacement(`Write ${text}`, range(node.getStart(), node.end), text)];
}

const numbers = new Set(['u8', 'u16', 'u32', 'u64', 'i8', 'i16', 'i32', 'i64', 'usize', 'f32', 'f64']);

/** `x as u8` is a conversion where the type is a number, and nothing but x elsewhere. */
function cast(node: ts.Node, range: Range): Fix[] {
  if (!ts.isAsExpression(node) && !ts.isSatisfiesExpression(node) && !ts.isTypeAssertionExpression(node)) return [];
  const inner = ts.isParenthesizedExpression(node.expression) ? node.expression.expression : node.expression;
  const type = node.type.getText();
  if (!numbers.has(type)) return become(node, range, node.expression.getText());
  const text = inner.getText();
  return type.startsWith('f') || type === 'usize'
    ? become(node, range, `${type}(${text})`)
    : [`${type}(${text})`, `${type}.wrap(${text})`, `${type}.sat(${text})`].flatMap((t) => become(node, range, t));
}
