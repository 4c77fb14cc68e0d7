// SPDX-License-Identifier: Apache-2.0
/** Short names for making ESTree nodes, and the place in the TypeScript that each stands for. */
import type * as es from 'estree';
import type { Location } from '../ir';

/** ESTree's positions have no file: the mapper reads it from here. */
export interface Origin extends es.Position {
  readonly file: string;
}

/** The node, as standing for a piece of the TypeScript. One that has a place keeps it: the inner one is the more exact. */
export function at<N extends es.Node>(node: N, location: Location): N {
  if (node.loc === undefined) {
    const start: Origin = { file: location.file, line: location.line, column: location.column - 1 };
    node.loc = { start, end: { line: location.endLine, column: location.endColumn - 1 } };
  }
  return node;
}
const endOf = (location: Location): Origin => ({
  file: location.file,
  line: location.endLine,
  column: Math.max(0, location.endColumn - 2),
});
/** The node, as standing for a closing brace. */
export function atEnd<N extends es.Node>(node: N, location: Location): N {
  const start = endOf(location);
  node.loc = { start, end: start };
  return node;
}

/** A block whose closing brace stands for one of the TypeScript: a debugger stops there on the way out of a function. */
export interface EndedBlock extends es.BlockStatement {
  closing?: es.Node;
}
export function endingAt(node: es.BlockStatement, location: Location): EndedBlock {
  return { ...node, closing: atEnd({ type: 'EmptyStatement' }, location) };
}

export const id = (name: string): es.Identifier => ({ type: 'Identifier', name });
export const number = (value: number): es.Expression =>
  value < 0 || Object.is(value, -0) ? unary('-', literal(-value)) : literal(value);
export const bigint = (value: bigint): es.Expression =>
  value < 0n ? unary('-', bigLiteral(-value)) : bigLiteral(value);
const bigLiteral = (value: bigint): es.Literal => ({ type: 'Literal', value, bigint: value.toString() });
export const literal = (value: string | number | boolean | null): es.Literal => ({ type: 'Literal', value });
export const NULL = literal(null);
export const ZERO = literal(0);

export const member = (object: es.Expression, property: string): es.MemberExpression => ({
  type: 'MemberExpression',
  object,
  property: id(property),
  computed: false,
  optional: false,
});
export const call = (callee: es.Expression | string, ...args: es.Expression[]): es.Expression => ({
  type: 'CallExpression',
  callee: typeof callee === 'string' ? id(callee) : callee,
  arguments: args,
  optional: false,
});
/** `object.method(...)`. */
export const method = (object: es.Expression | string, name: string, ...args: es.Expression[]): es.Expression =>
  call(member(typeof object === 'string' ? id(object) : object, name), ...args);
export const binary = (operator: es.BinaryOperator, left: es.Expression, right: es.Expression): es.Expression => ({
  type: 'BinaryExpression',
  operator,
  left,
  right,
});
export const logical = (operator: es.LogicalOperator, left: es.Expression, right: es.Expression): es.Expression => ({
  type: 'LogicalExpression',
  operator,
  left,
  right,
});
export const unary = (operator: es.UnaryOperator, argument: es.Expression): es.Expression => ({
  type: 'UnaryExpression',
  operator,
  prefix: true,
  argument,
});
export const conditional = (
  test: es.Expression,
  consequent: es.Expression,
  alternate: es.Expression,
): es.Expression => ({
  type: 'ConditionalExpression',
  test,
  consequent,
  alternate,
});
export const assign = (left: es.Identifier | es.MemberExpression, right: es.Expression): es.Expression => ({
  type: 'AssignmentExpression',
  operator: '=',
  left,
  right,
});
export const sequence = (expressions: es.Expression[]): es.Expression =>
  expressions.length === 1 && expressions[0] !== undefined
    ? expressions[0]
    : { type: 'SequenceExpression', expressions };
export const array = (elements: es.Expression[]): es.Expression => ({ type: 'ArrayExpression', elements });
export const object = (properties: readonly (readonly [string, es.Expression])[]): es.Expression => ({
  type: 'ObjectExpression',
  properties: properties.map(([name, value]) => ({
    type: 'Property',
    kind: 'init',
    key: /^[A-Za-z_]\w*$/.test(name) ? id(name) : literal(name),
    value,
    computed: false,
    method: false,
    shorthand: value.type === 'Identifier' && value.name === name,
  })),
});
export const arrow = (body: es.Expression): es.Expression => ({
  type: 'ArrowFunctionExpression',
  params: [],
  body,
  expression: true,
});

/** `left + right`, with what is known of it folded. */
export function plus(left: es.Expression, right: es.Expression): es.Expression {
  if (right.type === 'Literal' && right.value === 0) return left;
  if (
    left.type === 'Literal' &&
    right.type === 'Literal' &&
    typeof left.value === 'number' &&
    typeof right.value === 'number'
  )
    return literal(left.value + right.value);
  return binary('+', left, right);
}
export const times = (left: es.Expression, right: es.Expression): es.Expression =>
  right.type === 'Literal' && right.value === 1 ? left : binary('*', left, right);

export const statement = (expression: es.Expression): es.Statement => ({ type: 'ExpressionStatement', expression });
export const block = (body: es.Statement[]): es.BlockStatement => ({ type: 'BlockStatement', body });
export const ret = (argument: es.Expression | null): es.Statement => ({ type: 'ReturnStatement', argument });
export const declare = (kind: 'const' | 'let', name: string, init: es.Expression): es.VariableDeclaration => ({
  type: 'VariableDeclaration',
  kind,
  declarations: [{ type: 'VariableDeclarator', id: id(name), init }],
});
export const ifThen = (
  test: es.Expression,
  consequent: es.Statement,
  alternate: es.Statement | null,
): es.Statement => ({
  type: 'IfStatement',
  test,
  consequent,
  alternate,
});
