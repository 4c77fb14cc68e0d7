// SPDX-License-Identifier: Apache-2.0
/** What a declaration or a function's body names: the declarations and headers that its C needs before it. */
import type { ConstantDecl, Declaration, Expr, FunctionDecl, Place, Stmt, Type } from '../ir';
import { walkFunction, walkValue } from '../facts/walk';

export interface References {
  /** Must be declared before; a struct or union completely. */
  readonly complete: Set<Declaration>;
  /** A struct or union that is only pointed to. */
  readonly pointed: Set<Declaration>;
  /** Headers of externs. */
  readonly headers: Set<string>;
}
export const noReferences = (): References => ({ complete: new Set(), pointed: new Set(), headers: new Set() });

function constant(decl: ConstantDecl, into: References): void {
  if (decl.header !== null) into.headers.add(decl.header);
  else into.complete.add(decl);
}

export function ofType(type: Type, into: References, pointed = false): void {
  switch (type.kind) {
    case 'int':
    case 'float':
      if (type.alias !== undefined) into.complete.add(type.alias);
      return;
    case 'enum':
      into.complete.add(type.decl);
      return;
    case 'struct':
      if (type.decl.header !== null) into.headers.add(type.decl.header);
      else (pointed ? into.pointed : into.complete).add(type.decl);
      return;
    case 'union':
      (pointed ? into.pointed : into.complete).add(type.decl);
      return;
    case 'ref':
    case 'pointer':
    case 'out':
      ofType(type.to, into, true);
      return;
    case 'array':
      ofType(type.element, into, pointed);
      ofValue(type.length, into);
      return;
    case 'slice':
      ofType(type.element, into, true);
      return;
    case 'function':
      if (type.decl !== null) {
        into.complete.add(type.decl);
        return;
      }
      for (const param of type.params) ofType(param.type, into, true);
      ofType(type.result, into, true);
      return;
    case 'atomic':
    case 'reg':
      ofType(type.of, into);
      return;
    default:
  }
}

function ofNode(node: Expr | Place | Stmt, into: References): void {
  if ('type' in node) ofType(node.type, into);
  switch (node.kind) {
    case 'enumValue':
      into.complete.add(node.decl);
      return;
    case 'constant':
      constant(node.decl, into);
      return;
    case 'function':
      if (node.decl.kind === 'extern') into.headers.add(node.decl.header);
      else into.complete.add(node.decl);
      return;
    case 'static':
      into.complete.add(node.decl);
      return;
    case 'call':
      if (node.target.kind === 'function') into.complete.add(node.target.decl);
      else if (node.target.kind === 'extern') into.headers.add(node.target.decl.header);
      return;
    case 'sizeOf':
      ofType(node.of, into);
      return;
    case 'struct':
      if (node.union !== null) into.complete.add(node.union);
      return;
    case 'let':
      ofType(node.decl.type, into);
      return;
    case 'switch':
      for (const branch of node.cases) {
        for (const value of branch.values) if (value.kind !== 'member') ofValue(value, into);
      }
      if (node.subject.type.kind === 'enum') into.complete.add(node.subject.type.decl);
      return;
    case 'loop':
      if (node.bound.kind === 'declared') ofValue(node.bound.limit, into);
      return;
    default:
  }
}

export function ofValue(value: Expr | Place, into: References): void {
  walkValue(value, (node) => ofNode(node, into));
}
/** What a function's signature names. */
export function ofSignature(decl: FunctionDecl, into: References): void {
  for (const param of decl.params) ofType(param.decl.type, into);
  ofType(decl.result, into);
}
export function ofBody(decl: FunctionDecl, into: References): void {
  walkFunction(decl, (node) => ofNode(node, into));
}

/** What the declaration's own C names: all but a function's body. */
export function ofDeclaration(decl: Declaration, into: References): void {
  switch (decl.kind) {
    case 'struct':
      for (const field of decl.fields) ofType(field.type, into);
      return;
    case 'union':
      into.complete.add(decl.tag);
      for (const member of decl.members) for (const field of member.struct.fields.slice(1)) ofType(field.type, into);
      return;
    case 'functionType':
      for (const param of decl.type.params) ofType(param.type, into, true);
      ofType(decl.type.result, into, true);
      return;
    case 'constant':
      if (decl.type !== null) ofType(decl.type, into);
      if (decl.value !== null) ofValue(decl.value, into);
      return;
    case 'staticVar':
      ofType(decl.type, into);
      ofValue(decl.init, into);
      return;
    case 'functionDecl':
      ofSignature(decl, into);
      return;
    case 'alias':
    case 'enum':
      return;
  }
}
