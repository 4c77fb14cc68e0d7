// SPDX-License-Identifier: Apache-2.0
/** `u8(x)`, `u8.wrap(x)`, `u8.sat(x)`, `f32(x)`: every numeric conversion that is not lossless is one of these. */
import type ts from 'typescript';
import type { Convert, Expr, FloatName, IntName, IntType } from '../ir';
import { tooWide } from './coerce';
import { textOf, type Context } from './context';
import { expression } from './expressions';
import { finite, floatLiteral, intLiteral, open, proved, typed, value, type Operand } from './operand';
import { aType, f32, f64, fits, intTypes, ints, isLossless, nameOf } from './relations';
import { rewrite } from './remedies';

function onlyArgument(c: Context, node: ts.CallExpression): ts.Expression {
  const argument = node.arguments[0];
  if (argument === undefined || node.arguments.length !== 1)
    return c.fail('FUSE4141', node, `${textOf(node.expression)} takes one argument.`);
  return argument;
}

/** `mode`: '' for `u8(x)`, or the method's name. */
export function conversionCall(c: Context, node: ts.CallExpression, name: IntName, mode: string): Operand {
  const target = intTypes[name];
  const argument = onlyArgument(c, node);
  const at = c.at(node);
  const operand = expression(c, argument, mode === '' ? target : null);
  if (operand.kind === 'exactFloat') {
    if (mode !== '')
      return c.fail('FUSE2121', argument, `${name}.${mode} is for integers; ${name}(${textOf(argument)}) truncates.`);
    const amount = BigInt(Math.trunc(operand.value));
    if (!fits(amount, target)) return c.fail('FUSE2104', argument, tooWide(operand.value, target));
    return value(intLiteral(amount, target, at));
  }
  if (operand.kind === 'exact') {
    const { min, max, bits, signed } = ints[name];
    if (mode === 'wrap')
      return value(
        intLiteral(signed ? BigInt.asIntN(bits, operand.value) : BigInt.asUintN(bits, operand.value), target, at),
      );
    if (mode === 'sat')
      return value(intLiteral(operand.value < min ? min : operand.value > max ? max : operand.value, target, at));
    const amount = operand.complement && !signed ? BigInt.asUintN(bits, operand.value) : operand.value;
    if (!fits(amount, target)) return c.fail('FUSE2104', argument, tooWide(operand.value, target));
    return value(operand.make(target));
  }
  const expr = typed(c, operand, argument);
  return value(convertTo(c, expr, target, mode, node, argument));
}

function convertTo(c: Context, expr: Expr, target: IntType, mode: string, node: ts.Node, argument: ts.Node): Expr {
  const at = c.at(node);
  const from = expr.type;
  const make = (m: Convert['mode'], needsProof: boolean): Expr => ({
    kind: 'convert',
    mode: m,
    operand: expr,
    type: target,
    at,
    obligation: needsProof ? open() : proved(),
  });
  if (from.kind === 'int') {
    if (from.name === target.name) return expr;
    const holds =
      isLossless(from, target) ||
      (ints[from.name].min >= ints[target.name].min &&
        ints[from.name].max <= ints[target.name].max &&
        from.name !== 'usize');
    if (holds) return make('widen', false);
    if (mode === 'wrap' || mode === 'sat') return make(mode, false);
    return make('exact', true);
  }
  if (mode !== '') return c.fail('FUSE2121', argument, `${target.name}.${mode} is for integers, not ${nameOf(from)}.`);
  if (from.kind === 'float') return make('exact', true);
  if (from.kind === 'enum') {
    const asU32: Expr = {
      kind: 'convert',
      mode: 'enumToInt',
      operand: expr,
      type: intTypes.u32,
      at,
      obligation: proved(),
    };
    return target.name === 'u32' ? asU32 : convertTo(c, asU32, target, '', node, argument);
  }
  if (from.kind === 'bool')
    return c.fail(
      'FUSE2121',
      argument,
      `A boolean is not a number: write ${textOf(argument)} ? 1 : 0.`,
      [],
      rewrite(c, node, `(${argument.getText()} ? ${target.name}(1) : 0)`),
    );
  if (from.kind === 'pointer' || from.kind === 'ref')
    return c.fail(
      'FUSE2121',
      argument,
      `The number of a pointer is addressOf(${textOf(argument)}).`,
      [],
      rewrite(c, argument, `addressOf(${argument.getText()})`),
    );
  return c.fail('FUSE2121', argument, `${aType(from, true)} does not convert to ${target.name}.`);
}

export function floatConversion(c: Context, node: ts.CallExpression, name: FloatName): Operand {
  const target = name === 'f32' ? f32 : f64;
  const argument = onlyArgument(c, node);
  const at = c.at(node);
  const operand = expression(c, argument, null);
  if (operand.kind === 'exact' || operand.kind === 'exactFloat') {
    const amount = Number(operand.value);
    return value(floatLiteral(finite(c, amount, target, argument), target, at));
  }
  const expr = typed(c, operand, argument);
  if (expr.type.kind === 'float' && expr.type.name === name) return value(expr);
  if (expr.type.kind === 'float' || expr.type.kind === 'int') {
    const mode = expr.type.kind === 'float' && name === 'f64' ? 'widen' : 'round';
    return value({ kind: 'convert', mode, operand: expr, type: target, at, obligation: proved() });
  }
  return c.fail('FUSE2121', argument, `${aType(expr.type, true)} does not convert to ${name}.`);
}
