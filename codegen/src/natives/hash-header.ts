// SPDX-License-Identifier: Apache-2.0
/** fuse_natives_hash.h: what the runtime and the ahead-of-time compiler must agree on. */
import * as c from '../c';
import type { Program } from '../ir';
import { nativesHash, signatureOf, wasmName } from './signatures';

export function hashHeader(program: Program): c.CFile {
  const bytes = nativesHash(program).match(/../g) ?? [];
  return {
    name: 'fuse_natives_hash.h',
    doc: 'Names and signatures of all native functions of the source tree, and their SHA-256, which seals images.',
    origin: 'the HAL groups',
    guard: 'FUSE_NATIVES_HASH_H',
    content: [
      {
        kind: 'define',
        name: 'FUSE_NATIVES_HASH',
        params: null,
        value: c.initList(bytes.map((byte) => c.literal(`0x${byte.toUpperCase()}`))),
        doc: '',
      },
      {
        kind: 'define',
        name: 'FUSE_NATIVES',
        params: ['X'],
        value: null,
        lines: program.natives.map((decl) =>
          c.call('X', c.name(wasmName(decl)), { kind: 'string', value: signatureOf(decl) }),
        ),
        doc: 'X(name, "signature") for each, in table order.',
      },
    ],
  };
}
