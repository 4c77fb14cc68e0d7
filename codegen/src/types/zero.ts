// SPDX-License-Identifier: Apache-2.0
/** Whether all bits 0 is a value of a type: a reference that is never null has none. */
import type { StructDecl, Type } from '../ir';
import { nameOf } from './relations';

/** What stands against it, or null. */
export function withoutZero(type: Type): string | null {
  switch (type.kind) {
    case 'ref':
    case 'function':
    case 'out':
      return type.nullable ? null : `a ${nameOf(type)} is never null`;
    case 'cstring':
      return 'a CString is never null';
    case 'int':
      return type.range !== undefined && (type.range.sureLo > 0n || type.range.sureHi < 0n)
        ? `0 is outside the range ${type.range.text}${type.alias === undefined ? '' : ` of ${type.alias.name}`}`
        : null;
    case 'enum':
      return type.decl.members.some((m) => m.value === 0n) ? null : `no member of ${type.decl.name} is 0`;
    case 'struct':
      return fieldsWithoutZero(type.decl);
    case 'union': {
      const first = type.decl.members.find((m) => m.tag.value === 0n);
      return first === undefined ? `no member of ${type.decl.name} has the tag 0` : fieldsWithoutZero(first.struct);
    }
    case 'array':
      return withoutZero(type.element);
    default:
      return null;
  }
}

function fieldsWithoutZero(decl: StructDecl): string | null {
  for (const field of decl.fields) {
    const lacking = withoutZero(field.type);
    if (lacking !== null) return `${decl.name}.${field.name}: ${lacking}`;
  }
  return null;
}
