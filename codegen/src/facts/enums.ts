// SPDX-License-Identifier: Apache-2.0
/** Closed enums: those whose variables can hold members only, because no value comes from C and 0 is a member. */
import type { EnumDecl, Program, Type } from '../ir';
import { calledFromOutside } from './outside';
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
      case 'out':
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
        if (seen.has(type)) return;
        seen.add(type);
        for (const param of type.params) open(param.type, seen);
        open(type.result, seen);
        return;
      default:
    }
  };
  for (const decl of declarations) {
    if (decl.kind === 'struct' && (decl.isPublic || decl.header !== null)) open({ kind: 'struct', decl });
    if (decl.kind === 'staticVar' && (decl.isPublic || (decl.exported && program.headers.length === 0)))
      open(decl.type);
    if (decl.kind !== 'functionDecl') continue;
    walkFunction(decl, (node) => {
      if (node.kind === 'call' && node.target.kind !== 'function') {
        open(node.type);
        for (const arg of node.args) open(arg.type);
      }
      if (node.kind === 'trustedCast' || node.kind === 'trustedSlice') open(node.type);
      if (node.kind === 'trustedCast') open(node.operand.type);
      if (node.kind === 'read' && node.place.kind === 'deref') open(node.type);
    });
  }
  for (const decl of calledFromOutside(program)) for (const param of decl.params) open(param.decl.type);
  return closed;
}
