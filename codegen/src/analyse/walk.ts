// SPDX-License-Identifier: Apache-2.0
/** Walking the typed representation: the parts of an expression, place or statement. */
import { type Block, isPlace, partsOf, type Place, type Stmt, type Value } from '../ir';

export { isPlace, partsOf, type Value };

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
