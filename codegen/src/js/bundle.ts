// SPDX-License-Identifier: Apache-2.0
/** The bundle: one module that makes programs, each with a memory of its own. */
import type * as es from 'estree';
import type { ConstantDecl, Declaration, ExternDecl, FunctionDecl, StaticDecl } from '../ir';
import { flagMacros, buildConstants } from '../outputs/macros';
import { constantRef } from './constants';
import { type Bundle, DERIVED, Scope } from './context';
import { array, at, block, call, declare, id, literal, member, method, number, object, ret, statement } from './estree';
import { emitFunction, signature } from './functions';
import { derivedConstants, nativesTable } from './natives';
import { fill } from './places';
import { cScalar, classDefinition, storage } from './types';

const INTS = ['u8', 'u16', 'u32', 'u64', 'i8', 'i16', 'i32', 'i64', 'usize'];

function declarations<K extends Declaration['kind']>(bundle: Bundle, kind: K): Extract<Declaration, { kind: K }>[] {
  return bundle.program.files.flatMap((file) => [...file.declarations]).filter((d) => d.kind === kind) as Extract<
    Declaration,
    { kind: K }
  >[];
}

function needs(bundle: Bundle): es.Expression {
  const constants = buildConstants(bundle.program).map(
    (decl) => [decl.cName, array([number(Number(decl.build.min)), number(Number(decl.build.max))])] as const,
  );
  return object([
    ['constants', object(constants)],
    ['flags', array(flagMacros(bundle.program).map((macro) => literal(macro)))],
  ]);
}

function staticObject(bundle: Bundle, decl: StaticDecl): es.Statement {
  const made = declare('const', bundle.names.of(decl), method('$p', 'static', storage(bundle, decl.type)));
  return at(made, decl.at);
}

function staticInit(bundle: Bundle, decl: StaticDecl): es.Statement[] {
  const scope = new Scope(bundle, null, new Set(), new Set());
  const address = (): es.Expression => member(id(bundle.names.of(decl)), 'address');
  // Memory starts as 0.
  return fill(scope, decl.init, decl.type, address, true).map((e) => statement(at(e, decl.init.at)));
}

const isExtern = (decl: ExternDecl | ConstantDecl): decl is ExternDecl => decl.kind === 'extern';

/** The externs that the host is asked for. */
export function neededExterns(bundle: Bundle): (ExternDecl | ConstantDecl)[] {
  return [...bundle.externs]
    .filter((decl) => !DERIVED.has(decl.cName))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

function externs(bundle: Bundle): es.Statement {
  const table = neededExterns(bundle).map(
    (decl) =>
      [
        decl.name,
        isExtern(decl) ? signature(bundle, decl) : storage(bundle, decl.type ?? { kind: 'int', name: 'u32' }),
      ] as const,
  );
  return declare('const', '$externs', method('$p', 'externs', id('$makeExterns'), object(table)));
}

/** What tests and hosts reach under a name. */
function exposed(bundle: Bundle, decl: Declaration): es.Expression | null {
  switch (decl.kind) {
    case 'functionDecl': {
      const name = bundle.names.of(decl);
      return method('$p', 'exported', literal(decl.name), id(name), signature(bundle, decl));
    }
    case 'staticVar':
      return id(bundle.names.of(decl));
    case 'constant':
      return decl.build === null && decl.header === null && decl.value !== null
        ? constantRef(new Scope(bundle, null, new Set(), new Set()), decl, decl.type ?? decl.value.type)
        : decl.build === null
          ? null
          : bundle.buildValue(decl.cName);
    case 'enum':
      return object(decl.members.map((m) => [m.name, number(Number(m.value))] as const));
    default:
      return null;
  }
}

function exportTables(bundle: Bundle): { all: es.Expression; files: es.Expression } {
  const all: [string, es.Expression][] = [];
  const files = bundle.program.files.map((file) => {
    const own = file.declarations.flatMap((decl): [string, es.Expression][] => {
      const value = exposed(bundle, decl);
      if (value === null) return [];
      if (decl.exported) all.push([decl.name, member(member(id('$files'), file.cBase), decl.name)]);
      return [[decl.name, value]];
    });
    return [file.cBase, object(own)] as const;
  });
  return { all: object(all), files: object(files) };
}

export function bundleProgram(bundle: Bundle, support: string): es.Program {
  const functions = declarations(bundle, 'functionDecl').flatMap((decl: FunctionDecl) => emitFunction(bundle, decl));
  const statics = declarations(bundle, 'staticVar');
  const objects = statics.map((decl) => staticObject(bundle, decl));
  const inits = statics.flatMap((decl) => staticInit(bundle, decl));
  for (const kind of ['struct', 'union'] as const)
    for (const decl of declarations(bundle, kind)) if (cScalar(decl) === null) bundle.classOf(decl);
  const { all, files } = exportTables(bundle);
  const natives = nativesTable(bundle);
  const externsTable = externs(bundle);
  const used = new Set([...bundle.externs].map((decl) => decl.cName));
  const derived = derivedConstants(bundle, used);
  // A class may ask for others, of the types of its fields.
  const classes: es.Statement[] = [];
  const done = new Set<string>();
  for (let more = true; more;) {
    more = false;
    for (const [decl, name] of [...bundle.classes]) {
      if (done.has(name)) continue;
      done.add(name);
      more = true;
      classes.push(declare('const', name, classDefinition(bundle, decl, name)));
    }
  }
  const constants = (list: Bundle['early']): es.Statement[] =>
    list.map(({ name, value }) => declare('const', name, value));
  const body: es.Statement[] = [
    declare('const', '$p', method('$', 'instance', needs(bundle), id('$given'), id('$options'))),
    declare('const', '$m', member(id('$p'), 'memory')),
    declare('const', '$t', member(id('$p'), 'types')),
    declare('const', '$table', member(id('$p'), 'table')),
    declare('const', '$build', member(member(id('$p'), 'program'), 'build')),
    ...classes,
    ...constants(bundle.early),
    externsTable,
    ...(natives === null ? [] : [natives]),
    ...derived,
    ...constants(bundle.late),
    ...objects,
    ...functions,
    ...inits,
    declare('const', '$files', files),
    ret(method('$p', 'finish', all, id('$files'))),
  ];
  return {
    type: 'Program',
    sourceType: 'script',
    body: [
      { type: 'ExpressionStatement', expression: literal('use strict'), directive: 'use strict' },
      declare('const', '$', method(call('require', literal(support)), 'language', bundle.sites.table())),
      ...INTS.map((name) => declare('const', `$${name}`, member(id('$'), name))),
      {
        type: 'FunctionDeclaration',
        id: id('instantiate'),
        params: [id('$makeExterns'), id('$given'), id('$options')],
        body: block(body),
      },
      statement({
        type: 'AssignmentExpression',
        operator: '=',
        left: {
          type: 'MemberExpression',
          object: id('exports'),
          property: id('instantiate'),
          computed: false,
          optional: false,
        },
        right: id('instantiate'),
      }),
    ],
  };
}
