// SPDX-License-Identifier: Apache-2.0
/** Numeric conversions, and those that change no bit. */
import type * as es from 'estree';
import type { Convert, Expr, IntRange, IntType } from '../ir';
import { foldInt } from '../lower/literals';
import { fitsOf, isInside } from '../facts/ranges';
import { integer } from './constants';
import { EmitError, type Scope } from './context';
import { call, conditional, id, member, method, number } from './estree';
import { expression } from './expressions';
import { intOps, isBig, zeroOf } from './types';

const big = (value: es.Expression): es.Expression => call(member(id('$'), 'big'), value);
const toNumber = (value: es.Expression): es.Expression => call(member(id('$'), 'number'), value);

function betweenInts(scope: Scope, e: Convert, from: IntType, to: IntType, operand: es.Expression): es.Expression {
  const ops = intOps(to);
  const site = e.mode === 'exact' ? scope.site(e.obligation, 'conversion', e.at) : 0;
  if (isBig(from) && !isBig(to)) {
    if (e.mode === 'wrap') return method(ops, 'wrapBig', operand);
    if (e.mode === 'sat') return method(ops, 'satBig', operand);
    return site === 0 ? toNumber(operand) : method(ops, 'exactBig', operand, number(site));
  }
  const value = isBig(to) && !isBig(from) ? big(operand) : operand;
  if (isInside(fitsOf(from), fitsOf(to))) return value;
  if (e.mode === 'wrap' || e.mode === 'sat') return method(ops, e.mode, value);
  return site === 0 ? value : method(ops, 'exact', value, number(site));
}

/** What is stored under a `@range`: compared as it is, for numbers and bigints compare with each other, and then brought into the type. */
function ranged(scope: Scope, e: Convert, from: IntType, to: IntType, range: IntRange): es.Expression {
  const site = scope.site(e.obligation, 'range', e.at);
  const operand = expression(scope, e.operand);
  const end = (limit: Expr): es.Expression => {
    const known = foldInt(limit);
    return known === null ? expression(scope, limit) : integer(known, to);
  };
  const value = site === 0 ? operand : method('$', 'ranged', operand, end(range.min), end(range.max), number(site));
  if (isBig(from) === isBig(to)) return value;
  return isBig(to) ? big(value) : toNumber(value);
}

export function convert(scope: Scope, e: Convert): es.Expression {
  const from = e.operand.type;
  const to = e.type;
  if (e.mode === 'retype') return from.kind === 'null' ? zeroOf(to) : expression(scope, e.operand);
  if (to.kind === 'int' && to.range !== undefined && from.kind === 'int' && e.mode === 'exact')
    return ranged(scope, e, from, to, to.range);
  if (to.kind === 'int' && from.kind === 'int' && e.operand.kind === 'int') {
    const value = foldInt(e.operand);
    if (value !== null && isInside({ lo: value, hi: value }, fitsOf(to))) return integer(value, to);
  }
  const operand = expression(scope, e.operand);
  if (to.kind === 'float') {
    const isBigOperand = from.kind === 'int' && isBig(from);
    if (to.name === 'f64') return isBigOperand ? toNumber(operand) : operand;
    if (isBigOperand) return method('$', 'f32FromBig', operand);
    return from.kind === 'float' && from.name === 'f32' ? operand : method('$', 'fround', operand);
  }
  if (to.kind !== 'int') return operand;
  switch (from.kind) {
    case 'int':
      return from.name === to.name ? operand : betweenInts(scope, e, from, to, operand);
    case 'enum':
      return betweenInts(scope, e, { kind: 'int', name: 'u32' }, to, operand);
    case 'float':
      return method(intOps(to), 'fromFloat', operand, number(scope.site(e.obligation, 'conversion', e.at)));
    case 'bool':
      return conditional(operand, integer(1n, to), integer(0n, to));
    default:
      throw new EmitError(`no conversion from ${from.kind} to ${to.name}`, e.at);
  }
}
