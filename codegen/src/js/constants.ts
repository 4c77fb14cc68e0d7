// SPDX-License-Identifier: Apache-2.0
/** Named constants: those of the source, of the build, and of C headers. */
import type * as es from 'estree';
import type { ConstantDecl, ConstExpr, Expr, IntType, Type } from '../ir';
import { walkValue } from '../facts/walk';
import { foldInt } from '../lower/literals';
import { type Bundle, DERIVED, Scope } from './context';
import { bigint, call, id, member, number } from './estree';
import { expression } from './expressions';

const isBig = (type: Type): boolean => type.kind === 'int' && (type.name === 'u64' || type.name === 'i64');
export const integer = (value: bigint, type: IntType): es.Expression =>
  isBig(type) ? bigint(value) : number(Number(value));

/** Whether the value is known only when the externs are. */
function needsExterns(e: Expr): boolean {
  let needs = false;
  walkValue(e, (node) => {
    if (node.kind !== 'constant') return;
    if (node.decl.header !== null) needs = true;
    else if (node.decl.value !== null && needsExterns(node.decl.value)) needs = true;
  });
  return needs;
}

/** A constant expression outside of functions, as a number: a length or a size. */
export function constantExpression(bundle: Bundle, e: ConstExpr): es.Expression {
  const known = foldInt(e);
  if (known !== null) return number(Number(known));
  const value = expression(new Scope(bundle, null, new Set(), new Set()), e);
  return isBig(e.type) ? call(member(id('$'), 'number'), value) : value;
}

/** A use of a constant with a value of type `type`. */
export function constantRef(scope: Scope, decl: ConstantDecl, type: Type): es.Expression {
  const { bundle } = scope;
  if (decl.build !== null) {
    const value = bundle.buildValue(decl.cName);
    return isBig(type) ? call(member(id('$'), 'big'), value) : value;
  }
  if (decl.header !== null) {
    bundle.externs.add(decl);
    return DERIVED.has(decl.cName) ? id(`$${decl.cName}`) : member(id('$externs'), decl.name);
  }
  const value = decl.value;
  const known = type.kind === 'int' ? foldInt(value) : null;
  if (type.kind === 'int' && known !== null) {
    // Under its own name, for the reader and the debugger, unless it is another type or a local hides it.
    if (isBig(type) !== isBig(decl.type ?? { kind: 'int', name: 'u32' })) return integer(known, type);
  }
  if (value === null) return number(0);
  const name = bundle.names.of(decl);
  const own = decl.type ?? value.type;
  const list = needsExterns(value) ? bundle.late : bundle.early;
  const make = (): es.Expression =>
    known !== null && own.kind === 'int'
      ? integer(known, own)
      : expression(new Scope(bundle, null, new Set(), new Set()), value);
  return bundle.constant(list, name, make, scope.localNames.has(name));
}
