// SPDX-License-Identifier: Apache-2.0
/** At most one effect per expression, and nothing else in it reads memory meanwhile: C's unspecified order never shows. */
import type { Diagnostics } from '../diagnostics';
import type { FieldDecl, FunctionDecl, LocalDecl, Place, StaticDecl, Stmt, Type } from '../ir';
import type { CallGraph } from './call-graph';
import { eachStatement, eachValueIn, partsOf, rootOf, valuesOf, type Value } from './walk';

/** A piece of memory that can be told apart: a field wherever its struct is stored, a static, the elements of one type. */
type Cell = FieldDecl | StaticDecl | string;

/** What evaluating something may do. `everything`: it runs code that is not known, which may write all there is. */
interface Effect {
  readonly effectful: boolean;
  readonly everything: boolean;
  readonly written: ReadonlySet<Cell>;
  readonly read: ReadonlySet<Cell>;
}
const none: ReadonlySet<Cell> = new Set();
const nothing: Effect = { effectful: false, everything: false, written: none, read: none };
const unknown: Effect = { effectful: true, everything: true, written: none, read: new Set(['anything']) };

function union(a: ReadonlySet<Cell>, b: ReadonlySet<Cell>): ReadonlySet<Cell> {
  if (a.size === 0) return b;
  if (b.size === 0) return a;
  return new Set([...a, ...b]);
}

function both(a: Effect, b: Effect): Effect {
  if (a === nothing) return b;
  if (b === nothing) return a;
  return {
    effectful: a.effectful || b.effectful,
    everything: a.everything || b.everything,
    written: union(a.written, b.written),
    read: union(a.read, b.read),
  };
}

function changes(writer: Effect, reader: Effect): boolean {
  if (writer.everything) return reader.read.size > 0;
  if (reader.read.has('anything')) return writer.effectful;
  return [...writer.written].some((cell) => reader.read.has(cell));
}

/** The memory at a place; a place of struct type stands for all its fields. */
function cellsAt(place: Place): Cell[] {
  const inside = cellsIn(place.type);
  if (inside.length > 0) return inside;
  switch (place.kind) {
    case 'field':
      return [place.field];
    case 'static':
      return [place.decl];
    case 'index':
      return [`elements of ${wordOf(place.type)}`];
    case 'deref':
      return [`a ${wordOf(place.type)} by address`];
    case 'local':
      return [`a ${wordOf(place.type)} by address`];
  }
}

/** One word for each kind of memory, whatever name its type was written with. */
function wordOf(type: Type): string {
  if (type.kind === 'int' || type.kind === 'float') return type.name;
  if (type.kind === 'enum' || type.kind === 'struct' || type.kind === 'union') return type.decl.cName;
  return type.kind;
}

function cellsIn(type: Type): Cell[] {
  switch (type.kind) {
    case 'struct':
      return type.decl.fields.flatMap((f) => [f, ...cellsIn(f.type)]);
    case 'union':
      return type.decl.members.flatMap((m) => m.struct.fields.flatMap((f) => [f, ...cellsIn(f.type)]));
    case 'array':
      return [`elements of ${wordOf(type.element)}`, ...cellsIn(type.element)];
    default:
      return [];
  }
}

/** Summaries of functions. */
class Summaries {
  private readonly known = new Map<FunctionDecl, Effect>();

  of(decl: FunctionDecl): Effect {
    const known = this.known.get(decl);
    if (known !== undefined) return known;
    // A recursive function, which has been refused, meets itself here.
    this.known.set(decl, nothing);
    const taken = addressTaken(decl);
    let effect = nothing;
    eachStatement(decl.body, (statement) => {
      for (const value of valuesOf(statement)) effect = both(effect, this.ofValue(value, taken));
      effect = both(effect, ownEffect(statement));
    });
    this.known.set(decl, effect);
    return effect;
  }

  ofValue(node: Value, taken: ReadonlySet<LocalDecl>): Effect {
    let effect = this.ofNode(node, taken);
    for (const part of partsOf(node)) effect = both(effect, this.ofValue(part, taken));
    return effect;
  }

  /** What the node itself does once its parts are there. */
  private ofNode(node: Value, taken: ReadonlySet<LocalDecl>): Effect {
    switch (node.kind) {
      case 'read':
        return readsMemory(node.place, taken) ? { ...nothing, read: new Set(cellsAt(node.place)) } : nothing;
      case 'atomic': {
        const cells = new Set(cellsAt(node.place));
        return node.op === 'load'
          ? { ...nothing, read: cells }
          : { effectful: true, everything: false, written: cells, read: cells };
      }
      case 'regRead':
      case 'regWrite':
        return { effectful: true, everything: false, written: new Set(['registers']), read: new Set(['registers']) };
      case 'call':
        switch (node.target.kind) {
          case 'function':
            return this.of(node.target.decl);
          case 'extern':
            return node.target.decl.pure ? nothing : unknown;
          case 'pointer':
            return unknown;
        }
        return nothing;
      default:
        return nothing;
    }
  }
}

/** What a statement writes, apart from what its expressions do. */
function ownEffect(statement: Stmt): Effect {
  const writes = (cells: readonly Cell[]): Effect => ({ ...nothing, effectful: true, written: new Set(cells) });
  switch (statement.kind) {
    case 'assign':
    case 'assignStruct':
      return rootOf(statement.target).kind === 'local' ? nothing : writes(cellsAt(statement.target));
    case 'copy':
    case 'fill': {
      const element = statement.target.type.kind === 'slice' ? statement.target.type.element : null;
      return element === null ? nothing : writes([`elements of ${wordOf(element)}`, ...cellsIn(element)]);
    }
    default:
      return nothing;
  }
}

/** Whether others can change what is read: not plain locals and not constant data. */
function readsMemory(place: Place, taken: ReadonlySet<LocalDecl>): boolean {
  const root = rootOf(place);
  switch (root.kind) {
    case 'local':
      return root !== place || taken.has(root.decl);
    case 'static':
      return !root.decl.constant;
    case 'deref':
      return true;
    case 'index':
      return root.of.type.kind !== 'text';
  }
}

/** Scalars whose address is passed on. */
function addressTaken(decl: FunctionDecl): ReadonlySet<LocalDecl> {
  const taken = new Set<LocalDecl>();
  eachValueIn(decl.body, (node) => {
    if (node.kind !== 'refTo' && node.kind !== 'pointerTo') return;
    const root = rootOf(node.place);
    if (root.kind === 'local') taken.add(root.decl);
  });
  return taken;
}

export function checkEffects(graph: CallGraph, diagnostics: Diagnostics): void {
  const summaries = new Summaries();
  for (const decl of graph.functions) {
    const taken = addressTaken(decl);
    const check = (node: Value): void => {
      const parts = partsOf(node);
      // These order their parts; the callee runs after its arguments.
      if (node.kind !== 'logic' && node.kind !== 'conditional') unordered(parts, summaries, taken, diagnostics);
      for (const part of parts) check(part);
    };
    eachStatement(decl.body, (statement) => {
      const values = valuesOf(statement);
      unordered(values, summaries, taken, diagnostics);
      for (const value of values) check(value);
    });
  }
}

/** Parts that C evaluates in any order. */
function unordered(
  parts: readonly Value[],
  summaries: Summaries,
  taken: ReadonlySet<LocalDecl>,
  diagnostics: Diagnostics,
): void {
  if (parts.length < 2) return;
  const effects = parts.map((part) => summaries.ofValue(part, taken));
  for (const [i, effect] of effects.entries()) {
    if (!effect.effectful) continue;
    for (const [j, other] of effects.entries()) {
      if (i === j || !(other.effectful || changes(effect, other))) continue;
      const [earlier, later] = i < j ? [parts[i], parts[j]] : [parts[j], parts[i]];
      if (earlier === undefined || later === undefined) continue;
      const why = other.effectful ? 'both have effects' : 'one may change what the other reads';
      diagnostics.report(
        'FUSE4102',
        later.at,
        `C evaluates the parts of an expression in any order, and of two here ${why}. Name the first with a const on the line before.`,
        [{ at: earlier.at, message: 'The other part.' }],
      );
      return;
    }
  }
}
