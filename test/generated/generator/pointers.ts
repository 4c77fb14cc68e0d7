// SPDX-License-Identifier: Apache-2.0
/** Addresses, and what the trusted functions make of them: other names for memory that the program has already. */
import { condition } from './bools';
import { staticElements } from './data';
import { numberText } from './leaves';
import { type Elements, Scope } from './scope';
import { block, indent, type Made } from './statements';
import { bool, INTS, int as intType, textOfType } from './types';
import type { Writer } from './writer';

export function pointerStatement(g: Writer, scope: Scope, depth: number): Made | null {
  const arrays = scope.elements.filter((e) => e.length !== null && e.writable);
  if (arrays.length === 0) {
    staticElements(g, scope);
    return null;
  }
  const of = g.c.pick(arrays) as Elements & { length: number };
  return g.c.weighted<() => Made | null>([
    [3, () => partOf(g, scope, of)],
    [2, () => maybe(g, scope, of, depth)],
    [2, () => bytes(g, scope, of)],
    [1, () => compared(g, scope, of)],
    [2, () => alias(g, scope)],
  ])();
}

/** A slice or view that begins at an element, with no more elements than there are. */
function partOf(g: Writer, scope: Scope, of: Elements & { length: number }): Made {
  const from = g.c.below(of.length);
  const count = 1 + g.c.below(of.length - from);
  const writable = g.c.chance(65);
  const pointer = g.local('p');
  const part = g.local('s');
  const length = g.local();
  scope.elements.push({ text: part.name, element: of.element, length: null, writable, local: part });
  scope.values.push({ text: length.name, type: intType('u32'), writable: false, local: length });
  return {
    lines: [
      `const ${pointer.name} = ${writable ? 'pointerTo' : 'constPointerTo'}(${of.text}[${from}]);`,
      `const ${part.name} = ${writable ? 'trustedSlice' : 'trustedView'}(${pointer.name}, ${count});`,
      `const ${length.name} = ${part.name}.length;`,
    ],
    locals: [{ local: length, type: intType('u32') }],
  };
}

/** A pointer that may be null, used where it is not. */
function maybe(g: Writer, scope: Scope, of: Elements & { length: number }, depth: number): Made {
  const pointer = g.local('p');
  const type = textOfType(of.element);
  const place = `${of.text}[${g.c.below(of.length)}]`;
  const lines = [
    `const ${pointer.name}: Pointer<${type}> | null = ${condition(g, scope, 1)} ? pointerTo(${place}) : null;`,
  ];
  const inner = new Scope(scope);
  const part = g.local('s');
  inner.elements.push({ text: part.name, element: of.element, length: null, writable: true, local: part });
  if (!g.total && g.c.chance(30)) {
    const sure = g.local('p');
    scope.elements.push({ text: part.name, element: of.element, length: null, writable: true, local: part });
    return {
      lines: [
        ...lines,
        `const ${sure.name} = nonNull(${pointer.name});`,
        `const ${part.name} = trustedSlice(${sure.name}, 1);`,
        `noteU32(${part.name}.length);`,
      ],
    };
  }
  const { lines: body } = block(g, inner, Math.max(depth - 1, 0), 1);
  return {
    lines: [
      ...lines,
      `if (${pointer.name} !== null) {`,
      ...indent([`const ${part.name} = trustedSlice(${pointer.name}, 1);`, `noteU32(${part.name}.length);`, ...body]),
      '}',
    ],
  };
}

/** The bytes of integers, in the order of all targets. */
function bytes(g: Writer, scope: Scope, of: Elements & { length: number }): Made | null {
  if (of.element.kind !== 'int' || of.element.name === 'usize') return null;
  const count = (of.length * INTS[of.element.name].bits) / 8;
  const text = g.local('s');
  const value = g.local();
  // Bytes are written where every value of them is one of the type.
  const writable = of.element.range === undefined && g.c.chance(50);
  const from = writable
    ? `trustedCast<Pointer<u8>>(pointerTo(${of.text}[0]))`
    : `trustedCast<ConstPointer<u8>>(constPointerTo(${of.text}[0]))`;
  scope.elements.push({ text: text.name, element: intType('u8'), length: null, writable, local: text });
  scope.values.push({ text: value.name, type: intType('u8'), writable: false, local: value });
  return {
    lines: [
      `const ${text.name} = ${writable ? 'trustedSlice' : 'trustedView'}(${from}, ${count});`,
      `const ${value.name} = ${text.name}[${g.c.below(count)}];`,
    ],
    locals: [{ local: value, type: intType('u8') }],
  };
}

/** Whether two addresses are one, and whether one is a multiple of what its type asks for. */
function compared(g: Writer, scope: Scope, of: Elements & { length: number }): Made {
  const value = g.local();
  scope.values.push({ text: value.name, type: bool, writable: false, local: value });
  const first = g.local('p');
  const at = g.c.below(of.length);
  const lines = [`const ${first.name} = constPointerTo(${of.text}[${at}]);`];
  if (g.c.chance(40) && of.element.kind === 'int') {
    const bytesOf = INTS[of.element.name].bits / 8;
    const mask = numberText(g, BigInt(bytesOf - 1), false);
    lines.push(`const ${value.name} = (addressOf(${first.name}) & ${mask}) ${g.c.pick(['===', '!=='])} 0;`);
  } else {
    const second = g.local('p');
    lines.push(
      `const ${second.name} = constPointerTo(${of.text}[${g.c.below(of.length)}]);`,
      `const ${value.name} = ${first.name} ${g.c.pick(['===', '!=='])} ${second.name};`,
    );
  }
  return { lines, locals: [{ local: value, type: bool }] };
}

/** Another reference to a struct, by its address. */
function alias(g: Writer, scope: Scope): Made | null {
  const structs = scope.references.filter((r) => r.writable);
  if (structs.length === 0) return null;
  const of = g.c.pick(structs);
  const local = g.local('r');
  const first = of.decl.fields[0];
  if (first?.kind !== 'scalar') return null;
  const value = g.local();
  scope.addStruct({ text: local.name, decl: of.decl, writable: true, isStatic: false, local });
  scope.values.push({ text: value.name, type: first.type, writable: false, local: value });
  const { name } = of.decl;
  // What a reference in a variable refers to has its address by a cast.
  const isPlace = (of.isStatic && of.local === null) || of.text.includes('.');
  const address = isPlace ? `pointerTo(${of.text})` : `trustedCast<Pointer<${name}>>(${of.text})`;
  return {
    lines: [
      `const ${local.name} = trustedCast<${name}>(${address});`,
      `const ${value.name} = ${local.name}.${first.name};`,
    ],
    locals: [{ local: value, type: first.type }],
  };
}
