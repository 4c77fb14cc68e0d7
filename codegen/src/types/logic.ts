// SPDX-License-Identifier: Apache-2.0
/** `&& || !` and the conditions of statements: booleans only. */
import ts from 'typescript';
import type { Expr } from '../ir';
import { coerce } from './coerce';
import type { Context } from './context';
import { expression } from './expressions';
import { bool } from './relations';

export function condition(c: Context, node: ts.Expression): Expr {
  const operand = expression(c, node, bool);
  if (operand.kind === 'exact' || operand.kind === 'exactFloat')
    return c.fail('FUSE2111', node, 'A condition is a boolean; there is no truthiness. Write true, or a comparison.');
  return coerce(c, operand, bool, node);
}

export function logic(c: Context, node: ts.BinaryExpression): Expr {
  const op = node.operatorToken.kind === ts.SyntaxKind.BarBarToken ? '||' : '&&';
  return {
    kind: 'logic',
    op,
    left: condition(c, node.left),
    right: condition(c, node.right),
    type: bool,
    at: c.at(node),
  };
}

export function not(c: Context, node: ts.PrefixUnaryExpression): Expr {
  return { kind: 'not', operand: condition(c, node.operand), type: bool, at: c.at(node) };
}
