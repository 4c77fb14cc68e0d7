// SPDX-License-Identifier: Apache-2.0
/** Native functions of modules: `@import`, `@capability`, and the two functions that serve their wrappers. */
import type ts from 'typescript';
import type { CapabilityDecl, FunctionDecl, FunctionTags, StructDecl } from '../ir';
import type { Context } from './context';
import { tagOf, type Doc } from './docs';
import { groupOfFile } from './groups';
import { constantName } from './names';
import { aType, nameOf } from './relations';

export function importOf(c: Context, node: ts.FunctionDeclaration, doc: Doc): FunctionTags['import'] {
  const wasmName = tagOf(doc, 'import');
  const capability = tagOf(doc, 'capability');
  if (wasmName === null) {
    if (capability !== null)
      c.report('FUSE5104', node.name ?? node, '@capability belongs to a native function: it needs @import NAME too.');
    return null;
  }
  if (!/^[A-Za-z_]\w*$/.test(wasmName))
    return c.fail(
      'FUSE5105',
      node.name ?? node,
      '@import names the function as modules import it: @import camera_last_frame.',
    );
  return { wasmName, capability: capability === null ? null : capabilityOf(c, node, capability) };
}

function capabilityOf(c: Context, node: ts.FunctionDeclaration, tag: string): CapabilityDecl {
  const match = /^([A-Z][A-Z0-9_]*)\s+(\d+)$/.exec(tag);
  const bit = match === null ? -1 : Number(match[2]);
  if (match === null || bit > 31)
    return c.fail(
      'FUSE5104',
      node.name ?? node,
      '@capability has a name in capitals and its bit, 0 to 31: @capability CAMERA 2.',
    );
  const name = match[1] as string;
  const same = c.capabilities.find((x) => x.decl.name === name || x.decl.bit === bit);
  if (same !== undefined) {
    if (same.decl.name === name && same.decl.bit === bit) return same.decl;
    return c.fail(
      'FUSE5104',
      node.name ?? node,
      `Capability ${name} ${bit} contradicts ${same.decl.name} ${same.decl.bit}.`,
      [{ at: same.at, message: 'Declared here.' }],
    );
  }
  const decl: CapabilityDecl = {
    name,
    bit,
    cName: constantName(`CAP_${name}`, true),
    group: groupOfFile(c, node.getSourceFile()),
  };
  c.capabilities.push({ decl, at: c.at(node.name ?? node) });
  return decl;
}

export interface NativeParts {
  readonly natives: readonly FunctionDecl[];
  readonly nativeEnter: FunctionDecl | null;
  readonly nativeBytes: FunctionDecl | null;
  readonly guestBytes: StructDecl | null;
}

/** In table order: by capability bit, then by file and position; those without a capability last. */
export function nativesOf(c: Context, functions: readonly FunctionDecl[]): NativeParts {
  const natives = functions
    .filter((f) => f.tags.import !== null)
    .map((decl, i) => ({ decl, i, bit: decl.tags.import?.capability?.bit ?? 99 }))
    .sort((a, b) => a.bit - b.bit || a.i - b.i)
    .map((n) => n.decl);
  const only = (list: readonly FunctionDecl[], tag: string): FunctionDecl | null => {
    const second = list[1];
    if (second !== undefined)
      c.diagnostics.report('FUSE5106', second.at, `Two functions have @${tag}; the wrappers of natives call one.`, [
        { at: (list[0] as FunctionDecl).at, message: 'The other one.' },
      ]);
    return list[0] ?? null;
  };
  const nativeEnter = only(
    functions.filter((f) => f.tags.nativeEnter),
    'nativeEnter',
  );
  const nativeBytes = only(
    functions.filter((f) => f.tags.nativeBytes),
    'nativeBytes',
  );
  const guestBytes = new Set<StructDecl>();
  for (const native of natives) checkNative(c, native, nativeEnter, guestBytes);
  const first = natives[0];
  if (first !== undefined) {
    if (nativeEnter === null)
      c.diagnostics.report(
        'FUSE5106',
        first.at,
        'A native needs a function of the runtime with @nativeEnter: (env, capability) => Module | null.',
      );
    if (guestBytes.size > 0 && nativeBytes === null)
      c.diagnostics.report(
        'FUSE5106',
        first.at,
        'A native with GuestBytes needs a function of the runtime with @nativeBytes: (caller, address, length, out) => boolean.',
      );
  }
  return { natives, nativeEnter, nativeBytes, guestBytes: [...guestBytes][0] ?? null };
}

/** First the calling module, then what a wasm import can carry. */
function checkNative(c: Context, native: FunctionDecl, enter: FunctionDecl | null, guestBytes: Set<StructDecl>): void {
  const report = (at: FunctionDecl['at'], message: string): void => c.diagnostics.report('FUSE5105', at, message);
  const [caller, ...rest] = native.params;
  if (
    caller === undefined ||
    caller.decl.type.kind !== 'ref' ||
    caller.decl.type.to.kind !== 'struct' ||
    caller.decl.type.nullable
  ) {
    report(native.at, `The first parameter of a native is the calling module: ${native.name}(caller: Module, ...).`);
  } else if (
    enter !== null &&
    enter.result.kind === 'ref' &&
    enter.result.to.kind === 'struct' &&
    enter.result.to.decl !== caller.decl.type.to.decl
  ) {
    report(
      caller.decl.at,
      `The caller is what @nativeEnter returns: ${nameOf(enter.result.to)}, not ${nameOf(caller.decl.type)}.`,
    );
  }
  for (const { decl } of rest) {
    const type = decl.type;
    if (type.kind === 'int' && type.name !== 'usize') continue;
    if (type.kind === 'float') continue;
    if (type.kind === 'ref' && type.to.kind === 'struct' && type.to.decl.name === 'GuestBytes' && !type.nullable) {
      guestBytes.add(type.to.decl);
      continue;
    }
    report(decl.at, `A native takes numbers and GuestBytes; ${aType(type)} has no wasm type.`);
  }
  const result = native.result;
  if (!(result.kind === 'void' || (result.kind === 'int' && result.name !== 'usize') || result.kind === 'float'))
    report(native.at, `A native returns a number or nothing; ${aType(result)} has no wasm type.`);
}
