// SPDX-License-Identifier: Apache-2.0
/** Declarations of the IR as C declarations. */
import * as c from '../c';
import type { ConstantDecl, Declaration, EnumDecl, FunctionDecl, StaticDecl, StructDecl, UnionDecl } from '../ir';
import { expression } from '../lower/expressions';
import { constantType, foldInt, intLiteral } from '../lower/literals';
import { Lowering, sourceLine } from '../lower/lowering';
import type { Library } from '../lower/library';
import { initialiser } from '../lower/structs';
import { cType, functionType, safeName } from '../lower/types';

export const tagOf = (cName: string): string => cName.replace(/_t$/, '');
const plain = (library: Library): Lowering => new Lowering(library, null, new Map());

export function constantTop(library: Library, decl: ConstantDecl): c.CTop {
  const value = decl.value;
  const name = constantType(decl);
  const exact = value === null ? null : foldInt(value);
  const literal = value?.kind === 'int' && exact !== null && name !== null;
  return {
    kind: 'define',
    name: decl.cName,
    params: null,
    value: literal
      ? intLiteral(exact, { kind: 'int', name }, value.hexDigits)
      : value === null
        ? null
        : expression(plain(library), value),
    doc: decl.doc,
  };
}

export function enumTops(decl: EnumDecl): c.CTop[] {
  return [
    { kind: 'typedef', name: decl.cName, type: c.named('uint32_t'), doc: decl.doc },
    ...decl.members.map((member): c.CTop => ({
      kind: 'define',
      name: member.cName,
      params: null,
      value: intLiteral(member.value, { kind: 'int', name: 'u32' }),
      doc: member.doc,
    })),
    { kind: 'blank' },
  ];
}

const fieldsOf = (library: Library, decl: StructDecl, from = 0): c.CMember[] =>
  decl.fields.slice(from).map((field) => ({
    kind: 'field',
    name: field.cName,
    type: cType(library, field.type),
    doc: field.doc,
    condition: field.condition,
  }));

/** `forwarded`: the typedef stands before it. */
export function structTop(library: Library, decl: StructDecl, forwarded: boolean): c.CTop {
  return {
    kind: 'struct',
    tag: tagOf(decl.cName),
    typedef: forwarded ? null : decl.cName,
    members: fieldsOf(library, decl),
    doc: decl.doc,
  };
}

/** The tag, and a union of the members' other fields. */
export function unionTop(library: Library, decl: UnionDecl, forwarded: boolean): c.CTop {
  const tag = decl.members[0]?.struct.fields[0];
  const members: c.CMember[] = decl.members
    .filter((m) => m.struct.fields.length > 1)
    .map((m) => ({ kind: 'nested', tag: 'struct', name: m.cName, members: fieldsOf(library, m.struct, 1) }));
  return {
    kind: 'struct',
    tag: tagOf(decl.cName),
    typedef: forwarded ? null : decl.cName,
    members: [
      {
        kind: 'field',
        name: tag?.cName ?? 'kind',
        type: cType(library, { kind: 'enum', decl: decl.tag }),
        doc: '',
        condition: null,
      },
      ...(members.length === 0 ? [] : [{ kind: 'nested', tag: 'union', name: 'as', members } as const]),
    ],
    doc: decl.doc,
  };
}

export function typeTops(library: Library, decl: Declaration, forwarded: boolean): c.CTop[] {
  switch (decl.kind) {
    case 'constant':
      return [constantTop(library, decl)];
    case 'enum':
      return enumTops(decl);
    case 'struct':
      return [structTop(library, decl, forwarded)];
    case 'union':
      return [unionTop(library, decl, forwarded)];
    case 'functionType':
      return [{ kind: 'typedef', name: decl.cName, type: c.cPointer(functionType(library, decl.type)), doc: decl.doc }];
    case 'alias':
      return [
        {
          kind: 'typedef',
          name: decl.cName,
          type: cType(library, { ...decl.type, alias: undefined } as never),
          doc: decl.doc,
        },
      ];
    default:
      return [];
  }
}

type FunctionTop = Extract<c.CTop, { kind: 'function' }>;

/** The signature, with the parameters' C names. */
export function signature(library: Library, decl: FunctionDecl, ctx: Lowering | null = null): FunctionTop {
  return {
    kind: 'function',
    storage: decl.exported || decl.isPublic || decl.tags.import !== null ? null : 'static',
    inline: false,
    noreturn: decl.result.kind === 'never',
    name: decl.cName,
    params: decl.params.map((p) => ({
      name: ctx === null ? safeName(p.decl.cName) : ctx.local(p.decl),
      type: cType(library, p.decl.type),
    })),
    result: cType(library, decl.result),
    body: null,
    doc: null,
  };
}

/** The text with `parameters` by the names that they have in C. */
function withCNames(text: string, top: FunctionTop, decl: FunctionDecl): string {
  const names = new Map(decl.params.map((p, i) => [p.decl.name, top.params[i]?.name ?? p.decl.name]));
  return text.replaceAll(/`(\w+)`/g, (quoted, name: string) => (names.has(name) ? `\`${names.get(name)}\`` : quoted));
}

export function documented(top: FunctionTop, decl: FunctionDecl): FunctionTop {
  const named = (text: string): string => withCNames(text, top, decl);
  return {
    ...top,
    doc: {
      text: named(decl.doc),
      params: decl.params.map((p, i) => ({ name: top.params[i]?.name ?? p.decl.cName, text: named(p.doc) })),
      result: named(decl.resultDoc),
    },
  };
}

/** The definition of a static. What starts as zero has no initialiser: C starts it so. */
export function staticTop(library: Library, decl: StaticDecl): c.CTop {
  const type = cType(library, decl.type);
  const isExtern = decl.exported || decl.isPublic;
  const init = decl.init.kind === 'zeroed' ? null : initialiser(plain(library), decl.init);
  return {
    kind: 'variable',
    storage: isExtern ? null : 'static',
    name: decl.cName,
    type: decl.constant ? c.constOf(type) : type,
    init: init !== null ? staticInit(library, init) : decl.constant ? { kind: 'init', items: [] } : null,
    doc: decl.doc,
    at: sourceLine(decl.at),
  };
}
/** FUSE_TEXT() makes a compound literal, which is no constant: statics take its parts. */
function staticInit(library: Library, init: c.CExpr): c.CExpr {
  if (init.kind === 'call' && init.callee.kind === 'name' && init.callee.name === library.textMacro()) {
    return c.call(`${library.textMacro()}_INIT`, ...init.args);
  }
  if (init.kind !== 'init') return init;
  return { ...init, items: init.items.map((item) => ({ ...item, value: staticInit(library, item.value) })) };
}

export function externTop(library: Library, decl: StaticDecl): c.CTop {
  const type = cType(library, decl.type);
  return {
    kind: 'variable',
    storage: 'extern',
    name: decl.cName,
    type: decl.constant ? c.constOf(type) : type,
    init: null,
    doc: '',
  };
}
