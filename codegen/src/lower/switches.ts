// SPDX-License-Identifier: Apache-2.0
/** `switch`. One over all members of an enum ends in a panic if a value from C may be none of them. */
import * as c from '../c';
import type { Block, Stmt, Switch } from '../ir';
import { expression } from './expressions';
import { sourceLine, type Lowering } from './lowering';
import { lowerBlock, panic } from './statements';

function leaves(stmt: Stmt | undefined): boolean {
  if (stmt === undefined) return false;
  switch (stmt.kind) {
    case 'break':
    case 'continue':
    case 'return':
    case 'unreachable':
      return true;
    case 'expr':
      return stmt.expr.type.kind === 'never';
    case 'block':
      return leaves(stmt.block.statements.at(-1));
    case 'if':
      return stmt.otherwise !== null && leaves(stmt.then.statements.at(-1)) && leaves(stmt.otherwise.statements.at(-1));
    default:
      return false;
  }
}

export function lowerSwitch(ctx: Lowering, stmt: Switch): c.CStmt {
  const branch = (block: Block): Pick<c.CSwitchCase, 'body' | 'needsBreak'> => ({
    body: lowerBlock(ctx, block),
    needsBreak: !leaves(block.statements.at(-1)),
  });
  const cases: c.CSwitchCase[] = stmt.cases.map((one) => ({
    labels: one.values.map((value) => (value.kind === 'member' ? c.name(value.member.cName) : expression(ctx, value))),
    isDefault: false,
    ...branch(one.body),
    at: sourceLine(one.at),
  }));
  const site = ctx.switchSites.get(stmt);
  const last = cases.at(-1);
  if (stmt.defaultBody !== null) {
    cases.push({ labels: [], isDefault: true, ...branch(stmt.defaultBody) });
  } else if (site !== undefined) {
    cases.push({ labels: [], isDefault: true, body: c.block(panic(c.literal(`${site}U`))), needsBreak: false });
  } else if (stmt.exhaustive && last !== undefined) {
    cases[cases.length - 1] = { ...last, isDefault: true };
  } else {
    cases.push({ labels: [], isDefault: true, body: c.block(), needsBreak: true });
  }
  return { kind: 'switch', subject: expression(ctx, stmt.subject), cases };
}
