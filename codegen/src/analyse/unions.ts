// SPDX-License-Identifier: Apache-2.0
/** The tag of a narrowed union does not change between its check and the use of a member's field. tsc cannot see that: assign() changes it in place. */
import type { Diagnostics } from '../diagnostics';
import { compareLocations } from '../diagnostics';
import type { FunctionDecl, Location, Stmt, Type, UnionDecl } from '../ir';
import type { CallGraph } from './call-graph';
import { blocksOf, eachStatement, eachValue, valuesOf, type Value } from './walk';

interface Use {
  readonly union: UnionDecl;
  readonly at: Location;
  /** Where what may narrow it begins: the innermost switch or if over a tag of this union, or the function. */
  readonly since: Location;
  /** Loops between that and the use: a change later in their body comes round again. */
  readonly loops: readonly Location[];
}
interface Change {
  readonly union: UnionDecl;
  readonly at: Location;
}

export function checkUnions(graph: CallGraph, diagnostics: Diagnostics): void {
  const changes = new Map<FunctionDecl, ReadonlySet<UnionDecl>>();
  for (const decl of graph.functions) {
    const uses = usesIn(decl);
    if (uses.length === 0) continue;
    const made = changesIn(decl, graph, changes);
    for (const use of uses) {
      const between = made.find(
        (change) =>
          change.union === use.union &&
          ((compareLocations(change.at, use.since) >= 0 && compareLocations(change.at, use.at) < 0) ||
            use.loops.some((loop) => contains(loop, change.at))),
      );
      if (between !== undefined)
        diagnostics.report(
          'FUSE3111',
          use.at,
          `This may be another member of ${use.union.name} by now. Copy the field into a const before the change, or check the kind again after it.`,
          [{ at: between.at, message: `A ${use.union.name} may change here.` }],
        );
    }
  }
}

function contains(outer: Location, at: Location): boolean {
  return (
    outer.file === at.file &&
    compareLocations(outer, at) <= 0 &&
    (at.line < outer.endLine || (at.line === outer.endLine && at.column <= outer.endColumn))
  );
}

function usesIn(decl: FunctionDecl): Use[] {
  const uses: Use[] = [];
  const visit = (
    list: readonly Stmt[],
    since: ReadonlyMap<UnionDecl, Location>,
    loops: ReadonlyMap<UnionDecl, readonly Location[]>,
    open: readonly Location[],
  ): void => {
    for (const statement of list) {
      const tested = testedUnions(statement);
      const inner = new Map(since);
      const innerLoops = new Map(loops);
      for (const union of tested) {
        inner.set(union, statement.at);
        innerLoops.set(union, []);
      }
      for (const value of valuesOf(statement))
        eachValue(value, (node) => {
          if (node.kind !== 'field' || node.member === null || node.of.type.kind !== 'union') return;
          const union = node.of.type.decl;
          uses.push({ union, at: node.at, since: inner.get(union) ?? decl.at, loops: innerLoops.get(union) ?? open });
        });
      const nested = statement.kind === 'loop' ? [...open, statement.at] : open;
      const nestedLoops =
        statement.kind === 'loop'
          ? new Map([...innerLoops].map(([u, l]) => [u, [...l, statement.at]] as const))
          : innerLoops;
      for (const block of blocksOf(statement)) visit(block, inner, nestedLoops, nested);
    }
  };
  visit(decl.body.statements, new Map(), new Map(), []);
  return uses;
}

/** The unions whose tag the head of a statement looks at. */
function testedUnions(statement: Stmt): UnionDecl[] {
  if (statement.kind !== 'if' && statement.kind !== 'switch') return [];
  const found: UnionDecl[] = [];
  for (const value of valuesOf(statement))
    eachValue(value, (node: Value) => {
      if (node.kind === 'field' && node.member === null && node.of.type.kind === 'union') found.push(node.of.type.decl);
    });
  return found;
}

function changesIn(decl: FunctionDecl, graph: CallGraph, known: Map<FunctionDecl, ReadonlySet<UnionDecl>>): Change[] {
  const changes: Change[] = [];
  eachStatement(decl.body, (s) => {
    if (s.kind === 'assignStruct') for (const union of unionsIn(s.target.type)) changes.push({ union, at: s.at });
    if (s.kind === 'copy' && s.target.type.kind === 'slice')
      for (const union of unionsIn(s.target.type.element)) changes.push({ union, at: s.at });
  });
  for (const site of graph.sites.get(decl) ?? [])
    for (const callee of site.callees)
      for (const union of changedBy(callee, graph, known)) changes.push({ union, at: site.call.at });
  return changes;
}

function changedBy(
  decl: FunctionDecl,
  graph: CallGraph,
  known: Map<FunctionDecl, ReadonlySet<UnionDecl>>,
): ReadonlySet<UnionDecl> {
  const found = known.get(decl);
  if (found !== undefined) return found;
  known.set(decl, new Set());
  const result = new Set(changesIn(decl, graph, known).map((c) => c.union));
  known.set(decl, result);
  return result;
}

/** The unions stored in a type. */
function unionsIn(type: Type): UnionDecl[] {
  switch (type.kind) {
    case 'union':
      return [type.decl, ...type.decl.members.flatMap((m) => m.struct.fields.flatMap((f) => unionsIn(f.type)))];
    case 'struct':
      return type.decl.fields.flatMap((f) => unionsIn(f.type));
    case 'array':
      return unionsIn(type.element);
    default:
      return [];
  }
}
