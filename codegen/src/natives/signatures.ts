// SPDX-License-Identifier: Apache-2.0
/** Native functions as wasm sees them: names, signatures and the text that seals images. */
import { createHash } from 'node:crypto';
import type { FunctionDecl, GroupDecl, Program, Type } from '../ir';

/** WAMR's letter for a number. A guest pointer is two plain `i`: the runtime checks it itself and can say whose it was. */
function letter(type: Type): string {
  if (type.kind === 'float') return type.name === 'f32' ? 'f' : 'F';
  if (type.kind === 'int') return type.name === 'u64' || type.name === 'i64' ? 'I' : 'i';
  if (type.kind === 'bool' || type.kind === 'enum') return 'i';
  return '';
}

export const isGuestBytes = (type: Type): boolean => type.kind === 'ref';
export const wasmName = (decl: FunctionDecl): string => decl.tags.import?.wasmName ?? decl.cName;

export function signatureOf(decl: FunctionDecl): string {
  const params = decl.params.slice(1).map(({ decl: p }) => (isGuestBytes(p.type) ? 'ii' : letter(p.type)));
  return `(${params.join('')})${letter(decl.result)}`;
}

/** One line for each native, in table order, whether its group is compiled in or not. */
export const nativesText = (program: Program): string =>
  program.natives.map((decl) => `${wasmName(decl)} ${signatureOf(decl)}\n`).join('');

export const nativesHash = (program: Program): string =>
  createHash('sha256').update(nativesText(program)).digest('hex');

/** The group that a native belongs to: its file's. */
export function groupOf(program: Program, decl: FunctionDecl): GroupDecl | null {
  return decl.group ?? decl.tags.import?.capability?.group ?? program.groups.find((g) => g.file === decl.file) ?? null;
}
