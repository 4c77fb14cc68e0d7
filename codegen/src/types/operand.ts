// SPDX-License-Identifier: Apache-2.0
/** What an expression is before its use decides: a place, a value, or an exact constant that has no type yet. */
import ts from 'typescript';
import type { Expr, FloatLiteral, FloatType, IntLiteral, IntType, Location, Obligation, Place, Type } from '../ir';
import type { Context } from './context';
import { fits, nameOf, refTo, withoutRange } from './relations';

export interface PlaceOperand {
  readonly kind: 'place';
  readonly place: Place;
}
export interface ValueOperand {
  readonly kind: 'value';
  readonly expr: Expr;
}
/** An integer that fits wherever its value fits. `complement` marks `~X`, whose bits depend on the type it meets. */
export interface ExactOperand {
  readonly kind: 'exact';
  readonly value: bigint;
  /** Written as a bigint (`8n`). Null where either will do: made of named constants only. */
  readonly big: boolean | null;
  readonly complement: boolean;
  readonly at: Location;
  /** The expression in a type that the value fits. */
  readonly make: (type: IntType) => Expr;
}
export interface ExactFloatOperand {
  readonly kind: 'exactFloat';
  readonly value: number;
  readonly at: Location;
}
export type Operand = PlaceOperand | ValueOperand | ExactOperand | ExactFloatOperand;

export const open = (): Obligation => ({ state: 'open' });
export const proved = (): Obligation => ({ state: 'proved' });

export const value = (expr: Expr): ValueOperand => ({ kind: 'value', expr });
export const placed = (place: Place): PlaceOperand => ({ kind: 'place', place });

export function intLiteral(amount: bigint, type: IntType, at: Location, hexDigits?: number): IntLiteral {
  return { kind: 'int', value: amount, type, at, ...(hexDigits === undefined ? {} : { hexDigits }) };
}
export function floatLiteral(amount: number, type: FloatType, at: Location): FloatLiteral {
  return { kind: 'float', value: amount, type, at };
}
export function exactLiteral(amount: bigint, big: boolean | null, at: Location, hexDigits?: number): ExactOperand {
  const make = (type: IntType): Expr => intLiteral(amount, type, at, hexDigits);
  return { kind: 'exact', value: amount, big, complement: false, at, make };
}

/** The exact constant made of two others: the operation stays visible where every part fits the type. */
export function exactOf(
  amount: bigint,
  parts: readonly ExactOperand[],
  at: Location,
  build: (type: IntType, parts: readonly Expr[]) => Expr,
): ExactOperand {
  const bigs = parts.map((p) => p.big).filter((b) => b !== null);
  return {
    kind: 'exact',
    value: amount,
    big: bigs.length === 0 ? null : bigs.some((b) => b),
    complement: false,
    at,
    make: (type) =>
      parts.every((p) => !p.complement && fits(p.value, type))
        ? build(
            type,
            parts.map((p) => p.make(type)),
          )
        : intLiteral(amount, type, at),
  };
}

/** Two ways of writing the same variable, field or element. */
export function isSamePath(a: ts.Expression, b: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(a)) return isSamePath(a.expression, b);
  if (ts.isParenthesizedExpression(b)) return isSamePath(a, b.expression);
  if (ts.isPropertyAccessExpression(a))
    return ts.isPropertyAccessExpression(b) && a.name.text === b.name.text && isSamePath(a.expression, b.expression);
  if (ts.isElementAccessExpression(a))
    return (
      ts.isElementAccessExpression(b) &&
      isSamePath(a.argumentExpression, b.argumentExpression) &&
      isSamePath(a.expression, b.expression)
    );
  if (ts.isNumericLiteral(a)) return ts.isNumericLiteral(b) && a.text === b.text;
  return ts.isIdentifier(a) && ts.isIdentifier(b) && a.text === b.text;
}

/** A float constant, which C can write down. */
export function finite(c: Context, amount: number, type: FloatType, node: ts.Node): number {
  const held = type.name === 'f32' ? Math.fround(amount) : amount;
  if (Number.isFinite(held)) return held;
  const wrong = Number.isFinite(amount) ? `${amount} is beyond ${nameOf(type)}` : `This is ${amount}`;
  return c.fail('FUSE2104', node, `${wrong}; constants are finite numbers.`);
}

/** The value at a place: scalars are read, structs and the like are referred to. */
export function load(c: Context, place: Place, node: ts.Node): Expr {
  const at = place.at;
  const type = place.type;
  switch (type.kind) {
    case 'struct':
    case 'union':
    case 'atomic':
    case 'reg':
      return { kind: 'refTo', place, at, type: refTo(type, isReadonlyPlace(place)) };
    case 'array':
      return c.fail(
        'FUSE3102',
        node,
        `An array is not a value. Pass slice(a) or view(a), use an element, or copy(slice(b), slice(a)).`,
      );
    default:
      return { kind: 'read', place, at, type: withoutRange(type) };
  }
}

/** The expression of an operand that has a type. */
export function typed(c: Context, operand: Operand, node: ts.Node): Expr {
  switch (operand.kind) {
    case 'value':
      return operand.expr;
    case 'place':
      return load(c, operand.place, node);
    case 'exact':
    case 'exactFloat':
      return c.fail(
        'FUSE2113',
        node,
        'A bare number has no type here. Give the variable a type, or convert: u32(...).',
      );
  }
}

/** The place that a reference refers to. */
export function placeOf(expr: Expr): Place | null {
  if (expr.kind === 'refTo') return expr.place;
  if (expr.type.kind === 'ref') return { kind: 'deref', of: expr, at: expr.at, type: expr.type.to };
  return null;
}

/** Whether the place may only be read through this path. */
export function isReadonlyPlace(place: Place): boolean {
  switch (place.kind) {
    case 'local':
      return !place.decl.mutable;
    case 'static':
      return place.decl.constant;
    case 'field':
      return isReadonlyPlace(place.of);
    case 'deref':
      return place.of.type.kind === 'ref' && place.of.type.readonly;
    case 'index': {
      const of = place.of;
      if (of.type.kind === 'slice') return of.type.readonly;
      if (of.type.kind === 'text') return true;
      return isPlace(of) && isReadonlyPlace(of);
    }
  }
}

const placeKinds = new Set(['local', 'static', 'field', 'index', 'deref']);
export function isPlace(node: Place | Expr): node is Place {
  return placeKinds.has(node.kind);
}

export function typeOfOperand(operand: Operand): Type | null {
  if (operand.kind === 'value') return operand.expr.type;
  if (operand.kind === 'place') return operand.place.type;
  return null;
}

export function describe(operand: Operand): string {
  if (operand.kind === 'exact') return `the constant ${operand.value}`;
  if (operand.kind === 'exactFloat') return `the constant ${operand.value}`;
  return nameOf(operand.kind === 'value' ? operand.expr.type : operand.place.type);
}
