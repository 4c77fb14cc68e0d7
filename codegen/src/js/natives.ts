// SPDX-License-Identifier: Apache-2.0
/** Native functions of modules, and what C has of them from the compiler: WAMR's table, the capabilities, the hash. */
import type * as es from 'estree';
import type { FunctionDecl, Type } from '../ir';
import { groupOf, isGuestBytes, nativesHash, signatureOf, wasmName } from '../natives/signatures';
import type { Bundle } from './context';
import { array, binary, conditional, declare, id, literal, member, method, NULL, number, object } from './estree';

function wasmNumber(type: Type): es.Expression {
  if (type.kind === 'int') return id(`$${type.name}`);
  if (type.kind === 'float') return literal(type.name);
  if (type.kind === 'void' || type.kind === 'never') return NULL;
  return type.kind === 'bool' ? literal('bool') : id('$u32');
}

const flagOf = (bundle: Bundle, macro: string | null): es.Expression =>
  macro === null ? literal(true) : bundle.buildValue(macro);

function parts(bundle: Bundle, decl: FunctionDecl): es.Expression {
  const capability = decl.tags.import?.capability ?? null;
  return object([
    ['name', literal(wasmName(decl))],
    ['signature', literal(signatureOf(decl))],
    ['present', flagOf(bundle, groupOf(bundle.program, decl)?.macro ?? null)],
    [
      'capability',
      capability === null
        ? NULL
        : object([
            ['name', literal(capability.name)],
            ['bit', literal(capability.bit)],
          ]),
    ],
    [
      'params',
      array(decl.params.slice(1).map(({ decl: p }) => (isGuestBytes(p.type) ? literal('bytes') : wasmNumber(p.type)))),
    ],
    ['result', wasmNumber(decl.result)],
    ['run', id(bundle.names.of(decl))],
  ]);
}

/** The table of natives; null in a program that has none. */
export function nativesTable(bundle: Bundle): es.Statement | null {
  const { natives, nativeEnter, nativeBytes, guestBytes } = bundle.program;
  if (nativeEnter === null) return null;
  const runtime = object([
    ['enter', id(bundle.names.of(nativeEnter))],
    ['named', literal(nativeEnter.params.length > 2)],
    ['bytes', nativeBytes === null ? NULL : id(bundle.names.of(nativeBytes))],
    ['guestBytes', guestBytes === null ? NULL : bundle.classOf(guestBytes)],
  ]);
  return declare(
    'const',
    '$natives',
    method('$p', 'natives', runtime, array(natives.map((decl) => parts(bundle, decl)))),
  );
}

/** The values of the derived constants that the program uses, by C name. */
export function derivedConstants(bundle: Bundle, used: ReadonlySet<string>): es.Statement[] {
  const mask = bundle.program.capabilities
    .map((capability): es.Expression => {
      const bit = number(2 ** capability.bit);
      const { macro } = capability.group;
      return macro === null ? bit : conditional(bundle.buildValue(macro), bit, literal(0));
    })
    // Each bit is there once.
    .reduce<es.Expression>((sum, bit) => binary('+', sum, bit), literal(0));
  const values: readonly (readonly [string, () => es.Expression])[] = [
    ['fuse_native_symbols', () => method('$p', 'symbols', id('$natives'))],
    ['fuse_native_symbol_count', () => member(id('$natives'), 'length')],
    ['fuse_natives_hash', () => method('$p', 'constantBytes', literal(nativesHash(bundle.program)))],
    ['FUSE_CAPABILITIES', () => mask],
  ];
  return values.filter(([name]) => used.has(name)).map(([name, make]) => declare('const', `$${name}`, make()));
}
