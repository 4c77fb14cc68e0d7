// SPDX-License-Identifier: Apache-2.0
/** `// @bound N reason`: how often a loop may run that does not say so itself. */
import ts from 'typescript';
import type { ConstExpr, Loop } from '../ir';
import { constantIn } from './comment-constant';
import type { Context } from './context';
import { open } from './operand';
import { u32 } from './relations';

type Bound = Loop['bound'];

export function declaredBound(c: Context, node: ts.Node): Bound | null {
  const source = node.getSourceFile();
  for (const range of [...(ts.getLeadingCommentRanges(source.text, node.pos) ?? [])].reverse()) {
    const match = /^\/\/\s*@bound\b\s*(.*)$/s.exec(source.text.slice(range.pos, range.end));
    if (match === null) continue;
    const parts = /^(\([^)]*\)|\S+)\s+(\S.*)$/s.exec((match[1] as string).trim());
    if (parts === null)
      return c.fail('FUSE4121', node, 'A bound has a number and a reason: // @bound MAX_MODULES one turn per module.');
    const text = parts[1] as string;
    return { kind: 'declared', limit: limitOf(c, text, node), reason: (parts[2] as string).trim(), obligation: open() };
  }
  return null;
}

function limitOf(c: Context, text: string, node: ts.Node): ConstExpr {
  return (
    constantIn(c, text, u32, node)?.expr ??
    c.fail(
      'FUSE4121',
      node,
      `'${text}' is no constant that fits u32. A bound is a number, a constant, or + and * of these: // @bound (ROWS*4) reason.`,
    )
  );
}

/** What only the whole function shows: `facts` finds a bound, or says why there is none. */
export function inferred(c: Context, node: ts.Node, why: string): Bound {
  return { kind: 'inferred', why, at: c.at(node) };
}
