// SPDX-License-Identifier: Apache-2.0
/** What a symbol of the program means; read from its declaration the first time it is needed. */
import ts from 'typescript';
import { aliasEntity } from './aliases';
import type { Context, Entity } from './context';
import { enumDecl } from './enums';
import { externFunction } from './externs';
import { functionSignature } from './functions';
import { variableEntity } from './statics';
import { structDecl } from './structs';

export const poisoned: Entity = { kind: 'poisoned' };

/** `use` is where the name stands, for a message about a declaration that needs itself. */
export function resolve(c: Context, symbol: ts.Symbol, use: ts.Node): Entity {
  const known = c.entities.get(symbol);
  if (known !== undefined) return known;
  if (c.resolving.has(symbol)) return c.fail('FUSE2126', use, `${symbol.name} is declared by itself.`);
  c.resolving.add(symbol);
  const entity = c.attempt(() => read(c, symbol)) ?? poisoned;
  c.resolving.delete(symbol);
  // Structs and functions enter themselves before their parts are read.
  const entered = c.entities.get(symbol);
  if (entered !== undefined && entity.kind !== 'poisoned') return entered;
  c.entities.set(symbol, entity);
  return entity;
}

function read(c: Context, symbol: ts.Symbol): Entity {
  const declaration = symbol.valueDeclaration ?? symbol.declarations?.[0];
  if (declaration === undefined) return poisoned;
  if (ts.isEnumDeclaration(declaration)) return enumDecl(c, declaration);
  if (ts.isInterfaceDeclaration(declaration)) return structDecl(c, symbol, declaration);
  if (ts.isTypeAliasDeclaration(declaration)) return aliasEntity(c, symbol, declaration);
  if (ts.isFunctionDeclaration(declaration)) {
    const unit = c.unit(declaration);
    return unit?.isExtern === true ? externFunction(c, declaration) : functionSignature(c, declaration);
  }
  if (ts.isVariableDeclaration(declaration) && isTopLevel(declaration)) return variableEntity(c, declaration);
  // A local whose declaration was refused, or something that the subset does not have.
  return poisoned;
}

function isTopLevel(declaration: ts.VariableDeclaration): boolean {
  const statement = declaration.parent.parent;
  return ts.isVariableStatement(statement) && (ts.isSourceFile(statement.parent) || ts.isModuleBlock(statement.parent));
}
