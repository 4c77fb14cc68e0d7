// SPDX-License-Identifier: Apache-2.0
/** `if`; with when(flag) as its whole condition it is decided by the build. */
import ts from 'typescript';
import type { Stmt } from '../ir';
import { branch, remains } from './blocks';
import type { Context } from './context';
import { condition } from './logic';
import { resolve } from './resolve';

export function ifStatement(c: Context, node: ts.IfStatement, comments: readonly string[]): Stmt {
  const at = c.at(node);
  const flag = buildCondition(c, node.expression, false);
  if (flag !== null) {
    const then = branch(c, node.thenStatement);
    return {
      kind: 'buildIf',
      ...flag,
      then,
      otherwise: node.elseStatement === undefined ? null : branch(c, node.elseStatement),
      at,
      comments,
    };
  }
  // The branches are read even when the condition was refused: they may have more to say.
  const test = c.attempt(() => condition(c, node.expression));
  const then = branch(c, node.thenStatement);
  const otherwise = node.elseStatement === undefined ? null : branch(c, node.elseStatement);
  if (test === undefined) return remains(c, node, [then, otherwise]);
  return { kind: 'if', condition: test, then, otherwise, at, comments };
}

function buildCondition(c: Context, node: ts.Expression, negated: boolean): { macro: string; negated: boolean } | null {
  if (ts.isParenthesizedExpression(node)) return buildCondition(c, node.expression, negated);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    return buildCondition(c, node.operand, !negated);
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return null;
  const symbol = c.symbolOf(node.expression);
  const argument = node.arguments[0];
  if (symbol === undefined || c.libraryName(symbol) !== 'when' || argument === undefined) return null;
  return { macro: flagMacro(c, argument), negated };
}

/** The macro of `HAL.CAMERA` or of a declared flag. */
function flagMacro(c: Context, node: ts.Expression): string {
  if (ts.isIdentifier(node)) {
    const symbol = c.symbolOf(node);
    const entity = symbol === undefined ? undefined : resolve(c, symbol, node);
    if (entity?.kind === 'flag' && entity.macro !== '') return entity.macro;
  }
  if (ts.isPropertyAccessExpression(node)) {
    const declaration = c.symbolOf(node.name)?.valueDeclaration;
    const type = declaration !== undefined && ts.isPropertySignature(declaration) ? declaration.type : undefined;
    if (type !== undefined && ts.isTypeReferenceNode(type)) {
      const argument = type.typeArguments?.[0];
      if (argument !== undefined && ts.isLiteralTypeNode(argument) && ts.isStringLiteral(argument.literal))
        return argument.literal.text;
    }
  }
  return c.fail(
    'FUSE5102',
    node,
    "when() takes a build flag by its name: when(HAL.CAMERA), or a declare const NAME: BuildFlag<'MACRO'>.",
  );
}
