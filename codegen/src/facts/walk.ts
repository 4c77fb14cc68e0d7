// SPDX-License-Identifier: Apache-2.0
/** Walking the IR in source order: every expression, place and statement of a function, once. */
import { type Block, type Expr, type FunctionDecl, partsOf, type Place, type Stmt } from '../ir';

export { isPlace } from '../ir';

export type Node = Expr | Place | Stmt;

/** The parts of a statement: expressions, places and blocks, in order. */
export function parts(stmt: Stmt): { values: (Expr | Place)[]; statements: Stmt[]; blocks: Block[] } {
  const none = { values: [], statements: [], blocks: [] };
  switch (stmt.kind) {
    case 'let':
      return { ...none, values: [stmt.init] };
    case 'assign':
      return { ...none, values: [stmt.target, stmt.value] };
    case 'expr':
      return { ...none, values: [stmt.expr] };
    case 'if':
      return {
        ...none,
        values: [stmt.condition],
        blocks: stmt.otherwise === null ? [stmt.then] : [stmt.then, stmt.otherwise],
      };
    case 'buildIf':
      return { ...none, blocks: stmt.otherwise === null ? [stmt.then] : [stmt.then, stmt.otherwise] };
    case 'loop':
      return {
        values: stmt.condition === null ? [] : [stmt.condition],
        statements: [...(stmt.init === null ? [] : [stmt.init]), ...(stmt.update === null ? [] : [stmt.update])],
        blocks: [stmt.body],
      };
    case 'switch':
      return {
        ...none,
        values: [stmt.subject],
        blocks: [...stmt.cases.map((c) => c.body), ...(stmt.defaultBody === null ? [] : [stmt.defaultBody])],
      };
    case 'return':
      return { ...none, values: stmt.value === null ? [] : [stmt.value] };
    case 'block':
      return { ...none, blocks: [stmt.block] };
    case 'copy':
      return { ...none, values: [stmt.target, stmt.source] };
    case 'fill':
      return { ...none, values: [stmt.target, stmt.value] };
    case 'assignStruct':
      return { ...none, values: [stmt.target, stmt.source] };
    case 'break':
    case 'continue':
    case 'unreachable':
      return none;
  }
}

export function walkValue(node: Expr | Place, visit: (node: Node) => unknown): void {
  if (visit(node) === false) return;
  for (const child of partsOf(node)) walkValue(child, visit);
}
export function walkStatement(stmt: Stmt, visit: (node: Node) => unknown): void {
  if (visit(stmt) === false) return;
  const { values, statements, blocks } = parts(stmt);
  // A `for` reads init, condition, update, body.
  for (const value of values) walkValue(value, visit);
  for (const inner of statements) walkStatement(inner, visit);
  for (const inner of blocks) walkBlock(inner, visit);
}
export function walkBlock(block: Block, visit: (node: Node) => unknown): void {
  for (const stmt of block.statements) walkStatement(stmt, visit);
}
export function walkFunction(decl: FunctionDecl, visit: (node: Node) => unknown): void {
  walkBlock(decl.body, visit);
}
