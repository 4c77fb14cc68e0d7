// SPDX-License-Identifier: Apache-2.0
/** `while` and `do`: with a declared bound, or one that `facts` finds. */
import ts from 'typescript';
import type { Stmt } from '../ir';
import { branch, remains } from './blocks';
import { declaredBound, inferred } from './bound';
import type { Context } from './context';
import { condition } from './logic';

export function whileStatement(
  c: Context,
  node: ts.WhileStatement | ts.DoStatement,
  comments: readonly string[],
): Stmt {
  const form = ts.isDoStatement(node) ? 'do' : 'while';
  const test = c.attempt(() => condition(c, node.expression));
  const body = branch(c, node.statement);
  const bound = declaredBound(c, node) ?? inferred(c, node.expression, `Nothing shows how often this ${form} runs.`);
  if (test === undefined) return remains(c, node, [body]);
  return { kind: 'loop', form, init: null, condition: test, update: null, body, bound, at: c.at(node), comments };
}
