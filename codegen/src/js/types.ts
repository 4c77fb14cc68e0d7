// SPDX-License-Identifier: Apache-2.0
/** Types as the support library has them, and the loads and stores of their values. */
import type * as es from 'estree';
import type { FieldDecl, IntType, StructDecl, Type, UnionDecl } from '../ir';
import { foldInt } from '../lower/literals';
import type { Bundle } from './context';
import { array, arrow, id, literal, member, method, NULL, times } from './estree';
import { constantExpression } from './constants';

export const isBig = (type: IntType): boolean => type.name === 'u64' || type.name === 'i64';
export const isAggregate = (type: Type): boolean =>
  type.kind === 'struct' || type.kind === 'union' || type.kind === 'array';
/** Types whose values are views, or null. */
export const isView = (type: Type): type is Extract<Type, { kind: 'ref' | 'out' }> =>
  type.kind === 'ref' || type.kind === 'out';

/** The integer type's operations: `$.u32`. */
export const intOps = (type: IntType): es.Expression => id(`$${type.name}`);

/** Number types of C that a header's declarations name by an interface without fields. */
const C_SCALARS: Readonly<Record<string, string>> = {
  char: 'u8',
  'signed char': 'i8',
  'unsigned char': 'u8',
  short: 'i16',
  'unsigned short': 'u16',
  int: 'i32',
  'unsigned int': 'u32',
  long: 'i32',
  'unsigned long': 'u32',
};
/** The number type that a struct stands for, or null. */
export const cScalar = (decl: StructDecl | UnionDecl): string | null =>
  decl.kind === 'struct' && decl.header !== null && decl.fields.length === 0 ? (C_SCALARS[decl.cName] ?? null) : null;

const scalar = (name: string): es.Expression => member(id('$t'), name);

/** How the type lies in memory: an object of the support library. */
export function storage(bundle: Bundle, type: Type): es.Expression {
  switch (type.kind) {
    case 'int':
    case 'float':
      return scalar(type.name);
    case 'bool':
      return scalar('bool');
    case 'enum':
      return scalar('u32');
    case 'struct':
    case 'union': {
      const number = cScalar(type.decl);
      return number === null ? bundle.classOf(type.decl) : scalar(number);
    }
    case 'ref':
    case 'out':
      return method('$t', 'ref', storage(bundle, type.to), literal(type.nullable));
    case 'array':
      return method('$t', 'array', storage(bundle, type.element), constantExpression(bundle, type.length));
    case 'slice':
    case 'text':
      return scalar('slice');
    case 'pointer':
    case 'cstring':
    case 'null':
      return scalar('pointer');
    case 'function':
      return scalar('callback');
    case 'atomic':
    case 'reg':
      return storage(bundle, type.of);
    case 'void':
    case 'never':
      return scalar('none');
    case 'checked':
      // Never in memory: the result of checked() is a constant that is only read.
      return scalar('none');
  }
}

const SIZES: Partial<Record<Type['kind'], number>> = {
  bool: 1,
  enum: 4,
  ref: 4,
  out: 4,
  pointer: 4,
  cstring: 4,
  function: 4,
  slice: 8,
  text: 8,
};

/** Size in bytes: a literal, or a constant that the layout gives. */
export function size(bundle: Bundle, type: Type): es.Expression {
  switch (type.kind) {
    case 'int':
      return literal(type.name === 'usize' ? 4 : Number(type.name.slice(1)) / 8);
    case 'float':
      return literal(type.name === 'f32' ? 4 : 8);
    case 'struct':
    case 'union': {
      const number = cScalar(type.decl);
      if (number !== null) return literal(Number(number.slice(1)) / 8);
      const made = bundle.classOf(type.decl);
      layoutNeeds(bundle, type);
      return bundle.hoist(bundle.early, `${(made as es.Identifier).name}$$size`, () => member(made, 'size'));
    }
    case 'array': {
      const length = foldInt(type.length);
      const element = size(bundle, type.element);
      if (length !== null && element.type === 'Literal') return literal(Number(element.value) * Number(length));
      return times(element, constantExpression(bundle, type.length));
    }
    case 'atomic':
    case 'reg':
      return size(bundle, type.of);
    default:
      return literal(SIZES[type.kind] ?? 0);
  }
}

/** Asks for the constants that a layout needs: lengths of arrays, which then stand before whatever asks for the layout. */
function layoutNeeds(bundle: Bundle, type: Type, seen = new Set<StructDecl>()): void {
  if (type.kind === 'array') {
    constantExpression(bundle, type.length);
    layoutNeeds(bundle, type.element, seen);
  }
  const inside =
    type.kind === 'struct' ? [type.decl] : type.kind === 'union' ? type.decl.members.map((m) => m.struct) : [];
  for (const decl of inside) {
    if (seen.has(decl)) continue;
    seen.add(decl);
    for (const field of decl.fields) layoutNeeds(bundle, field.type, seen);
  }
}

/** Where a field lies in its struct. */
export function offset(bundle: Bundle, decl: StructDecl, field: FieldDecl): es.Expression {
  if (decl.fields[0] === field && field.condition === null) return literal(0);
  const made = bundle.classOf(decl);
  layoutNeeds(bundle, { kind: 'struct', decl });
  return bundle.hoist(bundle.early, `${(made as es.Identifier).name}$${field.name}`, () =>
    member(member(made, 'offsets'), field.name),
  );
}

/** Where a member's field lies in a union. */
export function memberOffset(bundle: Bundle, union: UnionDecl, owner: StructDecl, field: FieldDecl): es.Expression {
  const made = bundle.classOf(union);
  layoutNeeds(bundle, { kind: 'union', decl: union });
  const key = `${(made as es.Identifier).name}$${owner.name}`;
  return bundle.hoist(bundle.early, `${key}$${field.name}`, () =>
    method('$p', 'memberOffset', made, literal(owner.name), literal(field.name)),
  );
}

/** `[name, type]` of each field; `[name, type, present]` where the build decides. */
export function fieldTuples(bundle: Bundle, fields: readonly FieldDecl[]): es.Expression {
  return array(
    fields.map((field) =>
      array([
        literal(field.name),
        storage(bundle, field.type),
        ...(field.condition === null ? [] : [bundle.buildValue(field.condition)]),
      ]),
    ),
  );
}

/** The class of a struct or union. */
export function classDefinition(bundle: Bundle, decl: StructDecl | UnionDecl, key: string): es.Expression {
  const names = [literal(decl.name), literal(key.slice(1))];
  if (decl.kind === 'struct') return method('$p', 'struct', ...names, arrow(fieldTuples(bundle, decl.fields)));
  const members = decl.members
    .filter((m) => m.struct.fields.length > 1)
    .map((m) => array([literal(m.struct.name), fieldTuples(bundle, m.struct.fields.slice(1))]));
  return method('$p', 'union', ...names, arrow(array(members)));
}

const LOADS: Partial<Record<Type['kind'], string>> = {
  bool: 'bool',
  enum: 'u32',
  pointer: 'u32',
  cstring: 'u32',
  function: 'u32',
  slice: 'slice',
  text: 'slice',
};
function accessor(type: Type): string {
  if (type.kind === 'int') return type.name === 'usize' ? 'u32' : type.name;
  if (type.kind === 'float') return type.name;
  if (type.kind === 'atomic' || type.kind === 'reg') return accessor(type.of);
  return LOADS[type.kind] ?? 'u32';
}

/** The view of what lies at an address; null for 0. */
export function viewAt(bundle: Bundle, type: Type, address: es.Expression): es.Expression {
  return method(storage(bundle, type), 'at', address);
}

/** The value of a type at an address. */
export function load(bundle: Bundle, type: Type, address: es.Expression): es.Expression {
  const value = method('$m', accessor(type), address);
  return isView(type) ? viewAt(bundle, type.to, value) : value;
}

/** Stores a value; a view as its address, which the caller gives. */
export function store(type: Type, address: es.Expression, value: es.Expression): es.Expression {
  const name = accessor(type);
  return method('$m', `set${name.charAt(0).toUpperCase()}${name.slice(1)}`, address, value);
}

export const NOTHING = (): es.Expression => ({
  type: 'ObjectExpression',
  properties: (['start', 'length'] as const).map((name) => ({
    type: 'Property',
    kind: 'init',
    key: id(name),
    value: literal(0),
    computed: false,
    method: false,
    shorthand: false,
  })),
});

/** The value whose bits are all 0. */
export function zeroOf(type: Type): es.Expression {
  switch (type.kind) {
    case 'int':
      return isBig(type) ? { type: 'Literal', value: 0n, bigint: '0' } : literal(0);
    case 'bool':
      return literal(false);
    case 'ref':
    case 'out':
      return NULL;
    case 'slice':
    case 'text':
      return NOTHING();
    default:
      return literal(0);
  }
}
