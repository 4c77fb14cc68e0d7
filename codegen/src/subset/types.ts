// SPDX-License-Identifier: Apache-2.0
/** The table's part for written types. */
import { allowed, behind, each, refused } from './rule';

const operator = refused('FUSE1045', 'Type operators are not in the subset: write the type out.');
const fieldsOnly = refused(
  'FUSE1042',
  'An interface has fields only. A function pointer is a field: name: Callback<(a: A) => R> | null.',
);
const growing = refused(
  'FUSE1044',
  'FixedArray<T, N> has its elements in place, Slice<T> points to elements elsewhere; nothing grows.',
);

export const types = {
  ...each(
    allowed,
    'QualifiedName',
    'Parameter',
    'PropertySignature',
    'TypeReference',
    'FunctionType',
    'TypeQuery',
    'UnionType',
    'ParenthesizedType',
    'LiteralType',
  ),
  ...each(
    fieldsOnly,
    'MethodSignature',
    'CallSignature',
    'ConstructSignature',
    'IndexSignature',
    'GetAccessor',
    'SetAccessor',
  ),
  ...each(growing, 'ArrayType', 'TupleType'),
  ...each(behind('TupleType', growing), 'OptionalType', 'RestType', 'NamedTupleMember'),
  ...each(
    operator,
    'IntersectionType',
    'ConditionalType',
    'TypeOperator',
    'IndexedAccessType',
    'MappedType',
    'TemplateLiteralType',
    'ImportType',
    'TypePredicate',
    'ConstructorType',
    'ThisType',
  ),
  InferType: behind('ConditionalType', operator),
  TemplateLiteralTypeSpan: behind('TemplateLiteralType', operator),
  TypeLiteral: refused('FUSE1046', 'Give the struct a name: interface Point { x: i32; y: i32 }.'),
  TypeParameter: refused(
    'FUSE1013',
    'There are no generics of your own: write the function for the type that you have.',
  ),
  Decorator: refused('FUSE1014', 'Tags are written in the doc comment: /** @isr */.'),
  ComputedPropertyName: refused('FUSE1058', 'Names of fields are identifiers.'),
};
