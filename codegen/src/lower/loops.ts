// SPDX-License-Identifier: Apache-2.0
/** Loops. One with a declared bound counts its turns down. */
import * as c from '../c';
import type { Loop } from '../ir';
import { expression } from './expressions';
import { boundCheck } from './helpers';
import { isChecked, type Lowering } from './lowering';
import { lowerAssign, lowerBlock, lowerLet } from './statements';

export function lowerLoop(ctx: Lowering, stmt: Loop): c.CStmt[] {
  const before: c.CStmt[] = [];
  const count: c.CStmt[] = [];
  if (stmt.bound.kind === 'declared' && isChecked(stmt.bound.obligation)) {
    const left = ctx.freshName('turns_left');
    before.push(c.local(left, c.named('uint32_t'), expression(ctx, stmt.bound.limit)));
    count.push(c.expr(c.call(boundCheck(ctx.library), c.unary('&', c.name(left)), ctx.site(stmt.bound.obligation))));
  }
  const init =
    stmt.init === null ? null : stmt.init.kind === 'let' ? lowerLet(ctx, stmt.init) : lowerAssign(ctx, stmt.init);
  const condition = stmt.condition === null ? null : expression(ctx, stmt.condition);
  const body = lowerBlock(ctx, stmt.body);
  const counted: c.CBlock = { ...body, statements: [...count, ...body.statements] };
  const update = stmt.update === null ? null : lowerAssign(ctx, stmt.update);
  switch (stmt.form) {
    case 'for':
      return [...before, { kind: 'for', init, condition, update, body: counted }];
    case 'while':
      return [...before, { kind: 'while', condition: condition ?? c.literal('true'), body: counted }];
    case 'do':
      return [...before, { kind: 'do', body: counted, condition: condition ?? c.literal('true') }];
  }
}
