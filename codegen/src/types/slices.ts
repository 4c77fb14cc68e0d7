// SPDX-License-Identifier: Apache-2.0
/** slice(), view(), bytesOf(), charCodeAt() and the trusted ways to make a slice. */
import type ts from 'typescript';
import type { Expr, Place, SliceOf } from '../ir';
import { expressionAs } from './coerce';
import { constantValue } from './constant-value';
import { textOf, type Context } from './context';
import { indexValue } from './elements';
import { expression, valueOf } from './expressions';
import { isReadonlyPlace, open, proved, typed, value, type Operand } from './operand';
import { aType, u32, u8 } from './relations';
import { rewrite } from './remedies';

/** `from` and `to` are u32 as the length is. */
function limit(c: Context, node: ts.Expression | undefined): Expr | null {
  return node === undefined ? null : expressionAs(c, node, u32);
}

export function sliceCall(c: Context, node: ts.CallExpression, readonly: boolean): Operand {
  const [of, fromNode, toNode] = node.arguments;
  const name = readonly ? 'view' : 'slice';
  if (of === undefined || node.arguments.length > 3)
    return c.fail(
      'FUSE4141',
      node,
      `${name}(a) is all of it, ${name}(a, from) the rest, ${name}(a, from, to) the elements from..to-1.`,
    );
  const operand = expression(c, of, null);
  let source: Place | Expr;
  let elementType;
  if (operand.kind === 'place' && operand.place.type.kind === 'array') {
    source = operand.place;
    elementType = operand.place.type.element;
    if (!readonly && isReadonlyPlace(operand.place))
      return c.fail(
        'FUSE3105',
        of,
        `${textOf(of)} is read-only: view(${textOf(of)}) reads it.`,
        [],
        rewrite(c, node.expression, 'view'),
      );
  } else {
    source = typed(c, operand, of);
    if (source.type.kind !== 'slice') {
      const advice = source.type.kind === 'text' ? ` The bytes of a text are bytesOf(${textOf(of)}).` : '';
      return c.fail(
        'FUSE3107',
        of,
        `${name} takes an array or a slice, not ${aType(source.type)}.${advice}`,
        [],
        advice === '' ? [] : rewrite(c, of, `bytesOf(${of.getText()})`),
      );
    }
    elementType = source.type.element;
    if (!readonly && source.type.readonly)
      return c.fail(
        'FUSE3105',
        of,
        `${textOf(of)} is read-only: view(...) of it reads.`,
        [],
        rewrite(c, node.expression, 'view'),
      );
  }
  const from = limit(c, fromNode);
  const to = limit(c, toNode);
  const low = from === null ? null : constantValue(from);
  const high = to === null ? null : constantValue(to);
  const length = source.type.kind === 'array' ? constantValue(source.type.length) : null;
  if (
    (low !== null && high !== null && low > high) ||
    (high !== null && length !== null && high > length) ||
    (low !== null && length !== null && low > length)
  )
    return c.fail(
      'FUSE3103',
      node,
      `The range ${low ?? '...'} to ${high ?? '...'} is outside${length === null ? '' : `: there are ${length} elements`}.`,
    );
  const expr: SliceOf = {
    kind: 'sliceOf',
    of: source,
    from,
    to,
    type: { kind: 'slice', element: elementType, readonly },
    at: c.at(node),
    obligation: from === null ? proved() : open(),
  };
  return value(expr);
}

export function bytesOfCall(c: Context, node: ts.CallExpression): Operand {
  const text = expressionAs(c, node.arguments[0] as ts.Expression, { kind: 'text' });
  return value({
    kind: 'sliceOf',
    of: text,
    from: null,
    to: null,
    type: { kind: 'slice', element: u8, readonly: true },
    at: c.at(node),
    obligation: proved(),
  });
}

export function textByte(c: Context, node: ts.CallExpression, text: Expr): Operand {
  const index = indexValue(c, node.arguments[0] as ts.Expression);
  return { kind: 'place', place: { kind: 'index', of: text, index, type: u8, at: c.at(node), obligation: open() } };
}

export function trustedSliceCall(c: Context, node: ts.CallExpression, readonly: boolean): Operand {
  const [startNode, countNode] = node.arguments;
  if (startNode === undefined || countNode === undefined) return c.abandon();
  const start = valueOf(c, startNode);
  if (start.type.kind !== 'pointer' || (start.type.readonly && !readonly))
    return c.fail(
      'FUSE3107',
      startNode,
      `The start is a ${readonly ? 'Pointer or ConstPointer' : 'Pointer'}, not ${aType(start.type)}.`,
    );
  if (start.type.nullable)
    return c.fail(
      'FUSE3100',
      startNode,
      `This may be null. Check it first: if (${textOf(startNode)} !== null) { ... }`,
    );
  if (start.type.to.kind === 'void')
    return c.fail(
      'FUSE3107',
      startNode,
      'A Pointer<void> has no elements: say of what with trustedCast<Pointer<T>>(...).',
    );
  return value({
    kind: 'trustedSlice',
    start,
    count: expressionAs(c, countNode, u32),
    type: { kind: 'slice', element: start.type.to, readonly },
    at: c.at(node),
  });
}
