// SPDX-License-Identifier: Apache-2.0
/** Statements about arrays, slices, structs, references, unions and text. */
import { condition } from './bools';
import { constantOf, placeType, staticStruct, staticUnion, structDecl } from './data';
import { stored } from './stored';
import { anyInt, scalar } from './expressions';
import { int } from './ints';
import { safeIndex, wholeOrPart, word } from './leaves';
import { noteStruct, noteUnion, noteValue } from './notes';
import { type Reference, Scope } from './scope';
import { block, indent, type Made } from './statements';
import { type Field, int as intType, type Scalar, type StructDecl, textOfType, type UnionDecl } from './types';
import type { Writer } from './writer';

export function localArray(g: Writer, scope: Scope): Made {
  const element = g.c.chance(20) ? placeType(g, { zero: true, tag: false }) : intType(anyInt(g));
  const length = g.c.pick([4, 2, 3, 8]);
  const local = g.local('a');
  const type = `FixedArray<${textOfType(element)}, ${length}>`;
  const readonly = g.c.chance(15);
  // The elements of a literal are expressions; one of them at most calls something.
  const values = Array.from({ length }, (_, i) => (i === 0 ? stored(g, scope, element, 1) : constantOf(g, element)));
  const init = g.c.chance(50) || readonly ? `[${values.join(', ')}]` : 'zeroed()';
  scope.elements.push({ text: local.name, element, length, writable: !readonly, local });
  const first = g.local();
  const at = safeIndex(g, scope, length, 1);
  scope.values.push({ text: first.name, type: element, writable: false, local: first });
  return {
    lines: [
      `const ${local.name}: ${readonly ? `Readonly<${type}>` : type} = ${init};`,
      `const ${first.name} = ${local.name}[${at}];`,
    ],
    locals: [{ local: first, type: element }],
  };
}

export function localSlice(g: Writer, scope: Scope): Made | null {
  if (scope.elements.length === 0) return null;
  const of = g.c.pick(scope.elements);
  const writable = of.writable && !g.pure && g.c.chance(60);
  const local = g.local('s');
  const part = wholeOrPart(g, scope, of, writable);
  if (part === of.text) return null;
  const isWritable = part.startsWith('slice(') && of.writable && !g.pure;
  scope.elements.push({ text: local.name, element: of.element, length: null, writable: isWritable, local });
  const length = g.local();
  scope.values.push({ text: length.name, type: intType('u32'), writable: false, local: length });
  return {
    lines: [`const ${local.name} = ${part};`, `const ${length.name} = ${local.name}.length;`],
    locals: [{ local: length, type: intType('u32') }],
  };
}

function fieldValue(g: Writer, scope: Scope, field: Field): string {
  switch (field.kind) {
    case 'scalar':
      return stored(g, scope, field.type, 1);
    case 'array':
      return g.c.chance(50)
        ? `zeroed<FixedArray<${textOfType(field.element)}, ${field.length}>>()`
        : `[${Array.from({ length: field.length }, () => constantOf(g, field.element)).join(', ')}]`;
    case 'struct':
      return g.c.chance(50) ? `zeroed<${field.decl.name}>()` : literalOf(g, scope, field.decl);
    case 'union':
      return unionValue(g, scope, field.decl);
    case 'reference':
      return 'null';
    case 'callback':
      return g.callbacks.length > 0 && g.c.chance(50) ? g.c.pick(g.callbacks) : 'null';
  }
}

function unionValue(g: Writer, scope: Scope, { tag, members }: UnionDecl): string {
  const member = g.c.pick(members);
  const fields = member.fields.map((f) => `, ${f.name}: ${fieldValue(g, scope, f)}`).join('');
  return `{ kind: ${tag}.${member.tag}${fields} }`;
}

function literalOf(g: Writer, scope: Scope, decl: StructDecl): string {
  return `{ ${decl.fields.map((f) => `${f.name}: ${fieldValue(g, scope, f)}`).join(', ')} }`;
}

export function localStruct(g: Writer, scope: Scope): Made {
  const decl = structDecl(g);
  const local = g.local('o');
  const first = decl.fields[0] as Field;
  const lines: string[] = [];
  if (decl.fields.length === 1 && first.kind === 'scalar' && g.c.chance(30) && !g.shorthands.has(first.name)) {
    g.shorthands.add(first.name);
    lines.push(
      `const ${first.name} = ${scalar(g, scope, first.type, 1)};`,
      `const ${local.name}: ${decl.name} = { ${first.name} };`,
    );
  } else {
    const init = g.c.weighted<() => string>([
      [3, () => literalOf(g, scope, decl)],
      [1, () => 'zeroed()'],
    ])();
    const untyped = init === 'zeroed()' && g.c.chance(50);
    lines.push(
      untyped ? `const ${local.name} = zeroed<${decl.name}>();` : `const ${local.name}: ${decl.name} = ${init};`,
    );
  }
  scope.addStruct({ text: local.name, decl, writable: true, isStatic: false, local });
  if (!g.pure && g.c.chance(60)) lines.push(...noteStruct(decl, local.name));
  else if (first.kind === 'scalar') lines.push(...readField(g, scope, local.name, first.name, first.type));
  return { lines };
}

/** A copy of a field that later statements use. */
function readField(g: Writer, scope: Scope, of: string, field: string, type: Scalar): string[] {
  const local = g.local();
  scope.values.push({ text: local.name, type, writable: false, local });
  const test = type.kind === 'bool' ? local.name : type.kind === 'int' ? `${local.name} !== ${of}.${field}` : 'false';
  return [
    `const ${local.name} = ${of}.${field};`,
    test === 'false' ? `if (${comparedWithItself(type, local.name)}) {}` : `if (${test}) {}`,
  ];
}

function comparedWithItself(type: Scalar, name: string): string {
  return type.kind === 'enum' ? `u32(${name}) > 2` : `${name} > 2.5`;
}

/** `const m = b[i]`: a reference to a struct in an array. */
export function structElement(g: Writer, scope: Scope): Made | null {
  const all = scope.structs;
  if (all.length === 0) return null;
  const of = g.c.pick(all);
  const local = g.local('r');
  const at = g.total || g.c.chance(85) ? safeIndex(g, scope, of.length, 1) : int(g, scope, 'u32', 1);
  const lines = [`const ${local.name} = ${of.text}[${at}];`];
  scope.addStruct({ text: local.name, decl: of.decl, writable: !g.pure, isStatic: true, local });
  const first = of.decl.fields[0];
  if (first?.kind === 'scalar') {
    const value = g.local();
    lines.push(`const ${value.name} = ${local.name}.${first.name};`);
    scope.values.push({ text: value.name, type: first.type, writable: false, local: value });
    return { lines, locals: [{ local: value, type: first.type }] };
  }
  return { lines };
}

export function assignStruct(g: Writer, scope: Scope): Made | null {
  const targets = scope.references.filter((r) => r.writable && (!g.pure || (r.local !== null && !r.isStatic)));
  if (targets.length === 0) {
    if (!g.pure) staticStruct(g, scope);
    return null;
  }
  const to = g.c.pick(targets);
  const links = to.decl.fields.filter((f) => f.kind === 'reference' || f.kind === 'callback');
  if (links.length > 0 && g.c.chance(50)) return assignLink(g, scope, to, g.c.pick(links));
  const sources = scope.references.filter((r) => r.decl === to.decl && r.text !== to.text);
  return {
    lines: g.c.weighted<() => string[]>([
      [
        sources.length > 0 ? 3 : 0,
        () => {
          const from = g.c.pick(sources);
          return [`assign(${to.text}, ${from.text});`];
        },
      ],
      [1, () => [`assign(${to.text}, zeroed());`]],
      [1, () => [`assign(${to.text}, ${literalOf(g, scope, to.decl)});`]],
    ])(),
  };
}

/** Sets a reference or callback in a struct. */
function assignLink(g: Writer, scope: Scope, to: Reference, field: Field): Made | null {
  if (field.kind === 'callback') {
    if (g.callbacks.length === 0) return null;
    return { lines: [`${to.text}.${field.name} = ${g.c.chance(80) ? g.c.pick(g.callbacks) : 'null'};`] };
  }
  if (field.kind !== 'reference') return null;
  const targets = g.staticReferences.filter((r) => r.decl === field.decl);
  const lasting = targets.filter((r) => scope.references.includes(r));
  if (lasting.length > 0 && g.c.chance(80)) return { lines: [`${to.text}.${field.name} = ${g.c.pick(lasting).text};`] };
  // If it were null on every way, tsc would know that nothing is behind it.
  return { lines: [`if (${condition(g, scope, 0)}) ${to.text}.${field.name} = null;`] };
}

export function moveElements(g: Writer, scope: Scope): Made | null {
  const targets = scope.elements.filter(
    (e) => e.writable && (!g.pure || (e.local !== null && e.length !== null && !e.text.includes('.'))),
  );
  if (targets.length === 0) return null;
  const to = g.c.pick(targets);
  const { element } = to;
  const whole = to.length === null ? to.text : `slice(${to.text})`;
  if (g.c.chance(40) || (to.length === null && g.total)) {
    const value = stored(g, scope, element, 2);
    return { lines: [`fill(${g.c.chance(60) ? whole : wholeOrPart(g, scope, to, true)}, ${value});`] };
  }
  const sources = scope.elements.filter((e) => textOfType(e.element) === textOfType(element));
  const from = g.c.pick(sources);
  if (g.total) {
    if (to.length === null || from.length === null) return null;
    const count = Math.min(to.length, from.length);
    return { lines: [`copy(${whole}, view(${from.text}, 0, ${count}));`] };
  }
  return g.c.chance(50) && from.length !== null && to.length !== null
    ? { lines: [`copy(slice(${to.text}, ${g.c.below(2)}), view(${from.text}, ${g.c.below(from.length + 1)}));`] }
    : { lines: [`copy(${whole}, ${wholeOrPart(g, scope, from, false)});`] };
}

export function nullableLocal(g: Writer, scope: Scope, depth: number): Made | null {
  const fields = scope.references.flatMap((r) =>
    r.decl.fields.flatMap((f) =>
      f.kind === 'reference' ? [{ text: `${r.text}.${f.name}`, decl: f.decl, local: r.local }] : [],
    ),
  );
  const local = g.local('n');
  let init: string;
  let decl: StructDecl;
  let writable = !g.pure;
  if (fields.length > 0 && g.c.chance(50)) {
    const field = g.c.pick(fields);
    init = field.text;
    decl = field.decl;
  } else {
    if (scope.references.length === 0) {
      if (!g.pure) staticStruct(g, scope);
      return null;
    }
    const reference = g.c.pick(scope.references);
    decl = reference.decl;
    writable = writable && reference.writable;
    init = `${condition(g, scope, 1)} ? ${reference.text} : null`;
    if (!reference.writable) return null;
  }
  const lines = [`const ${local.name}: ${decl.name} | null = ${init};`];
  if (!g.total && g.c.chance(20)) {
    const sure = g.local('r');
    lines.push(`const ${sure.name} = nonNull(${local.name});`);
    scope.addStruct({ text: sure.name, decl, writable, isStatic: false, local: sure });
    const [first] = decl.fields;
    if (first?.kind === 'scalar') {
      const value = g.local();
      scope.values.push({ text: value.name, type: first.type, writable: false, local: value });
      lines.push(`const ${value.name} = ${sure.name}.${first.name};`);
      return { lines, locals: [{ local: value, type: first.type }] };
    }
    return { lines };
  }
  const inner = new Scope(scope);
  inner.addStruct({ text: local.name, decl, writable, isStatic: false, local });
  const useful = block(g, inner, Math.max(depth - 1, 0), 1 + g.c.below(2));
  if (g.c.chance(50)) {
    lines.push(`if (${local.name} !== null) {`, ...indent(useful.lines), '}');
    scope.nullable.push({ text: local.name, decl, local });
    return { lines };
  }
  const none = block(g, scope, 0, 1);
  lines.push(`if (${local.name} === null) {`, ...indent(none.lines), '} else {', ...indent(useful.lines), '}');
  return { lines, ends: none.ends && useful.ends };
}

/** Changes a tagged union, or looks at what it is. */
export function unionStatement(g: Writer, scope: Scope, depth: number): Made | null {
  const unions = scope.unions;
  if (unions.length === 0) {
    staticUnion(g, scope);
    return null;
  }
  const union = g.c.pick(unions);
  const { decl } = union;
  if (union.writable && g.c.chance(50)) {
    return { lines: [`assign(${union.text}, ${unionValue(g, scope, decl)});`] };
  }
  // A static is looked at through a local, which a check narrows.
  const local = g.local('w');
  const lines = [`const ${local.name} = ${union.text};`];
  if (g.c.chance(40)) return { lines: [...lines, ...noteUnion(decl, local.name)] };
  const member = decl.members[1 + g.c.below(decl.members.length - 1)] as (typeof decl.members)[number];
  const inner = new Scope(scope);
  const uses: string[] = [];
  const copies = member.fields.flatMap((f) => {
    if (f.kind !== 'scalar') return [];
    const value = g.local();
    inner.values.push({ text: value.name, type: f.type, writable: false, local: value });
    uses.push(...noteValue(f.type, value.name));
    return [`const ${value.name} = ${local.name}.${f.name};`];
  });
  lines.push(
    `if (${local.name}.kind === ${decl.tag}.${member.tag}) {`,
    ...indent([...copies, ...uses, ...block(g, inner, Math.max(depth - 1, 0), 1).lines]),
    '}',
  );
  return { lines };
}

export function localText(g: Writer, scope: Scope): Made {
  const local = g.local('t');
  const first = word(g);
  const second = word(g);
  const one = g.c.chance(50);
  const init = one ? first.text : `${condition(g, scope, 1)} ? ${first.text} : ${second.text}`;
  const known = { text: local.name, length: one ? first.length : Math.min(first.length, second.length), local };
  const value = g.local();
  const isByte = !g.total && g.c.chance(60);
  const type = intType(isByte ? 'u8' : 'u32');
  const byte = known.length > 0 && g.c.chance(80) ? String(g.c.below(known.length)) : int(g, scope, 'u32', 1);
  scope.texts.push(known);
  scope.values.push({ text: value.name, type, writable: false, local: value });
  return {
    lines: [
      `const ${local.name}: string = ${init};`,
      isByte
        ? `const ${value.name} = ${local.name}.charCodeAt(${byte});`
        : `const ${value.name} = ${local.name}.length;`,
    ],
    locals: [{ local: value, type }],
  };
}
