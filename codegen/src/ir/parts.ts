// SPDX-License-Identifier: Apache-2.0
/** The parts of an expression or place. */
import type { Expr, Place } from './expressions';

export type Value = Expr | Place;

/** The direct parts of an expression or place, in the order of the source. */
export function partsOf(node: Value): readonly Value[] {
  switch (node.kind) {
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
    case 'local':
    case 'static':
      return [];
    case 'read':
    case 'refTo':
    case 'pointerTo':
    case 'regRead':
      return [node.place];
    case 'arith':
    case 'floatArith':
    case 'checkedArith':
    case 'bits':
    case 'compare':
    case 'logic':
    case 'minMax':
      return [node.left, node.right];
    case 'shift':
      return [node.left, node.count];
    case 'negate':
    case 'complement':
    case 'not':
    case 'convert':
    case 'nullCheck':
    case 'nonNull':
    case 'trustedCast':
    case 'addressOf':
      return [node.operand];
    case 'conditional':
      return [node.condition, node.whenTrue, node.whenFalse];
    case 'call':
      return node.target.kind === 'pointer' ? [node.target.value, ...node.args] : node.args;
    case 'sliceOf':
      return [node.of, ...(node.from === null ? [] : [node.from]), ...(node.to === null ? [] : [node.to])];
    case 'sliceLength':
    case 'field':
    case 'deref':
      return [node.of];
    case 'trustedSlice':
      return [node.start, node.count];
    case 'atomic':
      return [node.place, ...node.args];
    case 'regWrite':
      return [node.place, node.value];
    case 'registerAt':
      return [node.address];
    case 'struct':
      return node.fields.map((f) => f.value);
    case 'array':
      return node.elements;
    case 'index':
      return [node.of, node.index];
  }
}

/** Places and expressions share no `kind`. */
const PLACES = new Set(['local', 'static', 'field', 'index', 'deref']);
export const isPlace = (node: Place | Expr): node is Place => PLACES.has(node.kind);
