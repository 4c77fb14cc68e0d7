// SPDX-License-Identifier: Apache-2.0
/** C from outside: functions of a `.d.ts` whose first doc comment names the header. */
import type ts from 'typescript';
import type { ExternDecl } from '../ir';
import type { Context } from './context';
import { declarationDoc, declared } from './declared';
import { fileDocOf, tagOf } from './docs';
import { snakeCase } from './names';
import { parameterType, typeOf } from './type-nodes';

/** The header of the file that a declaration stands in, or null in a file of the program itself. */
export function headerOf(c: Context, node: ts.Node): string | null {
  const source = node.getSourceFile();
  if (!source.isDeclarationFile) return null;
  const cached = c.headers.get(source);
  if (cached !== undefined) return cached;
  const header = tagOf(fileDocOf(c, source), 'header');
  if (header === null || header === '') {
    c.headers.set(source, '');
    return c.fail(
      'FUSE6100',
      source.statements[0] ?? source,
      'A .d.ts declares C: its first doc comment names the header, /** ... @header NAME.h */.',
    );
  }
  c.headers.set(source, header);
  return header;
}

export function externFunction(c: Context, node: ts.FunctionDeclaration): ExternDecl {
  const doc = declarationDoc(c, node);
  const header = headerOf(c, node) ?? '';
  if (node.type === undefined) return c.fail('FUSE2114', node, 'Every function has a written result type.');
  const params = node.parameters.map((p) => {
    if (p.type === undefined) return c.fail('FUSE2114', p, 'Every parameter has a written type.');
    return { name: p.name.getText(), type: parameterType(c, p.type) };
  });
  const result = typeOf(c, node.type, 'value');
  if (doc.tags.has('noreturn') && result.kind !== 'never')
    c.report(
      'FUSE6104',
      node.type,
      'A function that never returns has the result type never, so that tsc knows it too.',
    );
  return {
    ...declared(c, node, doc, snakeCase),
    kind: 'extern',
    header,
    params,
    result,
    isr: doc.tags.has('isr'),
    pure: doc.tags.has('pure'),
  };
}
