// SPDX-License-Identifier: Apache-2.0
/** Names: locals with the narrowing that tsc found, statics, constants, functions as values. */
import ts from 'typescript';
import type { ConstantDecl, Expr, ExternDecl, FunctionDecl, LocalDecl, Type } from '../ir';
import { constantValue } from './constant-value';
import type { Context } from './context';
import { resolve } from './resolve';
import { intLiteral, placed, proved, value, type Operand } from './operand';
import { fits, isNullable, withNull } from './relations';

export function identifier(c: Context, node: ts.Identifier, _expected: Type | null): Operand {
  const symbol = c.symbolOf(node);
  if (symbol === undefined) return c.abandon(node);
  const library = c.libraryName(symbol);
  if (library !== null) {
    if (library === 'undefined')
      return c.fail('FUSE1023', node, 'There is no undefined: write null, or give the variable its first value.');
    return c.fail(
      'FUSE2115',
      node,
      `${library} is part of the language and not a value by itself; it is called: ${library}(...).`,
    );
  }
  const entity = resolve(c, symbol, node);
  const at = c.at(node);
  switch (entity.kind) {
    case 'localVar':
      return local(c, entity, node);
    case 'staticVar':
      return placed({ kind: 'static', decl: entity, at, type: entity.type });
    case 'constant':
      return constant(c, entity, node);
    case 'functionDecl':
    case 'extern':
      return value({ kind: 'function', decl: entity, at, type: functionTypeOf(entity) });
    case 'flag':
      return c.fail('FUSE5101', node, `${node.text} is known to the build only: if (when(${node.text})) { ... }.`);
    case 'poisoned':
      return c.abandon();
    default:
      // A type, which tsc has refused as a value.
      return c.abandon(node);
  }
}

function functionTypeOf(decl: FunctionDecl | ExternDecl): Type {
  const params =
    decl.kind === 'extern'
      ? decl.params.map((p) => ({ name: p.name, type: p.type }))
      : decl.params.map((p) => ({ name: p.decl.name, type: p.decl.type }));
  const isr = decl.kind === 'extern' ? decl.isr : decl.tags.isr;
  return { kind: 'function', decl: null, params, result: decl.result, nullable: false, isr };
}

function local(c: Context, decl: LocalDecl, node: ts.Identifier): Operand {
  const at = c.at(node);
  const place = { kind: 'local', decl, at, type: decl.type } as const;
  if (c.outLocals.has(decl))
    return value({ kind: 'refTo', place, at, type: { kind: 'out', to: decl.type, nullable: false } });
  if (!isNullable(decl.type) || mayBeNullHere(c, node)) return placed(place);
  const read: Expr = { kind: 'read', place, at, type: decl.type };
  return value({
    kind: 'convert',
    mode: 'retype',
    operand: read,
    type: withNull(decl.type, false),
    at,
    obligation: proved(),
  });
}

/** What tsc's flow analysis says about a name; it is sound for locals because nothing else can assign them. */
function mayBeNullHere(c: Context, node: ts.Identifier): boolean {
  const type = c.checker.getTypeAtLocation(node);
  const hasNull = (t: ts.Type): boolean => (t.flags & (ts.TypeFlags.Null | ts.TypeFlags.Any)) !== 0;
  return hasNull(type) || (type.isUnion() && type.types.some(hasNull));
}

function constant(c: Context, decl: ConstantDecl, node: ts.Identifier): Operand {
  const at = c.at(node);
  if (decl.type !== null) return value({ kind: 'constant', decl, at, type: decl.type });
  const amount = decl.value === null ? null : constantValue(decl.value);
  if (amount === null) return c.abandon();
  return {
    kind: 'exact',
    value: amount,
    big: exactConstantIsBig(c, decl),
    complement: false,
    at,
    make: (type) => (fits(amount, type) ? { kind: 'constant', decl, at, type } : intLiteral(amount, type, at)),
  };
}

/** Whether TypeScript sees a bigint; decided by how the initialiser is written. */
function exactConstantIsBig(c: Context, decl: ConstantDecl): boolean {
  return c.bigConstants.has(decl);
}
