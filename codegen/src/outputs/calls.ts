// SPDX-License-Identifier: Apache-2.0
/**
 * calls.json: the call graph by C names, with the closed set of targets of each call through a pointer. `open` marks a call that the
 * host's own functions may also be the target of.
 */
import type { Expr, FunctionDecl, FunctionType, Program, Type } from '../ir';
import { isPlace, walkFunction, walkValue } from '../facts/walk';
import { typeWord } from '../lower/types';

const shape = (type: FunctionType): string =>
  `${type.params.map((p) => typeWord(p.type)).join(',')}=>${typeWord(type.result)}`;
const shapeOf = (decl: FunctionDecl): string =>
  `${decl.params.map((p) => typeWord(p.decl.type)).join(',')}=>${typeWord(decl.result)}`;

/** Functions whose name is used as a value, by the shape of their type. */
function addressTaken(program: Program): Map<string, Set<string>> {
  const taken = new Map<string, Set<string>>();
  const note = (node: { kind: string }): void => {
    const value = node as Expr;
    if (value.kind !== 'function' || value.decl.kind !== 'functionDecl') return;
    const key = shapeOf(value.decl);
    taken.set(key, (taken.get(key) ?? new Set()).add(value.decl.cName));
  };
  for (const file of program.files) {
    for (const decl of file.declarations) {
      if (decl.kind === 'functionDecl') walkFunction(decl, note);
      if (decl.kind === 'staticVar') walkValue(decl.init, note);
    }
  }
  return taken;
}

/** Shapes of the function pointers that C code can set: fields of public structs, parameters of public functions. */
function openShapes(program: Program): Set<string> {
  const open = new Set<string>();
  const seen = new Set<object>();
  const visit = (type: Type): void => {
    if (type.kind === 'function') open.add(shape(type));
    else if (type.kind === 'ref' || type.kind === 'pointer') visit(type.to);
    else if (type.kind === 'array' || type.kind === 'slice') visit(type.element);
    else if (type.kind === 'struct' && !seen.has(type.decl)) {
      seen.add(type.decl);
      for (const field of type.decl.fields) visit(field.type);
    }
  };
  for (const file of program.files) {
    for (const decl of file.declarations) {
      if (decl.kind === 'struct' && (decl.isPublic || decl.header !== null)) visit({ kind: 'struct', decl });
      if (decl.kind === 'functionDecl' && decl.isPublic) for (const param of decl.params) visit(param.decl.type);
      if (decl.kind !== 'functionDecl') continue;
      walkFunction(decl, (node) => {
        if (node.kind === 'call' && node.target.kind === 'extern') visit(node.type);
        if (node.kind === 'trustedCast') visit(node.type);
      });
    }
  }
  return open;
}

/** The variable or field that a function is called through. */
function calleeName(value: Expr): string {
  if (value.kind === 'convert') return calleeName(value.operand);
  if (value.kind !== 'read') return '';
  const { place } = value;
  switch (place.kind) {
    case 'local':
    case 'static':
      return place.decl.name;
    case 'field':
      return place.field.name;
    case 'index':
      return isPlace(place.of) ? calleeName({ ...value, place: place.of }) : '';
    case 'deref':
      return '';
  }
}

export function callsJson(program: Program): string {
  const taken = addressTaken(program);
  const open = openShapes(program);
  const functions = program.files.flatMap((file) =>
    file.declarations
      .filter((d) => d.kind === 'functionDecl')
      .map((decl) => {
        const calls = new Set<string>();
        const externs = new Set<string>();
        const indirect: { line: number; callee: string; targets: string[]; open: boolean }[] = [];
        walkFunction(decl, (node) => {
          if (node.kind !== 'call') return;
          const { target } = node;
          if (target.kind === 'function') calls.add(target.decl.cName);
          else if (target.kind === 'extern') externs.add(target.decl.cName);
          else if (target.value.type.kind === 'function') {
            const key = shape(target.value.type);
            const targets = [...(taken.get(key) ?? [])].sort();
            indirect.push({ line: node.at.line, callee: calleeName(target.value), targets, open: open.has(key) });
          }
        });
        return {
          name: decl.cName,
          file: file.path,
          line: decl.at.line,
          entry: decl.isPublic,
          isr: decl.tags.isr,
          calls: [...calls].sort(),
          externs: [...externs].sort(),
          indirect,
        };
      }),
  );
  return JSON.stringify({ functions }, null, 2) + '\n';
}
