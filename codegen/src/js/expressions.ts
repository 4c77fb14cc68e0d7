// SPDX-License-Identifier: Apache-2.0
/** Expressions of the IR as JavaScript: which file emits what. */
import type * as es from 'estree';
import { type AtomicOp, type Call, type Expr, isPlace, type SliceOf, type Type } from '../ir';
import { arithmetic, bits, checkedArithmetic, compare, complement, floatArithmetic, negate, shift } from './arithmetic';
import { constantExpression, constantRef, integer } from './constants';
import { type Bundle, EmitError, type Scope } from './context';
import { convert } from './conversions';
import {
  at,
  binary,
  call,
  conditional,
  id,
  literal,
  logical,
  member,
  method,
  NULL,
  number,
  object,
  unary,
} from './estree';
import { address, numeric, read, temporary, view } from './places';
import { intOps, isAggregate, isView, load, NOTHING, size, storage, store, viewAt, zeroOf } from './types';

/** The expression, standing for its TypeScript. */
export const expression = (scope: Scope, e: Expr): es.Expression => at(emit(scope, e), e.at);

function emit(scope: Scope, e: Expr): es.Expression {
  const { bundle } = scope;
  switch (e.kind) {
    case 'int':
      return integer(e.value, e.type);
    case 'float':
      return number(e.type.name === 'f32' ? Math.fround(e.value) : e.value);
    case 'bool':
      return literal(e.value);
    case 'null':
      return e.type.kind === 'null' ? NULL : zeroOf(e.type);
    case 'text':
      return bundle.textLiteral(e.value);
    case 'cstring':
      return bundle.cstring(e.value);
    case 'enumValue':
      return number(Number(e.member.value));
    case 'constant':
      return constantRef(scope, e.decl, e.type);
    case 'function':
      return functionIndex(bundle, e.decl);
    case 'buildFlag':
      return bundle.buildValue(e.macro);
    case 'read':
      return read(scope, e.place);
    case 'refTo':
      return view(scope, e.place);
    case 'arith':
      return arithmetic(scope, e);
    case 'negate':
      return negate(scope, e);
    case 'floatArith':
      return floatArithmetic(scope, e);
    case 'bits':
      return bits(scope, e);
    case 'complement':
      return complement(scope, e);
    case 'shift':
      return shift(scope, e);
    case 'compare':
      return compare(scope, e);
    case 'nullCheck':
      return nullCheck(scope, e.operand, e.negated);
    case 'logic':
      return logical(e.op, expression(scope, e.left), expression(scope, e.right));
    case 'not':
      return unary('!', expression(scope, e.operand));
    case 'conditional':
      return conditional(expression(scope, e.condition), expression(scope, e.whenTrue), expression(scope, e.whenFalse));
    case 'convert':
      return convert(scope, e);
    case 'minMax':
      return method('$', e.op, expression(scope, e.left), expression(scope, e.right));
    case 'checkedArith':
      return checkedArithmetic(scope, e);
    case 'call':
      return callOf(scope, e);
    case 'sliceOf':
      return sliceOf(scope, e);
    case 'sliceLength':
      return member(expression(scope, e.of), 'length');
    case 'trustedSlice':
      return object([
        ['start', expression(scope, e.start)],
        ['length', expression(scope, e.count)],
      ]);
    case 'trustedCast':
      return pointerLike(bundle, e.type, () => numeric(scope, e.operand));
    case 'pointerTo':
      return address(scope, e.place);
    case 'addressOf':
      return numeric(scope, e.operand);
    case 'sizeOf':
      return size(bundle, e.of);
    case 'nonNull': {
      const site = scope.site(e.obligation, 'null', e.at);
      const operand = expression(scope, e.operand);
      return site === 0 ? operand : method('$', 'nonNull', operand, number(site));
    }
    case 'atomic':
      return atomic(scope, e);
    case 'regRead':
      // What comes from a register is bytes: the type says what number they are.
      return method(intOps(e.type), 'wrap', method('$m', 'readRegister', address(scope, e.place), size(bundle, e.of)));
    case 'regWrite':
      return method('$m', 'writeRegister', address(scope, e.place), size(bundle, e.of), expression(scope, e.value));
    case 'registerAt':
      return viewAt(bundle, e.type.to, expression(scope, e.address));
    case 'struct':
    case 'array':
    case 'zeroed':
      return object_(scope, e);
  }
}

/** A literal where a value is wanted. */
function object_(scope: Scope, e: Extract<Expr, { kind: 'struct' | 'array' | 'zeroed' }>): es.Expression {
  const type: Type =
    e.kind === 'struct' && e.union !== null
      ? { kind: 'union', decl: e.union }
      : e.type.kind === 'ref' && !e.type.nullable
        ? e.type.to
        : e.type;
  if (!isAggregate(type)) return zeroOf(type);
  return temporary(scope, e, type, storage(scope.bundle, type));
}

function functionIndex(bundle: Bundle, decl: Extract<Expr, { kind: 'function' }>['decl']): es.Expression {
  if (decl.kind === 'extern') {
    bundle.externs.add(decl);
    return bundle.hoist(bundle.late, `$extern$${decl.name}`, () =>
      method('$table', 'add', member(id('$externs'), decl.name)),
    );
  }
  const name = bundle.names.of(decl);
  return bundle.hoist(bundle.late, `$function$${name}`, () => method('$table', 'add', id(name)));
}

/** A value of a pointer-like type from an address. */
function pointerLike(bundle: Bundle, type: Type, value: () => es.Expression): es.Expression {
  return isView(type) ? viewAt(bundle, type.to, value()) : value();
}

function nullCheck(scope: Scope, operand: Expr, negated: boolean): es.Expression {
  const op = negated ? '!==' : '===';
  if (operand.type.kind === 'slice') return binary(op, member(expression(scope, operand), 'start'), literal(0));
  if (!isView(operand.type)) return binary(op, expression(scope, operand), literal(0));
  return binary(op, expression(scope, operand), NULL);
}

function callOf(scope: Scope, e: Call): es.Expression {
  const { bundle } = scope;
  const args = e.args.map((arg) => expression(scope, arg));
  switch (e.target.kind) {
    case 'function':
      return call(bundle.names.of(e.target.decl), ...args);
    case 'extern':
      bundle.externs.add(e.target.decl);
      return method('$externs', e.target.decl.name, ...args);
    case 'pointer':
      return method('$p', 'call', storage(bundle, e.type), expression(scope, e.target.value), ...args);
  }
}

/** All of an array, slice or text. */
function whole(scope: Scope, e: SliceOf): es.Expression {
  if (!isPlace(e.of)) return expression(scope, e.of);
  if (e.of.type.kind !== 'array') throw new EmitError('only arrays and slices have elements', e.at);
  return object([
    ['start', address(scope, e.of)],
    ['length', constantExpression(scope.bundle, e.of.type.length)],
  ]);
}

function sliceOf(scope: Scope, e: SliceOf): es.Expression {
  const all = whole(scope, e);
  if (e.from === null && e.to === null) return all;
  return method(
    '$',
    'part',
    all,
    e.from === null ? literal(0) : expression(scope, e.from),
    e.to === null ? NULL : expression(scope, e.to),
    size(scope.bundle, e.type.element),
    number(scope.site(e.obligation, 'slice', e.at)),
  );
}

function atomic(scope: Scope, e: AtomicOp): es.Expression {
  const { bundle } = scope;
  const place = address(scope, e.place);
  const args = e.args.map((arg) => expression(scope, arg));
  const [value = NOTHING(), desired = NOTHING()] = args;
  const type = storage(bundle, e.of);
  const before = id('$before');
  const ops = e.of.of.kind === 'int' ? id(`$${e.of.of.name}`) : id('$u32');
  const change = (result: es.Expression): es.Expression =>
    method('$', 'exchange', type, place, {
      type: 'ArrowFunctionExpression',
      params: [before],
      body: result,
      expression: true,
    });
  switch (e.op) {
    case 'load':
      return load(bundle, e.of, place);
    case 'store':
      return store(e.of, place, value);
    case 'exchange':
      return change(value);
    case 'fetchAdd':
      return change(method(ops, 'wrap', binary('+', before, value)));
    case 'fetchSub':
      return change(method(ops, 'wrap', binary('-', before, value)));
    case 'fetchOr':
      return change(method(ops, 'wrap', binary('|', before, value)));
    case 'fetchAnd':
      return change(method(ops, 'wrap', binary('&', before, value)));
    case 'compareExchange':
      return method('$', 'compareExchange', type, place, value, desired);
  }
}
