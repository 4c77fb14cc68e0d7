// SPDX-License-Identifier: Apache-2.0
/** Unary `-`: for signed integers and floats. */
import type ts from 'typescript';
import type { ArithMode, Type } from '../ir';
import { needInt } from './arithmetic';
import { textOf, type Context } from './context';
import { expression } from './expressions';
import { exactOf, open, typed, value, type Operand } from './operand';
import { aType, ints, promote } from './relations';
import { convertInt } from './widen';
import { rewrite } from './remedies';

export function negation(
  c: Context,
  node: ts.PrefixUnaryExpression,
  expected: Type | null,
  mode: ArithMode = 'exact',
): Operand {
  const operand = expression(c, node.operand, expected);
  const at = c.at(node);
  if (operand.kind === 'exact') {
    const negative = exactOf(-operand.value, [operand], at, (type) => ({
      kind: 'int',
      value: -operand.value,
      type,
      at,
    }));
    return negative;
  }
  if (operand.kind === 'exactFloat') return { ...operand, value: -operand.value, at };
  const expr = typed(c, operand, node.operand);
  if (expr.type.kind === 'float')
    return value({
      kind: 'negate',
      mode: 'exact',
      operand: expr,
      type: expr.type,
      at,
      obligation: { state: 'proved' },
    });
  const type = promote(needInt(c, expr, node.operand, '-'));
  if (!ints[type.name].signed)
    c.fail(
      'FUSE2109',
      node,
      `${aType(expr.type, true)} has no negative: convert it, for example -i32(${textOf(node.operand)}), or subtract.`,
      [],
      rewrite(c, node.operand, `i32(${node.operand.getText()})`),
    );
  return value({ kind: 'negate', mode, operand: convertInt(expr, type), type, at, obligation: open() });
}
