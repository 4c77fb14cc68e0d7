// SPDX-License-Identifier: Apache-2.0
/** Written types. What tsc infers is never asked: the types here are what the programmer wrote. */
import ts from 'typescript';
import type { ArrayType, ConstExpr, FunctionType, RefType, Type } from '../ir';
import { constantValue } from './constant-value';
import { textOf, type Context } from './context';
import { intLiteral } from './operand';
import {
  aType,
  bool,
  canBeNull,
  f32,
  f64,
  intTypes,
  ints,
  isIntName,
  nameOf,
  never,
  u32,
  valueType,
  voidType,
  withNull,
} from './relations';
import { resolve } from './resolve';

/** `field` and `storage` keep structs in place; `field` also refuses what a field cannot be. `value` is a parameter, local or result. */
export type Position = 'field' | 'storage' | 'value';

export function typeOf(c: Context, node: ts.TypeNode, position: Position): Type {
  const type = read(c, node, position);
  if (position !== 'value') return type;
  if (type.kind === 'array')
    return c.fail(
      'FUSE3102',
      node,
      `An array does not pass by value: take a Slice<${nameOf(type.element)}>, and the caller writes slice(a).`,
    );
  return valueType(type);
}

function read(c: Context, node: ts.TypeNode, position: Position): Type {
  switch (node.kind) {
    case ts.SyntaxKind.BooleanKeyword:
      return bool;
    case ts.SyntaxKind.VoidKeyword:
      return voidType;
    case ts.SyntaxKind.NeverKeyword:
      return never;
    case ts.SyntaxKind.StringKeyword:
      return { kind: 'text' };
    case ts.SyntaxKind.ParenthesizedType:
      return read(c, (node as ts.ParenthesizedTypeNode).type, position);
    case ts.SyntaxKind.FunctionType:
      return functionType(c, node as ts.FunctionTypeNode);
    case ts.SyntaxKind.UnionType:
      return orNull(c, node as ts.UnionTypeNode);
    case ts.SyntaxKind.TypeReference:
      return reference(c, node as ts.TypeReferenceNode, position);
    default:
      return c.abandon(node);
  }
}

/** The part of `T | null` that is not null, or null if the node is another kind of union. */
export function nullUnion(node: ts.TypeNode): ts.TypeNode | null {
  if (!ts.isUnionTypeNode(node)) return null;
  const rest = node.types.filter((t) => !(ts.isLiteralTypeNode(t) && t.literal.kind === ts.SyntaxKind.NullKeyword));
  return rest.length === 1 && node.types.length === 2 ? (rest[0] as ts.TypeNode) : null;
}

function orNull(c: Context, node: ts.UnionTypeNode): Type {
  const inner = nullUnion(node);
  if (inner === null)
    return c.fail(
      'FUSE2130',
      node,
      `Give this union a name: type U = ${textOf(node)}. Its members are interfaces with a 'kind'.`,
    );
  const type = valueType(read(c, inner, 'value'));
  if (!canBeNull(type))
    return c.fail(
      'FUSE2115',
      node,
      `${aType(type, true)} is a value and cannot be null. Use a second field or an Out<T> that says whether it is there.`,
    );
  return withNull(type, true);
}

export function parameterType(c: Context, node: ts.TypeNode): Type {
  const type = typeOf(c, node, 'value');
  if (type.kind === 'void' || type.kind === 'never')
    return c.fail('FUSE2132', node, `No value is ${type.kind}: leave the parameter out.`);
  return type;
}

function functionType(c: Context, node: ts.FunctionTypeNode): FunctionType {
  const params = node.parameters.map((p) => {
    if (p.type === undefined) return c.fail('FUSE2114', p, 'Every parameter has a written type.');
    return { name: p.name.getText(), type: parameterType(c, p.type) };
  });
  return { kind: 'function', decl: null, params, result: typeOf(c, node.type, 'value'), nullable: false, isr: false };
}

function reference(c: Context, node: ts.TypeReferenceNode, position: Position): Type {
  const name = ts.isQualifiedName(node.typeName) ? node.typeName.right : node.typeName;
  const symbol = c.symbolOf(name);
  if (symbol === undefined) return c.abandon(node);
  const library = c.libraryName(symbol);
  if (library !== null) return libraryType(c, node, library, position);
  if (ts.isQualifiedName(node.typeName))
    return c.fail(
      'FUSE2130',
      node,
      'A member of an enum is the type of a tag only: the first field, kind, of a member of a union.',
    );
  const entity = resolve(c, symbol, node);
  switch (entity.kind) {
    case 'enum':
      return { kind: 'enum', decl: entity };
    case 'struct':
      return { kind: 'struct', decl: entity };
    case 'union':
      return { kind: 'union', decl: entity };
    case 'alias':
      return { ...entity.type, alias: entity };
    case 'functionType':
      return { ...entity.type, decl: entity };
    case 'transparent':
      return read(c, entity.node, position);
    case 'poisoned':
      return c.abandon();
    default:
      // A value, which tsc has refused as a type.
      return c.abandon(node);
  }
}

function libraryType(c: Context, node: ts.TypeReferenceNode, name: string, position: Position): Type {
  if (isIntName(name)) return intTypes[name];
  const first = node.typeArguments?.[0];
  const inner = (): ts.TypeNode => first ?? c.abandon();
  switch (name) {
    case 'f32':
      return f32;
    case 'f64':
      return f64;
    case 'CString':
      return { kind: 'cstring' };
    case 'FixedArray':
      return arrayType(c, node, inner());
    case 'Slice':
    case 'ReadonlySlice':
      return { kind: 'slice', element: elementType(c, inner()), readonly: name === 'ReadonlySlice' };
    case 'Pointer':
    case 'ConstPointer':
      return { kind: 'pointer', to: read(c, inner(), 'storage'), readonly: name === 'ConstPointer', nullable: false };
    case 'Out': {
      const to = read(c, inner(), 'storage');
      if (to.kind === 'struct' || to.kind === 'union' || to.kind === 'array')
        return c.fail(
          'FUSE2115',
          node,
          `Out<T> is the place of a scalar; ${aType(to)} is already passed by reference.`,
        );
      return { kind: 'out', to, nullable: false };
    }
    case 'Ref':
      return refType(c, node, inner());
    case 'Callback': {
      const type = read(c, inner(), 'storage');
      return type.kind === 'function'
        ? type
        : c.fail('FUSE2133', node, 'Callback<F> takes a function type: Callback<(a: u32) => void>.');
    }
    case 'Readonly':
      return readonlyType(c, node, inner(), position);
    case 'Atomic':
      return { kind: 'atomic', of: cell(c, node, inner()) };
    case 'Reg': {
      const of = cell(c, node, inner());
      return of.kind === 'int'
        ? { kind: 'reg', of }
        : c.fail('FUSE2120', node, 'A register holds an integer of at most 32 bits.');
    }
    case 'Array':
    case 'ReadonlyArray':
      return c.fail(
        'FUSE1044',
        node,
        'Arrays have a length that never changes: FixedArray<T, N> in place, Slice<T> for one elsewhere.',
      );
    case 'Checked':
      return c.fail(
        'FUSE2134',
        node,
        'Checked<T> is not written: const sum = checked(a + b); then sum.ok and sum.value.',
      );
    case 'BuildFlag':
      return c.fail('FUSE5102', node, "A build flag is declared at top level: declare const NAME: BuildFlag<'MACRO'>.");
    default:
      return c.fail('FUSE2115', node, `${name} is not a type that can be written; docs/language.md §3 lists them.`);
  }
}

function elementType(c: Context, node: ts.TypeNode): Type {
  const type = read(c, node, 'storage');
  if (type.kind === 'void' || type.kind === 'never' || type.kind === 'out')
    return c.fail('FUSE2115', node, `There are no elements of type ${nameOf(type)}.`);
  return type;
}

/** What atomics and registers hold: at most 32 bits, which a Cortex-M reads and writes in one piece. */
function cell(c: Context, node: ts.Node, inner: ts.TypeNode): Extract<Type, { kind: 'int' | 'bool' | 'enum' }> {
  const type = read(c, inner, 'storage');
  if (type.kind === 'enum' || type.kind === 'bool') return type;
  if (type.kind === 'int' && type.range !== undefined)
    return c.fail(
      'FUSE2139',
      node,
      `What interrupts, threads or hardware change keeps to no range: take ${type.name}, and check what was read.`,
    );
  if (type.kind === 'int' && ints[type.name].bits <= 32) return type;
  return c.fail(
    'FUSE2120',
    node,
    `At most 32 bits are read and written in one piece on every target; ${nameOf(type)} is not.`,
  );
}

function refType(c: Context, node: ts.Node, inner: ts.TypeNode): RefType {
  const type = valueType(read(c, inner, 'value'));
  if (type.kind !== 'ref')
    return c.fail('FUSE2115', node, `Ref<S> refers to a struct, a union, an Atomic or a Reg, not to ${aType(type)}.`);
  return type;
}

/** `Readonly<S>` is a reference for reading; a static of it is never written. */
function readonlyType(c: Context, node: ts.TypeReferenceNode, inner: ts.TypeNode, position: Position): Type {
  if (position === 'field')
    return c.fail(
      'FUSE2115',
      node,
      'A field is stored in place and belongs to its struct. For a reference that only reads: Ref<Readonly<S>>.',
    );
  const type = read(c, inner, position);
  if (position === 'storage') return type;
  if (type.kind === 'slice') return { ...type, readonly: true };
  const value = valueType(type);
  if (value.kind === 'ref') return { ...value, readonly: true };
  if (value.kind === 'array') return value;
  return c.fail('FUSE2115', node, `Readonly<T> is for structs and arrays, not for ${nameOf(type)}.`);
}

/** The inner node of `Readonly<...>`, or null. */
export function readonlyInner(c: Context, node: ts.TypeNode): ts.TypeNode | null {
  if (!ts.isTypeReferenceNode(node) || ts.isQualifiedName(node.typeName)) return null;
  const symbol = c.symbolOf(node.typeName);
  if (symbol === undefined) return null;
  if (c.libraryName(symbol) === 'Readonly') return node.typeArguments?.[0] ?? null;
  const entity = c.libraryName(symbol) === null ? resolve(c, symbol, node) : null;
  return entity?.kind === 'transparent' ? readonlyInner(c, entity.node) : null;
}

function arrayType(c: Context, node: ts.TypeReferenceNode, inner: ts.TypeNode): ArrayType {
  const element = elementType(c, inner);
  const lengthNode = node.typeArguments?.[1];
  if (lengthNode === undefined) return c.abandon();
  const length = arrayLength(c, lengthNode);
  const amount = constantValue(length);
  if (amount !== null && amount <= 0n) return c.fail('FUSE2116', lengthNode, 'An array has at least one element.');
  return { kind: 'array', element, length };
}

function arrayLength(c: Context, node: ts.TypeNode): ConstExpr {
  const at = c.at(node);
  if (ts.isLiteralTypeNode(node) && ts.isNumericLiteral(node.literal)) {
    const text = node.literal.getText().replace(/_/g, '');
    if (/^(0[xob][0-9a-f]+|\d+)$/i.test(text)) return intLiteral(BigInt(text), u32, at);
  }
  if (ts.isTypeQueryNode(node) && ts.isIdentifier(node.exprName)) {
    const symbol = c.symbolOf(node.exprName);
    if (symbol === undefined) return c.abandon(node);
    const entity = resolve(c, symbol, node);
    if (entity.kind === 'constant') {
      if (entity.header !== null && entity.build === null)
        return c.fail(
          'FUSE2116',
          node,
          `${entity.name} comes from a C header, so nothing here knows how long the array is.`,
        );
      return { kind: 'constant', decl: entity, type: u32, at };
    }
    if (entity.kind === 'poisoned') return c.abandon();
  }
  return c.fail('FUSE2116', node, `The length of an array is a number or typeof CONSTANT, not ${textOf(node)}.`);
}
