// SPDX-License-Identifier: Apache-2.0
/** Whether control can reach the end of a list of statements. */
import type { Block, Expr, Stmt } from '../ir';

export function completes(statements: readonly Stmt[]): boolean {
  return statements.every(passes);
}

function passes(statement: Stmt): boolean {
  switch (statement.kind) {
    case 'return':
    case 'break':
    case 'continue':
    case 'unreachable':
      return false;
    case 'expr':
      return statement.expr.type.kind !== 'never';
    case 'block':
      return completes(statement.block.statements);
    case 'if':
    case 'buildIf':
      return (
        statement.otherwise === null ||
        completes(statement.then.statements) ||
        completes(statement.otherwise.statements)
      );
    case 'switch': {
      const bodies = [
        ...statement.cases.map((k) => k.body),
        ...(statement.defaultBody === null ? [] : [statement.defaultBody]),
      ];
      if (statement.defaultBody === null && !statement.exhaustive) return true;
      return bodies.some((b) => completes(b.statements) || breaks(b));
    }
    case 'loop':
      return !isTrue(statement.condition) || breaks(statement.body);
    default:
      return true;
  }
}

function isTrue(condition: Expr | null): boolean {
  return condition === null || (condition.kind === 'bool' && condition.value);
}

/** Whether a `break` in the block leaves the statement that the block belongs to. */
function breaks(block: Block): boolean {
  return block.statements.some((s) => {
    switch (s.kind) {
      case 'break':
        return true;
      case 'block':
        return breaks(s.block);
      case 'if':
      case 'buildIf':
        return breaks(s.then) || (s.otherwise !== null && breaks(s.otherwise));
      default:
        return false;
    }
  });
}
