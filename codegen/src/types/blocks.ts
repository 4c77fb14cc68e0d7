// SPDX-License-Identifier: Apache-2.0
/** Blocks and statements: one function per construct, chosen by syntax kind. A refused statement leaves the others to be read. */
import ts from 'typescript';
import type { Block, Stmt } from '../ir';
import { expressionStatement } from './assignment';
import type { Context } from './context';
import { commentsBefore } from './docs';
import { forStatement } from './for';
import { ifStatement } from './if';
import { letStatement } from './let';
import { returnStatement } from './return';
import { switchStatement } from './switch';
import { whileStatement } from './while';

export function block(c: Context, node: ts.Block): Block {
  return bodyOf(c, node, node.statements);
}

/** The body of a statement, which may be a single statement without braces. */
export function bodyOf(
  c: Context,
  node: ts.Statement | ts.CaseOrDefaultClause,
  statements: readonly ts.Statement[],
): Block {
  const scope = c.scope;
  const work = (): Stmt[] => foldBuildIf(statements.flatMap((s) => c.attempt(() => statement(c, s)) ?? []));
  const at = c.at(node);
  return { statements: scope === null ? work() : scope.inBlock(work), at, end: at };
}

/** What follows an `if (when(...))` that always leaves exists only without it: it becomes its `else`, so that no build has dead code. */
function foldBuildIf(statements: Stmt[]): Stmt[] {
  const index = statements.findIndex((s) => s.kind === 'buildIf' && s.otherwise === null && leaves(s.then));
  const stmt = statements[index];
  if (stmt?.kind !== 'buildIf') return statements;
  const rest = foldBuildIf(statements.slice(index + 1));
  const [first, last] = [rest[0], rest.at(-1)];
  if (first === undefined || last === undefined) return statements;
  const at = { ...first.at, endLine: last.at.endLine, endColumn: last.at.endColumn };
  const end = { ...last.at, line: last.at.endLine, column: last.at.endColumn };
  return [...statements.slice(0, index), { ...stmt, otherwise: { statements: rest, at, end } }];
}

/** Whether the block never goes on to what stands behind it. */
function leaves(block: Block): boolean {
  const last = block.statements.at(-1);
  return last?.kind === 'return' || last?.kind === 'break' || last?.kind === 'continue' || last?.kind === 'unreachable';
}

export function branch(c: Context, node: ts.Statement): Block {
  return ts.isBlock(node) ? block(c, node) : bodyOf(c, node, [node]);
}

/** What is left of a statement of which a part was refused: the blocks in it, so that the whole program is still analysed. */
export function remains(c: Context, node: ts.Node, blocks: readonly (Block | null)[]): Stmt {
  const at = c.at(node);
  const parts = blocks.flatMap((b): Stmt[] =>
    b === null ? [] : [{ kind: 'block', block: b, at: b.at, comments: [] }],
  );
  return { kind: 'block', block: { statements: parts, at, end: at }, at, comments: [] };
}

function statement(c: Context, node: ts.Statement): Stmt[] {
  const comments = commentsBefore(node);
  const at = c.at(node);
  switch (node.kind) {
    case ts.SyntaxKind.VariableStatement:
      return letStatement(c, (node as ts.VariableStatement).declarationList, comments);
    case ts.SyntaxKind.ExpressionStatement:
      return expressionStatement(c, (node as ts.ExpressionStatement).expression, node, comments);
    case ts.SyntaxKind.IfStatement:
      return [ifStatement(c, node as ts.IfStatement, comments)];
    case ts.SyntaxKind.ForStatement:
      return [forStatement(c, node as ts.ForStatement, comments)];
    case ts.SyntaxKind.WhileStatement:
    case ts.SyntaxKind.DoStatement:
      return [whileStatement(c, node as ts.WhileStatement | ts.DoStatement, comments)];
    case ts.SyntaxKind.SwitchStatement:
      return [switchStatement(c, node as ts.SwitchStatement, comments)];
    case ts.SyntaxKind.ReturnStatement:
      return returnStatement(c, node as ts.ReturnStatement, comments);
    case ts.SyntaxKind.BreakStatement:
      return [{ kind: 'break', at, comments }];
    case ts.SyntaxKind.ContinueStatement:
      return [{ kind: 'continue', at, comments }];
    case ts.SyntaxKind.Block:
      return [{ kind: 'block', block: block(c, node as ts.Block), at, comments }];
    case ts.SyntaxKind.EmptyStatement:
      return [];
    default:
      return c.abandon(node);
  }
}
