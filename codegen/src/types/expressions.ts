// SPDX-License-Identifier: Apache-2.0
/** Expressions: one function per construct, chosen by syntax kind. */
import ts from 'typescript';
import type { Expr, Type } from '../ir';
import { arithmetic } from './arithmetic';
import { bits, complement } from './bits';
import { call } from './calls';
import { comparison } from './comparison';
import { conditional } from './conditional';
import type { Context } from './context';
import { element } from './elements';
import { identifier } from './identifiers';
import { arrayLiteral, bigIntLiteral, booleanLiteral, nullLiteral, numericLiteral, stringLiteral } from './literals';
import { logic, not } from './logic';
import { negation } from './negation';
import { objectLiteral } from './objects';
import { typed, value, type Operand } from './operand';
import { property } from './properties';
import { shift } from './shift';

/** `expected` is the type that the context wants: literals, null, functions and object literals need it. */
export function expression(c: Context, node: ts.Expression, expected: Type | null): Operand {
  switch (node.kind) {
    case ts.SyntaxKind.ParenthesizedExpression:
      return expression(c, (node as ts.ParenthesizedExpression).expression, expected);
    case ts.SyntaxKind.NumericLiteral:
      return numericLiteral(c, node as ts.NumericLiteral);
    case ts.SyntaxKind.BigIntLiteral:
      return bigIntLiteral(c, node as ts.BigIntLiteral);
    case ts.SyntaxKind.StringLiteral:
      return value(stringLiteral(c, node as ts.StringLiteral));
    case ts.SyntaxKind.TrueKeyword:
    case ts.SyntaxKind.FalseKeyword:
      return value(booleanLiteral(c, node));
    case ts.SyntaxKind.NullKeyword:
      return value(nullLiteral(c, node));
    case ts.SyntaxKind.Identifier:
      return identifier(c, node as ts.Identifier, expected);
    case ts.SyntaxKind.PropertyAccessExpression:
      return property(c, node as ts.PropertyAccessExpression);
    case ts.SyntaxKind.ElementAccessExpression:
      return element(c, node as ts.ElementAccessExpression);
    case ts.SyntaxKind.CallExpression:
      return call(c, node as ts.CallExpression, expected);
    case ts.SyntaxKind.ObjectLiteralExpression:
      return value(objectLiteral(c, node as ts.ObjectLiteralExpression, expected));
    case ts.SyntaxKind.ArrayLiteralExpression:
      return value(arrayLiteral(c, node as ts.ArrayLiteralExpression, expected));
    case ts.SyntaxKind.ConditionalExpression:
      return conditional(c, node as ts.ConditionalExpression, expected);
    case ts.SyntaxKind.PrefixUnaryExpression:
      return prefix(c, node as ts.PrefixUnaryExpression, expected);
    case ts.SyntaxKind.BinaryExpression:
      return binary(c, node as ts.BinaryExpression, expected);
    default:
      return c.abandon(node);
  }
}

function prefix(c: Context, node: ts.PrefixUnaryExpression, expected: Type | null): Operand {
  switch (node.operator) {
    case ts.SyntaxKind.MinusToken:
      return negation(c, node, expected);
    case ts.SyntaxKind.TildeToken:
      return complement(c, node, expected);
    case ts.SyntaxKind.ExclamationToken:
      return value(not(c, node));
    default:
      return c.abandon(node);
  }
}

function binary(c: Context, node: ts.BinaryExpression, expected: Type | null): Operand {
  switch (node.operatorToken.kind) {
    case ts.SyntaxKind.PlusToken:
    case ts.SyntaxKind.MinusToken:
    case ts.SyntaxKind.AsteriskToken:
    case ts.SyntaxKind.SlashToken:
    case ts.SyntaxKind.PercentToken:
      return arithmetic(c, node, expected);
    case ts.SyntaxKind.AmpersandToken:
    case ts.SyntaxKind.BarToken:
    case ts.SyntaxKind.CaretToken:
      return bits(c, node, expected);
    case ts.SyntaxKind.LessThanLessThanToken:
    case ts.SyntaxKind.GreaterThanGreaterThanToken:
      return shift(c, node, expected);
    case ts.SyntaxKind.LessThanToken:
    case ts.SyntaxKind.LessThanEqualsToken:
    case ts.SyntaxKind.GreaterThanToken:
    case ts.SyntaxKind.GreaterThanEqualsToken:
    case ts.SyntaxKind.EqualsEqualsEqualsToken:
    case ts.SyntaxKind.ExclamationEqualsEqualsToken:
      return value(comparison(c, node));
    case ts.SyntaxKind.AmpersandAmpersandToken:
    case ts.SyntaxKind.BarBarToken:
      return value(logic(c, node));
    default:
      return c.abandon(node);
  }
}

/** An expression that must have a type of its own. */
export function valueOf(c: Context, node: ts.Expression, expected: Type | null = null): Expr {
  return typed(c, expression(c, node, expected), node);
}
