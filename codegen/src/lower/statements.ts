// SPDX-License-Identifier: Apache-2.0
/** Statements of the IR as C statements. */
import * as c from '../c';
import type { Assign, Block, Expr, Let, LocalDecl, Stmt, Type } from '../ir';
import { walkValue } from '../facts/walk';
import { assignable } from './conversions';
import { expression } from './expressions';
import { lowerLoop } from './loops';
import { endLine, isChecked, sourceLine, type Lowering } from './lowering';
import { place, samePlace } from './places';
import { asView } from './slices';
import { compound, initialiser } from './structs';
import { lowerSwitch } from './switches';
import { cType } from './types';

/** The line where the statement or its comments begin; a declared bound is a comment of one line that is no longer among them. */
const firstLine = (stmt: Stmt): number =>
  stmt.at.line - stmt.comments.length - (stmt.kind === 'loop' && stmt.bound.kind === 'declared' ? 1 : 0);

const positioned = (stmt: Stmt, previousEnd: number | null): Pick<c.CStmt, 'at' | 'comments' | 'spaced'> => ({
  at: sourceLine(stmt.at),
  ...(stmt.comments.length === 0 ? {} : { comments: stmt.comments }),
  ...(previousEnd !== null && firstLine(stmt) > previousEnd + 1 ? { spaced: true } : {}),
});

/** Locals of these types are not marked `const`: their parts are written through their name. */
const isAggregate = (type: Type): boolean => type.kind === 'struct' || type.kind === 'union' || type.kind === 'array';

export function lowerLet(ctx: Lowering, stmt: Let): c.CLocal {
  const plain = cType(ctx.library, stmt.decl.type);
  const type = stmt.decl.mutable || isAggregate(stmt.decl.type) ? plain : c.constOf(plain);
  const init =
    isAggregate(stmt.decl.type) && stmt.init.type.kind === 'ref' && !isLiteral(stmt.init)
      ? c.deref(expression(ctx, stmt.init))
      : initialiser(ctx, stmt.init);
  return c.local(ctx.local(stmt.decl), type, init);
}
const isLiteral = (e: Expr): boolean => e.kind === 'struct' || e.kind === 'zeroed' || e.kind === 'array';

const COMPOUND = new Set(['+', '-', '*', '/', '%', '&', '|', '^', '<<', '>>']);

/** `x = x + 1` is `x++`, `x = x op y` is `x op= y`, where C's form computes the same in the same type. */
export function lowerAssign(ctx: Lowering, stmt: Assign): c.CExpr {
  const { target, value } = stmt;
  const compoundable =
    (value.kind === 'arith' || value.kind === 'bits' || value.kind === 'shift' || value.kind === 'floatArith') &&
    COMPOUND.has(value.op) &&
    value.left.kind === 'read' &&
    samePlace(value.left.place, target);
  if (compoundable) {
    const lowered = expression(ctx, value);
    if (lowered.kind === 'binary' && lowered.op === value.op) {
      const at = place(ctx, target);
      const one = lowered.right.kind === 'literal' && /^(1U?|U?INT64_C\(1\))$/.test(lowered.right.text);
      if (one && (value.op === '+' || value.op === '-')) {
        return { kind: 'increment', op: value.op === '+' ? '++' : '--', target: at };
      }
      return c.assignTo(at, lowered.right, `${value.op}=` as c.CAssignOp);
    }
  }
  return c.assignTo(place(ctx, target), isLiteral(value) ? compound(ctx, value) : assignable(ctx, value));
}

export function lowerBlock(ctx: Lowering, block: Block): c.CBlock {
  const statements: c.CStmt[] = [];
  let previousEnd: number | null = null;
  for (const [i, stmt] of block.statements.entries()) {
    const copied = initialCopy(stmt, block.statements[i - 1]);
    const next = block.statements[i + 1];
    const initial = next === undefined ? null : initialCopy(next, stmt);
    if (copied === null)
      statements.push(...lowerStatement(ctx, stmt, { previousEnd, initial, isLast: next === undefined }));
    previousEnd = stmt.at.endLine;
  }
  return { statements, end: endLine(block.end) };
}

/** What the statement copies into an object that the one before it has just made of zeros: its initialiser in C. */
function initialCopy(stmt: Stmt, before: Stmt | undefined): Expr | null {
  if (stmt.kind !== 'assignStruct' || stmt.comments.length > 0) return null;
  if (before?.kind !== 'let' || before.init.kind !== 'zeroed' || !isAggregate(before.decl.type)) return null;
  const { target, source } = stmt;
  if (target.kind !== 'local' || target.decl !== before.decl || source.kind === 'zeroed') return null;
  return mentions(source, before.decl) ? null : source;
}

function mentions(e: Expr, decl: LocalDecl): boolean {
  let found = false;
  walkValue(e, (node) => {
    found ||= node.kind === 'local' && node.decl === decl;
  });
  return found;
}

export const panic = (site: c.CExpr): c.CStmt => c.expr(c.call('fuse_panic', site));

/** `isLast`: nothing follows in its block. */
function buildIf(ctx: Lowering, stmt: Extract<Stmt, { kind: 'buildIf' }>, isLast: boolean): c.CStmt[] {
  const branch = (block: Block): c.CStmt[] => {
    const lowered = lowerBlock(ctx, block);
    // Names of the block stay its own.
    return !isLast && lowered.statements.some((s) => s.kind === 'local')
      ? [{ kind: 'block', block: lowered }]
      : [...lowered.statements];
  };
  const then = branch(stmt.then);
  const otherwise = stmt.otherwise === null ? [] : branch(stmt.otherwise);
  if (then.length === 0 && otherwise.length === 0) return [];
  const negated = stmt.negated !== (then.length === 0);
  return [
    {
      kind: 'ppIf',
      condition: `${negated ? '!' : ''}${stmt.macro}`,
      then: then.length === 0 ? otherwise : then,
      otherwise: then.length === 0 || otherwise.length === 0 ? null : otherwise,
    },
  ];
}

function otherwiseOf(ctx: Lowering, block: Block | null): c.CBlock | c.CStmt | null {
  if (block === null) return null;
  const only = block.statements.length === 1 ? block.statements[0] : undefined;
  if (only !== undefined && only.kind === 'if' && only.comments.length === 0) {
    const [chained] = lowerStatement(ctx, only, ALONE);
    if (chained !== undefined) return chained;
  }
  return lowerBlock(ctx, block);
}

function lowerExpr(ctx: Lowering, e: Expr): c.CExpr {
  const value = expression(ctx, e);
  const discards = e.type.kind !== 'void' && e.type.kind !== 'never' && value.kind !== 'assign';
  const stores = e.kind === 'atomic' && e.op === 'store';
  return discards && !stores ? c.cast(c.named('void'), value) : value;
}

interface InBlock {
  /** Where the statement before it ends. */
  readonly previousEnd: number | null;
  /** In place of the zeros that a local begins with. */
  readonly initial: Expr | null;
  readonly isLast: boolean;
}
const ALONE: InBlock = { previousEnd: null, initial: null, isLast: true };

export function lowerStatement(ctx: Lowering, stmt: Stmt, { previousEnd, initial, isLast }: InBlock): c.CStmt[] {
  const position = positioned(stmt, previousEnd);
  const one = (lowered: c.CStmt): c.CStmt[] => [{ ...lowered, ...position }];
  switch (stmt.kind) {
    case 'let': {
      const unused = ctx.unused.has(stmt.decl);
      const local = one(lowerLet(ctx, initial === null ? stmt : { ...stmt, init: initial }));
      return unused ? [...local, c.expr(c.cast(c.named('void'), c.name(ctx.local(stmt.decl))))] : local;
    }
    case 'assign':
      return one(c.expr(lowerAssign(ctx, stmt)));
    case 'expr':
      return one(c.expr(lowerExpr(ctx, stmt.expr)));
    case 'if':
      return one({
        kind: 'if',
        condition: expression(ctx, stmt.condition),
        then: lowerBlock(ctx, stmt.then),
        otherwise: otherwiseOf(ctx, stmt.otherwise),
      });
    case 'buildIf':
      return buildIf(ctx, stmt, isLast).map((s) => ({ ...s, ...position }));
    case 'loop': {
      const [first, ...rest] = lowerLoop(ctx, stmt);
      const bounded =
        stmt.bound.kind === 'declared' ? { comments: [...stmt.comments, `Bounded: ${stmt.bound.reason}.`] } : {};
      if (first === undefined) return [];
      return [{ ...first, ...position, ...bounded }, ...rest.map((s) => ({ ...s, at: sourceLine(stmt.at) }))];
    }
    case 'switch':
      return one(lowerSwitch(ctx, stmt));
    case 'return':
      return one(
        c.ret(
          stmt.value === null ? null : isLiteral(stmt.value) ? compound(ctx, stmt.value) : assignable(ctx, stmt.value),
        ),
      );
    case 'break':
      return one({ kind: 'break' });
    case 'continue':
      return one({ kind: 'continue' });
    case 'block':
      return one({ kind: 'block', block: lowerBlock(ctx, stmt.block) });
    case 'unreachable':
      return one(panic(ctx.site(stmt.obligation)));
    case 'copy': {
      if (stmt.target.type.kind !== 'slice') return [];
      const checked = isChecked(stmt.obligation);
      const name = ctx.library.sliceOp(stmt.target.type, checked ? 'copyChecked' : 'copy');
      const site = checked ? [ctx.site(stmt.obligation)] : [];
      return one(c.expr(c.call(name, expression(ctx, stmt.target), asView(ctx, stmt.source), ...site)));
    }
    case 'fill': {
      if (stmt.target.type.kind !== 'slice') return [];
      const value =
        stmt.target.type.element.kind === 'struct' && !isLiteral(stmt.value)
          ? c.deref(expression(ctx, stmt.value))
          : isLiteral(stmt.value)
            ? compound(ctx, stmt.value)
            : assignable(ctx, stmt.value);
      return one(c.expr(c.call(ctx.library.sliceOp(stmt.target.type, 'fill'), expression(ctx, stmt.target), value)));
    }
    case 'assignStruct': {
      const source = isLiteral(stmt.source) ? compound(ctx, stmt.source) : c.deref(expression(ctx, stmt.source));
      return one(c.expr(c.assignTo(place(ctx, stmt.target), source)));
    }
  }
}
