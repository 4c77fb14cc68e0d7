// SPDX-License-Identifier: Apache-2.0
/**
 * Ranks: numbers that move toward a limit in every turn of a loop, which shows that it ends and when. A rank is a variable that rises or
 * falls, the distance of two, or a variable that is halved or multiplied. While a loop is analysed, a ghost counts how far its rank has
 * moved since the turn began, on each way through the body.
 */
import type { Expr, Loop } from '../ir';
import type { Context } from './context';
import type { Range } from './ranges';
import type { State } from './state';
import type { Sym } from './symbols';
import { differenceBound, exactly, learnAtMost, ofSymbol, type Value } from './values';
import { walkStatement, type Node } from './walk';

type Kind = 'falls' | 'rises' | 'distance' | 'divided' | 'multiplied';
export interface Ghost {
  readonly kind: Kind;
  /** How far the rank has moved. For `divided` and `multiplied` how often it was halved or doubled. */
  readonly sym: Sym;
  /** The variable; of a distance the greater one. */
  readonly of: Sym;
  /** Of a distance, the lesser one. */
  readonly from: Sym | null;
}

const MOST_VARIABLES = 6;
const MOST_DISTANCES = 4;

/** The variable or length that an expression reads. */
function symbolRead(ctx: Context, e: Expr): Sym | null {
  const part = unconverted(e);
  if (part.kind === 'read' && part.type.kind === 'int') return ctx.symbols.value(part.place);
  if (part.kind === 'sliceLength' && part.of.kind === 'read') return ctx.symbols.length(part.of.place);
  if (part.kind === 'constant' && part.decl.build !== null)
    return ctx.symbols.constant(part.decl, { lo: part.decl.build.min, hi: part.decl.build.max });
  return null;
}

/** The expression below conversions that keep its value. */
function unconverted(e: Expr): Expr {
  const keeps = e.kind === 'convert' && (e.mode === 'widen' || e.mode === 'exact') && e.operand.type.kind === 'int';
  return keeps ? unconverted(e.operand) : e;
}

/** What may show that a loop ends. */
export function ranksOf(ctx: Context, loop: Loop): Ghost[] {
  const written = new Map<string, Sym>();
  const scaled = new Set<string>();
  const inner = new Set<object>();
  const compared: [Sym, Sym][] = [];
  walkStatement(loop, (node: Node) => {
    if (node.kind === 'let' && node !== loop.init) inner.add(node.decl);
    if (node.kind === 'assign') {
      const { target } = node;
      const isLength = target.type.kind === 'slice' || target.type.kind === 'text';
      const sym = isLength ? ctx.symbols.length(target) : ctx.symbols.value(target);
      if (sym !== null) written.set(sym.key, sym);
      const value = unconverted(node.value);
      if (sym !== null && (value.kind === 'shift' || (value.kind === 'arith' && value.op !== '-'))) scaled.add(sym.key);
    }
    if (node.kind === 'compare' && node.left.type.kind === 'int') {
      const [a, b] = [symbolRead(ctx, node.left), symbolRead(ctx, node.right)];
      if (a === null || b === null) return;
      if (!node.op.startsWith('>')) compared.push([b, a]);
      if (!node.op.startsWith('<')) compared.push([a, b]);
    }
  });
  const isOuter = (sym: Sym): boolean => [...sym.locals].every((decl) => !inner.has(decl));
  const variables = [...written.values()].filter(isOuter).slice(0, MOST_VARIABLES);
  const distances = compared
    .filter(([a, b]) => a.key !== b.key && isOuter(a) && isOuter(b) && (written.has(a.key) || written.has(b.key)))
    .slice(0, MOST_DISTANCES);
  const make = (kind: Kind, of: Sym, from: Sym | null = null): Ghost => ({
    kind,
    of,
    from,
    sym: ctx.symbols.ghost(kind, from === null ? [of] : [of, from]),
  });
  const ofOne = (sym: Sym): readonly Kind[] =>
    scaled.has(sym.key) ? ['falls', 'rises', 'divided', 'multiplied'] : ['falls', 'rises'];
  return [
    ...variables.flatMap((sym) => ofOne(sym).map((kind) => make(kind, sym))),
    ...distances.map(([a, b]) => make('distance', a, b)),
  ];
}

/** At the start of a turn nothing has moved. */
export function resetGhosts(state: State, ghosts: readonly Ghost[]): void {
  for (const { sym } of ghosts) {
    state.forget(sym);
    const value = ofSymbol(sym, state);
    learnAtMost(state, value, exactly(0n));
    learnAtMost(state, exactly(0n), value);
  }
}

/** How far storing `value` under `sym` moves the rank; null where it does not, or nothing is known. */
export function movement(
  ctx: Context,
  state: State,
  ghost: Ghost,
  sym: Sym,
  value: Value,
  e: Expr | null,
): Range | null {
  if (sym.key !== ghost.of.key && sym.key !== ghost.from?.key) return null;
  const old = ofSymbol(sym, state);
  const up = { lo: -differenceBound(old, value, state), hi: differenceBound(value, old, state) };
  const down = { lo: -up.hi, hi: -up.lo };
  switch (ghost.kind) {
    case 'falls':
      return down;
    case 'rises':
      return up;
    case 'distance':
      return sym.key === ghost.of.key ? down : up;
    case 'divided': {
      const times = e === null ? 0n : halvings(ctx, state, e, sym);
      return times > 0n ? { lo: times, hi: times } : up.hi <= 0n ? { lo: 0n, hi: 0n } : null;
    }
    case 'multiplied': {
      const times = e === null ? 0n : doublings(ctx, state, e, sym, value);
      return times > 0n ? { lo: times, hi: times } : up.lo >= 0n ? { lo: 0n, hi: 0n } : null;
    }
  }
}

const log2 = (n: bigint): bigint => BigInt(n.toString(2).length - 1);

function constantOf(e: Expr): bigint | null {
  const part = unconverted(e);
  if (part.kind === 'int') return part.value;
  return part.kind === 'constant' && part.decl.value?.kind === 'int' ? part.decl.value.value : null;
}

/** How often `sym` is halved at least by `x >> n` or `idiv(x, n)`. */
function halvings(ctx: Context, state: State, e: Expr, sym: Sym): bigint {
  const part = unconverted(e);
  if (state.lo(sym) < 0n) return 0n;
  const reads = (operand: Expr): boolean => symbolRead(ctx, operand)?.key === sym.key;
  if (part.kind === 'shift' && part.op === '>>' && reads(part.left)) return constantOf(part.count) ?? 0n;
  if (part.kind === 'arith' && part.op === '/' && reads(part.left)) {
    const divisor = constantOf(part.right);
    return divisor !== null && divisor >= 2n ? log2(divisor) : 0n;
  }
  return 0n;
}

/** How often `sym` is doubled at least by `x * n`, `x + x` or `x << n`, of which no bit is lost. */
function doublings(ctx: Context, state: State, e: Expr, sym: Sym, value: Value): bigint {
  const part = unconverted(e);
  const low = state.lo(sym);
  if (low < 1n) return 0n;
  const reads = (operand: Expr): boolean => symbolRead(ctx, operand)?.key === sym.key;
  if (part.kind === 'arith' && part.mode === 'exact' && (part.op === '*' || part.op === '+')) {
    if (part.op === '+') return reads(part.left) && reads(part.right) ? 1n : 0n;
    const factor = reads(part.left) ? constantOf(part.right) : reads(part.right) ? constantOf(part.left) : null;
    return factor !== null && factor >= 2n ? log2(factor) : 0n;
  }
  if (part.kind === 'shift' && part.op === '<<' && reads(part.left)) {
    const count = constantOf(part.count) ?? 0n;
    // Where a bit may be lost, the value is not known to be the product.
    return count > 0n && value.hi === state.hi(sym) << count && value.lo === low << count ? count : 0n;
  }
  return 0n;
}
