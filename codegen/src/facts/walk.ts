// SPDX-License-Identifier: Apache-2.0
/** Walking the IR in source order: every expression, place and statement of a function, once. */
import type { Block, Expr, FunctionDecl, Place, Stmt } from '../ir';

export type Node = Expr | Place | Stmt;

/** Places and expressions share no `kind`. */
const PLACES = new Set(['local', 'static', 'field', 'index', 'deref']);
export const isPlace = (node: Place | Expr): node is Place => PLACES.has(node.kind);

/** The operands of an expression or place, in order of evaluation. */
export function operands(node: Expr | Place): (Expr | Place)[] {
  switch (node.kind) {
    case 'int':
    case 'float':
    case 'bool':
    case 'null':
    case 'text':
    case 'cstring':
    case 'enumValue':
    case 'constant':
    case 'function':
    case 'buildFlag':
    case 'sizeOf':
    case 'zeroed':
    case 'local':
    case 'static':
      return [];
    case 'read':
    case 'refTo':
    case 'pointerTo':
    case 'regRead':
      return [node.place];
    case 'arith':
    case 'floatArith':
    case 'bits':
    case 'compare':
    case 'logic':
    case 'minMax':
    case 'checkedArith':
      return [node.left, node.right];
    case 'shift':
      return [node.left, node.count];
    case 'negate':
    case 'complement':
    case 'not':
    case 'convert':
    case 'nullCheck':
    case 'nonNull':
    case 'trustedCast':
    case 'addressOf':
      return [node.operand];
    case 'conditional':
      return [node.condition, node.whenTrue, node.whenFalse];
    case 'call':
      return node.target.kind === 'pointer' ? [node.target.value, ...node.args] : [...node.args];
    case 'sliceOf':
      return [node.of, ...(node.from === null ? [] : [node.from]), ...(node.to === null ? [] : [node.to])];
    case 'sliceLength':
      return [node.of];
    case 'trustedSlice':
      return [node.start, node.count];
    case 'atomic':
      return [node.place, ...node.args];
    case 'regWrite':
      return [node.place, node.value];
    case 'registerAt':
      return [node.address];
    case 'struct':
      return node.fields.map((f) => f.value);
    case 'array':
      return [...node.elements];
    case 'field':
      return [node.of];
    case 'index':
      return [node.of, node.index];
    case 'deref':
      return [node.of];
  }
}

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
  for (const child of operands(node)) walkValue(child, visit);
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
