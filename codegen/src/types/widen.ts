// SPDX-License-Identifier: Apache-2.0
/** Lossless widening of an integer that is known to be allowed. */
import type { Expr, IntType } from '../ir';
import { proved } from './operand';

export function convertInt(expr: Expr, type: IntType): Expr {
  if (expr.type.kind === 'int' && expr.type.name === type.name) return expr;
  return { kind: 'convert', mode: 'widen', operand: expr, type, at: expr.at, obligation: proved() };
}
