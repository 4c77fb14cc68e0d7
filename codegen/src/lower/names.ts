// SPDX-License-Identifier: Apache-2.0
/** Names of a function's locals: those of the source, changed only where C would see two things under one name. */
import type { FileUnit, FunctionDecl, LocalDecl, Program } from '../ir';
import { walkFunction } from '../facts/walk';
import { safeName } from './types';

/** Every name of the program at file scope, private ones too. */
export function cNames(program: Program): Set<string> {
  return new Set(program.files.flatMap((file) => [...globalNames(program, file)]));
}

/** Every name that a file's C may know at file scope: its own, and what headers show. */
export function globalNames(program: Program, own: FileUnit): Set<string> {
  const names = new Set<string>(['fuse_panic', 'memmove']);
  for (const file of program.files) {
    for (const decl of file.declarations) {
      if (file !== own && !decl.exported && !decl.isPublic) continue;
      names.add(decl.cName);
      if (decl.kind === 'enum') for (const member of decl.members) names.add(member.cName);
      if (decl.kind !== 'functionDecl') continue;
      for (const name of namesFromHeaders(decl)) names.add(name);
    }
  }
  return names;
}

/** Looked for once in each function, though every file of the program asks. */
const fromHeaders = new WeakMap<FunctionDecl, ReadonlySet<string>>();

function namesFromHeaders(decl: FunctionDecl): ReadonlySet<string> {
  const known = fromHeaders.get(decl);
  if (known !== undefined) return known;
  const names = new Set<string>();
  walkFunction(decl, (node) => {
    if (node.kind === 'constant' && node.decl.header !== null) names.add(node.decl.cName);
    if (node.kind === 'call' && node.target.kind === 'extern') names.add(node.target.decl.cName);
  });
  fromHeaders.set(decl, names);
  return names;
}

export interface LocalNames {
  readonly names: ReadonlyMap<LocalDecl, string>;
  readonly fresh: (base: string) => string;
}

/** Locals of different blocks may share a name if neither block is inside the other: a name is taken once per function, to be simple. */
export function localNames(decl: FunctionDecl, globals: ReadonlySet<string>): LocalNames {
  const names = new Map<LocalDecl, string>();
  const taken = new Set<string>();
  const fresh = (base: string): string => {
    const wanted = safeName(base);
    let name = globals.has(wanted) ? `${wanted}_` : wanted;
    for (let i = 2; taken.has(name); i++) name = `${wanted}_${i}`;
    taken.add(name);
    return name;
  };
  for (const param of decl.params) names.set(param.decl, fresh(param.decl.cName));
  // Siblings keep their names: what counts is what a block can see, so each block's names are given back at its end.
  const block = (statements: readonly { kind: string }[]): void => {
    const before = new Set(taken);
    for (const stmt of statements as FunctionDecl['body']['statements']) {
      switch (stmt.kind) {
        case 'let':
          names.set(stmt.decl, fresh(stmt.decl.cName));
          break;
        case 'if':
          block(stmt.then.statements);
          if (stmt.otherwise !== null) block(stmt.otherwise.statements);
          break;
        case 'buildIf':
          block(stmt.then.statements);
          if (stmt.otherwise !== null) block(stmt.otherwise.statements);
          break;
        case 'loop':
          block([...(stmt.init === null ? [] : [stmt.init]), ...stmt.body.statements]);
          break;
        case 'switch':
          for (const branch of stmt.cases) block(branch.body.statements);
          if (stmt.defaultBody !== null) block(stmt.defaultBody.statements);
          break;
        case 'block':
          block(stmt.block.statements);
          break;
        default:
      }
    }
    taken.clear();
    for (const name of before) taken.add(name);
  };
  block(decl.body.statements);
  const all = new Set(names.values());
  return {
    names,
    fresh: (base) => {
      let name = base;
      for (let i = 2; all.has(name) || globals.has(name); i++) name = `${base}_${i}`;
      all.add(name);
      return name;
    },
  };
}
