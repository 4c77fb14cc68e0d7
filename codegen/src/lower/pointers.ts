// SPDX-License-Identifier: Apache-2.0
/** References and pointers: addresses, trusted casts, nonNull. */
import * as c from '../c';
import type { NonNull, Place, PointerTo, RefTo, TrustedCast, Type } from '../ir';
import { expression } from './expressions';
import { helper } from './helpers';
import { isChecked, type Lowering } from './lowering';
import { place } from './places';
import { cType, typeWord } from './types';

export function addressOfPlace(ctx: Lowering, at: Place): c.CExpr {
  return c.addressOf(place(ctx, at));
}
export const refTo = (ctx: Lowering, e: RefTo): c.CExpr => addressOfPlace(ctx, e.place);

export function pointerTo(ctx: Lowering, e: PointerTo): c.CExpr {
  const at = place(ctx, e.place);
  // An array's address is its first element's where the pointer is one to elements.
  if (e.place.type.kind === 'array' && e.type.to.kind !== 'array') return at;
  return c.addressOf(at);
}

const isFunction = (type: Type): boolean => type.kind === 'function';
const isConstant = (type: Type): boolean =>
  ((type.kind === 'pointer' || type.kind === 'ref') && type.readonly) || type.kind === 'cstring';

/** A pointer seen as another one. What C's own cast must not do (functions, const) goes through uintptr_t. */
export function trustedCast(ctx: Lowering, e: TrustedCast): c.CExpr {
  const from = e.operand.type;
  const to = cType(ctx.library, e.type);
  const operand = expression(ctx, e.operand);
  if (e.type.kind === 'int' || e.type.kind === 'enum') {
    return from.kind === 'int' || from.kind === 'enum'
      ? c.cast(to, operand)
      : c.cast(to, c.cast(c.named('uintptr_t'), operand));
  }
  const number =
    from.kind === 'int' || isFunction(from) !== isFunction(e.type) || (isConstant(from) && !isConstant(e.type));
  return c.cast(to, number ? c.cast(c.named('uintptr_t'), operand) : operand);
}

export function nonNull(ctx: Lowering, e: NonNull): c.CExpr {
  const operand = expression(ctx, e.operand);
  if (!isChecked(e.obligation)) return operand;
  const type = cType(ctx.library, e.type);
  const name = ctx.library.free(`fuse_non_null_${typeWord(e.type).replace(/^(const_)?(ref|pointer)_/, '$1')}`);
  const pointer = c.name('pointer');
  ctx.library.fileHelper(name, e.type, () =>
    helper(
      name,
      [
        { name: 'pointer', type },
        { name: 'site', type: c.named('uint32_t') },
      ],
      type,
      c.ifThen(c.binary('==', pointer, c.name('NULL')), c.expr(c.call('fuse_panic', c.name('site')))),
      c.ret(pointer),
    ),
  );
  return c.call(name, operand, ctx.site(e.obligation));
}

/** The address as a number. */
export const addressNumber = (operand: c.CExpr): c.CExpr => {
  return c.cast(c.named('size_t'), c.cast(c.named('uintptr_t'), operand));
};
