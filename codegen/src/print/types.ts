// SPDX-License-Identifier: Apache-2.0
/** Declarators: a C type and a name become `const uint8_t *name[4]`. */
import type { CParam, CType, Qualifiers } from '../c';
import { printSubscript } from './expressions';

function qualifiers(q: Qualifiers): string {
  return (q.isConst ? 'const ' : '') + (q.isVolatile ? 'volatile ' : '') + (q.isAtomic ? '_Atomic ' : '');
}

/** The declaration of `declarator` (a name, or empty in a cast or sizeof) with this type. */
export function printDeclaration(type: CType, declarator: string): string {
  switch (type.kind) {
    case 'named':
      return `${qualifiers(type)}${type.name}${declarator === '' ? '' : ' '}${declarator}`;
    case 'pointer': {
      const own = `*${qualifiers(type)}${declarator}`.trimEnd();
      const inner = type.to.kind === 'array' || type.to.kind === 'function' ? `(${own})` : own;
      return printDeclaration(type.to, inner);
    }
    case 'array':
      return printDeclaration(type.of, `${declarator}[${printSubscript(type.length)}]`);
    case 'function':
      return printDeclaration(type.result, `${declarator}(${printParams(type.params)})`);
  }
}

export const printParam = (param: CParam): string => printDeclaration(param.type, param.name);
export function printParams(params: readonly CParam[]): string {
  return params.length === 0 ? 'void' : params.map(printParam).join(', ');
}
