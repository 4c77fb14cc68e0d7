// SPDX-License-Identifier: Apache-2.0
/**
 * Who uses what, in which configurations: private functions and statics exist only where they are used, and a local that only
 * some configurations read is marked, since C compilers warn of both.
 */
import type { Block, Expr, FileUnit, FunctionDecl, LocalDecl, Place, StaticDecl, Stmt } from '../ir';
import { isOmitted } from '../lower/comparison';
import { parts, walkValue } from '../facts/walk';
import { ALWAYS, and, equal, NEVER, or, type Condition } from './condition';

type Private = FunctionDecl | StaticDecl;
interface Use {
  readonly of: Private;
  readonly when: Condition;
}

/** The statements of a block with the condition under which each exists. */
function walkConditions(block: Block, when: Condition, visit: (stmt: Stmt, when: Condition) => void): void {
  for (const stmt of block.statements) {
    visit(stmt, when);
    if (stmt.kind === 'buildIf') {
      const yes = stmt.negated ? `!${stmt.macro}` : stmt.macro;
      const no = stmt.negated ? stmt.macro : `!${stmt.macro}`;
      walkConditions(stmt.then, and(when, [[yes]]), visit);
      if (stmt.otherwise !== null) walkConditions(stmt.otherwise, and(when, [[no]]), visit);
      continue;
    }
    const { statements, blocks } = parts(stmt);
    for (const inner of statements) visit(inner, when);
    for (const inner of blocks) walkConditions(inner, when, visit);
  }
}

function usesIn(node: Expr | Place, when: Condition, into: Use[]): void {
  walkValue(node, (n) => {
    if (n.kind === 'compare' && isOmitted(n)) return false;
    if (n.kind === 'static') into.push({ of: n.decl, when });
    if (n.kind === 'call' && n.target.kind === 'function') into.push({ of: n.target.decl, when });
    if (n.kind === 'function' && n.decl.kind === 'functionDecl') into.push({ of: n.decl, when });
    return true;
  });
}

/** When each private function and static of the file is used. Exported ones always exist. */
export function existence(file: FileUnit): Map<Private, Condition> {
  const result = new Map<Private, Condition>();
  const uses = new Map<Private, Use[]>();
  for (const decl of file.declarations) {
    if (decl.kind !== 'functionDecl' && decl.kind !== 'staticVar') continue;
    const keeps = decl.exported || decl.isPublic || (decl.kind === 'functionDecl' && decl.tags.import !== null);
    result.set(decl, keeps ? ALWAYS : NEVER);
    const own: Use[] = [];
    if (decl.kind === 'staticVar') usesIn(decl.init, ALWAYS, own);
    else
      walkConditions(decl.body, ALWAYS, (stmt, when) =>
        parts(stmt).values.forEach((value) => usesIn(value, when, own)),
      );
    uses.set(decl, own);
  }
  for (let changed = true; changed;) {
    changed = false;
    for (const [user, own] of uses) {
      for (const use of own) {
        const known = result.get(use.of);
        if (known === undefined) continue;
        const next = or(known, and(result.get(user) ?? NEVER, use.when));
        if (equal(next, known)) continue;
        result.set(use.of, next);
        changed = true;
      }
    }
  }
  return result;
}

/** The local whose own storage the place lies in, if no pointer is followed. */
function rootOf(place: Place): LocalDecl | null {
  if (place.kind === 'local') return place.decl;
  if (place.kind === 'field') return rootOf(place.of);
  // An array as the whole of a local: an element of a slice is elsewhere.
  if (place.kind === 'index' && place.of.type.kind === 'array') return rootOf(place.of as Place);
  return null;
}

/** Parameters and locals that are not read in every configuration in which they exist. */
export function unusedLocals(decl: FunctionDecl): Set<LocalDecl> {
  const declared = new Map<LocalDecl, Condition>(decl.params.map((p) => [p.decl, ALWAYS]));
  const read = new Map<LocalDecl, Condition>();
  walkConditions(decl.body, ALWAYS, (stmt, when) => {
    if (stmt.kind === 'let') declared.set(stmt.decl, when);
    const target = stmt.kind === 'assign' || stmt.kind === 'assignStruct' ? stmt.target : null;
    for (const value of parts(stmt).values) {
      // `i += 1` reads i for nothing but itself.
      const stored = target !== null && (value === target || target.kind === 'local') ? rootOf(target) : null;
      walkValue(value, (node) => {
        if (node.kind === 'compare' && isOmitted(node)) return false;
        if (node.kind === 'local' && node.decl !== stored) read.set(node.decl, or(read.get(node.decl) ?? NEVER, when));
        return true;
      });
    }
  });
  return new Set(
    [...declared].filter(([local, when]) => !equal(read.get(local) ?? NEVER, when)).map(([local]) => local),
  );
}
