// SPDX-License-Identifier: Apache-2.0
/** Rules about where allowed syntax may stand, and about the forms that share a kind with allowed ones. */
import ts from 'typescript';
import type { Code } from '../diagnostics';
import { ruleOf } from './table';

type Report = (code: Code, node: ts.Node, message: string) => void;

/** Reports what is wrong with a node as a whole; false leaves its children unread. */
export function placement(node: ts.Node, isExtern: boolean, report: Report): boolean {
  switch (node.kind) {
    case ts.SyntaxKind.SourceFile:
      return topLevel(node as ts.SourceFile, report);
    case ts.SyntaxKind.VariableDeclarationList:
      return variables(node as ts.VariableDeclarationList, report);
    case ts.SyntaxKind.VariableDeclaration:
      return notDefinite(node as ts.VariableDeclaration, report);
    case ts.SyntaxKind.FunctionDeclaration:
      return functions(node as ts.FunctionDeclaration, report);
    case ts.SyntaxKind.Parameter:
      return parameter(node as ts.ParameterDeclaration, report);
    case ts.SyntaxKind.PropertySignature:
      return property(node as ts.PropertySignature, report);
    case ts.SyntaxKind.PrefixUnaryExpression:
    case ts.SyntaxKind.PostfixUnaryExpression:
      return unary(node as ts.PrefixUnaryExpression | ts.PostfixUnaryExpression, report);
    case ts.SyntaxKind.BinaryExpression:
      return binary(node as ts.BinaryExpression, report);
    case ts.SyntaxKind.ImportDeclaration:
      return importForm(node as ts.ImportDeclaration, report);
    case ts.SyntaxKind.ExportDeclaration:
      return exportForm(node as ts.ExportDeclaration, report);
    case ts.SyntaxKind.ModuleDeclaration:
      return moduleForm(node as ts.ModuleDeclaration, report);
    case ts.SyntaxKind.InterfaceDeclaration:
    case ts.SyntaxKind.TypeAliasDeclaration:
      return topLevelType(node as ts.DeclarationStatement, report);
    case ts.SyntaxKind.EnumDeclaration:
      return topLevelType(node as ts.EnumDeclaration, report) && enumForm(node as ts.EnumDeclaration, isExtern, report);
    case ts.SyntaxKind.TypeQuery:
      return typeQuery(node as ts.TypeQueryNode, report);
    case ts.SyntaxKind.CallExpression:
      return callForm(node as ts.CallExpression, report);
    case ts.SyntaxKind.PropertyAccessExpression:
    case ts.SyntaxKind.ElementAccessExpression:
      return noChain(node as ts.PropertyAccessExpression | ts.ElementAccessExpression, report);
    case ts.SyntaxKind.BreakStatement:
    case ts.SyntaxKind.ContinueStatement:
      return noLabel(node as ts.BreakOrContinueStatement, report);
    case ts.SyntaxKind.LiteralType:
      return literalType(node as ts.LiteralTypeNode, report);
    default:
      return true;
  }
}

const declarations = new Set([
  ts.SyntaxKind.ImportDeclaration,
  ts.SyntaxKind.ExportDeclaration,
  ts.SyntaxKind.ExportAssignment,
  ts.SyntaxKind.InterfaceDeclaration,
  ts.SyntaxKind.TypeAliasDeclaration,
  ts.SyntaxKind.EnumDeclaration,
  ts.SyntaxKind.VariableStatement,
  ts.SyntaxKind.FunctionDeclaration,
  ts.SyntaxKind.ModuleDeclaration,
  ts.SyntaxKind.ClassDeclaration,
  ts.SyntaxKind.ImportEqualsDeclaration,
  ts.SyntaxKind.NamespaceExportDeclaration,
  ts.SyntaxKind.MissingDeclaration,
  ts.SyntaxKind.EmptyStatement,
]);

function topLevel(node: ts.SourceFile, report: Report): boolean {
  for (const statement of node.statements)
    if (!declarations.has(statement.kind) && ruleOf(statement.kind).rule === 'allowed')
      report('FUSE1051', statement, 'Nothing runs at load: put this statement into a function that the host calls.');
  return true;
}

function variables(node: ts.VariableDeclarationList, report: Report): boolean {
  // `await using` has the flag of const too.
  if ((node.flags & ts.NodeFlags.Using) !== 0)
    report('FUSE1060', node, 'using is not in the subset: nothing is released by itself.');
  else if ((node.flags & (ts.NodeFlags.Const | ts.NodeFlags.Let)) === 0)
    report(
      'FUSE1021',
      node,
      'var is visible before it is set and outside its block: use const, or let where the value changes.',
    );
  return true;
}

/** What has no name of its own in C is called there as it is here; of other declarations the name that C sees is looked at. */
function plainName(name: ts.BindingName, report: Report): void {
  if (ts.isIdentifier(name) && !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name.text))
    report('FUSE6102', name, `'${name.text}' cannot be a C name: it has the letters a to z, digits and _.`);
}

function notDefinite(node: ts.VariableDeclaration, report: Report): boolean {
  if (!ts.isSourceFile(node.parent.parent.parent)) plainName(node.name, report);
  if (node.exclamationToken !== undefined)
    report('FUSE1025', node.exclamationToken, 'Give the variable its first value instead of promising one.');
  return true;
}

function functions(node: ts.FunctionDeclaration, report: Report): boolean {
  if (node.asteriskToken !== undefined) {
    report(
      'FUSE1017',
      node.name ?? node,
      'There are no generators: keep the position in a variable and call a function for the next item.',
    );
    return false;
  }
  if (!ts.isSourceFile(node.parent)) {
    report('FUSE1012', node, 'Functions are top-level: move this one out and pass what it needs as parameters.');
    return false;
  }
  return true;
}

function parameter(node: ts.ParameterDeclaration, report: Report): boolean {
  plainName(node.name, report);
  if (node.questionToken !== undefined || node.initializer !== undefined) {
    report(
      'FUSE1043',
      node,
      'Every argument is written at the call: there are no optional parameters and no default values.',
    );
    return false;
  }
  return true;
}

function property(node: ts.PropertySignature, report: Report): boolean {
  if (node.questionToken !== undefined) {
    report('FUSE1043', node, "Every field is there. A reference that may be missing has the type 'S | null'.");
    return false;
  }
  return true;
}

const steps = new Set([ts.SyntaxKind.PlusPlusToken, ts.SyntaxKind.MinusMinusToken]);

function unary(node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression, report: Report): boolean {
  if (node.operator === ts.SyntaxKind.PlusToken) {
    report('FUSE1037', node, 'Unary + converts in JavaScript. A conversion is written: u32(x).');
    return false;
  }
  if (steps.has(node.operator) && !isStatement(node))
    report('FUSE1050', node, '++ and -- have no value: write them as statements of their own.');
  return true;
}

function binary(node: ts.BinaryExpression, report: Report): boolean {
  const kind = node.operatorToken.kind;
  const isAssignment = kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
  if (isAssignment && ruleOf(kind).rule === 'allowed' && !isStatement(node))
    report('FUSE1050', node, 'An assignment has no value: write it as a statement of its own.');
  if (kind === ts.SyntaxKind.InKeyword) {
    report('FUSE1034', node, 'Fields are known when the program is compiled; a union has its kind.');
    return false;
  }
  return true;
}

/** A statement of its own, or the first or last part of a `for`. */
function isStatement(node: ts.Node): boolean {
  const parent = node.parent;
  if (ts.isParenthesizedExpression(parent)) return isStatement(parent);
  if (ts.isExpressionStatement(parent)) return true;
  return ts.isForStatement(parent) && (parent.initializer === node || parent.incrementor === node);
}

function importForm(node: ts.ImportDeclaration, report: Report): boolean {
  const clause = node.importClause;
  if (clause === undefined) {
    report('FUSE1033', node, 'Nothing runs at load, so an import without names does nothing: remove it.');
    return false;
  }
  if (clause.name !== undefined) {
    report('FUSE1033', node, "There are no default exports: write import { a } from './file'.");
    return false;
  }
  return true;
}

function exportForm(node: ts.ExportDeclaration, report: Report): boolean {
  if (node.exportClause === undefined || !ts.isNamedExports(node.exportClause) || node.moduleSpecifier === undefined) {
    report('FUSE1047', node, "Put export before the declaration, or write export { a } from './file'.");
    return false;
  }
  const renamed = node.exportClause.elements.find((e) => e.propertyName !== undefined);
  if (renamed !== undefined)
    report('FUSE1047', renamed, 'One name everywhere: export under the name of the declaration.');
  return true;
}

function moduleForm(node: ts.ModuleDeclaration, report: Report): boolean {
  if (!ts.isStringLiteral(node.name)) {
    report('FUSE1031', node.name, "A file is a module. Only declare module './file' is allowed, to add a HAL group.");
    return false;
  }
  const body = node.body;
  const other =
    body !== undefined && ts.isModuleBlock(body)
      ? body.statements.find((s) => !ts.isInterfaceDeclaration(s))
      : undefined;
  if (other !== undefined) report('FUSE1031', other, 'declare module adds members to interfaces, nothing else.');
  return other === undefined;
}

function topLevelType(node: ts.DeclarationStatement, report: Report): boolean {
  if (ts.isSourceFile(node.parent) || ts.isModuleBlock(node.parent)) return true;
  report('FUSE1061', node, 'Types are declared at top level, where C has them too: move this one out of the function.');
  return false;
}

function enumForm(node: ts.EnumDeclaration, isExtern: boolean, report: Report): boolean {
  const declare = node.modifiers?.find((m) => m.kind === ts.SyntaxKind.DeclareKeyword);
  if (declare !== undefined && !isExtern)
    report('FUSE1048', declare, 'An enum is defined here or imported; write enum without declare.');
  return true;
}

function typeQuery(node: ts.TypeQueryNode, report: Report): boolean {
  const parent = node.parent;
  const isLength =
    ts.isTypeReferenceNode(parent) && parent.typeArguments?.[1] === node && parent.typeName.getText() === 'FixedArray';
  if (!isLength)
    report(
      'FUSE1056',
      node,
      'typeof is for the length of an array, FixedArray<T, typeof N>. Elsewhere write the type.',
    );
  return isLength;
}

function callForm(node: ts.CallExpression, report: Report): boolean {
  if (node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    report('FUSE1054', node, 'What belongs to the program is imported at the top of the file.');
    return false;
  }
  return noChain(node, report);
}

function noChain(
  node: ts.CallExpression | ts.PropertyAccessExpression | ts.ElementAccessExpression,
  report: Report,
): boolean {
  if (node.questionDotToken === undefined) return true;
  report('FUSE1027', node, 'Check for null with an if, so that the other case is written down.');
  return false;
}

function noLabel(node: ts.BreakOrContinueStatement, report: Report): boolean {
  if (node.label === undefined) return true;
  report('FUSE1039', node, 'There are no labels: leave nested loops through a function with return.');
  return false;
}

/** `null` in a union, the length of an array, the macro of a build flag. */
function literalType(node: ts.LiteralTypeNode, report: Report): boolean {
  const literal = node.literal;
  if (literal.kind === ts.SyntaxKind.NullKeyword) return true;
  const isArgument = ts.isTypeReferenceNode(node.parent);
  if (isArgument && (ts.isNumericLiteral(literal) || ts.isStringLiteral(literal))) return true;
  report('FUSE1045', node, 'Literal types are not in the subset: use an enum.');
  return false;
}
