// SPDX-License-Identifier: Apache-2.0
/** Slices and text: making them, and their lengths. */
import * as c from '../c';
import type { Expr, SliceOf, SliceType, TrustedSlice } from '../ir';
import { isPlace } from '../facts/walk';
import { assignable } from './conversions';
import { expression } from './expressions';
import { helper } from './helpers';
import type { Library } from './library';
import { isChecked, LoweringError, type Lowering } from './lowering';
import { place } from './places';

export function bytesOfText(library: Library): string {
  library.text();
  const view = library.sliceType({ kind: 'slice', element: { kind: 'int', name: 'u8' }, readonly: true });
  const name = library.free('fuse_bytes_of');
  return library.need(name, '9 bytes', () =>
    helper(
      name,
      [{ name: 'text', type: c.named(library.text()) }],
      c.named(view),
      c.ret({
        kind: 'compound',
        type: c.named(view),
        init: {
          kind: 'init',
          items: [
            {
              member: 'start',
              value: c.cast(c.cPointer(c.constOf(c.named('uint8_t'))), c.member(c.name('text'), 'start')),
            },
            { member: 'length', value: c.member(c.name('text'), 'length') },
          ],
        },
      }),
    ),
  );
}

/** All of an array, slice or text as a slice of the given type. */
function whole(ctx: Lowering, e: SliceOf): c.CExpr {
  if (isPlace(e.of)) {
    if (e.of.type.kind !== 'array') throw new LoweringError('only arrays and slices have elements', e.at);
    return c.call(ctx.library.sliceOp(e.type, 'make'), place(ctx, e.of), expression(ctx, e.of.type.length));
  }
  const of = expression(ctx, e.of);
  if (e.of.type.kind === 'text') return c.call(bytesOfText(ctx.library), of);
  if (e.of.type.kind === 'slice' && e.type.readonly && !e.of.type.readonly) {
    return c.call(ctx.library.sliceOp(e.type, 'ofSlice'), of);
  }
  return of;
}

export function sliceOf(ctx: Lowering, e: SliceOf): c.CExpr {
  const all = whole(ctx, e);
  if (e.from === null && e.to === null) return all;
  const checked = isChecked(e.obligation);
  const site = checked ? [ctx.site(e.obligation)] : [];
  const from = e.from === null ? c.literal('0U') : assignable(ctx, e.from);
  if (e.to === null) return c.call(ctx.library.sliceOp(e.type, checked ? 'fromChecked' : 'from'), all, from, ...site);
  return c.call(
    ctx.library.sliceOp(e.type, checked ? 'partChecked' : 'part'),
    all,
    from,
    assignable(ctx, e.to),
    ...site,
  );
}

export function trustedSlice(ctx: Lowering, e: TrustedSlice): c.CExpr {
  return c.call(ctx.library.sliceOp(e.type, 'make'), expression(ctx, e.start), assignable(ctx, e.count));
}

/** A slice as one for reading: what `copy` reads from. */
export function asView(ctx: Lowering, e: Expr): c.CExpr {
  const type = e.type as SliceType;
  const value = expression(ctx, e);
  return type.readonly ? value : c.call(ctx.library.sliceOp({ ...type, readonly: true }, 'ofSlice'), value);
}
