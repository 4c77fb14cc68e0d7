// SPDX-License-Identifier: Apache-2.0
/** Statements that add values to the digest that runs are compared by. */
import type { Scalar, StructDecl, UnionDecl } from './types';
import { INTS } from './types';

export function noteValue(type: Scalar, text: string): string[] {
  return [`${noteCall(type, text)};`];
}

function noteCall(type: Scalar, text: string): string {
  switch (type.kind) {
    case 'bool':
      return `noteBool(${text})`;
    case 'float':
      return `${type.name === 'f32' ? 'noteF32' : 'noteF64'}(${text})`;
    case 'enum':
      return `noteU32(u32(${text}))`;
    case 'int': {
      const { signed, big } = INTS[type.name];
      if (type.name === 'usize') return `noteU64(u64(${text}))`;
      return `note${signed ? 'I' : 'U'}${big ? '64' : '32'}(${text})`;
    }
  }
}

export function noteElements(element: Scalar, text: string): string[] {
  const body = noteValue(element, `${text}[i]`)[0] as string;
  return [`for (let i: u32 = 0; i < ${text}.length; i++) ${body}`];
}

export function noteStruct(decl: StructDecl, text: string): string[] {
  return decl.fields.flatMap((field) => {
    const path = `${text}.${field.name}`;
    switch (field.kind) {
      case 'scalar':
        return noteValue(field.type, path);
      case 'array':
        return noteElements(field.element, path);
      case 'struct':
        return noteStruct(field.decl, path);
      case 'union':
        return [`noteU32(u32(${path}.kind));`];
      case 'reference':
      case 'callback':
        return [`noteBool(${path} !== null);`];
    }
  });
}

/** A switch that notes the member that is there. */
export function noteUnion(decl: UnionDecl, text: string): string[] {
  return [
    `switch (${text}.kind) {`,
    ...decl.members.flatMap((member) => [
      `  case ${decl.tag}.${member.tag}:`,
      '  {',
      // A host function might change the union: everything is read before the first is called.
      ...member.fields.map((f) => `    const ${f.name} = ${text}.${f.name};`),
      ...member.fields.flatMap((f) => (f.kind === 'scalar' ? noteValue(f.type, f.name).map((l) => `    ${l}`) : [])),
      '    break;',
      '  }',
    ]),
    '}',
  ];
}
