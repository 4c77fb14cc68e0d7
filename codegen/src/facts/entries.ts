// SPDX-License-Identifier: Apache-2.0
/** Parameters with a range of functions that C calls, or that are called through a pointer: their first statement checks them. */
import type { Expr, FunctionDecl, ParamDecl, Program, Stmt } from '../ir';
import { calledFromOutside } from './outside';

export function checkEntries(program: Program): void {
  for (const decl of calledFromOutside(program)) {
    const checks = decl.params.flatMap((param) => entryCheck(param) ?? []);
    if (checks.length > 0) decl.body = withChecks(decl, checks);
  }
}

function entryCheck({ decl }: ParamDecl): Stmt | null {
  if (decl.type.kind !== 'int' || decl.type.range === undefined) return null;
  const { at, type } = decl;
  const operand: Expr = {
    kind: 'read',
    place: { kind: 'local', decl, type, at },
    type: { kind: 'int', name: type.name },
    at,
  };
  const expr: Expr = { kind: 'convert', mode: 'exact', operand, type, at, obligation: { state: 'open' } };
  return { kind: 'expr', expr, at, comments: [] };
}

function withChecks(decl: FunctionDecl, checks: readonly Stmt[]): FunctionDecl['body'] {
  return { ...decl.body, statements: [...checks, ...decl.body.statements] };
}
