// SPDX-License-Identifier: Apache-2.0
/** Struct, union and array literals, and `zeroed()`. */
import * as c from '../c';
import type { ArrayLiteral, Expr, StructLiteral } from '../ir';
import { assignable } from './conversions';
import { LoweringError, type Lowering } from './lowering';
import { cType } from './types';

const ZERO: c.CInitList = { kind: 'init', items: [] };

/** What stands after `=`, or within another initialiser: a brace list for aggregates, an expression for the rest. */
export function initialiser(ctx: Lowering, e: Expr): c.CExpr {
  switch (e.kind) {
    case 'struct':
      return structInit(ctx, e);
    case 'array':
      return arrayInit(ctx, e);
    case 'zeroed':
      return zero(e);
    case 'convert':
      return e.mode === 'retype' && (e.type.kind === 'struct' || e.type.kind === 'array')
        ? initialiser(ctx, e.operand)
        : assignable(ctx, e);
    default:
      return assignable(ctx, e);
  }
}

function zero(e: Expr): c.CExpr {
  switch (e.type.kind) {
    case 'int':
      return c.literal('0');
    case 'bool':
      return c.literal('false');
    case 'ref':
    case 'pointer':
    case 'function':
    case 'out':
    case 'cstring':
      // A reference's zero is the object's: `zeroed<Entry>()` has the type of a reference where an object is initialised with it.
      return e.type.kind === 'ref' && !e.type.nullable ? ZERO : c.name('NULL');
    default:
      return ZERO;
  }
}

function arrayInit(ctx: Lowering, e: ArrayLiteral): c.CInitList {
  const values = e.elements.map((element) => initialiser(ctx, element));
  const list = c.initList(
    values,
    values.some((v) => v.kind === 'init'),
  );
  return { ...list, items: list.items.map((item, i) => ({ ...item, comments: e.comments[i] ?? [] })) };
}

function structInit(ctx: Lowering, e: StructLiteral): c.CInitList {
  if (e.union === null) {
    return {
      kind: 'init',
      items: e.fields.map(({ field, value }) => ({
        member: field.cName,
        value: initialiser(ctx, value),
        ...(field.condition === null ? {} : { condition: field.condition }),
      })),
    };
  }
  const [tag, ...rest] = e.fields;
  const owner = e.union.members.find((m) => m.struct === e.decl);
  if (tag === undefined || owner === undefined) throw new LoweringError('a literal of a union names its tag', e.at);
  const items: { member: string; value: c.CExpr }[] = [{ member: tag.field.cName, value: initialiser(ctx, tag.value) }];
  if (rest.length > 0) {
    items.push({
      member: `as.${owner.cName}`,
      value: {
        kind: 'init',
        items: rest.map(({ field, value }) => ({ member: field.cName, value: initialiser(ctx, value) })),
      },
    });
  }
  return { kind: 'init', items };
}

/** The literal as a value of its own, outside an initialiser. */
export function compound(ctx: Lowering, e: Expr): c.CExpr {
  const init = initialiser(ctx, e);
  if (init.kind !== 'init') return init;
  const type = e.kind === 'struct' && e.union !== null ? { kind: 'union' as const, decl: e.union } : e.type;
  return { kind: 'compound', type: cType(ctx.library, type.kind === 'ref' ? type.to : type), init };
}
