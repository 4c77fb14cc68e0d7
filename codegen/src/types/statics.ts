// SPDX-License-Identifier: Apache-2.0
/** Top-level `const` and `let`: constants, statics, build constants, build flags, macros of C headers. */
import ts from 'typescript';
import type { ConstantDecl, Expr, StaticDecl, Type } from '../ir';
import { coerce } from './coerce';
import { isConstant } from './constant-value';
import type { Context, Entity } from './context';
import { declarationDoc, declared } from './declared';
import { tagOf, type Doc } from './docs';
import { expression } from './expressions';
import { headerOf } from './externs';
import { constantName, variableName } from './names';
import { typed } from './operand';
import { aType, fits, i32, i64, ints, nameOf, u32, u64, valueType } from './relations';
import { ranged } from './ranges';
import { readonlyInner, typeOf } from './type-nodes';

export function variableEntity(c: Context, node: ts.VariableDeclaration): Entity {
  const doc = declarationDoc(c, node);
  const flag = node.type === undefined ? null : buildFlag(c, node.type);
  if (flag !== null) return flag;
  const isConst = (node.parent.flags & ts.NodeFlags.Const) !== 0;
  if (node.initializer === undefined) return withoutValue(c, node, doc, isConst);
  const build = tagOf(doc, 'build');
  if (build !== null) c.fail('FUSE5103', node, "@build is for 'declare const NAME: u32': the build gives the value.");
  return isConst ? constOf(c, node, node.initializer, doc) : letOf(c, node, node.initializer, doc);
}

/** `BuildFlag<'MACRO'>`, or a reference to the interface of all groups, whose members are flags. */
export function buildFlag(c: Context, node: ts.TypeNode): Entity | null {
  if (!ts.isTypeReferenceNode(node) || !ts.isIdentifier(node.typeName)) return null;
  const symbol = c.symbolOf(node.typeName);
  if (symbol === undefined) return null;
  if (c.libraryName(symbol) !== null) {
    if (c.libraryName(symbol) !== 'BuildFlag') return null;
    const argument = node.typeArguments?.[0];
    if (argument === undefined || !ts.isLiteralTypeNode(argument) || !ts.isStringLiteral(argument.literal))
      return c.fail('FUSE5102', node, "A build flag names its macro: BuildFlag<'FUSE_STEP_TIMES'>.");
    return { kind: 'flag', macro: argument.literal.text };
  }
  return isFlagInterface(symbol) ? { kind: 'flag', macro: '' } : null;
}

/** An interface whose members are all build flags is no struct: `Groups`. */
export function isFlagInterface(symbol: ts.Symbol): boolean {
  const parts = (symbol.declarations ?? []).filter(ts.isInterfaceDeclaration);
  if (parts.length === 0 || parts.length !== symbol.declarations?.length) return false;
  const members = parts.flatMap((p) => [...p.members]);
  if (members.length === 0) return symbol.name === 'Groups';
  return members.every((m) => {
    const type = ts.isPropertySignature(m) ? m.type : undefined;
    if (type === undefined || !ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return false;
    return type.typeName.text === 'BuildFlag';
  });
}

function withoutValue(c: Context, node: ts.VariableDeclaration, doc: Doc, isConst: boolean): Entity {
  const header = headerOf(c, node);
  const build = tagOf(doc, 'build');
  if (!isConst) return c.fail('FUSE2137', node, 'A static has an initialiser: zeroed(), a literal, or a constant.');
  if (node.type === undefined)
    return c.fail(
      'FUSE2114',
      node,
      `${node.name.getText()} has no value here that could say its type: write it, declare const ${node.name.getText()}: u32.`,
    );
  const type = typeOf(c, node.type, 'storage');
  if (build !== null) return buildConstant(c, node, doc, build, type);
  if (header === null)
    return c.fail(
      'FUSE5103',
      node,
      'A constant without a value comes from the build, /** @build MACRO 1..32 */, or from a .d.ts with @header.',
    );
  if (type.kind !== 'int' && type.kind !== 'float' && type.kind !== 'pointer' && type.kind !== 'cstring')
    return c.fail('FUSE6104', node, `A macro of a C header is a number, a pointer or a C string, not ${aType(type)}.`);
  const constant: ConstantDecl = {
    ...declared(c, node, doc, (name) => name),
    kind: 'constant',
    type,
    value: null,
    build: null,
    header,
  };
  return constant;
}

function buildConstant(c: Context, node: ts.VariableDeclaration, doc: Doc, tag: string, type: Type): ConstantDecl {
  const match = /^([A-Za-z_]\w*)\s+(-?[\d_]+)\.\.(-?[\d_]+)(?=\s|$)/.exec(tag);
  if (match === null || type.kind !== 'int')
    return c.fail(
      'FUSE5103',
      node,
      'A build constant names its macro and range, and is an integer: /** @build FUSE_MAX_MODULES 1..32 */ declare const MAX_MODULES: u32.',
    );
  const [, macro, low, high] = match as unknown as [string, string, string, string];
  const min = BigInt(low.replace(/_/g, ''));
  const max = BigInt(high.replace(/_/g, ''));
  if (min > max || !fits(min, type) || !fits(max, type))
    return c.fail('FUSE5103', node, `The range ${low}..${high} is empty, or does not fit ${nameOf(type)}.`);
  return {
    ...declared(c, node, doc, () => macro),
    kind: 'constant',
    type,
    value: null,
    build: { min, max },
    header: null,
  };
}

function constOf(c: Context, node: ts.VariableDeclaration, initializer: ts.Expression, doc: Doc): Entity {
  if (node.type === undefined) {
    const operand = expression(c, initializer, null);
    if (operand.kind === 'exact') {
      const natural = [u32, i32, u64, i64].find((t) => fits(operand.value, t));
      if (natural === undefined)
        return c.fail(
          'FUSE2104',
          initializer,
          `${operand.value} fits no integer type: the widest are u64 (to ${ints.u64.max}) and i64 (from ${ints.i64.min}).`,
        );
      const decl: ConstantDecl = {
        ...declared(c, node, doc, constantName),
        kind: 'constant',
        type: null,
        value: operand.make(natural),
        build: null,
        header: null,
      };
      if (operand.big === true) c.bigConstants.add(decl);
      return decl;
    }
    if (operand.kind === 'exactFloat')
      return c.fail('FUSE2113', node, 'A constant with a fraction needs a type: f32 or f64.');
    const expr = typed(c, operand, initializer);
    if (expr.kind === 'zeroed' || expr.type.kind === 'text')
      return staticOf(c, node, doc, expr.type, expr, expr.type.kind === 'text');
    return scalarConstant(c, node, doc, expr.type, expr, initializer);
  }
  const inner = readonlyInner(c, node.type);
  const stored = typeOf(c, inner ?? node.type, 'storage');
  // A register lies where the hardware has it: the static is its address.
  const type = stored.kind === 'reg' ? valueType(stored) : stored;
  const init = staticInit(c, initializer, type);
  if (type.kind === 'int' || type.kind === 'float' || type.kind === 'bool' || type.kind === 'enum')
    return scalarConstant(c, node, doc, type, init, initializer);
  const constant = inner !== null || !['struct', 'union', 'array', 'atomic'].includes(type.kind);
  return staticOf(c, node, doc, type, init, constant, initializer);
}

function scalarConstant(
  c: Context,
  node: ts.VariableDeclaration,
  doc: Doc,
  type: Type,
  value: Expr,
  at: ts.Node,
): ConstantDecl {
  mustBeConstant(c, value, at);
  return { ...declared(c, node, doc, constantName), kind: 'constant', type, value, build: null, header: null };
}

function letOf(c: Context, node: ts.VariableDeclaration, initializer: ts.Expression, doc: Doc): StaticDecl {
  if (node.type === undefined) {
    const operand = expression(c, initializer, null);
    const expr = operand.kind === 'value' && operand.expr.kind === 'zeroed' ? operand.expr : null;
    if (expr === null)
      return c.fail('FUSE2113', node, `${node.name.getText()} needs a type: let ${node.name.getText()}: u32 = ...`);
    return staticOf(c, node, doc, expr.type, expr, false);
  }
  if (readonlyInner(c, node.type) !== null) return c.fail('FUSE3105', node, 'A read-only static is a const.');
  const type = ranged(c, typeOf(c, node.type, 'storage'), doc, node.name);
  return staticOf(c, node, doc, type, staticInit(c, initializer, type), false, initializer);
}

function staticOf(
  c: Context,
  node: ts.VariableDeclaration,
  doc: Doc,
  type: Type,
  init: Expr,
  constant: boolean,
  at?: ts.Node,
): StaticDecl {
  if (at !== undefined) mustBeConstant(c, init, at);
  return {
    ...declared(c, node, doc, variableName),
    kind: 'staticVar',
    type,
    init,
    constant,
    isr: doc.tags.has('isr'),
  };
}

function staticInit(c: Context, node: ts.Expression, type: Type): Expr {
  const operand = expression(c, node, type);
  const expr = operand.kind === 'value' ? operand.expr : null;
  if (type.kind === 'struct' || type.kind === 'union' || type.kind === 'array' || type.kind === 'atomic') {
    if (expr !== null && (expr.kind === 'struct' || expr.kind === 'array' || expr.kind === 'zeroed')) return expr;
    const how = type.kind === 'atomic' ? 'zeroed()' : 'zeroed() or a literal';
    return c.fail(
      'FUSE2136',
      node,
      `A static ${nameOf(type)} is initialised by ${how}: it must be there before any code runs.`,
    );
  }
  return coerce(c, operand, type, node);
}

function mustBeConstant(c: Context, expr: Expr, node: ts.Node): void {
  if (!isConstant(expr))
    c.fail(
      'FUSE2136',
      node,
      'Nothing runs at load: a static starts from literals, constants, names of functions and arithmetic on constants.',
    );
}
