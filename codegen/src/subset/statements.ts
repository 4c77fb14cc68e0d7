// SPDX-License-Identifier: Apache-2.0
/** The table's part for statements and declarations. */
import { allowed, behind, each, refused, unreachable } from './rule';

const classes = refused('FUSE1010', 'There are no classes: data is an interface, behaviour a top-level function.');
const iteration = refused(
  'FUSE1020',
  'Count instead: for (let i: u32 = 0; i < a.length; i++) { const item = a[i]; ... }.',
);
const exceptions = refused(
  'FUSE1015',
  'There are no exceptions: return a status, or call unreachable() for what cannot be.',
);
const importForm = refused('FUSE1033', "Write import { a, b } from './file'.");
const exportForm = refused('FUSE1047', "Put export before the declaration, or write export { a } from './file'.");

export const statements = {
  ...each(
    allowed,
    'SourceFile',
    'Block',
    'EmptyStatement',
    'VariableStatement',
    'VariableDeclaration',
    'VariableDeclarationList',
    'ExpressionStatement',
    'IfStatement',
    'DoStatement',
    'WhileStatement',
    'ForStatement',
    'ContinueStatement',
    'BreakStatement',
    'ReturnStatement',
    'SwitchStatement',
    'CaseBlock',
    'CaseClause',
    'DefaultClause',
    'FunctionDeclaration',
    'InterfaceDeclaration',
    'TypeAliasDeclaration',
    'EnumDeclaration',
    'EnumMember',
    'ModuleDeclaration',
    'ModuleBlock',
    'ImportDeclaration',
    'ImportClause',
    'NamedImports',
    'ImportSpecifier',
    'ExportDeclaration',
    'NamedExports',
    'ExportSpecifier',
  ),
  ClassDeclaration: classes,
  ...each(behind('ClassDeclaration', classes), 'PropertyDeclaration', 'ClassStaticBlockDeclaration', 'Constructor'),
  MethodDeclaration: refused(
    'FUSE1012',
    'Functions are top-level and named: a function pointer in a struct is a field, and its value the name of a function.',
  ),
  ...each(iteration, 'ForInStatement', 'ForOfStatement'),
  ...each(exceptions, 'ThrowStatement', 'TryStatement'),
  CatchClause: behind('TryStatement', exceptions),
  ...each(importForm, 'NamespaceImport', 'ImportEqualsDeclaration', 'ImportAttributes', 'AssertClause'),
  ExternalModuleReference: behind('ImportEqualsDeclaration', importForm),
  ...each(behind('ImportAttributes', importForm), 'ImportAttribute', 'AssertEntry'),
  ImportTypeAssertionContainer: unreachable,
  ...each(exportForm, 'NamespaceExportDeclaration', 'ExportAssignment'),
  NamespaceExport: behind('a rule of placement', exportForm),
  ...each(
    refused('FUSE1040', 'Break points are set in gdb, on the TypeScript line.'),
    'WithStatement',
    'DebuggerStatement',
  ),
  LabeledStatement: refused(
    'FUSE1039',
    'Leave nested loops through a function with return, or a boolean in the condition.',
  ),
  HeritageClause: refused('FUSE1049', 'A struct that begins with another one has it as a field.'),
  MissingDeclaration: behind('a syntax error', refused('FUSE1060', 'A declaration is missing here.')),
};
