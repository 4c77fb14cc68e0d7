// SPDX-License-Identifier: Apache-2.0
/** `return`: the value in the result type; a call that never returns stands for one. */
import type ts from 'typescript';
import type { Stmt } from '../ir';
import { coerce } from './coerce';
import { textOf, type Context } from './context';
import { expression } from './expressions';
import { typed } from './operand';
import { aType, voidType } from './relations';

export function returnStatement(c: Context, node: ts.ReturnStatement, comments: readonly string[]): Stmt[] {
  const at = c.at(node);
  const result = c.scope === null ? voidType : c.scope.result;
  if (result === null) {
    if (node.expression !== undefined) expression(c, node.expression, null);
    return c.abandon();
  }
  if (result.kind === 'never')
    return c.fail(
      'FUSE4130',
      node,
      'This function never returns: end it with unreachable(), or with a call that never returns.',
    );
  if (node.expression === undefined) {
    if (result.kind === 'void') return [{ kind: 'return', value: null, at, comments }];
    return c.fail('FUSE4130', node, `This function returns ${aType(result)}: write return and the value.`);
  }
  const operand = expression(c, node.expression, result.kind === 'void' ? null : result);
  const expr = operand.kind === 'value' ? operand.expr : null;
  if (expr?.type.kind === 'never') return [{ kind: 'expr', expr, at, comments }];
  if (result.kind === 'void') {
    if (expr !== null && expr.type.kind === 'void')
      return [
        { kind: 'expr', expr, at, comments },
        { kind: 'return', value: null, at, comments: [] },
      ];
    return c.fail(
      'FUSE2132',
      node.expression,
      `This function returns nothing, and ${textOf(node.expression)} is a value.`,
    );
  }
  if (expr?.type.kind === 'void') {
    typed(c, operand, node.expression);
    return c.fail('FUSE2132', node.expression, `${textOf(node.expression)} has no value to return.`);
  }
  return [{ kind: 'return', value: coerce(c, operand, result, node.expression), at, comments }];
}
