// SPDX-License-Identifier: Apache-2.0
/** Statements of the IR as JavaScript. */
import type * as es from 'estree';
import type { Assign, Block, Let, Loop, Stmt, Switch } from '../ir';
import { constantExpression } from './constants';
import type { Scope } from './context';
import { assign, at, block, declare, id, ifThen, literal, member, method, number, ret, statement } from './estree';
import { expression } from './expressions';
import { address, fill, numeric, temporary, write } from './places';
import { size, storage } from './types';

const panic = (site: number): es.Statement => statement(method('$', 'panic', number(site)));

/** A local. An object on the stack is made where it is declared, each time anew. */
function letStatement(scope: Scope, stmt: Let): es.Statement[] {
  const { decl, init } = stmt;
  const slot = scope.slotOf.get(decl);
  if (slot === undefined) {
    const declaration = declare(decl.mutable ? 'let' : 'const', decl.name, expression(scope, init));
    for (const one of declaration.declarations) at(one.id as es.Identifier, decl.at);
    return [declaration];
  }
  const view = declare('const', decl.name, scope.slotView(slot));
  for (const one of view.declarations) at(one.id as es.Identifier, decl.at);
  const address = (): es.Expression => member(id(decl.name), 'address');
  return [view, ...fill(scope, init, decl.type, address).map(statement)];
}

const assignment = (scope: Scope, stmt: Assign): es.Expression => at(write(scope, stmt.target, stmt.value), stmt.at);

export function emitBlock(scope: Scope, source: Block): es.BlockStatement {
  return block(source.statements.flatMap((stmt) => emitStatement(scope, stmt)));
}

function loop(scope: Scope, stmt: Loop): es.Statement[] {
  const before: es.Statement[] = [];
  const turn: es.Statement[] = [];
  if (stmt.bound.kind === 'declared') {
    const site = scope.site(stmt.bound.obligation, 'bound', stmt.at);
    if (site !== 0) {
      const left = scope.fresh('turns');
      before.push(declare('let', left, constantExpression(scope.bundle, stmt.bound.limit)));
      turn.push(statement(assign(id(left), method('$', 'turn', id(left), number(site)))));
    }
  }
  const test = stmt.condition === null ? null : expression(scope, stmt.condition);
  const update = stmt.update === null ? null : assignment(scope, stmt.update);
  const body = block([...turn, ...emitBlock(scope, stmt.body).body]);
  const made = ((): es.Statement => {
    switch (stmt.form) {
      case 'while':
        return { type: 'WhileStatement', test: test ?? literal(true), body };
      case 'do':
        return { type: 'DoWhileStatement', test: test ?? literal(true), body };
      case 'for': {
        const first = stmt.init === null ? [] : emitStatement(scope, stmt.init);
        const [only] = first;
        if (first.length === 1 && only?.type === 'VariableDeclaration')
          return { type: 'ForStatement', init: only, test, update, body };
        if (first.length === 1 && only?.type === 'ExpressionStatement')
          return { type: 'ForStatement', init: only.expression, test, update, body };
        const loop: es.Statement = { type: 'ForStatement', init: null, test, update, body };
        return first.length === 0 ? loop : block([...first, at(loop, stmt.at)]);
      }
    }
  })();
  return [...before, made];
}

function switchStatement(scope: Scope, stmt: Switch): es.Statement {
  const branch = (source: Block): es.Statement[] => [
    block([...emitBlock(scope, source).body, { type: 'BreakStatement', label: null }]),
  ];
  const cases = stmt.cases.flatMap((one): es.SwitchCase[] =>
    one.values.map((value, i) => ({
      type: 'SwitchCase',
      test: value.kind === 'member' ? number(Number(value.member.value)) : expression(scope, value),
      consequent: i === one.values.length - 1 ? branch(one.body) : [],
    })),
  );
  if (stmt.defaultBody !== null) {
    cases.push({ type: 'SwitchCase', test: null, consequent: branch(stmt.defaultBody) });
  } else if (stmt.exhaustive && stmt.subject.type.kind === 'enum') {
    const site = scope.switchSite(stmt);
    if (site !== 0) cases.push({ type: 'SwitchCase', test: null, consequent: [panic(site)] });
  }
  return { type: 'SwitchStatement', discriminant: expression(scope, stmt.subject), cases };
}

export function emitStatement(scope: Scope, stmt: Stmt): es.Statement[] {
  const made = statements(scope, stmt);
  const [first] = made;
  if (first !== undefined) at(first, stmt.at);
  return made;
}

function statements(scope: Scope, stmt: Stmt): es.Statement[] {
  const { bundle } = scope;
  switch (stmt.kind) {
    case 'let':
      return letStatement(scope, stmt);
    case 'assign':
      return [statement(assignment(scope, stmt))];
    case 'expr':
      return [statement(expression(scope, stmt.expr))];
    case 'if':
      return [ifThen(expression(scope, stmt.condition), emitBlock(scope, stmt.then), otherwise(scope, stmt.otherwise))];
    case 'buildIf': {
      const flag = bundle.buildValue(stmt.macro);
      const test: es.Expression = stmt.negated
        ? { type: 'UnaryExpression', operator: '!', prefix: true, argument: flag }
        : flag;
      return [ifThen(test, emitBlock(scope, stmt.then), otherwise(scope, stmt.otherwise))];
    }
    case 'loop':
      return loop(scope, stmt);
    case 'switch':
      return [switchStatement(scope, stmt)];
    case 'return':
      return [ret(stmt.value === null ? null : expression(scope, stmt.value))];
    case 'break':
      return [{ type: 'BreakStatement', label: null }];
    case 'continue':
      return [{ type: 'ContinueStatement', label: null }];
    case 'block':
      return [emitBlock(scope, stmt.block)];
    case 'unreachable':
      return [panic(scope.site(stmt.obligation, 'unreachable', stmt.at))];
    case 'copy': {
      const element = stmt.target.type.kind === 'slice' ? size(bundle, stmt.target.type.element) : literal(1);
      const site = number(scope.site(stmt.obligation, 'copy', stmt.at));
      return [
        statement(method('$p', 'copy', expression(scope, stmt.target), expression(scope, stmt.source), element, site)),
      ];
    }
    case 'fill': {
      if (stmt.target.type.kind !== 'slice') return [];
      const element = storage(bundle, stmt.target.type.element);
      return [statement(method('$p', 'fill', expression(scope, stmt.target), element, expression(scope, stmt.value)))];
    }
    case 'assignStruct': {
      const { type } = stmt.target;
      const to = address(scope, stmt.target);
      if (stmt.source.kind === 'zeroed') return [statement(method('$m', 'zero', to, size(bundle, type)))];
      // A literal may name parts of the target: it is made before anything is copied.
      const from =
        stmt.source.kind === 'struct'
          ? member(temporary(scope, stmt.source, type, storage(bundle, type)), 'address')
          : numeric(scope, stmt.source);
      return [statement(method('$m', 'copy', to, from, size(bundle, type)))];
    }
  }
}

function otherwise(scope: Scope, source: Block | null): es.Statement | null {
  if (source === null) return null;
  const only = source.statements.length === 1 ? source.statements[0] : undefined;
  if (only?.kind === 'if') return emitStatement(scope, only)[0] ?? null;
  return emitBlock(scope, source);
}
