// SPDX-License-Identifier: Apache-2.0
/** The value of a constant integer expression, where this program alone decides it. */
import type { Expr } from '../ir';

/** Null where the build, an extern header or the running program decides. */
export function constantValue(expr: Expr): bigint | null {
  switch (expr.kind) {
    case 'int':
      return expr.value;
    case 'enumValue':
      return expr.member.value;
    case 'constant':
      return expr.decl.value === null ? null : constantValue(expr.decl.value);
    case 'convert':
      return expr.mode === 'widen' || expr.mode === 'exact' || expr.mode === 'enumToInt'
        ? constantValue(expr.operand)
        : null;
    case 'negate': {
      const value = constantValue(expr.operand);
      return value === null || expr.mode !== 'exact' ? null : -value;
    }
    case 'arith': {
      if (expr.mode !== 'exact') return null;
      const a = constantValue(expr.left);
      const b = constantValue(expr.right);
      if (a === null || b === null) return null;
      switch (expr.op) {
        case '+':
          return a + b;
        case '-':
          return a - b;
        case '*':
          return a * b;
        case '/':
          return b === 0n ? null : a / b;
        case '%':
          return b === 0n ? null : a % b;
      }
      return null;
    }
    case 'bits': {
      const a = constantValue(expr.left);
      const b = constantValue(expr.right);
      if (a === null || b === null) return null;
      return expr.op === '&' ? a & b : expr.op === '|' ? a | b : a ^ b;
    }
    case 'shift': {
      const a = constantValue(expr.left);
      const n = constantValue(expr.count);
      if (a === null || n === null || n < 0n || n > 63n) return null;
      return expr.op === '>>' ? a >> n : BigInt.asUintN(expr.type.name === 'u64' ? 64 : 32, a << n);
    }
    case 'complement': {
      const value = constantValue(expr.operand);
      return value === null ? null : BigInt.asUintN(expr.type.name === 'u64' ? 64 : 32, ~value);
    }
    case 'minMax': {
      const a = constantValue(expr.left);
      const b = constantValue(expr.right);
      if (a === null || b === null) return null;
      return (expr.op === 'min') === a < b ? a : b;
    }
    default:
      return null;
  }
}

/** Whether C can hold the expression in a static initialiser or a #define. */
export function isConstant(expr: Expr): boolean {
  switch (expr.kind) {
    case 'int':
    case 'float':
    case 'bool':
    case 'null':
    case 'text':
    case 'cstring':
    case 'enumValue':
    case 'constant':
    case 'function':
    case 'buildFlag':
    case 'sizeOf':
    case 'zeroed':
      return true;
    case 'arith':
    case 'bits':
    case 'floatArith':
    case 'compare':
    case 'logic':
    case 'minMax':
      return isConstant(expr.left) && isConstant(expr.right);
    case 'shift':
      return isConstant(expr.left) && isConstant(expr.count);
    case 'negate':
    case 'complement':
    case 'not':
      return isConstant(expr.operand);
    case 'registerAt':
      return isConstant(expr.address);
    case 'convert':
      return isConstant(expr.operand);
    case 'conditional':
      return isConstant(expr.condition) && isConstant(expr.whenTrue) && isConstant(expr.whenFalse);
    case 'struct':
      return expr.fields.every((f) => isConstant(f.value));
    case 'array':
      return expr.elements.every(isConstant);
    default:
      return false;
  }
}
