// SPDX-License-Identifier: Apache-2.0
/** Literals, in the spelling that gives them their type. */
import * as c from '../c';
import type { ConstantDecl, Expr, IntType } from '../ir';
import type { Lowering } from './lowering';
import { cType } from './types';

/** As it is written in the source; where it is not, numbers that people think of as bit patterns are hexadecimal. */
function digits(value: bigint, hexDigits: number | undefined): string {
  if (hexDigits !== undefined) {
    return hexDigits === 0 ? value.toString() : `0x${value.toString(16).toUpperCase().padStart(hexDigits, '0')}`;
  }
  if (value < 4096n) return value.toString();
  const hex = value.toString(16).toUpperCase();
  const plain = [...hex].filter((d) => d === '0' || d === 'F').length;
  return plain * 3 >= hex.length * 2 && !/0{3}$/.test(value.toString()) ? `0x${hex}` : value.toString();
}

const LIMITS: Partial<Record<IntType['name'], [min: bigint, minName: string, max: bigint, maxName: string]>> = {
  u32: [-1n, '', (1n << 32n) - 1n, 'UINT32_MAX'],
  u64: [-1n, '', (1n << 64n) - 1n, 'UINT64_MAX'],
  usize: [-1n, '', (1n << 64n) - 1n, 'SIZE_MAX'],
  i32: [-(1n << 31n), 'INT32_MIN', (1n << 31n) - 1n, 'INT32_MAX'],
  i64: [-(1n << 63n), 'INT64_MIN', (1n << 63n) - 1n, 'INT64_MAX'],
};

export function intLiteral(value: bigint, type: IntType, hexDigits?: number): c.CExpr {
  const limits = (hexDigits ?? 0) > 0 ? undefined : LIMITS[type.name];
  if (limits !== undefined && value === limits[0] && limits[1] !== '') return c.literal(limits[1]);
  if (limits !== undefined && value === limits[2]) return c.literal(limits[3]);
  const magnitude = digits(value < 0n ? -value : value, hexDigits);
  const sign = value < 0n ? '-' : '';
  switch (type.name) {
    case 'u64':
      return c.literal(`UINT64_C(${magnitude})`);
    case 'i64':
      return c.literal(`${sign}INT64_C(${magnitude})`);
    case 'i8':
    case 'i16':
    case 'i32':
      return c.literal(sign + magnitude);
    default:
      return c.literal(value > 0xffffffffn ? `UINT64_C(${magnitude})` : `${magnitude}U`);
  }
}

export function floatLiteral(value: number, name: 'f32' | 'f64'): c.CExpr {
  const exact = name === 'f32' ? Math.fround(value) : value;
  const text =
    Number.isInteger(exact) && Math.abs(exact) < 1e21 ? exact.toFixed(1) : exact.toString().replace('e+', 'e');
  const sign = Object.is(exact, -0) ? '-' : '';
  return c.literal(`${sign}${/[.e]/.test(text) ? text : `${text}.0`}${name === 'f32' ? 'F' : ''}`);
}

/** The integer type of a constant's #define: its own, or the first that holds an exact constant. */
export function constantType(decl: ConstantDecl): IntType['name'] | null {
  if (decl.type !== null) return decl.type.kind === 'int' ? decl.type.name : null;
  const value = foldInt(decl.value);
  if (value === null) return null;
  if (value >= 0n) return value <= 0xffffffffn ? 'u32' : 'u64';
  return value >= -(1n << 31n) ? 'i32' : 'i64';
}

/** The value of a constant expression that needs no knowledge of the target; null for others. */
export function foldInt(e: Expr | null): bigint | null {
  if (e === null) return null;
  switch (e.kind) {
    case 'int':
      return e.value;
    case 'constant':
      return e.decl.build === null ? foldInt(e.decl.value) : null;
    case 'convert':
      return e.mode === 'widen' || e.mode === 'exact' ? foldInt(e.operand) : null;
    case 'negate': {
      const v = foldInt(e.operand);
      return v === null ? null : -v;
    }
    case 'arith':
    case 'bits': {
      const a = foldInt(e.left);
      const b = foldInt(e.right);
      if (a === null || b === null) return null;
      if (e.kind === 'bits') return e.op === '&' ? a & b : e.op === '|' ? a | b : a ^ b;
      if (e.mode !== 'exact') return null;
      if (e.op === '+') return a + b;
      if (e.op === '-') return a - b;
      if (e.op === '*') return a * b;
      return b === 0n ? null : e.op === '/' ? a / b : a % b;
    }
    case 'shift': {
      const a = foldInt(e.left);
      const n = foldInt(e.count);
      if (a === null || n === null || n < 0n || n > 63n) return null;
      const width = e.type.name === 'u64' ? 64 : 32;
      return e.op === '<<' ? BigInt.asUintN(width, a << n) : a >> n;
    }
    default:
      return null;
  }
}

/** The value of a constant floating-point expression; null for others. */
export function foldFloat(e: Expr | null): number | null {
  if (e === null || e.type.kind !== 'float') return null;
  const round = (value: number): number =>
    e.type.kind === 'float' && e.type.name === 'f32' ? Math.fround(value) : value;
  switch (e.kind) {
    case 'float':
      return round(e.value);
    case 'constant':
      return foldFloat(e.decl.value);
    case 'negate': {
      const v = foldFloat(e.operand);
      return v === null ? null : -v;
    }
    case 'convert': {
      const v = e.operand.type.kind === 'float' ? foldFloat(e.operand) : foldInt(e.operand);
      return v === null ? null : round(Number(v));
    }
    case 'floatArith': {
      const a = foldFloat(e.left);
      const b = foldFloat(e.right);
      if (a === null || b === null) return null;
      return round(e.op === '+' ? a + b : e.op === '-' ? a - b : e.op === '*' ? a * b : a / b);
    }
    default:
      return null;
  }
}

/** A constant where a value of `type` is wanted: cast where its own type would make the arithmetic around it another one. */
export function constantRef(ctx: Lowering, e: Extract<Expr, { kind: 'constant' }>): c.CExpr {
  const named = c.name(e.decl.cName);
  if (e.type.kind !== 'int' || e.decl.header !== null) return named;
  const own = e.decl.build === null ? constantType(e.decl) : 'u32';
  const narrow = e.type.name === 'u8' || e.type.name === 'u16' || e.type.name === 'u32';
  if (own === null || own === e.type.name || (narrow && own.startsWith('u') && own !== 'u64')) return named;
  return c.cast(cType(ctx.library, { kind: 'int', name: e.type.name }), named);
}
