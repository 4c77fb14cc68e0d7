// SPDX-License-Identifier: Apache-2.0
/** Closed enums: those whose variables can hold members only, because no value comes from C and 0 is a member. */
import type { EnumDecl, Program, Type } from '../ir';
import { walkFunction } from './walk';

export function closedEnums(program: Program): Set<EnumDecl> {
  const closed = new Set<EnumDecl>();
  const declarations = program.files.flatMap((file) => [...file.declarations]);
  for (const decl of declarations) {
    if (decl.kind === 'enum' && decl.members.some((m) => m.value === 0n)) closed.add(decl);
  }
  const open = (type: Type, seen: Set<object> = new Set()): void => {
    switch (type.kind) {
      case 'enum':
        closed.delete(type.decl);
        return;
      case 'struct':
        if (seen.has(type.decl)) return;
        seen.add(type.decl);
        for (const field of type.decl.fields) open(field.type, seen);
        return;
      case 'union':
        if (seen.has(type.decl)) return;
        seen.add(type.decl);
        closed.delete(type.decl.tag);
        for (const member of type.decl.members) for (const field of member.struct.fields) open(field.type, seen);
        return;
      case 'ref':
      case 'pointer':
        open(type.to, seen);
        return;
      case 'array':
      case 'slice':
        open(type.element, seen);
        return;
      case 'atomic':
        open(type.of, seen);
        return;
      case 'function':
        open(type.result, seen);
        return;
      default:
    }
  };
  for (const decl of declarations) {
    if (decl.kind === 'struct' && (decl.isPublic || decl.header !== null)) open({ kind: 'struct', decl });
    if (decl.kind !== 'functionDecl') continue;
    if (decl.isPublic || decl.tags.import !== null) for (const param of decl.params) open(param.decl.type);
    walkFunction(decl, (node) => {
      if (node.kind === 'call' && node.target.kind !== 'function') open(node.type);
      if (node.kind === 'trustedCast' || node.kind === 'trustedSlice') open(node.type);
      if (node.kind === 'read' && node.place.kind === 'deref') open(node.type);
      if (node.kind === 'function' && node.decl.kind === 'functionDecl') {
        for (const param of node.decl.params) open(param.decl.type);
      }
    });
  }
  return closed;
}
