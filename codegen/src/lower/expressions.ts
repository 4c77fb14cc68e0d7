// SPDX-License-Identifier: Apache-2.0
/** Expressions of the IR as C expressions: which file lowers what. */
import * as c from '../c';
import type { Expr, Read } from '../ir';
import {
  arithmetic,
  bits,
  checkedArithmetic,
  complement,
  floatArithmetic,
  minimumOrMaximum,
  negate,
  shift,
} from './arithmetic';
import { atomic, callOf, registerAt, regRead, regWrite } from './calls';
import { compare, nullCheck } from './comparison';
import { assignable, convert } from './conversions';
import { constantRef, floatLiteral, intLiteral } from './literals';
import type { Lowering } from './lowering';
import { place } from './places';
import { addressNumber, nonNull, pointerTo, refTo, trustedCast } from './pointers';
import { sliceOf, trustedSlice } from './slices';
import { compound } from './structs';
import { cType } from './types';

/** `char` of a text as the byte that it is. */
function read(ctx: Lowering, e: Read): c.CExpr {
  const at = place(ctx, e.place);
  return e.place.kind === 'index' && e.place.of.type.kind === 'text' ? c.cast(c.named('uint8_t'), at) : at;
}

function textLiteral(ctx: Lowering, value: string): c.CExpr {
  ctx.library.text();
  ctx.library.usesTextLiterals = true;
  return c.call(ctx.library.textMacro(), { kind: 'string', value });
}

export function expression(ctx: Lowering, e: Expr): c.CExpr {
  switch (e.kind) {
    case 'int':
      return intLiteral(e.value, e.type, e.hexDigits);
    case 'float':
      ctx.library.usesFloats = true;
      return floatLiteral(e.value, e.type.name);
    case 'bool':
      return c.literal(String(e.value));
    case 'null':
      return c.name('NULL');
    case 'text':
      return textLiteral(ctx, e.value);
    case 'cstring':
      return { kind: 'string', value: e.value };
    case 'enumValue':
      return c.name(e.member.cName);
    case 'constant':
      return constantRef(ctx, e);
    case 'function':
      return c.name(e.decl.cName);
    case 'buildFlag':
      return c.binary('!=', c.name(e.macro), c.literal('0'));
    case 'read':
      return read(ctx, e);
    case 'refTo':
      return refTo(ctx, e);
    case 'arith':
      return arithmetic(ctx, e);
    case 'negate':
      return negate(ctx, e);
    case 'floatArith':
      return floatArithmetic(ctx, e);
    case 'bits':
      return bits(ctx, e);
    case 'complement':
      return complement(ctx, e);
    case 'shift':
      return shift(ctx, e);
    case 'compare':
      return compare(ctx, e);
    case 'nullCheck':
      return nullCheck(ctx, e);
    case 'logic':
      return c.binary(e.op, expression(ctx, e.left), expression(ctx, e.right));
    case 'not':
      return c.unary('!', expression(ctx, e.operand));
    case 'conditional':
      return {
        kind: 'conditional',
        condition: expression(ctx, e.condition),
        whenTrue: expression(ctx, e.whenTrue),
        whenFalse: expression(ctx, e.whenFalse),
      };
    case 'convert':
      return convert(ctx, e);
    case 'minMax':
      return minimumOrMaximum(ctx, e);
    case 'checkedArith':
      return checkedArithmetic(ctx, e);
    case 'call':
      return callOf(ctx, e);
    case 'sliceOf':
      return sliceOf(ctx, e);
    case 'sliceLength':
      return c.member(expression(ctx, e.of), 'length');
    case 'trustedSlice':
      return trustedSlice(ctx, e);
    case 'trustedCast':
      return trustedCast(ctx, e);
    case 'pointerTo':
      return pointerTo(ctx, e);
    case 'addressOf':
      return addressNumber(assignable(ctx, e.operand));
    case 'sizeOf':
      return c.cast(c.named('uint32_t'), c.sizeofType(cType(ctx.library, e.of)));
    case 'nonNull':
      return nonNull(ctx, e);
    case 'atomic':
      return atomic(ctx, e);
    case 'regRead':
      return regRead(ctx, e);
    case 'regWrite':
      return regWrite(ctx, e);
    case 'registerAt':
      return registerAt(ctx, e);
    case 'struct':
    case 'array':
    case 'zeroed':
      return compound(ctx, e);
  }
}
