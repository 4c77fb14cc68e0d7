// SPDX-License-Identifier: Apache-2.0
/** Stores a value under a symbol: what was known of the old value is carried over to what counts its changes. */
import type { Expr } from '../ir';
import type { Context } from './context';
import { movement } from './ranks';
import type { State } from './state';
import type { Sym } from './symbols';
import { add, between, learnAtMost, ofSymbol, type Value } from './values';

/** `invalidate` makes the state forget what the store overwrites. `e` is what the value was written as. */
export function storeSymbol(
  ctx: Context,
  state: State,
  sym: Sym | null,
  value: Value,
  e: Expr | null,
  invalidate: () => void,
): void {
  if (sym === null) {
    invalidate();
    return;
  }
  const renamed: [Sym, Sym][] = [[fresh(ctx, state, sym, value), sym]];
  for (const ghost of ctx.ghosts) {
    const moved = movement(ctx, state, ghost, sym, value, e);
    if (moved === null) continue;
    const total = add(ofSymbol(ghost.sym, state), between(moved.lo, moved.hi));
    renamed.push([fresh(ctx, state, ghost.sym, total), ghost.sym]);
  }
  invalidate();
  for (const [successor, old] of renamed) {
    state.forget(old);
    state.rename(successor, old);
  }
}

function fresh(ctx: Context, state: State, sym: Sym, value: Value): Sym {
  const successor = ctx.symbols.successor(sym);
  const stored = ofSymbol(successor, state);
  learnAtMost(state, stored, value);
  learnAtMost(state, value, stored);
  return successor;
}
