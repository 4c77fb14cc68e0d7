// SPDX-License-Identifier: Apache-2.0
/**
 * Evaluates an expression over what is known: returns what its value can be, notes whether its obligations are met, and teaches
 * the state what holds once it was evaluated (a checked index was inside, a call has written its fields).
 */
import type { Convert, Expr, IntRange, IntType, Place } from '../ir';
import * as advice from './advice';
import { fact, lengthFact } from './advice';
import { condition } from './conditions';
import type { Context } from './context';
import { describe } from './describe';
import { bitsOf, fitsOf, isInside, isSigned, LENGTH, valuesOf } from './ranges';
import type { State } from './state';
import { isTracked } from './symbols';
import type { Value } from './values';
import * as values from './values';
import { isPlace } from './walk';

const UNKNOWN = values.between(0n, 0n);

/** Evaluates two operands in order; what a call in the second may have changed is not said of the first any more. */
export function evaluateBoth(ctx: Context, state: State, left: () => Value, right: Expr): [Value, Value] {
  const a = left();
  const calls = ctx.calls.length;
  const b = evaluate(ctx, state, right);
  return [ctx.calls.length === calls ? a : values.interval(a), b];
}

/** The length of an array place, slice or text. */
export function lengthOf(ctx: Context, state: State, of: Place | Expr): Value {
  if (isPlace(of)) {
    if (of.kind === 'static' && of.decl.constant && of.decl.init.kind === 'text')
      return lengthOf(ctx, state, of.decl.init);
    evaluatePlace(ctx, state, of);
    if (of.type.kind === 'array') return values.within(evaluate(ctx, state, of.type.length), LENGTH);
    const sym = ctx.symbols.length(of);
    return sym === null ? values.ofRange(ctx.symbols.rangeAt(of)) : values.ofSymbol(sym, state);
  }
  switch (of.kind) {
    case 'read':
      return lengthOf(ctx, state, of.place);
    case 'text':
    case 'cstring':
      return values.exactly(BigInt(of.value.length));
    case 'convert':
      return lengthOf(ctx, state, of.operand);
    case 'trustedSlice':
      evaluate(ctx, state, of.start);
      return values.within(evaluate(ctx, state, of.count), LENGTH);
    case 'sliceOf':
      return sliceLength(ctx, state, of);
    case 'call':
      return called(ctx, state, of);
    case 'conditional':
      return ctx.apart(state, (copy) => {
        const [yes, no] = condition(ctx, copy, of.condition);
        const a = lengthOf(ctx, yes, of.whenTrue);
        const b = lengthOf(ctx, no, of.whenFalse);
        return values.either(a, b);
      });
    default:
      evaluate(ctx, state, of);
      return values.between(LENGTH.lo, LENGTH.hi);
  }
}

function sliceLength(ctx: Context, state: State, e: Extract<Expr, { kind: 'sliceOf' }>): Value {
  const calls = ctx.calls.length;
  let length = lengthOf(ctx, state, e.of);
  let from = e.from === null ? values.exactly(0n) : evaluate(ctx, state, e.from);
  let to = e.to === null ? length : evaluate(ctx, state, e.to);
  if (ctx.calls.length !== calls)
    [length, from, to] = [values.interval(length), values.interval(from), values.interval(to)];
  const ordered = values.differenceBound(from, to, state) <= 0n;
  const inside = e.to === null || values.differenceBound(to, length, state) <= 0n;
  ctx.note(state, e.obligation, ordered && inside && from.lo >= 0n, 'slice', e.at, () => {
    const ends = [
      ...(e.from === null ? [] : [fact(ctx.symbols, state, e.from, from)]),
      ...(e.to === null ? [] : [fact(ctx.symbols, state, e.to, to)]),
    ];
    return {
      known: [...ends, lengthFact(state, e.of, length)].join('; '),
      help: advice.slice(describe(e.of), ordered),
    };
  });
  ctx.learnLater(from, to);
  ctx.learnLater(to, length);
  return values.within(values.subtract(to, from, state), LENGTH);
}

/** Evaluates what stands in a place: its pointers and indices. */
export function evaluatePlace(ctx: Context, state: State, place: Place): void {
  switch (place.kind) {
    case 'local':
    case 'static':
      return;
    case 'field':
      evaluatePlace(ctx, state, place.of);
      return;
    case 'deref':
      evaluate(ctx, state, place.of);
      return;
    case 'index': {
      const [length, index] = evaluateBoth(ctx, state, () => lengthOf(ctx, state, place.of), place.index);
      const met = index.lo >= 0n && values.differenceBound(index, length, state) <= -1n;
      ctx.note(state, place.obligation, met, 'index', place.at, () => ({
        known: `${fact(ctx.symbols, state, place.index, index)}; ${lengthFact(state, place.of, length)}`,
        help: advice.index(describe(place.index), index, length),
      }));
      ctx.learnLater(values.exactly(0n), index);
      ctx.learnLater(index, length, -1n);
      return;
    }
  }
}

/** The value of the integer at a place. */
function readPlace(ctx: Context, state: State, place: Place): Value {
  evaluatePlace(ctx, state, place);
  if (place.type.kind !== 'int') return UNKNOWN;
  const sym = ctx.symbols.value(place);
  if (sym === null) return values.ofRange(ctx.symbols.rangeAt(place));
  const value = values.ofSymbol(sym, state);
  // The ends of a range may be the build's choice: a fact of its own.
  const range = place.type.range;
  if (range !== undefined && (range.lo < range.sureLo || range.hi > range.sureHi) && ctx.symbols.keepsContract(place)) {
    values.learnAtMost(state, evaluate(ctx, state, range.min), value);
    values.learnAtMost(state, value, evaluate(ctx, state, range.max));
    return values.ofSymbol(sym, state);
  }
  return value;
}

/** A second look at an operand that has been evaluated, without its effects; null if it has any. */
function again(ctx: Context, state: State, e: Expr): Value | null {
  const recording = ctx.ledger.recording;
  const calls = ctx.calls.length;
  ctx.ledger.recording = false;
  const value = ctx.apart(state.copy(), (copy) => evaluate(ctx, copy, e));
  ctx.ledger.recording = recording;
  return ctx.calls.length === calls ? value : null;
}

/** The middle of two numbers lies between them, and below the greater if they differ. */
function middle(state: State, low: Value, high: Value, value: Value): Value {
  const apart = values.differenceBound(low, high, state);
  if (low.lo < 0n || apart > 0n) return value;
  const strict = apart < 0n ? 1n : 0n;
  return {
    ...value,
    below: [...high.below.map((x) => ({ ...x, offset: x.offset - strict })), ...value.below],
    above: [...low.above, ...value.above],
  };
}

/** Half of `left`, which may be a sum: idiv(low + high, 2). */
function halved(ctx: Context, state: State, left: Expr, value: Value): Value {
  const sum = left.kind === 'convert' && left.mode === 'widen' ? left.operand : left;
  if (sum.kind !== 'arith' || sum.op !== '+' || sum.mode !== 'exact') return value;
  const [a, b] = [again(ctx, state, sum.left), again(ctx, state, sum.right)];
  return a === null || b === null ? value : middle(state, b, a, middle(state, a, b, value));
}

/** low + idiv(high - low, 2). */
function between(ctx: Context, state: State, left: Expr, right: Expr, value: Value): Value {
  const half = right.kind === 'arith' && right.op === '/' ? right.right : right.kind === 'shift' ? right.count : null;
  if ((right.kind !== 'arith' && right.kind !== 'shift') || half?.kind !== 'int') return value;
  const isHalf = right.kind === 'arith' ? half.value === 2n : right.op === '>>' && half.value === 1n;
  const distance = right.left;
  if (!isHalf || distance.kind !== 'arith' || distance.op !== '-' || distance.mode !== 'exact') return value;
  if (describe(distance.right) !== describe(left) || left.kind !== 'read') return value;
  const [low, high] = [again(ctx, state, left), again(ctx, state, distance.left)];
  return low === null || high === null ? value : middle(state, low, high, value);
}

function arithmetic(ctx: Context, state: State, e: Extract<Expr, { kind: 'arith' }>): Value {
  const [a, b] = evaluateBoth(ctx, state, () => evaluate(ctx, state, e.left), e.right);
  const all = valuesOf(e.type);
  if (e.op === '/' || e.op === '%') {
    const least = -(1n << (bitsOf(e.type) - 1n));
    const nonZero = b.lo > 0n || b.hi < 0n;
    const noOverflow = !isSigned(e.type) || a.lo > least || b.lo > -1n || b.hi < -1n;
    ctx.note(state, e.obligation, nonZero && noOverflow, 'division', e.at, () => ({
      known: `${nonZero ? `${fact(ctx.symbols, state, e.left, a)}; ` : ''}the divisor ${fact(ctx.symbols, state, e.right, b)}`,
      help: advice.division(describe(e.right), nonZero, e.type),
    }));
    if (b.lo === 0n) ctx.learnLater(values.exactly(1n), b);
    const result = e.op === '/' ? values.divide(a, b) : values.remainder(a, b);
    const exact = values.within(result, all);
    return e.op === '/' && b.lo === 2n && b.hi === 2n ? halved(ctx, state, e.left, exact) : exact;
  }
  const sum = (): Value => between(ctx, state, e.left, e.right, values.add(a, b));
  const exact = e.op === '+' ? sum() : e.op === '-' ? values.subtract(a, b, state) : values.multiply(a, b);
  if (e.mode === 'exact') {
    ctx.note(state, e.obligation, isInside(exact, fitsOf(e.type)), 'overflow', e.at, () => ({
      known: `${fact(ctx.symbols, state, e.left, a)}; ${fact(ctx.symbols, state, e.right, b)}; the result is ${exact.lo}..${exact.hi}, and ${e.type.name} holds ${fitsOf(e.type).lo}..${fitsOf(e.type).hi}`,
      help: advice.overflow(e.op, e.type, a, b, exact),
    }));
    if (e.op === '-' && !isSigned(e.type)) ctx.learnLater(b, a);
    return values.within(exact, all);
  }
  if (isInside(exact, fitsOf(e.type))) return exact;
  if (e.mode === 'wrap') return values.anyOf(e.type);
  return values.clamped(exact, e.type);
}

function shifted(ctx: Context, state: State, e: Extract<Expr, { kind: 'shift' }>): Value {
  const [a, count] = evaluateBoth(ctx, state, () => evaluate(ctx, state, e.left), e.count);
  const width = bitsOf(e.type);
  ctx.note(state, e.obligation, count.lo >= 0n && count.hi < width, 'shift', e.at, () => ({
    known: `${fact(ctx.symbols, state, e.count, count)}; ${e.type.name} has ${width} bits`,
    help: advice.shift(describe(e.count), width),
  }));
  ctx.learnLater(count, values.exactly(valuesOf(e.type).hi.toString(2).length === 64 ? 63n : 31n));
  const c = values.within(count, { lo: 0n, hi: 63n });
  if (c.lo > c.hi) return values.anyOf(e.type);
  if (e.op === '>>') {
    const result = { lo: a.lo >> c.hi, hi: a.hi >> c.lo, below: a.below, above: [] };
    return c.lo === 1n && c.hi === 1n ? halved(ctx, state, e.left, result) : result;
  }
  const top = a.hi << c.hi;
  return top <= fitsOf(e.type).hi ? { lo: a.lo << c.lo, hi: top, below: [], above: a.above } : values.anyOf(e.type);
}

function converted(ctx: Context, state: State, e: Extract<Expr, { kind: 'convert' }>): Value {
  const from = e.operand.type;
  const v = evaluate(ctx, state, e.operand);
  if (e.type.kind !== 'int') {
    if (e.mode === 'exact') ctx.note(state, e.obligation, true, 'conversion', e.at, () => ({ known: '', help: '' }));
    return UNKNOWN;
  }
  const range = valuesOf(e.type);
  if (from.kind === 'enum') {
    return values.between(0n, (1n << 32n) - 1n);
  }
  if (from.kind !== 'int') {
    // Of a float nothing is known.
    if (e.mode === 'exact') {
      const name = e.type.name;
      ctx.note(state, e.obligation, false, 'conversion', e.at, () => ({
        known: `${describe(e.operand)} is a floating-point value, of which no interval is kept`,
        help: `compute in integers; a float is always checked when it becomes ${name === 'usize' ? 'a' : 'one of'} ${name}`,
      }));
    }
    return values.anyOf(e.type);
  }
  const fits = isInside(v, fitsOf(e.type)) || from.name === e.type.name;
  switch (e.mode) {
    case 'exact':
      return e.type.range === undefined
        ? exactly(ctx, state, e, v, fits)
        : ranged(ctx, state, e, v, fits, e.type.range);
    case 'wrap':
      if (fits) return v;
      return v.lo >= 0n && !isSigned(e.type)
        ? { lo: 0n, hi: range.hi, below: v.below, above: [] }
        : values.anyOf(e.type);
    case 'sat':
      return values.clamped(v, e.type);
    default:
      return v;
  }
}

function exactly(ctx: Context, state: State, e: Convert, v: Value, fits: boolean): Value {
  const type = e.type as IntType;
  ctx.note(state, e.obligation, fits, 'conversion', e.at, () => ({
    known: `${fact(ctx.symbols, state, e.operand, v)}; ${type.name} holds ${fitsOf(type).lo}..${fitsOf(type).hi}`,
    help: advice.conversion(describe(e.operand), v, type),
  }));
  return e.type.kind === 'int' ? values.within(v, valuesOf(e.type)) : v;
}

/** What is stored under a range. */
function ranged(ctx: Context, state: State, e: Convert, v: Value, fits: boolean, range: IntRange): Value {
  const min = evaluate(ctx, state, range.min);
  const max = evaluate(ctx, state, range.max);
  const inside = values.differenceBound(min, v, state) <= 0n && values.differenceBound(v, max, state) <= 0n;
  ctx.note(state, e.obligation, fits && inside, 'range', e.at, () => ({
    known: `${fact(ctx.symbols, state, e.operand, v)}; the range is ${range.text}`,
    help: advice.range(describe(e.operand), v, { lo: range.sureLo, hi: range.sureHi }, range.text),
  }));
  ctx.learnLater(min, v);
  ctx.learnLater(v, max);
  return values.within(v, range);
}

function called(ctx: Context, state: State, e: Extract<Expr, { kind: 'call' }>): Value {
  if (e.target.kind === 'pointer') evaluate(ctx, state, e.target.value);
  e.args.forEach((arg, i) => {
    const value = measure(ctx, state, arg);
    const param = e.target.kind === 'function' ? e.target.decl.params[i]?.decl : undefined;
    if (param !== undefined && isTracked(param.type)) ctx.collect(state, param, value);
  });
  if (e.target.kind === 'function') ctx.call(state, ctx.effects.of(e.target.decl));
  else if (e.target.kind === 'pointer' || !e.target.decl.pure) ctx.call(state, ctx.everything);
  if (e.type.kind === 'never') state.dead = true;
  if (!isTracked(e.type)) return UNKNOWN;
  const most = values.ofRange(e.type.kind === 'int' ? valuesOf(e.type) : LENGTH);
  const known = e.target.kind === 'function' ? ctx.knowledge.result(e.target.decl) : null;
  return known === null ? most : values.within(most, known);
}

/** An integer's value, or the length of a slice or text. */
export function measure(ctx: Context, state: State, e: Expr): Value {
  return e.type.kind === 'slice' || e.type.kind === 'text' ? lengthOf(ctx, state, e) : evaluate(ctx, state, e);
}

/** What the value of an integer expression can be (meaningless for other types). */
export function evaluate(ctx: Context, state: State, e: Expr): Value {
  const value = evaluated(ctx, state, e);
  if (e.type.kind === 'int') ctx.claim(state, e, value);
  return value;
}

function evaluated(ctx: Context, state: State, e: Expr): Value {
  switch (e.kind) {
    case 'int':
      return values.exactly(e.value);
    case 'enumValue':
      return values.exactly(e.member.value);
    case 'constant': {
      if (e.decl.value !== null && e.decl.build === null) {
        return evaluate(ctx, state, e.decl.value);
      }
      if (e.decl.build !== null) {
        return values.ofSymbol(ctx.symbols.constant(e.decl, { lo: e.decl.build.min, hi: e.decl.build.max }), state);
      }
      if (e.type.kind !== 'int') return UNKNOWN;
      return values.ofSymbol(ctx.symbols.constant(e.decl, valuesOf(e.type)), state);
    }
    case 'read':
      return readPlace(ctx, state, e.place);
    case 'refTo':
    case 'pointerTo':
      evaluatePlace(ctx, state, e.place);
      return UNKNOWN;
    case 'arith':
      return arithmetic(ctx, state, e);
    case 'negate': {
      const v = evaluate(ctx, state, e.operand);
      if (e.type.kind !== 'int') return UNKNOWN;
      const negated = values.between(-v.hi, -v.lo);
      const fits = isInside(negated, fitsOf(e.type));
      if (e.mode === 'exact') {
        const type = e.type;
        ctx.note(state, e.obligation, fits, 'overflow', e.at, () => ({
          known: `${fact(ctx.symbols, state, e.operand, v)}; the least ${type.name} has no positive counterpart`,
          help: `guard that ${describe(e.operand)} !== ${type.name}.MIN, or write sat(-x) or wrap(-x)`,
        }));
      }
      if (fits) return negated;
      if (e.mode === 'sat') return values.clamped(negated, e.type);
      return e.mode === 'wrap' ? values.anyOf(e.type) : values.within(negated, valuesOf(e.type));
    }
    case 'bits': {
      const [a, b] = evaluateBoth(ctx, state, () => evaluate(ctx, state, e.left), e.right);
      return e.op === '&' ? values.and(a, b) : e.op === '|' ? values.or(a, b) : values.xor(a, b);
    }
    case 'complement':
      evaluate(ctx, state, e.operand);
      return values.anyOf(e.type);
    case 'shift':
      return shifted(ctx, state, e);
    case 'compare':
    case 'logic':
    case 'not':
      ctx.apart(state, (copy) => condition(ctx, copy, e));
      return UNKNOWN;
    case 'nullCheck':
      evaluate(ctx, state, e.operand);
      return UNKNOWN;
    case 'conditional':
      return ctx.apart(state, (copy) => {
        const [yes, no] = condition(ctx, copy, e.condition);
        const a = evaluate(ctx, yes, e.whenTrue);
        const b = evaluate(ctx, no, e.whenFalse);
        return yes.dead ? b : no.dead ? a : values.either(a, b);
      });
    case 'convert':
      return converted(ctx, state, e);
    case 'minMax': {
      const [a, b] = evaluateBoth(ctx, state, () => evaluate(ctx, state, e.left), e.right);
      if (e.type.kind !== 'int') return UNKNOWN;
      return e.op === 'min' ? values.least(a, b) : values.greatest(a, b);
    }
    case 'call':
      return called(ctx, state, e);
    case 'sliceOf':
    case 'trustedSlice':
      lengthOf(ctx, state, e);
      return UNKNOWN;
    case 'sliceLength':
      return lengthOf(ctx, state, e.of);
    case 'sizeOf':
      // Every type of C has a size.
      return values.between(1n, (1n << 32n) - 1n);
    case 'nonNull':
      evaluate(ctx, state, e.operand);
      ctx.note(state, e.obligation, e.operand.kind === 'refTo', 'null', e.at, () => ({
        known: `${describe(e.operand)} may be null`,
        help: 'compare with null: in if (x !== null) { … } a parameter or local const x is not null, and nonNull is not needed',
      }));
      return UNKNOWN;
    case 'atomic':
      evaluatePlace(ctx, state, e.place);
      for (const arg of e.args) evaluate(ctx, state, arg);
      return e.type.kind === 'int' ? values.anyOf(e.type) : UNKNOWN;
    case 'regRead':
      evaluatePlace(ctx, state, e.place);
      return values.anyOf(e.type);
    case 'regWrite':
      evaluatePlace(ctx, state, e.place);
      evaluate(ctx, state, e.value);
      return UNKNOWN;
    case 'registerAt':
      evaluate(ctx, state, e.address);
      return UNKNOWN;
    case 'floatArith':
    case 'checkedArith':
      evaluate(ctx, state, e.left);
      evaluate(ctx, state, e.right);
      return UNKNOWN;
    case 'trustedCast':
    case 'addressOf':
      evaluate(ctx, state, e.operand);
      return e.type.kind === 'int' ? values.anyOf(e.type) : UNKNOWN;
    case 'struct':
      for (const { field, value } of e.fields) {
        const parts = value.kind === 'array' ? value.elements : [value];
        for (const part of parts) {
          const stored = measure(ctx, state, part);
          if (isTracked(part.type)) ctx.collect(state, field, stored);
          else if (part.kind === 'zeroed') ctx.collect(state, field, values.exactly(0n));
        }
      }
      return UNKNOWN;
    case 'array':
      for (const element of e.elements) evaluate(ctx, state, element);
      return UNKNOWN;
    case 'float':
    case 'bool':
    case 'null':
    case 'text':
    case 'cstring':
    case 'function':
    case 'buildFlag':
    case 'zeroed':
      return UNKNOWN;
  }
}
