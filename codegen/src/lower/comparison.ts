// SPDX-License-Identifier: Apache-2.0
/** Comparisons, null checks and logic. */
import * as c from '../c';
import type { Compare, Expr, IntType, NullCheck, Type } from '../ir';
import { valuesOf } from '../facts/ranges';
import { hasEffect } from '../facts/effects';
import { walkValue } from '../facts/walk';
import { expression } from './expressions';
import { comparison } from './helpers';
import { foldInt } from './literals';
import { isChecked, type Lowering } from './lowering';
import { helperOperands, operands } from './operands';

const OPS = { '<': '<', '<=': '<=', '>': '>', '>=': '>=', '===': '==', '!==': '!=' } as const;
const MIRRORED = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '===': '===', '!==': '!==' } as const;

/** The range that C's own type gives an expression: what compilers see who warn of comparisons that are always the same. */
function typeRange(e: Expr): { lo: bigint; hi: bigint } | null {
  if (e.kind === 'convert' && e.mode === 'widen') return typeRange(e.operand);
  return e.type.kind === 'int' ? valuesOf(e.type) : null;
}

/** The comparison's result where the type of one side and the constant on the other decide it. */
function decided(e: Compare): boolean | null {
  for (const [side, other, op] of [
    [e.left, e.right, e.op],
    [e.right, e.left, MIRRORED[e.op]],
  ] as const) {
    const constant = foldInt(other);
    const range = typeRange(side);
    if (constant === null || range === null || foldInt(side) !== null) continue;
    if (op === '<' && range.hi < constant) return true;
    if (op === '<' && range.lo >= constant) return false;
    if (op === '<=' && range.hi <= constant) return true;
    if (op === '<=' && range.lo > constant) return false;
    if (op === '>' && range.lo > constant) return true;
    if (op === '>' && range.hi <= constant) return false;
    if (op === '>=' && range.lo >= constant) return true;
    if (op === '>=' && range.hi < constant) return false;
    if ((op === '===' || op === '!==') && (constant < range.lo || constant > range.hi)) return op === '!==';
  }
  return null;
}

/** Whether the comparison is replaced by its result: nothing is lost with its operands. */
export function isOmitted(e: Compare): boolean {
  if (decided(e) === null) return false;
  let matters = false;
  for (const side of [e.left, e.right]) {
    walkValue(side, (node) => {
      matters ||= hasEffect(node as Expr) || ('obligation' in node && isChecked(node.obligation));
    });
  }
  return !matters;
}

export function compare(ctx: Lowering, e: Compare): c.CExpr {
  const result = decided(e);
  if (result === null) return c.binary(OPS[e.op], ...operands(ctx, e.left, e.right));
  if (isOmitted(e)) return c.literal(String(result));
  // Its operands do something: they stay, where compilers do not see what is compared.
  return c.call(comparison(ctx.library, e.op, e.left.type as IntType), ...helperOperands(ctx, e.left, e.right));
}

const hasAddress = (type: Type): boolean => type.kind !== 'slice';

export function nullCheck(ctx: Lowering, e: NullCheck): c.CExpr {
  const operand = expression(ctx, e.operand);
  const pointer = hasAddress(e.operand.type) ? operand : c.member(operand, 'start');
  return c.binary(e.negated ? '!=' : '==', pointer, c.name('NULL'));
}
