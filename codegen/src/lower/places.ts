// SPDX-License-Identifier: Apache-2.0
/** Places: locals, statics, fields, elements, and what references point to, as C lvalues. */
import * as c from '../c';
import type { Expr, FieldPlace, IndexPlace, Place } from '../ir';
import { hasEffect } from '../facts/effects';
import { isPlace, walkValue } from '../facts/walk';
import { expression } from './expressions';
import { indexCheck } from './helpers';
import { isChecked, LoweringError, type Lowering } from './lowering';

/** Whether the expression can be written twice. */
export function isRepeatable(e: Expr | Place): boolean {
  let repeatable = true;
  walkValue(e, (node) => {
    if (node.kind === 'let' || hasEffect(node as Expr) || node.kind === 'sliceOf' || node.kind === 'trustedSlice')
      repeatable = false;
    if (node.kind === 'conditional' || node.kind === 'call' || node.kind === 'convert') repeatable = false;
  });
  return repeatable;
}

function field(ctx: Lowering, at: FieldPlace): c.CExpr {
  const of = place(ctx, at.of);
  const union = at.of.type.kind === 'union' ? at.of.type.decl : null;
  if (union === null) return c.member(of, at.field.cName);
  // Without a member it is the tag, which all members share.
  const owner = union.members.find((m) => m.struct === at.member);
  if (at.member === null || at.member.fields[0] === at.field) return c.member(of, at.field.cName);
  if (owner === undefined)
    throw new LoweringError(`${union.name} has no member with the field ${at.field.name}`, at.at);
  return c.member(c.member(c.member(of, 'as'), owner.cName), at.field.cName);
}

/** The index, checked if it has to be. */
function checkedIndex(ctx: Lowering, at: IndexPlace, length: () => c.CExpr): c.CExpr {
  const index = expression(ctx, at.index);
  if (!isChecked(at.obligation)) return index;
  if (at.index.type.kind !== 'int') throw new LoweringError('an index is an integer', at.at);
  return c.call(indexCheck(ctx.library, at.index.type), index, length(), ctx.site(at.obligation));
}

function element(ctx: Lowering, at: IndexPlace): c.CExpr {
  if (isPlace(at.of)) {
    const { type } = at.of;
    if (type.kind !== 'array') throw new LoweringError('only arrays are indexed in place', at.at);
    return c.indexInto(
      place(ctx, at.of),
      checkedIndex(ctx, at, () => expression(ctx, type.length)),
    );
  }
  const of = expression(ctx, at.of);
  if (at.of.type.kind === 'slice' && isChecked(at.obligation) && !isRepeatable(at.of)) {
    const index = expression(ctx, at.index);
    return c.deref(c.call(ctx.library.sliceOp(at.of.type, 'at'), of, index, ctx.site(at.obligation)));
  }
  if (at.of.type.kind === 'text') ctx.library.text();
  return c.indexInto(
    c.member(of, 'start'),
    checkedIndex(ctx, at, () => c.member(of, 'length')),
  );
}

/** The place as a C lvalue. */
export function place(ctx: Lowering, at: Place): c.CExpr {
  switch (at.kind) {
    case 'local':
      return c.name(ctx.local(at.decl));
    case 'static':
      return c.name(at.decl.cName);
    case 'field':
      return field(ctx, at);
    case 'index':
      return element(ctx, at);
    case 'deref':
      return c.deref(expression(ctx, at.of));
  }
}

/** Whether two places are written the same way. */
export function samePlace(a: Place | Expr, b: Place | Expr): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind) return false;
  switch (a.kind) {
    case 'local':
      return a.decl === (b as typeof a).decl;
    case 'static':
      return a.decl === (b as typeof a).decl;
    case 'field':
      return a.field === (b as typeof a).field && samePlace(a.of, (b as typeof a).of);
    case 'index':
      return samePlace(a.of, (b as typeof a).of) && samePlace(a.index, (b as typeof a).index);
    case 'deref':
      return samePlace(a.of, (b as typeof a).of);
    case 'read':
      return samePlace(a.place, (b as typeof a).place);
    case 'int':
      return a.value === (b as typeof a).value;
    case 'constant':
      return a.decl === (b as typeof a).decl;
    case 'convert':
      return a.mode === 'widen' && (b as typeof a).mode === 'widen' && samePlace(a.operand, (b as typeof a).operand);
    default:
      return false;
  }
}
