// SPDX-License-Identifier: Apache-2.0
/** Numeric conversions: widening, exact, wrapping, saturating, and the ones that change no bit. */
import * as c from '../c';
import type { Convert, Expr, FloatType, IntName, IntRange, IntType } from '../ir';
import { bitsOf, isInside, isSigned, valuesOf } from '../facts/ranges';
import { expression } from './expressions';
import { fromBits, helper } from './helpers';
import type { Library } from './library';
import { foldInt, intLiteral } from './literals';
import { isChecked, LoweringError, type Lowering } from './lowering';
import { cInt } from './ints';
import { cType } from './types';

const U32: IntType = { kind: 'int', name: 'u32' };
const value = c.name('value');
const PANIC = c.expr(c.call('fuse_panic', c.name('site')));
const SITE: c.CParam = { name: 'site', type: cInt(U32) };

/** The type that a helper takes an integer in: four helpers serve nine types. */
function carrier(type: IntType): IntType {
  const signed = isSigned(type);
  const wide = type.name === 'usize' || bitsOf(type) === 64n;
  return { kind: 'int', name: `${signed ? 'i' : 'u'}${wide ? '64' : '32'}` as IntName };
}
const limit = (type: IntType, end: 'MIN' | 'MAX'): c.CExpr =>
  c.literal(type.name === 'usize' ? `SIZE_${end}` : `${isSigned(type) ? 'INT' : 'UINT'}${type.name.slice(1)}_${end}`);

/** Tests of `value`, of type `from`, for lying outside `to`; null where it cannot on that side. */
function beyond(from: IntType, to: IntType): { low: c.CExpr | null; high: c.CExpr | null } {
  const source = valuesOf(from);
  const target = to.name === 'usize' ? valuesOf({ kind: 'int', name: 'u32' }) : valuesOf(to);
  const low = source.lo >= target.lo ? null : c.binary('<', value, isSigned(to) ? limit(to, 'MIN') : c.literal('0'));
  // A signed carrier is compared with the unsigned limit's value in its own type, where it fits.
  const top = isSigned(from) && !isSigned(to) ? c.cast(cInt(from), limit(to, 'MAX')) : limit(to, 'MAX');
  const unsignedTop = !isSigned(from) && isSigned(to) ? c.cast(cInt(from), limit(to, 'MAX')) : top;
  // How large a usize may be is the target's secret: what is not negative is compared as the largest unsigned type.
  const wide = to.name === 'usize' && isSigned(from) ? c.cast(c.named('uint64_t'), value) : value;
  const limitOfTo = wide === value ? unsignedTop : limit(to, 'MAX');
  const high = source.hi <= target.hi ? null : c.binary('>', wide, limitOfTo);
  return { low, high };
}
const anyOf = (tests: { low: c.CExpr | null; high: c.CExpr | null }): c.CExpr | null =>
  tests.low === null ? tests.high : tests.high === null ? tests.low : c.binary('||', tests.low, tests.high);

function exactInt(library: Library, from: IntType, to: IntType): string {
  const name = library.free(`fuse_${to.name}_from_${from.name}`);
  return library.need(name, `6 ${to.name} from ${from.name}`, () => {
    const bad = anyOf(beyond(from, to));
    const body = bad === null ? [c.expr(c.cast(c.named('void'), c.name('site')))] : [c.ifThen(bad, PANIC)];
    return helper(name, [{ name: 'value', type: cInt(from) }, SITE], cInt(to), ...body, c.ret(c.cast(cInt(to), value)));
  });
}

function saturatedInt(library: Library, from: IntType, to: IntType): string {
  const name = library.free(`fuse_sat_${to.name}_from_${from.name}`);
  return library.need(name, `6 ${to.name} sat ${from.name}`, () => {
    const tests = beyond(from, to);
    const body: c.CStmt[] = [];
    if (tests.low !== null) body.push(c.ifThen(tests.low, c.ret(isSigned(to) ? limit(to, 'MIN') : c.literal('0U'))));
    if (tests.high !== null) body.push(c.ifThen(tests.high, c.ret(limit(to, 'MAX'))));
    return helper(name, [{ name: 'value', type: cInt(from) }], cInt(to), ...body, c.ret(c.cast(cInt(to), value)));
  });
}

const power = (exponent: number, float: FloatType): c.CExpr =>
  c.literal(`${(2 ** exponent).toFixed(1)}${float.name === 'f32' ? 'F' : ''}`);
const cFloat = (type: FloatType): c.CType => c.named(type.name === 'f32' ? 'float' : 'double');

/** `value` truncates into the range of `to`: false for NaN, too. */
function floatFits(from: FloatType, to: IntType): { aboveLow: c.CExpr; belowHigh: c.CExpr } {
  const bits = Number(bitsOf(to));
  const top = isSigned(to) ? bits - 1 : bits;
  const belowHigh = c.binary('<', value, power(top, from));
  if (!isSigned(to)) {
    return { aboveLow: c.binary('>', value, c.literal(from.name === 'f32' ? '-1.0F' : '-1.0')), belowHigh };
  }
  // Where the type holds MIN - 1 as well, everything above it truncates into range; else MIN itself is the last.
  const mantissa = from.name === 'f32' ? 24 : 53;
  const least = c.unary('-', power(top, from));
  if (top >= mantissa) return { aboveLow: c.binary('>=', value, least), belowHigh };
  const below = `-${(2 ** top + 1).toFixed(1)}${from.name === 'f32' ? 'F' : ''}`;
  return { aboveLow: c.binary('>', value, c.literal(below)), belowHigh };
}

function exactFloat(library: Library, from: FloatType, to: IntType): string {
  const name = library.free(`fuse_${to.name}_from_${from.name}`);
  return library.need(name, `7 ${to.name} from ${from.name}`, () => {
    const { aboveLow, belowHigh } = floatFits(from, to);
    const bad = c.unary('!', c.binary('&&', aboveLow, belowHigh));
    const params = [{ name: 'value', type: cFloat(from) }, SITE];
    return helper(name, params, cInt(to), c.ifThen(bad, PANIC), c.ret(c.cast(cInt(to), value)));
  });
}

/** usize through u64: what a 32-bit `size_t` cannot hold is seen by the second step. */
function fromFloat(ctx: Lowering, e: Convert, from: FloatType, to: IntType, operand: c.CExpr): c.CExpr {
  ctx.library.usesFloats = true;
  const target: IntType = to.name === 'usize' ? { kind: 'int', name: 'u64' } : to;
  if (e.mode !== 'exact') throw new LoweringError(`a float has no '${e.mode}' conversion to an integer`, e.at);
  const result = isChecked(e.obligation)
    ? c.call(exactFloat(ctx.library, from, target), operand, ctx.site(e.obligation))
    : c.cast(cInt(target), operand);
  if (to.name !== 'usize') return result;
  return c.call(exactInt(ctx.library, target, to), result, ctx.site(e.obligation));
}

/** Tests that the value lies in the range of what it is stored in; it is compared in the wider of the two types. */
function ranged(ctx: Lowering, e: Convert, from: IntType, to: IntType, range: IntRange, operand: c.CExpr): c.CExpr {
  const wider = isInside(valuesOf(from), valuesOf(to)) ? to : from;
  const via = carrier(wider);
  const { library } = ctx;
  const name = library.free(`fuse_ranged_${via.name}`);
  library.need(name, `6 ${via.name} ranged`, () => {
    const type = cInt(via);
    const params = [{ name: 'value', type }, { name: 'least', type }, { name: 'greatest', type }, SITE];
    const outside = c.binary('||', c.binary('<', value, c.name('least')), c.binary('>', value, c.name('greatest')));
    return helper(name, params, type, c.ifThen(outside, PANIC), c.ret(value));
  });
  const end = (expr: Expr): c.CExpr => {
    const literal = foldInt(expr);
    return literal === null ? expression(ctx, expr) : intLiteral(literal, via);
  };
  const checked = c.call(name, operand, end(range.min), end(range.max), ctx.site(e.obligation));
  return to.name === via.name ? checked : c.cast(cInt(to), checked);
}

function between(ctx: Lowering, e: Convert, from: IntType, to: IntType, operand: c.CExpr): c.CExpr {
  if (to.range !== undefined && e.mode === 'exact' && isChecked(e.obligation))
    return ranged(ctx, e, from, to, to.range, operand);
  if (from.name === to.name) return operand;
  const plain = c.cast(cInt(to), operand);
  const via = carrier(from);
  switch (e.mode) {
    case 'exact':
      return isChecked(e.obligation) ? c.call(exactInt(ctx.library, via, to), operand, ctx.site(e.obligation)) : plain;
    case 'sat':
      if (isInside(valuesOf(from), valuesOf(to)) && to.name !== 'usize') return plain;
      return c.call(saturatedInt(ctx.library, via, to), operand);
    case 'wrap': {
      if (!isSigned(to) || isInside(valuesOf(from), valuesOf(to))) return plain;
      const unsigned: IntType = { kind: 'int', name: `u${to.name.slice(1)}` as IntName };
      return c.call(fromBits(ctx.library, to), from.name === unsigned.name ? operand : c.cast(cInt(unsigned), operand));
    }
    default:
      return plain;
  }
}

export function convert(ctx: Lowering, e: Convert): c.CExpr {
  const from = e.operand.type;
  const to = e.type;
  if (to.kind === 'slice' && from.kind === 'slice') {
    const operand = expression(ctx, e.operand);
    return from.readonly === to.readonly ? operand : c.call(ctx.library.sliceOp(to, 'ofSlice'), operand);
  }
  if (e.mode === 'retype') return expression(ctx, e.operand);
  if (to.kind === 'int' && from.kind === 'int' && (e.mode === 'widen' || e.mode === 'exact')) {
    // A literal takes the type it is used as.
    const literal = e.operand.kind === 'int' ? e.operand : null;
    if (literal !== null && isInside({ lo: literal.value, hi: literal.value }, valuesOf(to)))
      return intLiteral(literal.value, to, literal.hexDigits);
  }
  const operand = expression(ctx, e.operand);
  if (to.kind === 'int') {
    if (from.kind === 'int') return between(ctx, e, from, to, operand);
    if (from.kind === 'enum') return to.name === 'u32' ? operand : between(ctx, e, U32, to, operand);
    if (from.kind === 'float') return fromFloat(ctx, e, from, to, operand);
    if (from.kind === 'bool') return c.cast(cInt(to), operand);
  }
  if (to.kind === 'float') ctx.library.usesFloats = true;
  return c.cast(cType(ctx.library, to), operand);
}

/**
 * The value where C converts it by itself without loss: as an initialiser, argument, result or right side of an assignment. A cast
 * that only widens within one signedness is left out there.
 */
export function assignable(ctx: Lowering, e: Expr): c.CExpr {
  if (e.kind === 'convert' && e.mode === 'widen' && e.type.kind === 'int' && e.operand.type.kind === 'int') {
    const sameSign = isSigned(e.type) === isSigned(e.operand.type) || !isSigned(e.operand.type);
    if (sameSign && e.operand.kind !== 'int') return assignable(ctx, e.operand);
  }
  return expression(ctx, e);
}
