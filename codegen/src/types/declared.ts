// SPDX-License-Identifier: Apache-2.0
/** What every declaration has: C name, doc comment, visibility, group. */
import ts from 'typescript';
import type { Declared } from '../ir';
import type { Context } from './context';
import { docOf, tagOf, type Doc } from './docs';
import { isCIdentifier } from './names';

type Named = ts.DeclarationStatement | ts.VariableDeclaration;

/** The node that carries modifiers and doc comment. */
function carrier(node: Named): ts.Node {
  return ts.isVariableDeclaration(node) ? node.parent.parent : node;
}

export function isExported(node: Named): boolean {
  const modifiers = ts.canHaveModifiers(carrier(node)) ? ts.getModifiers(carrier(node) as ts.HasModifiers) : undefined;
  return modifiers?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

export function declarationDoc(c: Context, node: Named): Doc {
  return docOf(c, carrier(node));
}

/** `cName` makes the name from the TypeScript one when no tag gives it. */
export function declared(
  c: Context,
  node: Named,
  doc: Doc,
  cName: (name: string, exported: boolean) => string,
): Declared {
  const name = node.name === undefined ? '' : node.name.getText();
  const exported = isExported(node);
  const given = tagOf(doc, 'cname');
  const chosen = given ?? cName(name, exported);
  const unit = c.unit(node);
  if (!isCIdentifier(chosen) && !(unit?.isExtern === true && /^(char|(struct|enum|union) [A-Za-z_]\w*)$/.test(chosen)))
    c.report('FUSE6102', node.name ?? node, `'${chosen}' cannot be a C name. Choose one with @cname.`);
  return {
    name,
    cName: chosen,
    doc: doc.text,
    at: c.at(node.name ?? node),
    exported,
    isPublic: false,
    group: c.groupsByFile.get(node.getSourceFile()) ?? null,
    file: unit?.path ?? '',
  };
}
