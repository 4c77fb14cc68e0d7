// SPDX-License-Identifier: Apache-2.0
/** Declarations of a program: enums, structs, unions, statics; each is made when something first asks for one. */
import { anyInt, anyScalar } from './expressions';
import { constantInRange } from './stored';
import { literal } from './leaves';
import { noteElements, noteStruct, noteValue } from './notes';
import type { Elements, Reference, Scope, UnionValue } from './scope';
import {
  type EnumDecl,
  type Field,
  INTS,
  type IntName,
  type RangeDecl,
  type Scalar,
  type StructDecl,
  tagOfType,
  textOfType,
  type UnionDecl,
} from './types';
import { floatLiteral } from './floats';
import type { Writer } from './writer';

export function enumDecl(g: Writer): EnumDecl {
  if (g.enums.length > 0 && !g.c.chance(20)) return g.c.pick(g.enums);
  const name = g.name('E');
  const picker = g.name('pick');
  const members = ['Red', 'Green', 'Blue', 'Grey'].slice(0, 2 + g.c.below(3));
  let value = 0;
  const valueLines = members.map((m, i) => `  ${m} = ${i === 0 ? 0 : (value += 1 + g.c.below(4))},`);
  g.types.push({ name, lines: [`enum ${name} {`, ...valueLines, '}'] });
  const pickerLines = [
    '/** @isr */',
    `function ${picker}(n: u32): ${name} {`,
    `  switch (n % ${members.length}) {`,
    ...members.slice(1).flatMap((m, i) => [`    case ${i}:`, `      return ${name}.${m};`]),
    '    default:',
    `      return ${name}.${members[0]};`,
    '  }',
    '}',
  ];
  g.functions.push({ name: picker, lines: pickerLines });
  const decl = { name, members, picker };
  g.enums.push(decl);
  return decl;
}

/** What a place wants of its type: whether it may start as 0, and whether it can have a range of its own. */
interface Wanted {
  readonly zero: boolean;
  readonly tag: boolean;
}

/** The type of a place: a scalar, perhaps with a range. */
export function placeType(g: Writer, wanted: Wanted): Scalar {
  return g.c.chance(18) ? rangedInt(g, wanted) : anyScalar(g);
}

const hasZero = ({ low, high }: RangeDecl): boolean => low <= 0n && high >= 0n;

/** An integer with a range. */
export function rangedInt(g: Writer, { zero, tag }: Wanted): Scalar {
  const known = g.ranges.filter((t) => !zero || (t.kind === 'int' && t.range !== undefined && hasZero(t.range)));
  if (known.length > 0 && g.c.chance(60)) return g.c.pick(known);
  const name = g.c.pick<IntName>(['u32', 'u8', 'i32', 'u16', 'u64', 'i8', 'i16', 'i64']);
  const { min, max } = INTS[name];
  const first = g.c.pick([0n, 1n, min, -5n, 2n, max - 9n]);
  const low = zero ? (first < 0n && first >= min ? first : 0n) : first < min ? min : first;
  const span = g.c.pick([7n, 3n, 99n, 1n, 255n, 15n]);
  const high = low + span > max ? max : low + span < 0n && zero ? 0n : low + span;
  const alias = !tag || g.c.chance(60) ? g.name('R') : null;
  const type: Scalar = { kind: 'int', name, range: { name: alias, low, high } };
  if (alias === null) return type;
  g.types.push({ name: alias, lines: [`/** @range ${low}..${high} */`, `type ${alias} = ${name};`] });
  g.ranges.push(type);
  return type;
}

function scalarField(g: Writer): Field {
  return { kind: 'scalar', name: g.name('f'), type: placeType(g, { zero: true, tag: true }) };
}

/** A field with the tag that it needs. */
const declaredField = (g: Writer, f: Field): string =>
  `${f.kind === 'scalar' ? tagOfType(f.type) : ''}${f.name}: ${fieldType(g, f)};`;

export function structDecl(g: Writer): StructDecl {
  if (g.structDecls.length > 0 && !g.c.chance(25)) return g.c.pick(g.structDecls);
  const fields: Field[] = [{ kind: 'scalar', name: g.name('f'), type: { kind: 'int', name: anyInt(g) } }];
  const count = g.c.below(4);
  for (let i = 0; i < count; i++) {
    const field = g.c.weighted<() => Field>([
      [6, () => scalarField(g)],
      [
        2,
        () => ({
          kind: 'array',
          name: g.name('f'),
          element: { kind: 'int', name: anyInt(g) },
          length: 1 + g.c.below(6),
        }),
      ],
      [g.structDecls.length > 0 ? 2 : 0, () => ({ kind: 'struct', name: g.name('f'), decl: g.c.pick(g.structDecls) })],
      [
        g.structDecls.length > 0 ? 2 : 0,
        () => ({ kind: 'reference', name: g.name('f'), decl: g.c.pick(g.structDecls) }),
      ],
      [1, () => ({ kind: 'callback', name: g.name('f') })],
      [1, () => ({ kind: 'union', name: g.name('f'), decl: unionDecl(g) })],
    ])();
    fields.push(field);
  }
  const decl = { name: g.name('T'), fields };
  const lines = [`interface ${decl.name} {`, ...fields.map((f) => `  ${declaredField(g, f)}`), '}'];
  g.types.push({ name: decl.name, lines });
  g.structDecls.push(decl);
  return decl;
}

function fieldType(g: Writer, field: Field): string {
  switch (field.kind) {
    case 'scalar':
      return textOfType(field.type);
    case 'array':
      return `FixedArray<${textOfType(field.element)}, ${field.length}>`;
    case 'struct':
    case 'union':
      return field.decl.name;
    case 'reference':
      return g.c.pick([`${field.decl.name} | null`, `(${field.decl.name} | null)`, `Ref<${field.decl.name}> | null`]);
    case 'callback':
      return 'Callback<(a: u32) => u32> | null';
  }
}

export function unionDecl(g: Writer): UnionDecl {
  if (g.unionDecls.length > 0 && !g.c.chance(10)) return g.c.pick(g.unionDecls);
  const tag = g.name('K');
  const name = g.name('U');
  const tags = ['None', 'One', 'Two', 'Many'].slice(0, 2 + g.c.below(3));
  const members = tags.map((t, i) => ({
    tag: t,
    fields: i === 0 ? [] : Array.from({ length: 1 + g.c.below(2) }, () => scalarField(g)),
  }));
  g.types.push({ name: tag, lines: [`enum ${tag} {`, ...tags.map((t, i) => `  ${t} = ${i},`), '}'] });
  for (const member of members) {
    const fields = member.fields.map((f) => ` ${declaredField(g, f)}`);
    const line = `interface ${name}${member.tag} { kind: ${tag}.${member.tag};${fields.join('')} }`;
    g.types.push({ name: `${name}${member.tag}`, lines: [line] });
  }
  g.types.push({ name, lines: [`type ${name} = ${tags.map((t) => `${name}${t}`).join(' | ')};`] });
  const decl = { name, tag, members };
  g.unionDecls.push(decl);
  return decl;
}

/** A constant expression of the type, for initialisers. */
export function constantOf(g: Writer, type: Scalar): string {
  switch (type.kind) {
    case 'int':
      if (type.range !== undefined) return constantInRange(g, type.name, type.range);
      return type.name === 'usize' ? String(g.c.below(100)) : literal(g, type.name);
    case 'float':
      return floatLiteral(g, type.name);
    case 'bool':
      return g.c.pick(['false', 'true']);
    case 'enum':
      return `${type.decl.name}.${g.c.pick(type.decl.members)}`;
  }
}

/** A static of scalar type; known everywhere from now on. */
export function staticScalar(g: Writer, scope: Scope): void {
  const type = placeType(g, { zero: false, tag: true });
  const name = g.name('g');
  const init = constantOf(g, type);
  g.data.push({ name, lines: [`${tagOfType(type)}let ${name}: ${textOfType(type)} = ${init};`] });
  g.resets.push(
    type.kind === 'enum'
      ? `${name} = ${type.decl.picker}(${type.decl.members.indexOf(init.split('.')[1] ?? '')});`
      : `${name} = ${init};`,
  );
  scope.values.push({ text: name, type, writable: true, local: null });
  g.notes.push(...noteValue(type, name));
}

export function staticElements(g: Writer, scope: Scope, wanted?: Scalar): Elements {
  const element =
    wanted ?? (g.c.chance(30) ? placeType(g, { zero: true, tag: false }) : { kind: 'int' as const, name: anyInt(g) });
  const length = g.c.pick([4, 8, 1, 2, 5, 16]);
  const name = g.name('a');
  const text = g.c.chance(15) ? lengthConstant(g, length) : String(length);
  const readonly = g.c.chance(15) && element.kind === 'int' && wanted === undefined;
  const asLiteral = readonly || g.c.chance(25);
  const values = Array.from({ length }, () => constantOf(g, element));
  const init = asLiteral ? `[${values.join(', ')}]` : 'zeroed()';
  const type = `FixedArray<${textOfType(element)}, ${text}>`;
  g.data.push({ name, lines: [`const ${name}: ${readonly ? `Readonly<${type}>` : type} = ${init};`] });
  if (!readonly && asLiteral) values.forEach((value, i) => g.resets.push(`${name}[${i}] = ${value};`));
  else if (!readonly) g.resets.push(`fill(slice(${name}), ${zeroOf(element)});`);
  const elements = { text: name, element, length, writable: !readonly, local: null };
  g.staticElements.push(elements);
  scope.elements.push(elements);
  if (!readonly) g.notes.push(...noteElements(element, name));
  return elements;
}

function zeroOf(type: Scalar): string {
  if (type.kind === 'bool') return 'false';
  if (type.kind === 'enum') return `${type.decl.name}.${type.decl.members[0]}`;
  return type.kind === 'int' && INTS[type.name].big ? '0n' : '0';
}

function lengthConstant(g: Writer, length: number): string {
  const name = g.name('L_');
  g.data.push({ name, lines: [`const ${name} = ${length};`] });
  return `typeof ${name}`;
}

export function staticStruct(g: Writer, scope: Scope): Reference {
  const decl = structDecl(g);
  const name = g.name('s');
  g.data.push({ name, lines: [`const ${name}: ${decl.name} = zeroed();`] });
  g.resets.push(`assign(${name}, zeroed());`);
  const reference = { text: name, decl, writable: true, isStatic: true, local: null };
  g.staticReferences.push(reference);
  scope.addStruct(reference);
  g.notes.push(...noteStruct(decl, name));
  return reference;
}

/** Constant data: a struct of numbers and arrays of them that nothing writes. */
export function constantStruct(g: Writer, scope: Scope): void {
  const plain = g.structDecls.filter((d) => d.fields.every((f) => f.kind === 'scalar' || f.kind === 'array'));
  if (plain.length === 0) return;
  const decl = g.c.pick(plain);
  const name = g.name('d');
  const values = decl.fields.map((f) => {
    if (f.kind === 'scalar') return `${f.name}: ${constantOf(g, f.type)}`;
    if (f.kind !== 'array') throw new Error(`a ${f.kind} in constant data`);
    return `${f.name}: [${Array.from({ length: f.length }, () => constantOf(g, f.element)).join(', ')}]`;
  });
  g.data.push({ name, lines: [`const ${name}: Readonly<${decl.name}> = { ${values.join(', ')} };`] });
  scope.addStruct({ text: name, decl, writable: false, isStatic: true, local: null });
}

export function staticStructs(g: Writer, scope: Scope): void {
  const decl = structDecl(g);
  const name = g.name('b');
  const length = g.c.pick([2, 4, 3]);
  g.data.push({ name, lines: [`const ${name}: FixedArray<${decl.name}, ${length}> = zeroed();`] });
  g.resets.push(`for (let i: u32 = 0; i < ${length}; i++) assign(${name}[i], zeroed());`);
  const structs = { text: name, decl, length };
  g.staticStructs.push(structs);
  scope.structs.push(structs);
  const first = decl.fields[0];
  if (first?.kind === 'scalar') {
    const element = noteValue(first.type, `${name}[i].${first.name}`);
    g.notes.push(`for (let i: u32 = 0; i < ${name}.length; i++) {`, ...element.map((l) => `  ${l}`), '}');
  }
}

export function staticUnion(g: Writer, scope: Scope): UnionValue {
  const decl = unionDecl(g);
  const name = g.name('u');
  const init = `{ kind: ${decl.tag}.None }`;
  g.data.push({ name, lines: [`const ${name}: ${decl.name} = ${init};`] });
  g.resets.push(`assign(${name}, ${init});`);
  const union = { text: name, decl, writable: true, local: null };
  g.staticUnions.push(union);
  scope.unions.push(union);
  g.notes.push(`noteU32(u32(${name}.kind));`);
  return union;
}

export function staticAtomic(g: Writer): void {
  const name = g.name('x');
  const type: Scalar = { kind: 'int', name: g.c.pick(['u32', 'u8', 'i32', 'u16', 'i8', 'i16'] as const) };
  g.data.push({ name, lines: [`const ${name}: Atomic<${textOfType(type)}> = zeroed();`] });
  g.resets.push(`${name}.store(0, 'relaxed');`);
  g.atomics.push({ text: name, type });
  g.notes.push(...noteValue(type, `${name}.load('relaxed')`));
}
