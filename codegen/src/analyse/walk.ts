// SPDX-License-Identifier: Apache-2.0
/** Walking the typed representation: the parts of an expression, place or statement. */
import type { Block, Expr, Place, Stmt } from '../ir';

export type Value = Expr | Place;

/** The direct parts of an expression or place, in the order of the source. */
export function partsOf(node: Value): readonly Value[] {
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
    case 'checkedArith':
    case 'bits':
    case 'compare':
    case 'logic':
    case 'minMax':
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
      return node.target.kind === 'pointer' ? [node.target.value, ...node.args] : node.args;
    case 'sliceOf':
      return [node.of, ...(node.from === null ? [] : [node.from]), ...(node.to === null ? [] : [node.to])];
    case 'sliceLength':
    case 'field':
    case 'deref':
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
      return node.elements;
    case 'index':
      return [node.of, node.index];
  }
}

/** Every expression and place in one, itself first. */
export function eachValue(node: Value, visit: (node: Value) => void): void {
  visit(node);
  for (const part of partsOf(node)) eachValue(part, visit);
}

/** The expressions and places that a statement itself has, without those of statements inside it. */
export function valuesOf(statement: Stmt): readonly Value[] {
  switch (statement.kind) {
    case 'let':
      return [statement.init];
    case 'assign':
      return [statement.target, statement.value];
    case 'expr':
      return [statement.expr];
    case 'if':
      return [statement.condition];
    case 'loop':
      return statement.condition === null ? [] : [statement.condition];
    case 'switch':
      return [statement.subject];
    case 'return':
      return statement.value === null ? [] : [statement.value];
    case 'copy':
      return [statement.target, statement.source];
    case 'fill':
      return [statement.target, statement.value];
    case 'assignStruct':
      return [statement.target, statement.source];
    case 'buildIf':
    case 'break':
    case 'continue':
    case 'block':
    case 'unreachable':
      return [];
  }
}

/** The statements directly inside one, by block; the parts of a `for` come as a block of their own. */
export function blocksOf(statement: Stmt): readonly (readonly Stmt[])[] {
  switch (statement.kind) {
    case 'if':
    case 'buildIf':
      return statement.otherwise === null
        ? [statement.then.statements]
        : [statement.then.statements, statement.otherwise.statements];
    case 'loop':
      return [
        [
          ...(statement.init === null ? [] : [statement.init]),
          ...(statement.update === null ? [] : [statement.update]),
        ],
        statement.body.statements,
      ];
    case 'switch':
      return [
        ...statement.cases.map((c) => c.body.statements),
        ...(statement.defaultBody === null ? [] : [statement.defaultBody.statements]),
      ];
    case 'block':
      return [statement.block.statements];
    default:
      return [];
  }
}

/** Every statement below a block, outer ones first. */
export function eachStatement(block: Block | readonly Stmt[], visit: (statement: Stmt) => void): void {
  for (const statement of 'statements' in block ? block.statements : block) {
    visit(statement);
    for (const inner of blocksOf(statement)) eachStatement(inner, visit);
  }
}

/** Every expression and place below a block. */
export function eachValueIn(block: Block, visit: (node: Value, statement: Stmt) => void): void {
  eachStatement(block, (statement) => {
    for (const value of valuesOf(statement)) eachValue(value, (node) => visit(node, statement));
  });
}

export function isPlace(node: Value): node is Place {
  return (
    node.kind === 'local' ||
    node.kind === 'static' ||
    node.kind === 'field' ||
    node.kind === 'index' ||
    node.kind === 'deref'
  );
}

/** Where a place is stored: its outermost local or static, or the reference or slice that it is reached through. */
export type Root =
  | Extract<Place, { kind: 'local' | 'static' }>
  /** Reached through `of`, a reference or Out. */
  | Extract<Place, { kind: 'deref' }>
  /** An element of a slice or text value. */
  | Extract<Place, { kind: 'index' }>;

export function rootOf(place: Place): Root {
  switch (place.kind) {
    case 'local':
    case 'static':
    case 'deref':
      return place;
    case 'field':
      return rootOf(place.of);
    case 'index':
      return isPlace(place.of) && place.of.type.kind === 'array' ? rootOf(place.of) : place;
  }
}
