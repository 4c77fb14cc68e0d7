// SPDX-License-Identifier: Apache-2.0
/** Arithmetic, bits, shifts and comparisons, each with the meaning of its type. */
import type * as es from 'estree';
import type { Arith, Bits, CheckedArith, Compare, Complement, FloatArith, IntType, Negate, Shift } from '../ir';
import { bitsOf, isSigned } from '../facts/ranges';
import { foldInt } from '../lower/literals';
import type { Scope } from './context';
import { bigint, binary, call, id, literal, member, method, number, unary } from './estree';
import { expression } from './expressions';
import { numeric } from './places';
import { intOps, isBig, isView } from './types';

/** A number modulo 2^width; of 32 bits, by JavaScript's own operators. */
function wrapped(type: IntType, value: es.Expression): es.Expression {
  if (isBig(type) || bitsOf(type) !== 32n) return method(intOps(type), 'wrap', value);
  return binary(isSigned(type) ? '|' : '>>>', value, literal(0));
}

export function arithmetic(scope: Scope, e: Arith): es.Expression {
  const left = expression(scope, e.left);
  const right = expression(scope, e.right);
  const ops = intOps(e.type);
  const division = e.op === '/' || e.op === '%';
  const site = division || e.mode === 'exact' ? scope.site(e.obligation, division ? 'division' : 'overflow', e.at) : 0;
  if (e.op === '/') return method(ops, 'div', left, right, number(site));
  if (e.op === '%') return method(ops, 'rem', left, right, number(site));
  if (e.mode === 'wrap' && e.op === '*') return method(ops, 'wrapProduct', left, right);
  const plain = binary(e.op, left, right);
  if (e.mode === 'wrap') return wrapped(e.type, plain);
  if (e.mode === 'sat') return method(ops, 'sat', plain);
  return site === 0 ? withoutMinusZero(e, plain) : method(ops, 'exact', plain, number(site));
}

/** The one product of integers that a double makes into what no integer is. */
const withoutMinusZero = (e: Arith, plain: es.Expression): es.Expression =>
  e.op === '*' && e.type.name.startsWith('i') && !isBig(e.type) ? binary('+', plain, literal(0)) : plain;

export function checkedArithmetic(scope: Scope, e: CheckedArith): es.Expression {
  return method(intOps(e.type.of), 'checked', binary(e.op, expression(scope, e.left), expression(scope, e.right)));
}

export function floatArithmetic(scope: Scope, e: FloatArith): es.Expression {
  return rounded(e.type.name, binary(e.op, expression(scope, e.left), expression(scope, e.right)));
}
const rounded = (name: 'f32' | 'f64', value: es.Expression): es.Expression =>
  name === 'f32' ? method('$', 'fround', value) : value;

export function negate(scope: Scope, e: Negate): es.Expression {
  const operand = expression(scope, e.operand);
  if (e.type.kind === 'float') return unary('-', operand);
  const plain = binary('-', isBig(e.type) ? bigint(0n) : literal(0), operand);
  if (e.mode === 'wrap') return wrapped(e.type, plain);
  if (e.mode === 'sat') return method(intOps(e.type), 'sat', plain);
  const site = scope.site(e.obligation, 'overflow', e.at);
  return site === 0 ? plain : method(intOps(e.type), 'exact', plain, number(site));
}

/** JavaScript's bit operations give signed numbers of 32 bits. */
const unsigned = (type: IntType, value: es.Expression): es.Expression =>
  isBig(type) ? value : binary('>>>', value, literal(0));

export function bits(scope: Scope, e: Bits): es.Expression {
  return unsigned(e.type, binary(e.op, expression(scope, e.left), expression(scope, e.right)));
}

export function complement(scope: Scope, e: Complement): es.Expression {
  return wrapped(e.type, unary('~', expression(scope, e.operand)));
}

export function shift(scope: Scope, e: Shift): es.Expression {
  const left = expression(scope, e.left);
  const site = scope.site(e.obligation, 'shift', e.at);
  let count = expression(scope, e.count);
  const known = foldInt(e.count);
  const fits = known !== null && known >= 0n && known < bitsOf(e.type);
  if (site !== 0 && !fits) count = method('$', 'shift', count, number(Number(bitsOf(e.type))), number(site));
  const countIsBig = e.count.type.kind === 'int' && isBig(e.count.type);
  if (isBig(e.type)) {
    const by = countIsBig ? count : call(member(id('$'), 'big'), count);
    return e.op === '<<' ? wrapped(e.type, binary('<<', left, by)) : binary('>>', left, by);
  }
  const by = countIsBig ? call(member(id('$'), 'number'), count) : count;
  if (e.op === '>>') return binary('>>>', left, by);
  return bitsOf(e.type) < 32n ? wrapped(e.type, binary('<<', left, by)) : unsigned(e.type, binary('<<', left, by));
}

export function compare(scope: Scope, e: Compare): es.Expression {
  const views = isView(e.left.type) || isView(e.right.type);
  const side = views ? numeric : expression;
  return binary(e.op, side(scope, e.left), side(scope, e.right));
}
