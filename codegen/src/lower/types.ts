// SPDX-License-Identifier: Apache-2.0
/** Types of the IR as C types. */
import * as c from '../c';
import type { AtomicType, RegType, StructType, Type, UnionType } from '../ir';
import { cInt } from './ints';
import type { Library } from './library';
import { expression } from './expressions';
import { Lowering } from './lowering';

const isConst = (type: c.CType, readonly: boolean): c.CType => (readonly ? c.constOf(type) : type);

/** What a reference or place of this kind points to. */
function pointee(library: Library, type: StructType | UnionType | AtomicType | RegType): c.CType {
  return cType(library, type);
}

export function cType(library: Library, type: Type): c.CType {
  switch (type.kind) {
    case 'int':
      return type.alias === undefined ? cInt(type) : c.named(type.alias.cName);
    case 'float':
      return c.named(type.alias?.cName ?? (type.name === 'f32' ? 'float' : 'double'));
    case 'bool':
      return c.named('bool');
    case 'void':
    case 'never':
      return c.named('void');
    case 'null':
      return c.cPointer(c.named('void'));
    case 'enum':
    case 'struct':
    case 'union':
      return c.named(type.decl.cName);
    case 'ref':
      return c.cPointer(isConst(pointee(library, type.to), type.readonly));
    case 'array':
      return c.cArray(cType(library, type.element), expression(new Lowering(library, null, new Map()), type.length));
    case 'slice':
      return c.named(library.sliceType(type));
    case 'pointer':
      return c.cPointer(isConst(cType(library, type.to), type.readonly));
    case 'out':
      return c.cPointer(cType(library, type.to));
    case 'function':
      if (type.decl !== null) return c.named(type.decl.cName);
      return c.cPointer(functionType(library, type));
    case 'atomic':
      return { ...(cType(library, type.of) as c.CNamedType), isAtomic: true };
    case 'reg':
      return { ...(cType(library, type.of) as c.CNamedType), isVolatile: true };
    case 'text':
      return c.named(library.text());
    case 'cstring':
      return c.cPointer(c.constOf(c.named('char')));
    case 'checked':
      return c.named(library.checkedType(type.of));
  }
}

export function functionType(library: Library, type: Extract<Type, { kind: 'function' }>): c.CFunctionType {
  return {
    kind: 'function',
    params: type.params.map((p) => ({ name: p.name === '' ? '' : snake(p.name), type: cType(library, p.type) })),
    result: cType(library, type.result),
  };
}

/** `camelCase` as `snake_case`: for parameter names of function types, which have no declaration of their own. */
export function snake(name: string): string {
  return safeName(name.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase());
}

const RESERVED = new Set(
  (
    'auto break case char const continue default do double else enum extern float for goto if inline int long register restrict ' +
    'return short signed sizeof static struct switch typedef union unsigned void volatile while alignas alignof bool true false ' +
    'asm class catch delete explicit export friend mutable namespace new operator private protected public template this throw try ' +
    'typename using virtual and or not xor compl bitand bitor noreturn complex imaginary NULL INFINITY NAN offsetof errno'
  ).split(' '),
);
/** The name, changed if C or C++ has another use for it; without the underscore that says that a parameter is not used. */
export function safeName(name: string): string {
  const plain = name.replace(/^_+(?=[a-z])/, '');
  return RESERVED.has(plain) ? `${plain}_` : plain;
}

/** The type without the names of aliases, which are visible in their own file only. */
export function withoutAliases(type: Type): Type {
  switch (type.kind) {
    case 'int':
      return { kind: 'int', name: type.name };
    case 'float':
      return { kind: 'float', name: type.name };
    case 'pointer':
      return { ...type, to: withoutAliases(type.to) };
    case 'ref':
      return { ...type, to: withoutAliases(type.to) as typeof type.to };
    case 'out':
      return { ...type, to: withoutAliases(type.to) };
    case 'atomic':
      return { ...type, of: withoutAliases(type.of) as typeof type.of };
    case 'reg':
      return { ...type, of: withoutAliases(type.of) as typeof type.of };
    case 'array':
    case 'slice':
      return { ...type, element: withoutAliases(type.element) };
    case 'function':
      return {
        ...type,
        decl: null,
        params: type.params.map((p) => ({ ...p, type: withoutAliases(p.type) })),
        result: withoutAliases(type.result),
      };
    default:
      return type;
  }
}

/** The part of a helper's or slice type's name that stands for a type: `u8`, `module`, `ref_module`. */
export function typeWord(type: Type): string {
  switch (type.kind) {
    case 'int':
    case 'float':
      return type.name;
    case 'bool':
    case 'text':
    case 'cstring':
      return type.kind;
    case 'enum':
    case 'struct':
    case 'union':
      return type.decl.cName
        .replace(/^struct /, '')
        .replace(/^fuse_/, '')
        .replace(/_t$/, '');
    case 'ref':
      return `${type.readonly ? 'const_' : ''}ref_${typeWord(type.to)}`;
    case 'pointer':
      return `${type.readonly ? 'const_' : ''}pointer_${typeWord(type.to)}`;
    case 'out':
      return `out_${typeWord(type.to)}`;
    case 'slice':
      return `${type.readonly ? 'view' : 'slice'}_${typeWord(type.element)}`;
    case 'atomic':
      return `atomic_${typeWord(type.of)}`;
    case 'reg':
      return `reg_${typeWord(type.of)}`;
    case 'function':
      return `fn_${type.params.map((p) => `${typeWord(p.type)}_`).join('')}${typeWord(type.result)}`;
    case 'array':
      return `array_${typeWord(type.element)}`;
    case 'checked':
      return `checked_${type.of.name}`;
    case 'void':
    case 'never':
    case 'null':
      return type.kind;
  }
}
