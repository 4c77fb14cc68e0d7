// SPDX-License-Identifier: Apache-2.0
/** `a.b`: fields, enum members, lengths, `.value` of an Out, limits of number types. */
import ts from 'typescript';
import { closest, distance } from 'fastest-levenshtein';
import type { Expr, FieldDecl, Place, StructDecl, UnionDecl } from '../ir';
import { constantValue } from './constant-value';
import { textOf, type Context } from './context';
import { mayBeNull } from './coerce';
import { expression } from './expressions';
import { exactLiteral, intLiteral, placed, placeOf, typed, value, type Operand } from './operand';
import { aType, bool, intTypes, ints, isIntName, isNullable, nameOf, u32 } from './relations';
import { resolve } from './resolve';
import { rewrite } from './remedies';

export function property(c: Context, node: ts.PropertyAccessExpression): Operand {
  if (node.questionDotToken !== undefined) return c.abandon();
  const special = ts.isIdentifier(node.expression) ? onName(c, node, node.expression) : null;
  if (special !== null) return special;
  const operand = expression(c, node.expression, null);
  const at = c.at(node);
  const name = node.name.text;

  if (operand.kind === 'place' && operand.place.type.kind === 'array') {
    if (name === 'length') return lengthOf(c, operand.place);
    return c.fail('FUSE2115', node.name, `A FixedArray has .length and elements, no .${name}.`);
  }
  if (operand.kind === 'place' && operand.place.type.kind === 'checked') {
    const type = name === 'ok' ? bool : name === 'value' ? operand.place.type.of : null;
    if (type === null) return c.abandon();
    return placed({ kind: 'field', of: operand.place, field: syntheticField(name, type), member: null, at, type });
  }
  const expr = typed(c, operand, node.expression);
  switch (expr.type.kind) {
    case 'ref':
      return field(c, expr, node);
    case 'out':
      if (isNullable(expr.type)) return mayBeNull(c, expr, node.expression);
      if (name === 'value') return placed(outPlace(expr, expr.type.to, at));
      return c.abandon();
    case 'slice':
    case 'text':
      if (name === 'length') {
        if (expr.kind === 'text') return exactLiteral(BigInt(expr.value.length), false, at);
        return value({ kind: 'sliceLength', of: expr, type: u32, at });
      }
      break;
    case 'checked':
      return c.fail(
        'FUSE2134',
        node,
        `Name the result first: const sum = ${textOf(node.expression)}; then sum.ok and sum.value.`,
      );
    case 'pointer':
      return c.fail(
        'FUSE3106',
        node,
        `${aType(expr.type, true)} is opaque: it is compared and passed on, never looked into.`,
      );
    default:
      break;
  }
  return c.fail('FUSE2115', node.name, `${aType(expr.type, true)} has no .${name}.`);
}

/** An Out that is a local of the function is that local; a parameter is a pointer to look through. */
function outPlace(expr: Expr, type: Place['type'], at: Place['at']): Place {
  if (expr.kind === 'refTo') return { ...expr.place, at };
  return { kind: 'deref', of: expr, at, type };
}

function syntheticField(name: string, type: FieldDecl['type']): FieldDecl {
  return { name, cName: name, type, doc: '', isr: false, condition: null };
}

/** `u32.MAX`, `ShapeKind.Circle`: the left side is a name of the language or an enum. */
function onName(c: Context, node: ts.PropertyAccessExpression, left: ts.Identifier): Operand | null {
  const symbol = c.symbolOf(left);
  if (symbol === undefined) return c.abandon();
  const library = c.libraryName(symbol);
  const at = c.at(node);
  const name = node.name.text;
  if (library !== null) {
    if (isIntName(library) && (name === 'MAX' || name === 'MIN')) {
      const type = intTypes[library];
      if (library === 'usize' && name === 'MAX')
        return c.fail(
          'FUSE2115',
          node,
          'usize has another width on each target, so it has no MAX. Use u32.MAX, which every target holds.',
        );
      return value(intLiteral(name === 'MAX' ? ints[library].max : ints[library].min, type, at));
    }
    if (isIntName(library)) return c.fail('FUSE2115', node, `${library}.${name} is called: ${library}.${name}(...).`);
    return null;
  }
  if ((symbol.flags & ts.SymbolFlags.Enum) === 0) return null;
  const decl = resolve(c, symbol, left);
  if (decl.kind === 'poisoned') return c.abandon();
  if (decl.kind !== 'enum') return null;
  const member = decl.members.find((m) => m.name === name);
  if (member === undefined) return c.abandon();
  return value({ kind: 'enumValue', decl, member, type: { kind: 'enum', decl }, at });
}

export function lengthOf(c: Context, place: Place): Operand {
  if (place.type.kind !== 'array') return c.abandon();
  const length = place.type.length;
  const at = place.at;
  const amount = constantValue(length);
  // A constant with a written type, or one that the build sets, is a u32 like any other value.
  if (amount === null || (length.kind === 'constant' && length.decl.type !== null)) return value({ ...length, at });
  const operand = exactLiteral(amount, false, at);
  return length.kind === 'constant' ? { ...operand, make: (type) => ({ ...length, type, at }) } : operand;
}

function field(c: Context, expr: Expr, node: ts.PropertyAccessExpression): Operand {
  if (expr.type.kind !== 'ref') return c.abandon();
  if (isNullable(expr.type)) return mayBeNull(c, expr, node.expression);
  const of = placeOf(expr) as Place;
  const to = expr.type.to;
  const name = node.name.text;
  const at = c.at(node);
  if (to.kind === 'struct') {
    const found = findField(c, to.decl, node);
    return placed({ kind: 'field', of, field: found, member: null, at, type: found.type });
  }
  if (to.kind === 'union') return unionField(c, to.decl, of, node);
  return c.fail('FUSE2115', node.name, `${nameOf(to)} has methods, no values: call .${name}(...).`);
}

function findField(c: Context, decl: StructDecl, node: ts.PropertyAccessExpression): FieldDecl {
  const name = node.name.text;
  const found = decl.fields.find((f) => f.name === name);
  if (found !== undefined) return found;
  const names = decl.fields.map((f) => f.name);
  const near = names.length > 0 ? closest(name, names) : '';
  const hint = near !== '' && distance(near, name) <= 3 ? ` Did you mean .${near}?` : '';
  return c.fail(
    'FUSE2115',
    node.name,
    `${decl.name} has no field ${name}.${hint}`,
    [],
    hint === '' ? [] : rewrite(c, node.name, near),
  );
}

/** The tag is always there; a member's fields are where tsc has narrowed the name to that member. */
function unionField(c: Context, decl: UnionDecl, of: Place, node: ts.PropertyAccessExpression): Operand {
  const at = c.at(node);
  const name = node.name.text;
  const tagType = { kind: 'enum', decl: decl.tag } as const;
  if (name === 'kind')
    return placed({
      kind: 'field',
      of,
      field: { ...syntheticField('kind', tagType), cName: 'kind' },
      member: null,
      at,
      type: tagType,
    });
  const member = narrowedMember(c, decl, node.expression);
  if (member === null) {
    const owners = decl.members.filter((m) => m.struct.fields.some((f) => f.name === name)).map((m) => m.tag.name);
    const where =
      owners.length === 0 ? 'no member has it' : `only ${owners.join(', ')} ${owners.length === 1 ? 'has' : 'have'} it`;
    return c.fail(
      'FUSE2131',
      node,
      `${decl.name} is a union and ${where}: use .${name} inside switch (${textOf(node.expression)}.kind) or after a check of .kind, on a parameter or local const.`,
    );
  }
  const found = findField(c, member, node);
  return placed({ kind: 'field', of, field: found, member, at, type: found.type });
}

function narrowedMember(c: Context, decl: UnionDecl, node: ts.Expression): StructDecl | null {
  if (!ts.isIdentifier(node)) return null;
  const symbol = c.symbolOf(node);
  const entity = symbol === undefined ? undefined : c.entities.get(symbol);
  if (entity?.kind !== 'localVar') return null;
  const type = c.checker.getTypeAtLocation(node);
  const declared = (type.aliasSymbol ?? type.symbol) as ts.Symbol | undefined;
  if (type.isUnion() || declared === undefined) return null;
  return decl.members.find((m) => m.struct.name === declared.name)?.struct ?? null;
}

/** A place for a builtin that needs storage: arrays, slices and the like keep theirs. */
export function placeOperand(c: Context, node: ts.Expression): Place | null {
  const operand = expression(c, node, null);
  if (operand.kind === 'place' && operand.place.type.kind === 'ref') {
    return operand.place.type.nullable ? null : placeOf(typed(c, operand, node));
  }
  if (operand.kind === 'place') return operand.place;
  if (operand.kind === 'value') return placeOf(operand.expr);
  return null;
}
