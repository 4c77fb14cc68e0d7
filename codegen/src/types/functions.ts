// SPDX-License-Identifier: Apache-2.0
/** Functions: the signature when it is first needed, the body when every signature is known. */
import ts from 'typescript';
import type { Fix } from '../diagnostics';
import type { Block, FunctionDecl, LocalDecl, ParamDecl } from '../ir';
import { block } from './blocks';
import { completes } from './completes';
import type { Context } from './context';
import { declarationDoc, declared } from './declared';
import { importOf } from './natives';
import { functionName, snakeCase } from './names';
import { docOf } from './docs';
import { ranged } from './ranges';
import { voidType } from './relations';
import { guessBehind, insertBehind } from './remedies';
import { FunctionScope, type Assignment } from './scope';
import { parameterType, typeOf } from './type-nodes';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export function functionSignature(c: Context, node: ts.FunctionDeclaration): FunctionDecl {
  const doc = declarationDoc(c, node);
  if (node.name === undefined) return c.abandon();
  const base = declared(c, node, doc, functionName);
  if (node.type === undefined)
    c.report(
      'FUSE2114',
      node.name,
      `${node.name.text} needs a written result type; void if it has none.`,
      [],
      resultType(c, node),
    );
  const params = node.parameters.map((p): ParamDecl => {
    const name = p.name.getText();
    if (p.type === undefined)
      return c.fail('FUSE2114', p, `The parameter ${name} needs a type.`, [], guessBehind(c, p.name, ': u32'));
    const decl: LocalDecl = {
      kind: 'localVar',
      name,
      cName: snakeCase(name),
      type: ranged(c, parameterType(c, p.type), docOf(c, p), p),
      mutable: false,
      isParam: true,
      at: c.at(p),
    };
    const symbol = c.symbolOf(p.name);
    if (symbol !== undefined) c.entities.set(symbol, decl);
    return { decl, doc: doc.params.get(name) ?? '' };
  });
  for (const name of doc.params.keys())
    if (!params.some((p) => p.decl.name === name))
      c.report('FUSE6105', node.name, `@param ${name} documents no parameter of ${base.name}.`);
  const at = c.at(node);
  const imported = importOf(c, node, doc);
  if (imported !== null) refuseRanges(c, node, params);
  const decl: FunctionDecl = {
    ...base,
    kind: 'functionDecl',
    params,
    result: node.type === undefined ? voidType : ranged(c, typeOf(c, node.type, 'value'), doc, node.name),
    resultDoc: doc.returns,
    tags: {
      isr: doc.tags.has('isr'),
      nativeEnter: doc.tags.has('nativeEnter'),
      nativeBytes: doc.tags.has('nativeBytes'),
      import: imported,
    },
    body: { statements: [], at, end: at },
  };
  if (node.type === undefined) c.withoutResult.add(decl);
  return decl;
}

function refuseRanges(c: Context, node: ts.FunctionDeclaration, params: readonly ParamDecl[]): void {
  for (const [i, { decl }] of params.entries())
    if (decl.type.kind === 'int' && decl.type.range !== undefined)
      c.report(
        'FUSE2139',
        node.parameters[i] as ts.Node,
        `A module may pass any number as ${decl.name}, which must end the module and not the runtime: take ${decl.type.name}, and test it.`,
      );
}

/** `: void` where nothing is returned, else the type of what is, as far as TypeScript knows a name for it. */
function resultType(c: Context, node: ts.FunctionDeclaration): Fix[] {
  const close = node.getChildren().find((child) => child.kind === ts.SyntaxKind.CloseParenToken);
  const signature = c.checker.getSignatureFromDeclaration(node);
  if (close === undefined || signature === undefined) return [];
  const type = c.checker.typeToString(c.checker.getReturnTypeOfSignature(signature), node);
  const isKnown = /^(void|boolean|never|[ui](8|16|32|64)|usize|f(32|64))$/.test(type);
  return isKnown ? [insertBehind(c, close, `: ${type}`)] : guessBehind(c, close, ': u32');
}

export function functionBody(
  c: Context,
  decl: FunctionDecl,
  node: ts.FunctionDeclaration,
  fileNames: ReadonlySet<string>,
): void {
  if (node.body === undefined) {
    c.report('FUSE1057', node, `${decl.name} has no body. C functions are declared in a .d.ts with @header.`);
    return;
  }
  const scope = new FunctionScope(
    c.withoutResult.has(decl) ? null : decl.result,
    decl.name,
    assignmentsIn(c, node.body),
    fileNames,
  );
  c.scope = scope;
  node.parameters.forEach((p, i) => {
    const param = decl.params[i]?.decl as Mutable<LocalDecl> | undefined;
    const symbol = c.symbolOf(p.name);
    if (param === undefined || symbol === undefined) return;
    param.cName = scope.localName(param.name);
    param.mutable = scope.isWritten(symbol);
  });
  const before = c.abandoned;
  const body: Block = block(c, node.body);
  decl.body = body;
  if (c.abandoned > before) c.incompleteFunctions.add(decl);
  c.scope = null;
  if (!c.incompleteFunctions.has(decl) && decl.result.kind !== 'void' && completes(body.statements)) {
    const what =
      decl.result.kind === 'never'
        ? 'never returns, but its end can be reached'
        : 'returns a value, but its end can be reached without one';
    c.diagnostics.report(
      'FUSE4130',
      decl.at,
      `${decl.name} ${what}. Return on every path; unreachable() marks what cannot be.`,
    );
  }
}

/** Every `x = ...`, `x op= ...`, `x++` and `pointerTo(x)` on a plain name. */
function assignmentsIn(c: Context, body: ts.Node): Assignment[] {
  const found: Assignment[] = [];
  const add = (name: ts.Expression, node: ts.Node, byAddress = false): void => {
    if (ts.isParenthesizedExpression(name)) {
      add(name.expression, node, byAddress);
      return;
    }
    const symbol = ts.isIdentifier(name) ? c.symbolOf(name) : undefined;
    if (symbol !== undefined) found.push({ symbol, node, byAddress });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isBinaryExpression(node)) {
      const kind = node.operatorToken.kind;
      if (kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment) add(node.left, node);
    } else if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
      if (node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken)
        add(node.operand, node);
    } else if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'pointerTo') {
      const [argument] = node.arguments;
      if (argument !== undefined) add(argument, node, true);
    }
    ts.forEachChild(node, visit);
  };
  visit(body);
  return found;
}
