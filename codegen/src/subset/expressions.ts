// SPDX-License-Identifier: Apache-2.0
/** The table's part for expressions. */
import { allowed, behind, each, refused, unreachable } from './rule';

const cast = refused(
  'FUSE1024',
  'A cast changes what the compiler believes, not the value: write u8(x), u8.wrap(x) or u8.sat(x); between pointers trustedCast<T>(p).',
);
const closure = refused(
  'FUSE1012',
  'Functions are top-level and named. Move this one out, pass what it needs as parameters, and use its name as the callback.',
);
const pattern = refused('FUSE1030', 'Name the parts one by one: const x = point.x;');
const classes = refused('FUSE1010', 'There are no classes: data is an interface, behaviour a top-level function.');
const spread = refused('FUSE1029', 'Numbers of arguments, elements and fields are fixed: there is no spread.');
const template = refused('FUSE1018', "Texts are literals: 'like this'. There is nothing to build them with.");
const types = refused('FUSE1034', 'Types are known when the program is compiled; a union has its kind.');

export const expressions = {
  ...each(
    allowed,
    'ArrayLiteralExpression',
    'ObjectLiteralExpression',
    'PropertyAccessExpression',
    'ElementAccessExpression',
    'CallExpression',
    'ParenthesizedExpression',
    'PrefixUnaryExpression',
    'PostfixUnaryExpression',
    'BinaryExpression',
    'ConditionalExpression',
    'PropertyAssignment',
    'ShorthandPropertyAssignment',
  ),
  ...each(cast, 'AsExpression', 'SatisfiesExpression', 'TypeAssertionExpression'),
  ...each(closure, 'FunctionExpression', 'ArrowFunction'),
  ...each(pattern, 'ObjectBindingPattern', 'ArrayBindingPattern'),
  BindingElement: behind('ObjectBindingPattern', pattern),
  ClassExpression: classes,
  SemicolonClassElement: behind('ClassDeclaration', classes),
  ExpressionWithTypeArguments: refused(
    'FUSE1013',
    'There are no generics of your own: name the function without type arguments.',
  ),
  // JSX is syntax of .tsx files, which are not loaded.
  ...each(
    unreachable,
    'JsxElement',
    'JsxSelfClosingElement',
    'JsxOpeningElement',
    'JsxClosingElement',
    'JsxFragment',
    'JsxOpeningFragment',
    'JsxClosingFragment',
    'JsxAttribute',
    'JsxAttributes',
    'JsxSpreadAttribute',
    'JsxExpression',
    'JsxNamespacedName',
  ),
  ...each(spread, 'SpreadElement', 'SpreadAssignment'),
  ...each(template, 'TaggedTemplateExpression', 'TemplateExpression'),
  TemplateSpan: behind('TemplateExpression', template),
  ...each(types, 'DeleteExpression', 'TypeOfExpression', 'VoidExpression'),
  ...each(
    unreachable,
    'SyntheticExpression',
    'NotEmittedStatement',
    'NotEmittedTypeElement',
    'PartiallyEmittedExpression',
    'CommaListExpression',
    'SyntheticReferenceExpression',
  ),
  NewExpression: refused(
    'FUSE1011',
    'Nothing is constructed at run time: a struct starts from a literal or zeroed<S>().',
  ),
  NonNullExpression: refused('FUSE1025', 'Check for null, or write nonNull(x), which is proved or checked.'),
  AwaitExpression: refused(
    'FUSE1016',
    'Nothing runs between statements: keep the state in a struct and be called again.',
  ),
  YieldExpression: refused('FUSE1017', 'Keep the position in a variable and call a function for the next item.'),
  MetaProperty: refused('FUSE1054', 'What belongs to the program is imported at the top of the file.'),
  OmittedExpression: refused('FUSE1060', 'An element is left out: write every one.'),
};
