// SPDX-License-Identifier: Apache-2.0
/** Implicit conversions: to the same type or a losslessly wider one, to null-ability, to read-only. Everything else is refused here. */
import ts from 'typescript';
import type { Expr, FloatType, IntRange, IntType, Type } from '../ir';
import { constantValue } from './constant-value';
import { textOf, type Context } from './context';
import { expression } from './expressions';
import { asCondition, asNumber, conversions, nullGuard, rewrite } from './remedies';
import {
  type ExactFloatOperand,
  type ExactOperand,
  finite,
  floatLiteral,
  open,
  proved,
  typed,
  type Operand,
} from './operand';
import { aType, f64, ints, isLossless, isNullable, nameOf, sameSignature, sameType, withoutRange } from './relations';

/** Types an expression as `target`. */
export function expressionAs(c: Context, node: ts.Expression, target: Type): Expr {
  return coerce(c, expression(c, node, target), target, node);
}

export function coerce(c: Context, operand: Operand, target: Type, node: ts.Node): Expr {
  if (operand.kind === 'exact') {
    if (target.kind === 'int') return exactAs(c, operand, target, node);
    if (target.kind === 'float') return exactAsFloat(c, operand, target, node);
    return c.fail(
      'FUSE2100',
      node,
      `A number is not ${aType(target)}.${target.kind === 'bool' ? ' Compare it: x !== 0.' : ''}`,
    );
  }
  if (operand.kind === 'exactFloat') {
    if (target.kind === 'float') return floatLiteral(finite(c, operand.value, target, node), target, operand.at);
    if (target.kind === 'int')
      return c.fail('FUSE2105', node, `${operand.value} has a fraction and ${nameOf(target)} is an integer type.`);
    return c.fail('FUSE2100', node, `A number is not ${aType(target)}.`);
  }
  return convert(c, typed(c, operand, node), target, node);
}

/** What to write instead of a constant that does not fit. */
export function tooWide(amount: bigint | number, target: IntType): string {
  const { min, max } = ints[target.name];
  const number = typeof amount === 'bigint' && ints[target.name].big ? `${amount}n` : String(amount);
  const meant = Number.isInteger(Number(amount))
    ? `${target.name}.wrap(${number}) or ${target.name}.sat(${number})`
    : 'a value between these';
  return `${amount} does not fit ${nameOf(target)} (${min} to ${max}). Take a wider type, or write what is meant: ${meant}.`;
}

/** An exact constant in an integer type that its value fits. */
export function exactAs(c: Context, operand: ExactOperand, target: IntType, node: ts.Node): Expr {
  const { big, min, max } = ints[target.name];
  const amount =
    operand.complement && !ints[target.name].signed
      ? BigInt.asUintN(ints[target.name].bits, operand.value)
      : operand.value;
  if (operand.big !== null && operand.big !== big && amount === operand.value) {
    const fixed = big ? `${amount}n` : String(amount);
    c.fail(
      'FUSE2102',
      node,
      `${nameOf(target)} is a ${big ? 'bigint' : 'number'} in TypeScript: write ${fixed}, or ${target.name}(...) around the expression.`,
      [],
      rewrite(c, node, ts.isLiteralExpression(node) ? fixed : `${target.name}(${node.getText()})`),
    );
  }
  if (amount < min || amount > max) c.fail('FUSE2104', node, tooWide(operand.value, target));
  if (target.range !== undefined) checkConstant(c, amount, target, target.range, node);
  return operand.make(withoutRange(target));
}

function checkConstant(c: Context, amount: bigint, target: IntType, range: IntRange, node: ts.Node): void {
  if (amount < range.sureLo || amount > range.sureHi)
    c.fail('FUSE2104', node, `${amount} is outside the range of ${nameOf(target)}, which is ${range.text}.`);
}

/** What is stored under a range: constants are compared here, the rest is proved or checked. */
function inRange(c: Context, expr: Expr, target: IntType, range: IntRange, node: ts.Node): Expr {
  const amount = constantValue(expr);
  if (amount === null) return storeInt(expr, target);
  checkConstant(c, amount, target, range, node);
  return expr;
}

export function exactAsFloat(c: Context, operand: ExactOperand, target: FloatType, node: ts.Node): Expr {
  const number = Number(operand.value);
  const held = target.name === 'f32' ? Math.fround(number) : number;
  if (!Number.isFinite(held) || BigInt(held) !== operand.value)
    c.fail(
      'FUSE2104',
      node,
      `${operand.value} is not exactly a value of ${target.name}. Write the rounding: ${target.name}(...).`,
      [],
      rewrite(c, node, `${target.name}(${node.getText()})`),
    );
  return floatLiteral(number, target, operand.at);
}

/** The type that a value without a written type has: exact floats are f64. */
export function floatOf(operand: ExactFloatOperand): Expr {
  return floatLiteral(operand.value, f64, operand.at);
}

function retype(expr: Expr, type: Type): Expr {
  return { kind: 'convert', mode: 'retype', operand: expr, type, at: expr.at, obligation: proved() };
}

function short(node: ts.Node): string {
  return textOf(node);
}

export function convert(c: Context, expr: Expr, target: Type, node: ts.Node): Expr {
  const from = expr.type;
  if (target.kind === 'function' && target.isr && from.kind === 'function' && !from.isr)
    return c.fail(
      'FUSE4113',
      node,
      `What is stored here may be called in an interrupt, and ${textOf(node)} is not tagged @isr.`,
    );
  if (target.kind === 'int' && target.range !== undefined)
    return inRange(c, convert(c, expr, withoutRange(target), node), target, target.range, node);
  if (sameType(from, target)) return expr;
  if (from.kind === 'null') {
    if (isNullable(target)) return { kind: 'null', type: target, at: expr.at };
    return c.fail(
      'FUSE3101',
      node,
      `null is not ${aType(target)}. Where it may be missing, its type is '${nameOf(target)} | null'.`,
    );
  }
  switch (target.kind) {
    case 'int':
      if (from.kind === 'int') {
        if (isLossless(from, target))
          return { kind: 'convert', mode: 'widen', operand: expr, type: target, at: expr.at, obligation: proved() };
        return c.fail('FUSE2101', node, narrowing(from, target, short(node)), [], conversions(c, node, from, target));
      }
      if (from.kind === 'float')
        return c.fail(
          'FUSE2105',
          node,
          `${nameOf(from)} does not become ${nameOf(target)} silently: write ${target.name}(${short(node)}), which truncates and is checked.`,
          [],
          conversions(c, node, from, target),
        );
      if (from.kind === 'enum')
        return c.fail(
          'FUSE2119',
          node,
          `${nameOf(from)} is an enum: its number is u32(${short(node)}).`,
          [],
          conversions(c, node, from, target),
        );
      if (from.kind === 'bool')
        return c.fail(
          'FUSE2100',
          node,
          `A boolean is not a number: write ${short(node)} ? 1 : 0.`,
          [],
          asNumber(c, node),
        );
      break;
    case 'float':
      if (from.kind === 'float' && target.name === 'f64')
        return { kind: 'convert', mode: 'widen', operand: expr, type: target, at: expr.at, obligation: proved() };
      if (from.kind === 'float' || from.kind === 'int')
        return c.fail(
          'FUSE2101',
          node,
          `${nameOf(from)} does not become ${nameOf(target)} silently: write ${target.name}(${short(node)}), which rounds.`,
          [],
          conversions(c, node, from, target),
        );
      break;
    case 'enum':
      if (from.kind === 'int')
        return c.fail(
          'FUSE2119',
          node,
          `A number is not ${aType(target)}: find the member with a switch, so that every number has a meaning.`,
        );
      break;
    case 'ref':
      if (sameType(from, target.to))
        return c.fail(
          'FUSE2128',
          node,
          `An object has storage: name it first, const x: ${nameOf(from)} = ${short(node)}, and pass x.`,
        );
      if (from.kind === 'ref' && sameType(from.to, target.to)) {
        if (from.readonly && !target.readonly)
          return c.fail(
            'FUSE3105',
            node,
            `This is read-only here, and ${nameOf(target)} could be written. Take a Readonly<${nameOf(target.to)}> there.`,
          );
        if (from.nullable && !target.nullable) return mayBeNull(c, expr, node);
        return retype(expr, target);
      }
      if (from.kind === 'ref' && from.to.kind === 'union' && target.to.kind === 'struct')
        return c.fail(
          'FUSE2131',
          node,
          `${aType(from.to, true)} is not passed as one of its members. Pass the ${nameOf(from.to)} itself, or the fields.`,
        );
      break;
    case 'slice':
      if (
        from.kind === 'slice' &&
        (sameType(from.element, target.element) ||
          (target.readonly && sameType(withoutRange(from.element), target.element)))
      ) {
        if (from.readonly && !target.readonly)
          return c.fail(
            'FUSE3105',
            node,
            `These elements are read-only here, and ${aType(target)} could write them. Take ${aType(from)} there.`,
          );
        return retype(expr, target);
      }
      break;
    case 'pointer':
      if (from.kind === 'pointer' && sameType(from.to, target.to)) {
        if (from.readonly && !target.readonly)
          return c.fail(
            'FUSE3105',
            node,
            `${aType(from, true)} does not become ${aType(target)}: what it points to is read-only.`,
          );
        if (from.nullable && !target.nullable) return mayBeNull(c, expr, node);
        return retype(expr, target);
      }
      break;
    case 'out':
      if (from.kind === 'out' && sameType(from.to, target.to)) {
        if (from.nullable && !target.nullable) return mayBeNull(c, expr, node);
        return retype(expr, target);
      }
      break;
    case 'function':
      if (from.kind === 'function' && sameSignature(from, target)) {
        if (from.nullable && !target.nullable) return mayBeNull(c, expr, node);
        return expr.kind === 'function' ? { ...expr, type: target } : retype(expr, target);
      }
      if (from.kind === 'function')
        return c.fail(
          'FUSE2133',
          node,
          `This function is ${nameOf({ ...from, decl: null })}; ${nameOf({ ...target, decl: null })} is needed, type by type: nothing converts at a call through a pointer.`,
        );
      break;
    case 'cstring':
      if (expr.kind === 'text') return { kind: 'cstring', value: expr.value, type: target, at: expr.at };
      if (from.kind === 'text')
        return c.fail('FUSE2100', node, `A string has no NUL at its end; only a literal becomes a CString.`);
      break;
    case 'bool':
      return c.fail('FUSE2111', node, conditionAdvice(from, short(node)), [], asCondition(c, node, from));
    default:
      break;
  }
  return c.fail('FUSE2100', node, `${aType(from, true)} is not ${aType(target)}.`);
}

/** What to write where a boolean is needed. */
export function conditionAdvice(from: Type, text: string): string {
  if (from.kind === 'int')
    return `A condition is a boolean; there is no truthiness. Write ${text} !== ${ints[from.name].big ? '0n' : '0'}.`;
  if (isNullable(from)) return `A condition is a boolean; there is no truthiness. Write ${text} !== null.`;
  return `${aType(from, true)} is not a boolean.`;
}

function narrowing(from: IntType, target: IntType, text: string): string {
  const a = ints[from.name];
  const b = ints[target.name];
  const name = target.name;
  if (a.big !== b.big)
    return `${nameOf(from)} and ${nameOf(target)} are different kinds of number in TypeScript: write ${name}(${text}).`;
  return `${nameOf(from)} does not become ${nameOf(target)} silently: write ${name}(${text}), which is proved or checked to fit, ${name}.wrap(...) or ${name}.sat(...).`;
}

export function mayBeNull(c: Context, expr: Expr, node: ts.Node): never {
  const isField = expr.kind === 'read' && expr.place.kind !== 'local';
  const advice = isField
    ? `A check narrows only a local: const x = ${textOf(node)}; if (x !== null) { ... }`
    : `Check it first: if (${textOf(node)} !== null) { ... }, or nonNull(${textOf(node)}).`;
  return c.fail('FUSE3100', node, `This may be null. ${advice}`, [], nullGuard(c, node));
}

/** An int conversion with nothing to say: used where the language itself stores (`x += 1` on a u8). */
export function storeInt(expr: Expr, target: IntType): Expr {
  if (expr.type.kind !== 'int' || (expr.type.name === target.name && target.range === undefined)) return expr;
  const mode = isLossless(expr.type, target) && target.range === undefined ? 'widen' : 'exact';
  return {
    kind: 'convert',
    mode,
    operand: expr,
    type: target,
    at: expr.at,
    obligation: mode === 'widen' ? proved() : open(),
  };
}
