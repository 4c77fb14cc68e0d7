// SPDX-License-Identifier: Apache-2.0
/** Sizes and offsets of structs that are the same on every target: those without pointers, `usize` and conditional fields. */
import * as c from '../c';
import type { StructDecl, Type } from '../ir';
import { foldInt } from '../lower/literals';
import type { Library } from '../lower/library';
import { cType } from '../lower/types';

interface Layout {
  readonly size: bigint;
  readonly align: bigint;
}

const roundUp = (n: bigint, to: bigint): bigint => ((n + to - 1n) / to) * to;

function layoutOf(type: Type): Layout | null {
  switch (type.kind) {
    case 'int': {
      if (type.name === 'usize') return null;
      const bytes = BigInt(type.name.slice(1)) / 8n;
      return { size: bytes, align: bytes };
    }
    case 'float':
      return type.name === 'f32' ? { size: 4n, align: 4n } : { size: 8n, align: 8n };
    case 'bool':
      return { size: 1n, align: 1n };
    case 'enum':
      return { size: 4n, align: 4n };
    case 'struct':
      return structLayout(type.decl)?.layout ?? null;
    case 'array': {
      const element = layoutOf(type.element);
      const length = foldInt(type.length);
      return element === null || length === null ? null : { size: element.size * length, align: element.align };
    }
    default:
      return null;
  }
}

function structLayout(decl: StructDecl): { layout: Layout; offsets: bigint[] } | null {
  if (decl.header !== null) return null;
  let size = 0n;
  let align = 1n;
  const offsets: bigint[] = [];
  for (const field of decl.fields) {
    const layout = field.condition === null ? layoutOf(field.type) : null;
    if (layout === null) return null;
    size = roundUp(size, layout.align);
    offsets.push(size);
    size += layout.size;
    if (layout.align > align) align = layout.align;
  }
  return { layout: { size: roundUp(size, align), align }, offsets };
}

/** Assertions that a struct has the layout that hosts were compiled against. */
export function layoutAssertions(library: Library, decl: StructDecl): c.CTop[] {
  const known = structLayout(decl);
  if (known === null) return [];
  const type = cType(library, { kind: 'struct', decl });
  const equal = (value: c.CExpr, n: bigint): c.CExpr => c.binary('==', value, c.literal(`${n}U`));
  return [
    {
      kind: 'staticAssert',
      condition: equal(c.sizeofType(type), known.layout.size),
      message: `${decl.cName} is ${known.layout.size} bytes`,
    },
    ...decl.fields.map((field, i): c.CTop => ({
      kind: 'staticAssert',
      condition: equal({ kind: 'offsetof', type, member: field.cName }, known.offsets[i] ?? 0n),
      message: `${decl.cName}.${field.cName} is at ${known.offsets[i]}`,
    })),
  ];
}
