// SPDX-License-Identifier: Apache-2.0
/** Native functions as the bindings of a module's language see them: plain numbers, and byte ranges that are one argument there. */
import type { FunctionDecl, Program, Type } from '../../ir';
import { isGuestBytes, wasmName } from '../signatures';

export type Scalar = 'bool' | 'u8' | 'i8' | 'u16' | 'i16' | 'u32' | 'i32' | 'u64' | 'i64' | 'usize' | 'f32' | 'f64';

/** `readonly`: the runtime only reads the bytes. */
export type GuestType =
  { readonly kind: 'scalar'; readonly name: Scalar } | { readonly kind: 'bytes'; readonly readonly: boolean };

export interface GuestParam {
  readonly name: string;
  readonly type: GuestType;
  readonly doc: string;
}

export interface GuestCall {
  /** As imported: words in small letters, joined by `_`. */
  readonly name: string;
  readonly params: readonly GuestParam[];
  readonly result: Scalar | null;
  /** Paragraphs, each without line ends. */
  readonly doc: readonly string[];
}

function scalar(type: Type): Scalar | null {
  if (type.kind === 'int') return type.name;
  if (type.kind === 'float') return type.name;
  if (type.kind === 'bool') return 'bool';
  return type.kind === 'enum' ? 'u32' : null;
}

function param({ decl, doc }: FunctionDecl['params'][number]): GuestParam {
  const name = decl.cName.replace(/^_+/, '');
  if (isGuestBytes(decl.type)) {
    return { name, doc, type: { kind: 'bytes', readonly: decl.type.kind === 'ref' && decl.type.readonly } };
  }
  return { name, doc, type: { kind: 'scalar', name: scalar(decl.type) ?? 'u32' } };
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

function guestCall(decl: FunctionDecl): GuestCall {
  const params = decl.params.slice(1).map(param);
  const capability = decl.tags.import?.capability ?? null;
  const doc = [
    decl.doc,
    ...params.filter((p) => p.doc !== '').map((p) => `\`${p.name}\`: ${p.doc}`),
    decl.resultDoc === '' ? '' : `Returns ${decl.resultDoc}`,
    capability === null ? '' : `Needs the capability ${capability.name}; without it the call traps.`,
  ];
  return {
    name: wasmName(decl),
    params,
    result: scalar(decl.result),
    doc: doc.map(oneLine).filter((paragraph) => paragraph !== ''),
  };
}

export const guestCalls = (program: Program): GuestCall[] => program.natives.map(guestCall);

/** Whether modules of this program can log: the bindings' conveniences for messages depend on it. */
export const canLog = (calls: readonly GuestCall[]): boolean => calls.some(({ name }) => name === 'module_log_event');

export const camelCase = (name: string): string => name.replace(/_+(.)/g, (_, letter: string) => letter.toUpperCase());
