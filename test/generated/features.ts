// SPDX-License-Identifier: Apache-2.0
/** What generated programs are made of, counted: syntax by kind, and operations by operator, mode and type. */
import ts from 'typescript';
import { isPlace, partsOf, type Expr, type Place, type Program, type Stmt } from '../../codegen/src/ir';
import { eachStatement, valuesOf } from '../../codegen/src/analyse/walk';
import { table } from '../../codegen/src/subset/table';
import type { Batch } from './batch';

/** How often each was seen. */
export type Features = Record<string, number>;

/** By kind, without the markers of ranges. */
const kindNames = new Map((Object.keys(table) as (keyof typeof table)[]).map((name) => [ts.SyntaxKind[name], name]));

export function add(into: Features, more: Features): void {
  for (const [name, count] of Object.entries(more)) into[name] = (into[name] ?? 0) + count;
}

export function featuresOf(batch: Batch, program: Program): Features {
  const found: Features = {};
  const note = (name: string): void => {
    found[name] = (found[name] ?? 0) + 1;
  };
  for (const [file, text] of Object.entries(batch.files)) {
    const visit = (node: ts.Node): void => {
      if (node.kind > ts.SyntaxKind.LastToken) note(`syntax ${kindNames.get(node.kind)}`);
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, false));
    const scanner = ts.createScanner(ts.ScriptTarget.ES2022, true, ts.LanguageVariant.Standard, text);
    for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
      // The scanner finds `>>` only where it is told that no type argument ends there.
      const whole = kind === ts.SyntaxKind.GreaterThanToken ? scanner.reScanGreaterToken() : kind;
      note(`syntax ${kindNames.get(whole)}`);
    }
  }
  for (const file of program.files)
    for (const decl of file.declarations)
      if (decl.kind === 'functionDecl')
        eachStatement(decl.body, (statement) => {
          note(`statement ${nameOf(statement)}`);
          for (const value of valuesOf(statement)) operations(value, note);
        });
  return found;
}

function nameOf(statement: Stmt): string {
  return statement.kind === 'loop' ? `loop ${statement.form} ${statement.bound.kind}` : statement.kind;
}

function operations(node: Expr | Place, note: (name: string) => void): void {
  if (!isPlace(node)) {
    const parts = [node.kind];
    for (const key of ['op', 'mode'] as const)
      if (key in node) parts.push((node as unknown as Record<string, string>)[key] as never);
    const { type } = node;
    if (type.kind === 'int' || type.kind === 'float') parts.push(type.name as never);
    note(parts.join(' '));
  }
  for (const part of partsOf(node)) operations(part, note);
}

/** Kinds of syntax that are allowed and that no generated program has, with the reason. */
export const NOT_GENERATED: Readonly<Record<string, string>> = {};

/** The allowed kinds of syntax that are missing from what was counted. */
export function missingSyntax(found: Features): string[] {
  return (Object.keys(table) as (keyof typeof table)[]).filter(
    (kind) =>
      table[kind].rule === 'allowed' && found[`syntax ${kind}`] === undefined && NOT_GENERATED[kind] === undefined,
  );
}
