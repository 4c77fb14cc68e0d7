// SPDX-License-Identifier: Apache-2.0
/** Functions: their locals, the objects they have on the stack, their signatures. */
import type * as es from 'estree';
import { type ExternDecl, type FunctionDecl, type LocalDecl, type Place, isPlace } from '../ir';
import { walkFunction } from '../facts/walk';
import { type Bundle, Scope } from './context';
import { array, at, atEnd, block, declare, endingAt, id, member, method, statement } from './estree';
import { emitBlock } from './statements';
import { isAggregate, storage, store } from './types';

/** The local that a place is part of, if it is part of one. */
function localOf(at: Place): LocalDecl | null {
  if (at.kind === 'local') return at.decl;
  if (at.kind === 'field') return localOf(at.of);
  return at.kind === 'index' && isPlace(at.of) ? localOf(at.of) : null;
}

function scopeOf(bundle: Bundle, decl: FunctionDecl): { scope: Scope; locals: readonly LocalDecl[] } {
  const addressed = new Set<LocalDecl>();
  const locals = decl.params.map((p) => p.decl);
  walkFunction(decl, (node) => {
    if (node.kind === 'let') locals.push(node.decl);
    if (node.kind !== 'refTo' && node.kind !== 'pointerTo') return;
    const local = localOf(node.place);
    if (local !== null) addressed.add(local);
  });
  const names = new Set(locals.map((local) => local.name));
  return { scope: new Scope(bundle, decl, addressed, names), locals };
}

export function emitFunction(bundle: Bundle, decl: FunctionDecl): es.Statement[] {
  const { scope, locals } = scopeOf(bundle, decl);
  for (const local of locals) {
    if (isAggregate(local.type) || scope.addressed.has(local)) {
      scope.slotOf.set(local, scope.slot(storage(bundle, local.type)));
    }
  }
  // A parameter whose address is taken is copied to where it can have one.
  const copied = decl.params.flatMap(({ decl: param }) => {
    const slot = scope.slotOf.get(param);
    if (slot === undefined) return [];
    return [
      declare('const', param.name, scope.slotView(slot)),
      statement(store(param.type, member(id(param.name), 'address'), id(`${param.name}$in`))),
    ];
  });
  const body = emitBlock(scope, decl.body);
  const params = decl.params.map(({ decl: param }) =>
    at(id(scope.slotOf.has(param) ? `${param.name}$in` : param.name), param.at),
  );
  const name = bundle.names.of(decl);
  const made: es.Statement = {
    type: 'FunctionDeclaration',
    id: at(id(name), decl.at),
    params,
    body: endingAt(scope.slots.length === 0 ? body : withFrame(scope, [...copied, ...body.body], decl), decl.body.end),
  };
  if (scope.slots.length === 0) return [made];
  return [declare('const', scope.frameName, method('$p', 'frame', ...scope.slots)), made];
}

/** The stack is given back however the function ends. */
function withFrame(scope: Scope, statements: es.Statement[], decl: FunctionDecl): es.BlockStatement {
  const size = member(id(scope.frameName), 'size');
  const leave = atEnd(statement(method('$m', 'leave', id('$sp'), size)), decl.body.end);
  return block([
    declare('const', '$sp', method('$m', 'enter', size)),
    { type: 'TryStatement', block: block(statements), handler: null, finalizer: block([leave]) },
  ]);
}

/** Types of the parameters and of the result. */
export function signature(bundle: Bundle, decl: FunctionDecl | ExternDecl): es.Expression {
  const params = decl.kind === 'extern' ? decl.params.map((p) => p.type) : decl.params.map((p) => p.decl.type);
  return array([array(params.map((type) => storage(bundle, type))), storage(bundle, decl.result)]);
}
