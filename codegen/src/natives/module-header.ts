// SPDX-License-Identifier: Apache-2.0
/** fuse_module.h: the native functions for modules written in C or C++. */
import * as c from '../c';
import type { EnumDecl, FunctionDecl, Program, Type } from '../ir';
import { Library } from '../lower/library';
import { cType, safeName } from '../lower/types';
import { isGuestBytes, wasmName } from './signatures';

/** A number as a module's compiler passes it. */
function moduleType(type: Type): c.CType {
  if (type.kind === 'int') return cType(new Library(), { kind: 'int', name: type.name });
  if (type.kind === 'float') return c.named(type.name === 'f32' ? 'float' : 'double');
  return c.named(type.kind === 'enum' ? 'uint32_t' : 'void');
}

function declaration(decl: FunctionDecl): c.CTop {
  const params: c.CParam[] = [];
  const docs: { name: string; text: string }[] = [];
  for (const { decl: param, doc } of decl.params.slice(1)) {
    const name = safeName(param.cName.replace(/^_+/, ''));
    if (isGuestBytes(param.type)) {
      const bytes = c.named('void');
      const readonly = param.type.kind === 'ref' && param.type.readonly;
      params.push(
        { name, type: c.cPointer(readonly ? c.constOf(bytes) : bytes) },
        { name: `${name}_length`, type: c.named('uint32_t') },
      );
    } else {
      params.push({ name, type: moduleType(param.type) });
    }
    docs.push({ name, text: doc });
  }
  const capability = decl.tags.import?.capability ?? null;
  const right = capability === null ? '' : `\n\nNeeds the capability ${capability.name}; without it the call traps.`;
  return {
    kind: 'function',
    storage: null,
    inline: false,
    noreturn: false,
    name: wasmName(decl),
    params,
    result: moduleType(decl.result),
    body: null,
    doc: { text: decl.doc + right, params: docs, result: decl.resultDoc },
    attributes: [`FUSE_MODULE_IMPORT("${wasmName(decl)}")`],
  };
}

/** Enums that natives take, and the log's levels. */
function enumsOf(program: Program): EnumDecl[] {
  const found = new Set<EnumDecl>();
  for (const decl of program.natives) {
    for (const { decl: param } of decl.params) if (param.type.kind === 'enum') found.add(param.type.decl);
  }
  for (const file of program.files) {
    for (const decl of file.declarations) if (decl.kind === 'enum' && decl.name === 'LogLevel') found.add(decl);
  }
  return [...found];
}

export function moduleHeader(program: Program): c.CFile {
  const attribute = (name: string, params: string[] | null, text: string, doc: string): c.CTop => ({
    kind: 'define',
    name,
    params,
    value: c.literal(text),
    doc,
  });
  const enums = enumsOf(program);
  return {
    name: 'fuse_module.h',
    doc: [
      'What a module may call of the runtime, and how it shows its own functions. For C and C++, compiled to wasm32.',
      '',
      'A module exports module_step(), and, if it wants them, module_init() and module_deinit():',
      '',
      '    FUSE_MODULE_EXPORT void module_step(void)',
    ].join('\n'),
    origin: 'the HAL groups',
    guard: 'FUSE_MODULE_H',
    content: [
      { kind: 'include', header: 'stdint.h', system: true },
      attribute('FUSE_MODULE_IMPORT', ['name'], '__attribute__((import_module("env"), import_name(name)))', ''),
      attribute(
        'FUSE_MODULE_EXPORT',
        null,
        '__attribute__((visibility("default"), used))',
        'Put before the definition of module_init, module_step and module_deinit.',
      ),
      ...enums.flatMap((decl) =>
        decl.members.map((member): c.CTop => ({
          kind: 'define',
          name: member.cName,
          params: null,
          value: c.literal(`${member.value}U`),
          doc: member.doc,
        })),
      ),
      { kind: 'externC', body: program.natives.map(declaration) },
    ],
  };
}
