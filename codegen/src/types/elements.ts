// SPDX-License-Identifier: Apache-2.0
/** `a[i]`: an element of an array or slice; the index is proved below the length, or checked. */
import type ts from 'typescript';
import type { Expr, Place, Type } from '../ir';
import { needInt } from './arithmetic';
import { exactAs } from './coerce';
import { constantValue } from './constant-value';
import { textOf, type Context } from './context';
import { expression } from './expressions';
import { open, placed, typed, type Operand } from './operand';
import { aType, ints, nameOf, u32 } from './relations';
import { rewrite } from './remedies';

export function element(c: Context, node: ts.ElementAccessExpression): Operand {
  if (node.questionDotToken !== undefined) return c.abandon();
  const operand = expression(c, node.expression, null);
  if (operand.kind === 'place' && operand.place.type.kind === 'array')
    return placed(
      indexed(c, operand.place, operand.place.type.element, constantValue(operand.place.type.length), node),
    );
  const of = typed(c, operand, node.expression);
  if (of.type.kind === 'slice') return placed(indexed(c, of, of.type.element, null, node));
  if (of.type.kind === 'text')
    return c.fail(
      'FUSE2115',
      node,
      `The byte of a text is ${textOf(node.expression)}.charCodeAt(${textOf(node.argumentExpression)}).`,
    );
  if (of.type.kind === 'pointer')
    return c.fail(
      'FUSE3106',
      node,
      `${aType(of.type, true)} has no length, so nothing can check an index. Take a Slice: pointer and length.`,
    );
  return c.fail('FUSE2115', node, `${aType(of.type, true)} has no elements.`);
}

function indexed(
  c: Context,
  of: Place | Expr,
  elementType: Type,
  length: bigint | null,
  node: ts.ElementAccessExpression,
): Place {
  const index = indexValue(c, node.argumentExpression);
  const amount = constantValue(index);
  if (amount !== null && (amount < 0n || (length !== null && amount >= length)))
    c.fail(
      'FUSE3103',
      node.argumentExpression,
      `Index ${amount} is outside: the elements are 0 to ${length === null ? 'length - 1' : length - 1n}.`,
    );
  return { kind: 'index', of, index, at: c.at(node), type: elementType, obligation: open() };
}

/** An index or other count: any integer type; constants are u32. */
export function indexValue(c: Context, node: ts.Expression): Expr {
  const operand = expression(c, node, u32);
  if (operand.kind === 'exactFloat')
    return c.fail('FUSE2105', node, `${operand.value} is not an integer; an index counts elements.`);
  if (operand.kind === 'exact') {
    if (operand.value < 0n)
      return c.fail('FUSE3103', node, `Index ${operand.value} is outside: elements count from 0.`);
    return exactAs(c, operand, u32, node);
  }
  const expr = typed(c, operand, node);
  if (expr.type.kind === 'float')
    return c.fail(
      'FUSE2105',
      node,
      `${aType(expr.type, true)} is no index. Write u32(${textOf(node)}): it truncates toward zero and is checked to fit.`,
      [],
      rewrite(c, node, `u32(${node.getText()})`),
    );
  const type = needInt(c, expr, node, '[ ]');
  if (ints[type.name].big)
    return c.fail(
      'FUSE2102',
      node,
      `An index is a number in TypeScript and ${nameOf(type)} a bigint: write u32(${textOf(node)}).`,
    );
  return expr;
}
