// SPDX-License-Identifier: Apache-2.0
/** `@range lo..hi` on a type alias, field, static, parameter or result: the contract of the integer that is stored there. */
import type ts from 'typescript';
import type { IntRange, IntType, Type } from '../ir';
import { constantIn, type CommentConstant } from './comment-constant';
import type { Context } from './context';
import { tagOf, type Doc } from './docs';
import { ints, nameOf, promote } from './relations';

/** The type with the range that the doc comment gives it. */
export function ranged(c: Context, type: Type, doc: Doc, node: ts.Node): Type {
  const tag = tagOf(doc, 'range');
  if (tag === null) return type;
  if (type.kind !== 'int') return c.fail('FUSE2139', node, `@range is for integers; the type here is ${nameOf(type)}.`);
  const range = rangeOf(c, tag, type, node);
  if (type.range !== undefined && (range.lo < type.range.sureLo || range.hi > type.range.sureHi))
    return c.fail(
      'FUSE2139',
      node,
      `${range.text} is not inside the range of ${nameOf(type)}, which is ${type.range.text}.`,
    );
  return { ...type, range };
}

function rangeOf(c: Context, tag: string, type: IntType, node: ts.Node): IntRange {
  const match = /^(\([^)]*\)|[^\s.]+)\.\.(\([^)]*\)|\S+)(\s|$)/.exec(tag);
  if (match === null)
    return c.fail('FUSE2139', node, 'A range has two constants, both included: @range 0..7, @range 1..(ROWS*4).');
  const end = (text: string): CommentConstant => {
    const found = constantIn(c, text, promote(type), node);
    const { min, max } = ints[type.name];
    if (found !== null && found.min >= min && found.max <= max) return found;
    return c.fail(
      'FUSE2139',
      node,
      `'${text}' is no constant that fits ${type.name} (${min} to ${max}). An end of a range is a number, a constant, or + - * of these.`,
    );
  };
  const [first, last] = [end(match[1] as string), end(match[2] as string)];
  if (first.max > last.min)
    return c.fail('FUSE2139', node, `The range ${match[1]}..${match[2]} is empty, or may be in some configuration.`);
  return {
    min: first.expr,
    max: last.expr,
    lo: first.min,
    hi: last.max,
    sureLo: first.max,
    sureHi: last.min,
    text: `${match[1]}..${match[2]}`,
  };
}
