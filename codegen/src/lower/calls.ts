// SPDX-License-Identifier: Apache-2.0
/** Calls, atomics and hardware registers. */
import * as c from '../c';
import type { AtomicOp, Call, RegisterAt, RegRead, RegWrite } from '../ir';
import { assignable } from './conversions';
import { expression } from './expressions';
import { compareExchange } from './helpers';
import type { Lowering } from './lowering';
import { place } from './places';
import { compound } from './structs';
import { cType, typeWord } from './types';

export function callOf(ctx: Lowering, e: Call): c.CExpr {
  const callee = e.target.kind === 'pointer' ? expression(ctx, e.target.value) : c.name(e.target.decl.cName);
  const args = e.args.map((arg) => {
    const isObject = arg.type.kind === 'struct' || arg.type.kind === 'union' || arg.type.kind === 'ref';
    if ((arg.kind !== 'struct' && arg.kind !== 'zeroed') || !isObject) return assignable(ctx, arg);
    // A literal argument of struct type is an object of the caller's, passed by its address.
    return c.unary('&', compound(ctx, arg));
  });
  return c.call(callee, ...args);
}

const ATOMIC = {
  load: 'atomic_load_explicit',
  store: 'atomic_store_explicit',
  exchange: 'atomic_exchange_explicit',
  fetchAdd: 'atomic_fetch_add_explicit',
  fetchSub: 'atomic_fetch_sub_explicit',
  fetchOr: 'atomic_fetch_or_explicit',
  fetchAnd: 'atomic_fetch_and_explicit',
} as const;

export function atomic(ctx: Lowering, e: AtomicOp): c.CExpr {
  ctx.library.usesAtomics = true;
  const object = c.addressOf(place(ctx, e.place));
  const args = e.args.map((arg) => expression(ctx, arg));
  if (e.op === 'compareExchange') {
    return c.call(
      compareExchange(ctx.library, cType(ctx.library, e.of.of), typeWord(e.of.of), e.order),
      object,
      ...args,
    );
  }
  return c.call(ATOMIC[e.op], object, ...args, c.name(`memory_order_${e.order}`));
}

export const regRead = (ctx: Lowering, e: RegRead): c.CExpr => place(ctx, e.place);
export const regWrite = (ctx: Lowering, e: RegWrite): c.CExpr =>
  c.assignTo(place(ctx, e.place), expression(ctx, e.value));
export function registerAt(ctx: Lowering, e: RegisterAt): c.CExpr {
  return c.cast(cType(ctx.library, e.type), c.cast(c.named('uintptr_t'), expression(ctx, e.address)));
}
