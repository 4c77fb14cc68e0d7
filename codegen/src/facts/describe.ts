// SPDX-License-Identifier: Apache-2.0
/** Expressions as their author wrote them, near enough, for the reasons in checks.json. */
import type { Expr, Place } from '../ir';

export function describe(node: Expr | Place): string {
  switch (node.kind) {
    case 'int':
      return node.value.toString();
    case 'enumValue':
      return `${node.decl.name}.${node.member.name}`;
    case 'constant':
    case 'function':
    case 'local':
    case 'static':
      return node.decl.name;
    case 'read':
    case 'refTo':
    case 'pointerTo':
      return describe(node.place);
    case 'field':
      return `${describe(node.of)}.${node.field.name}`;
    case 'index':
      return `${describe(node.of)}[${describe(node.index)}]`;
    case 'deref':
      return describe(node.of);
    case 'arith':
    case 'bits':
    case 'compare':
    case 'logic':
    case 'floatArith':
      return `${describe(node.left)} ${node.op} ${describe(node.right)}`;
    case 'shift':
      return `${describe(node.left)} ${node.op} ${describe(node.count)}`;
    case 'convert':
      if (node.mode === 'enumToInt' && node.type.kind === 'int') return `${node.type.name}(${describe(node.operand)})`;
      return node.mode === 'widen' || node.mode === 'retype' ? describe(node.operand) : `(${describe(node.operand)})`;
    case 'minMax':
      return `${node.op}(${describe(node.left)}, ${describe(node.right)})`;
    case 'sliceLength':
      return `${describe(node.of)}.length`;
    case 'sliceOf':
      return `slice of ${describe(node.of)}`;
    case 'call':
      return node.target.kind === 'pointer' ? `${describe(node.target.value)}(…)` : `${node.target.decl.name}(…)`;
    default:
      return 'the value';
  }
}
