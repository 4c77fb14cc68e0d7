// SPDX-License-Identifier: Apache-2.0
/** Places: locals that are JavaScript's own variables, and addresses of everything else. */
import type * as es from 'estree';
import { type Expr, type FieldPlace, type IndexPlace, isPlace, type Place } from '../ir';
import { foldInt } from '../lower/literals';
import { constantExpression } from './constants';
import { EmitError, type Scope } from './context';
import { id, literal, member, method, number, plus, sequence, times } from './estree';
import { expression } from './expressions';
import { isAggregate, isView, load, memberOffset, offset, size, store, viewAt, zeroOf } from './types';

/** Whether a local is an object on the stack: its name then is that of a view. */
const inMemory = (scope: Scope, at: Extract<Place, { kind: 'local' }>): boolean => scope.slotOf.has(at.decl);

/** The variable that holds the place's value, where there is one. */
function variable(scope: Scope, at: Place): es.Identifier | null {
  return at.kind === 'local' && !inMemory(scope, at) ? id(at.decl.name) : null;
}

/** The address in a pointer, reference or Out, as a number. */
export function numeric(scope: Scope, e: Expr): es.Expression {
  if (!isView(e.type)) return expression(scope, e);
  if (e.kind === 'refTo') return address(scope, e.place);
  if (e.kind === 'trustedCast') return numeric(scope, e.operand);
  if (e.kind === 'convert' && e.mode === 'retype' && e.operand.type.kind !== 'null') return numeric(scope, e.operand);
  if (e.kind === 'null') return literal(0);
  if (e.kind === 'read' && variable(scope, e.place) === null) return method('$m', 'u32', address(scope, e.place));
  const value = expression(scope, e);
  return e.type.nullable ? method('$', 'addressOf', value) : member(value, 'address');
}

function fieldAddress(scope: Scope, at: FieldPlace): es.Expression {
  const { type } = at.of;
  const of = address(scope, at.of);
  if (type.kind === 'struct') return plus(of, offset(scope.bundle, type.decl, at.field));
  if (type.kind !== 'union') throw new EmitError('only structs and unions have fields', at.at);
  // The tag, which all members share, comes first.
  if (at.member === null || at.member.fields[0] === at.field) return of;
  return plus(of, memberOffset(scope.bundle, type.decl, at.member, at.field));
}

function elementAddress(scope: Scope, at: IndexPlace): es.Expression {
  const { bundle } = scope;
  const site = scope.site(at.obligation, 'index', at.at);
  const index = expression(scope, at.index);
  if (isPlace(at.of)) {
    const { type } = at.of;
    if (type.kind !== 'array') throw new EmitError('only arrays are indexed in place', at.at);
    const length = constantExpression(bundle, type.length);
    const [known, limit] = [foldInt(at.index), foldInt(type.length)];
    const fits = known !== null && limit !== null && known >= 0n && known < limit;
    const checked = site === 0 || fits ? index : method('$', 'index', index, length, number(site));
    return plus(address(scope, at.of), times(checked, size(bundle, type.element)));
  }
  const of = expression(scope, at.of);
  const step = at.of.type.kind === 'slice' ? size(bundle, at.of.type.element) : literal(1);
  return site === 0
    ? plus(member(of, 'start'), times(index, step))
    : method('$', 'element', of, index, step, number(site));
}

/** The address of a place. */
export function address(scope: Scope, at: Place): es.Expression {
  switch (at.kind) {
    case 'local':
      if (!inMemory(scope, at)) throw new EmitError(`${at.decl.name} has no address`, at.at);
      return member(id(at.decl.name), 'address');
    case 'static':
      return member(id(scope.bundle.names.of(at.decl)), 'address');
    case 'field':
      return fieldAddress(scope, at);
    case 'index':
      return elementAddress(scope, at);
    case 'deref':
      return numeric(scope, at.of);
  }
}

/** The value at a place. */
export function read(scope: Scope, at: Place): es.Expression {
  const own = variable(scope, at);
  if (own !== null) return own;
  if (at.kind === 'field' && at.of.type.kind === 'checked') return member(read(scope, at.of), at.field.name);
  if (at.kind === 'index' && at.of.type.kind === 'text') return method('$m', 'u8', address(scope, at));
  return load(scope.bundle, at.type, address(scope, at));
}

/** Stores the value of an expression at a place. */
export function write(scope: Scope, at: Place, value: Expr): es.Expression {
  const own = variable(scope, at);
  if (own !== null) return { type: 'AssignmentExpression', operator: '=', left: own, right: expression(scope, value) };
  return store(at.type, address(scope, at), numeric(scope, value));
}

/** A view of the place, which is what references and Outs are. */
export function view(scope: Scope, at: Place): es.Expression {
  if (at.kind === 'local' && inMemory(scope, at)) return id(at.decl.name);
  if (at.kind === 'static') return id(scope.bundle.names.of(at.decl));
  if (at.kind === 'deref') return expression(scope, at.of);
  return viewAt(scope.bundle, at.type, address(scope, at));
}

/** A literal object, written part by part to an address that can be repeated. */
export function fill(
  scope: Scope,
  e: Expr,
  target: Place['type'],
  at: () => es.Expression,
  isZero = false,
): es.Expression[] {
  const { bundle } = scope;
  const plusAt = (offsetOf: es.Expression) => (): es.Expression => plus(at(), offsetOf);
  const zero = (): es.Expression[] => (isZero ? [] : [method('$m', 'zero', at(), size(bundle, target))]);
  switch (e.kind) {
    case 'zeroed':
      if (isAggregate(target)) return zero();
      return isZero ? [] : [store(target, at(), zeroOf(target))];
    case 'struct': {
      const { union } = e;
      const parts = e.fields.flatMap(({ field, value }, i) => {
        const where =
          union === null
            ? offset(bundle, e.decl, field)
            : i === 0
              ? literal(0)
              : memberOffset(bundle, union, e.decl, field);
        const writes = fill(scope, value, field.type, plusAt(where), true);
        if (field.condition === null || writes.length === 0) return writes;
        const only: es.Expression = {
          type: 'LogicalExpression',
          operator: '&&',
          left: bundle.buildValue(field.condition),
          right: sequence(writes),
        };
        return [only];
      });
      return [...zero(), ...parts];
    }
    case 'array': {
      if (target.kind !== 'array') throw new EmitError('an array literal makes an array', e.at);
      const step = size(bundle, target.element);
      const { element } = target;
      return [
        ...zero(),
        ...e.elements.flatMap((value, i) => fill(scope, value, element, plusAt(times(step, number(i))), true)),
      ];
    }
    default:
      if (isAggregate(target)) {
        if (e.kind === 'convert' && !isView(e.type)) return fill(scope, e.operand, target, at, isZero);
        return [method('$m', 'copy', at(), numeric(scope, e), size(bundle, target))];
      }
      return [store(target, at(), numeric(scope, e))];
  }
}

/** A literal object where a value is wanted: on the stack, for as long as the function runs. */
export function temporary(scope: Scope, e: Expr, type: Place['type'], storage: es.Expression): es.Expression {
  const slot = scope.slot(storage);
  const at = (): es.Expression => member(scope.slotView(slot), 'address');
  return sequence([...fill(scope, e, type, at), scope.slotView(slot)]);
}
