// SPDX-License-Identifier: Apache-2.0
/** `switch`: over integers, enums and tags; no case falls into the next; enums and unions are covered completely. */
import ts from 'typescript';
import type { Block, Expr, Stmt, SwitchCase, UnionDecl } from '../ir';
import { bodyOf, remains } from './blocks';
import { expressionAs } from './coerce';
import { completes } from './completes';
import { constantValue } from './constant-value';
import { textOf, type Context } from './context';
import { valueOf } from './expressions';
import { aType } from './relations';
import { indentOf, insertBehind, missingCases, removal } from './remedies';

interface Group {
  readonly labels: readonly ts.CaseClause[];
  readonly isDefault: boolean;
  readonly clause: ts.CaseOrDefaultClause;
}

export function switchStatement(c: Context, node: ts.SwitchStatement, comments: readonly string[]): Stmt {
  const subject = c.attempt(() => subjectOf(c, node.expression));
  const cases: SwitchCase[] = [];
  let defaultBody: Block | null = null;
  const seen = new Map<bigint, ts.Node>();
  const union = subject === undefined ? null : unionOf(subject);
  for (const group of groupsOf(c, node)) {
    const values = group.labels.flatMap((label) => {
      if (subject === undefined) return [];
      return c.attempt(() => labelOf(c, label.expression, subject, seen)) ?? [];
    });
    const body = caseBody(c, group.clause);
    if (group.isDefault) defaultBody = body;
    else cases.push({ values, body, narrows: narrowsTo(union, values), at: c.at(group.clause) });
  }
  if (subject === undefined) return remains(c, node, [...cases.map((k) => k.body), defaultBody]);
  const missing = missingMembers(subject, union, seen);
  if (missing !== null && missing.length > 0 && defaultBody === null)
    c.report(
      'FUSE4132',
      node.expression,
      `This switch leaves out ${missing.join(', ')}. List every member, or add a default.`,
      [],
      missingCases(c, node, missing),
    );
  return {
    kind: 'switch',
    subject,
    cases,
    defaultBody,
    exhaustive: missing !== null && missing.length === 0,
    at: c.at(node),
    comments,
  };
}

function subjectOf(c: Context, node: ts.Expression): Expr {
  const subject = valueOf(c, node);
  if (subject.type.kind === 'int' || subject.type.kind === 'enum') return subject;
  return c.fail(
    'FUSE4134',
    node,
    `A switch is over an integer, an enum or a union's .kind, not ${aType(subject.type)}.`,
  );
}

/** Empty cases share the body of the next one that has statements. */
function groupsOf(c: Context, node: ts.SwitchStatement): Group[] {
  const groups: Group[] = [];
  let labels: ts.CaseClause[] = [];
  let isDefault = false;
  node.caseBlock.clauses.forEach((clause, i) => {
    if (ts.isCaseClause(clause)) labels.push(clause);
    else isDefault = true;
    const isLast = i === node.caseBlock.clauses.length - 1;
    if (clause.statements.length === 0 && !isLast) return;
    if (isDefault && labels.length > 0) {
      const label = labels[0] as ts.CaseClause;
      c.report(
        'FUSE4131',
        label,
        'A case beside default says nothing: default covers it. Remove the case.',
        [],
        [removal(c, label)],
      );
    }
    groups.push({ labels, isDefault, clause });
    labels = [];
    isDefault = false;
  });
  return groups;
}

function labelOf(
  c: Context,
  node: ts.Expression,
  subject: Expr,
  seen: Map<bigint, ts.Node>,
): SwitchCase['values'][number] {
  const expr = expressionAs(c, node, subject.type);
  const value = constantValue(expr);
  if (value === null)
    return c.fail('FUSE4134', node, `A case is a constant; ${textOf(node)} is known only when the program runs.`);
  const twin = seen.get(value);
  if (twin !== undefined)
    return c.fail('FUSE4133', node, `${textOf(node)} has been listed already.`, [{ at: c.at(twin), message: 'Here.' }]);
  seen.set(value, node);
  return expr.kind === 'enumValue' ? { kind: 'member', member: expr.member } : expr;
}

/** The statements of a case without the break that ends it. */
function caseBody(c: Context, clause: ts.CaseOrDefaultClause): Block {
  const only = clause.statements.length === 1 ? clause.statements[0] : undefined;
  const statements = only !== undefined && ts.isBlock(only) ? only.statements : clause.statements;
  const before = c.abandoned;
  const body = bodyOf(c, clause, statements);
  const last = body.statements[body.statements.length - 1];
  if (last?.kind === 'break') return { ...body, statements: body.statements.slice(0, -1) };
  if (c.abandoned === before && completes(body.statements))
    c.report(
      'FUSE4131',
      clause,
      'A case does not run into the next one, nor does the last one just end: end it with break, return, continue or unreachable().',
      [],
      clause.statements.length === 0
        ? []
        : [insertBehind(c, clause, `\n${indentOf(clause)}  break;`, 'End it with break')],
    );
  return body;
}

function unionOf(subject: Expr): UnionDecl | null {
  if (subject.kind !== 'read' || subject.place.kind !== 'field') return null;
  const of = subject.place.of.type;
  return of.kind === 'union' ? of.decl : null;
}

function narrowsTo(union: UnionDecl | null, values: SwitchCase['values']): SwitchCase['narrows'] {
  const [only] = values;
  if (union === null || values.length !== 1 || only === undefined || only.kind !== 'member') return null;
  return union.members.find((m) => m.tag === only.member)?.struct ?? null;
}

/** Names of the members that no case lists; null where the subject is not an enum. */
function missingMembers(subject: Expr, union: UnionDecl | null, seen: ReadonlyMap<bigint, unknown>): string[] | null {
  if (subject.type.kind !== 'enum') return null;
  const decl = subject.type.decl;
  const members = union === null ? decl.members : union.members.map((m) => m.tag);
  return members.filter((m) => !seen.has(m.value)).map((m) => `${decl.name}.${m.name}`);
}
