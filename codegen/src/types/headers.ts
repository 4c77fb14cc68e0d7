// SPDX-License-Identifier: Apache-2.0
/** Public headers: the exports of one file with what they need, what is needed first. */
import * as path from 'node:path';
import ts from 'typescript';
import type { Declaration, Expr, FileUnit, Program, Type } from '../ir';
import { UsageError } from '../load';
import type { Context } from './context';
import { fileDocOf } from './docs';
import { resolve } from './resolve';

/** `fuse.h=runtime-ts/fuse.ts` */
export interface HeaderRequest {
  readonly name: string;
  readonly file: string;
}

export function parseHeaderRequest(text: string): HeaderRequest {
  const match = /^([\w.-]+\.h)=(.+\.ts)$/.exec(text);
  if (match === null) throw new UsageError(`--header ${text}: write it as fuse.h=path/to/file.ts`);
  return { name: match[1] as string, file: match[2] as string };
}

export function publicHeaders(
  c: Context,
  requests: readonly HeaderRequest[],
  files: readonly FileUnit[],
): Program['headers'] {
  return requests.map((request) => {
    const wanted = path.normalize(request.file).split(path.sep).join('/');
    const unit = c.sources.units.find((u) => u.path === wanted || u.source.fileName === path.resolve(request.file));
    if (unit === undefined)
      throw new UsageError(`--header ${request.name}: ${request.file} is not a file of the program`);
    if (files.some((f) => `${f.cBase}.h` === request.name))
      throw new UsageError(
        `--header ${request.name}: a file of the program has that header for itself; let ${request.file} only re-export, or choose another name`,
      );
    const collected: Declaration[] = [];
    const symbol = c.checker.getSymbolAtLocation(unit.source);
    const exported = symbol === undefined ? [] : c.checker.getExportsOfModule(symbol);
    for (const one of inSourceOrder(unit.source, exported)) {
      const target = (one.flags & ts.SymbolFlags.Alias) !== 0 ? c.checker.getAliasedSymbol(one) : one;
      const entity = resolve(c, target, unit.source);
      if (isDeclaration(entity)) need(entity, collected);
    }
    for (const declaration of collected) declaration.isPublic = true;
    return { name: request.name, file: unit.path, doc: fileDocOf(c, unit.source).text, exports: collected };
  });
}

function inSourceOrder(source: ts.SourceFile, symbols: readonly ts.Symbol[]): ts.Symbol[] {
  const position = (s: ts.Symbol): number => {
    const own = s.declarations?.find((d) => d.getSourceFile() === source);
    return own?.pos ?? Number.MAX_SAFE_INTEGER;
  };
  return [...symbols].sort((a, b) => position(a) - position(b));
}

const kinds = new Set(['enum', 'struct', 'union', 'alias', 'functionType', 'constant', 'staticVar', 'functionDecl']);

function isDeclaration(entity: { readonly kind: string }): entity is Declaration {
  return kinds.has(entity.kind) && !('header' in entity && entity.header !== null);
}

/** Adds a declaration after everything that its C text names. */
function need(declaration: Declaration, collected: Declaration[], open: Set<Declaration> = new Set()): void {
  if (collected.includes(declaration) || open.has(declaration)) return;
  open.add(declaration);
  const type = (t: Type): void => needType(t, (d) => isDeclaration(d) && need(d, collected, open));
  switch (declaration.kind) {
    case 'struct':
      for (const field of declaration.fields) type(field.type);
      break;
    case 'union':
      need(declaration.tag, collected, open);
      for (const member of declaration.members) need(member.struct, collected, open);
      break;
    case 'functionType':
      type(declaration.type);
      break;
    case 'functionDecl':
      for (const param of declaration.params) type(param.decl.type);
      type(declaration.result);
      break;
    case 'staticVar':
      type(declaration.type);
      break;
    case 'constant':
      if (declaration.type !== null) type(declaration.type);
      if (declaration.value !== null) needConstants(declaration.value, (d) => need(d, collected, open));
      break;
    case 'enum':
    case 'alias':
      break;
  }
  collected.push(declaration);
}

function needType(type: Type, add: (declaration: Declaration) => void): void {
  switch (type.kind) {
    case 'int':
    case 'float':
      if (type.alias !== undefined) add(type.alias);
      break;
    case 'enum':
    case 'struct':
    case 'union':
      add(type.decl);
      break;
    case 'ref':
    case 'pointer':
    case 'out':
      needType(type.to, add);
      break;
    case 'array':
      needType(type.element, add);
      needConstants(type.length, add);
      break;
    case 'slice':
      needType(type.element, add);
      break;
    case 'atomic':
    case 'reg':
      needType(type.of, add);
      break;
    case 'function':
      for (const param of type.params) needType(param.type, add);
      needType(type.result, add);
      if (type.decl !== null) add(type.decl);
      break;
    default:
      break;
  }
}

function needConstants(expr: Expr, add: (declaration: Declaration) => void): void {
  switch (expr.kind) {
    case 'constant':
      if (expr.decl.header === null) add(expr.decl);
      break;
    case 'enumValue':
      add(expr.decl);
      break;
    case 'arith':
    case 'bits':
      needConstants(expr.left, add);
      needConstants(expr.right, add);
      break;
    case 'shift':
      needConstants(expr.left, add);
      needConstants(expr.count, add);
      break;
    case 'convert':
    case 'negate':
    case 'complement':
      needConstants(expr.operand, add);
      break;
    default:
      break;
  }
}
