// SPDX-License-Identifier: Apache-2.0
/** The table's part for statements and declarations. */
import { allowed, each, refused } from './rule';

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
  ...each(
    classes,
    'ClassDeclaration',
    'PropertyDeclaration',
    'MethodDeclaration',
    'ClassStaticBlockDeclaration',
    'Constructor',
  ),
  ...each(iteration, 'ForInStatement', 'ForOfStatement'),
  ...each(exceptions, 'ThrowStatement', 'TryStatement', 'CatchClause'),
  ...each(
    importForm,
    'NamespaceImport',
    'ImportEqualsDeclaration',
    'ExternalModuleReference',
    'ImportAttributes',
    'ImportAttribute',
    'AssertClause',
    'AssertEntry',
    'ImportTypeAssertionContainer',
  ),
  ...each(exportForm, 'NamespaceExportDeclaration', 'NamespaceExport', 'ExportAssignment'),
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
  MissingDeclaration: refused('FUSE1060', 'A declaration is missing here.'),
};
