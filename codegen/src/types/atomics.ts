// SPDX-License-Identifier: Apache-2.0
/** Methods of Atomic<T> and Reg<T>: the memory order is a literal, the value has the type of the cell. */
import ts from 'typescript';
import type { AtomicOp, AtomicType, Expr, Order, Place, RegType, Type } from '../ir';
import { expressionAs } from './coerce';
import type { Context } from './context';
import { value, type Operand } from './operand';
import { bool, ints, voidType } from './relations';

const orders: readonly Order[] = ['relaxed', 'acquire', 'release', 'acq_rel', 'seq_cst'];

interface Method {
  readonly args: number;
  readonly orders: readonly Order[];
  readonly result: (of: AtomicType['of']) => Type;
}
const methods: Readonly<Record<AtomicOp['op'], Method>> = {
  load: { args: 0, orders: ['relaxed', 'acquire', 'seq_cst'], result: (of) => of },
  store: { args: 1, orders: ['relaxed', 'release', 'seq_cst'], result: () => voidType },
  exchange: { args: 1, orders, result: (of) => of },
  fetchAdd: { args: 1, orders, result: (of) => of },
  fetchSub: { args: 1, orders, result: (of) => of },
  fetchOr: { args: 1, orders, result: (of) => of },
  fetchAnd: { args: 1, orders, result: (of) => of },
  compareExchange: { args: 2, orders, result: () => bool },
};

export function atomicCall(
  c: Context,
  node: ts.CallExpression,
  callee: ts.PropertyAccessExpression,
  place: Place,
  of: AtomicType,
): Operand {
  const op = callee.name.text;
  if (!Object.hasOwn(methods, op)) return c.abandon();
  const name = op as AtomicOp['op'];
  const { args, orders: allowed, result } = methods[name];
  if (node.arguments.length !== args + 1)
    return c.fail(
      'FUSE4141',
      node,
      `${op} takes ${args === 0 ? '' : `${args} value${args === 1 ? '' : 's'} and `}the memory order.`,
    );
  const orderNode = node.arguments[args] as ts.Expression;
  if (!ts.isStringLiteral(orderNode))
    return c.fail(
      'FUSE4150',
      orderNode,
      `The memory order is a literal, so that it can be read here: ${allowed.map((o) => `'${o}'`).join(', ')}.`,
    );
  const order = allowed.find((o) => o === orderNode.text);
  if (order === undefined)
    return c.fail(
      'FUSE4150',
      orderNode,
      `'${orderNode.text}' is not an order of ${op}: ${allowed.map((o) => `'${o}'`).join(', ')}.`,
    );
  if (
    name.startsWith('fetch') &&
    (of.of.kind !== 'int' || (ints[of.of.name].signed && (name === 'fetchOr' || name === 'fetchAnd')))
  )
    return c.fail(
      'FUSE2120',
      node,
      `${op} is for atomic ${name === 'fetchOr' || name === 'fetchAnd' ? 'unsigned ' : ''}integers.`,
    );
  const values: Expr[] = node.arguments.slice(0, args).map((a) => expressionAs(c, a, of.of));
  return value({ kind: 'atomic', op: name, place, of, args: values, order, type: result(of.of), at: c.at(node) });
}

export function registerCall(
  c: Context,
  node: ts.CallExpression,
  callee: ts.PropertyAccessExpression,
  place: Place,
  of: RegType,
): Operand {
  const at = c.at(node);
  if (callee.name.text === 'read' && node.arguments.length === 0)
    return value({ kind: 'regRead', place, of, type: of.of, at });
  const argument = node.arguments[0];
  if (callee.name.text === 'write' && argument !== undefined && node.arguments.length === 1)
    return value({ kind: 'regWrite', place, of, value: expressionAs(c, argument, of.of), type: voidType, at });
  return c.fail('FUSE4141', node, 'A register has read() and write(value).');
}
