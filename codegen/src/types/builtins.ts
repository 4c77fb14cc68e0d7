// SPDX-License-Identifier: Apache-2.0
/** What the language provides under a name: explicit arithmetic, slices, addresses, trusted casts. */
import type ts from 'typescript';
import type { Expr, Place, StructDecl, Type } from '../ir';
import { explicitArithmetic, idivCall, minMaxCall } from './explicit';
import { expressionAs } from './coerce';
import { textOf, type Context } from './context';
import { conversionCall, floatConversion } from './conversions';
import { expression, valueOf } from './expressions';
import { isReadonlyPlace, open, placeOf, value, type Operand } from './operand';
import { aType, canBeNull, isIntName, isNullable, nameOf, refTo, u32, usize, valueType, withNull } from './relations';
import { bytesOfCall, sliceCall, trustedSliceCall } from './slices';
import { inPlace } from './structs';
import { readonlyInner, typeOf } from './type-nodes';
import { withoutZero } from './zero';
import { rewrite } from './remedies';

/** Names that are statements; everything else is an expression. */
const statements = new Set(['copy', 'fill', 'assign', 'unreachable']);

export function builtinCall(c: Context, node: ts.CallExpression, name: string, expected: Type | null): Operand {
  if (isIntName(name)) return conversionCall(c, node, name, '');
  const first = node.arguments[0];
  const at = c.at(node);
  if (statements.has(name)) return c.fail('FUSE1050', node, `${name}() is a statement of its own: it has no value.`);
  if (name === 'zeroed') return zeroed(c, node, expected);
  if (name === 'sizeOf') return sizeOf(c, node);
  if (first === undefined) return c.abandon();
  switch (name) {
    case 'f32':
    case 'f64':
      return floatConversion(c, node, name);
    case 'wrap':
    case 'sat':
    case 'checked':
      return explicitArithmetic(c, node, name, expected);
    case 'idiv':
      return idivCall(c, node, expected);
    case 'min':
    case 'max':
      return minMaxCall(c, node, name, expected);
    case 'slice':
      return sliceCall(c, node, false);
    case 'view':
      return sliceCall(c, node, true);
    case 'bytesOf':
      return bytesOfCall(c, node);
    case 'trustedSlice':
      return trustedSliceCall(c, node, false);
    case 'trustedView':
      return trustedSliceCall(c, node, true);
    case 'trustedCast':
      return trustedCast(c, node, first, expected);
    case 'pointerTo':
      return pointerTo(c, node, first, false);
    case 'constPointerTo':
      return pointerTo(c, node, first, true);
    case 'addressOf': {
      const operand = valueOf(c, first);
      if (!canBeNull(operand.type))
        return c.fail(
          'FUSE3106',
          first,
          `${aType(operand.type, true)} is not a pointer. The address of a variable is addressOf(pointerTo(x)).`,
        );
      return value({ kind: 'addressOf', operand, type: usize, at });
    }
    case 'nonNull':
      return nonNull(c, node, first);
    case 'registerAt':
      return registerAt(c, node, first);
    case 'when':
      return c.fail(
        'FUSE5101',
        node,
        'when(...) is the whole condition of an if: it becomes #if, which only a whole statement can be.',
      );
    default:
      // A type or a value of the language, which tsc refuses to call.
      return c.abandon(node);
  }
}

export function typeArgument(c: Context, node: ts.CallExpression): Type {
  const argument = node.typeArguments?.[0];
  if (argument === undefined) return c.fail('FUSE2113', node, `Say which type: ${textOf(node.expression)}<T>(...).`);
  return typeOf(c, argument, 'storage');
}

function sizeOf(c: Context, node: ts.CallExpression): Operand {
  const of = typeArgument(c, node);
  const seen = new Set<StructDecl>();
  const isOpen = (type: Type): boolean =>
    inPlace(type).some((decl) => {
      if (c.incomplete.has(decl)) return true;
      if (seen.has(decl)) return false;
      seen.add(decl);
      return decl.fields.some((f) => isOpen(f.type));
    });
  if (isOpen(of)) return c.fail('FUSE2126', node, `The size of ${nameOf(of)} depends on this size.`);
  return value({ kind: 'sizeOf', of, type: u32, at: c.at(node) });
}

function zeroed(c: Context, node: ts.CallExpression, expected: Type | null): Operand {
  const type = node.typeArguments === undefined ? expected : typeArgument(c, node);
  if (type === null || type.kind === 'ref' || type.kind === 'void')
    return c.fail(
      'FUSE2113',
      node,
      'zeroed() makes a variable or field of a known struct or array type: const x: T = zeroed(), or zeroed<T>().',
    );
  const lacking = withoutZero(type);
  if (lacking !== null)
    return c.fail(
      'FUSE3112',
      node,
      `${nameOf(type)} has no zero: ${lacking}. Write a literal, or let that part be null.`,
    );
  return value({ kind: 'zeroed', type, at: c.at(node) });
}

/** The type argument; of `Readonly<S>` a reference through which nothing is written. */
function castType(c: Context, node: ts.CallExpression): Type {
  const type = valueType(typeArgument(c, node));
  const argument = node.typeArguments?.[0];
  const isReadonly = argument !== undefined && readonlyInner(c, argument) !== null;
  return isReadonly && type.kind === 'ref' ? { ...type, readonly: true } : type;
}

function trustedCast(c: Context, node: ts.CallExpression, first: ts.Expression, expected: Type | null): Operand {
  const type = node.typeArguments === undefined ? expected : castType(c, node);
  if (type === null) return c.fail('FUSE2113', node, 'Say which type: trustedCast<T>(...).');
  if (!canBeNull(type))
    return c.fail(
      'FUSE3108',
      node,
      `trustedCast is between pointers, references and functions; ${nameOf(type)} is a value.`,
    );
  const operand = valueOf(c, first);
  const isAddress = operand.type.kind === 'int' && operand.type.name === 'usize';
  if (!canBeNull(operand.type) && !isAddress && operand.type.kind !== 'cstring')
    return c.fail(
      'FUSE3108',
      first,
      `trustedCast takes a pointer, a reference, a function or a usize address, not ${aType(operand.type)}.`,
    );
  if (isNullable(operand.type) && !isNullable(type))
    return c.fail('FUSE3100', first, `This may be null. Check it first, or cast to ${nameOf(withNull(type, true))}.`);
  return value({ kind: 'trustedCast', operand, type, at: c.at(node) });
}

function pointerTo(c: Context, node: ts.CallExpression, first: ts.Expression, readonly: boolean): Operand {
  const operand = expression(c, first, null);
  const place: Place | null =
    operand.kind === 'place' ? operand.place : operand.kind === 'value' ? placeOf(operand.expr) : null;
  if (place === null)
    return c.fail(
      'FUSE3106',
      first,
      `${textOf(first)} has no address. Only a variable, a field or an element has one.`,
    );
  if (!readonly && isReadonlyPlace(place))
    return c.fail(
      'FUSE3105',
      first,
      `${textOf(first)} is read-only: use constPointerTo.`,
      [],
      rewrite(c, node.expression, 'constPointerTo'),
    );
  if (place.kind === 'local' && canBeNull(place.type))
    return c.fail(
      'FUSE3106',
      first,
      place.type.kind === 'ref' && !place.type.nullable
        ? `${textOf(first)} is a reference: the address of what it refers to is trustedCast<Pointer<${nameOf(place.type)}>>(${textOf(first)}).`
        : `The address of ${textOf(first)} would let it change behind its null checks. Put it into a struct.`,
    );
  return value({
    kind: 'pointerTo',
    place,
    type: { kind: 'pointer', to: place.type, readonly, nullable: false },
    at: c.at(node),
  });
}

function nonNull(c: Context, node: ts.CallExpression, first: ts.Expression): Operand {
  const operand: Expr = valueOf(c, first);
  if (!isNullable(operand.type))
    return c.fail(
      'FUSE2112',
      first,
      `${aType(operand.type, true)} is never null: nonNull does nothing.`,
      [],
      rewrite(c, node, first.getText()),
    );
  return value({ kind: 'nonNull', operand, type: withNull(operand.type, false), at: c.at(node), obligation: open() });
}

function registerAt(c: Context, node: ts.CallExpression, first: ts.Expression): Operand {
  const of = typeArgument(c, node);
  if (of.kind !== 'int') return c.fail('FUSE2120', node, 'A register holds an integer of at most 32 bits.');
  return value({
    kind: 'registerAt',
    address: expressionAs(c, first, u32),
    type: refTo({ kind: 'reg', of }),
    at: c.at(node),
  });
}
