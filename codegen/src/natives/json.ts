// SPDX-License-Identifier: Apache-2.0
/** fuse_natives.json: groups, capabilities and natives for the configuration's schema and other tools. */
import type { GroupDecl, Program } from '../ir';
import { groupOf, nativesHash, signatureOf, wasmName } from './signatures';

export function nativesJson(program: Program): string {
  const groups = new Map<string, GroupDecl>();
  for (const group of program.groups) groups.set(group.name, group);
  for (const capability of program.capabilities) groups.set(capability.group.name, capability.group);
  const json = {
    hash: nativesHash(program),
    groups: [...groups.values()].map(({ name, macro, member, hardware }) => ({ name, macro, member, hardware })),
    capabilities: program.capabilities.map(({ name, bit, group }) => ({ name, bit, group: group.name })),
    natives: program.natives.map((decl) => ({
      name: wasmName(decl),
      signature: signatureOf(decl),
      capability: decl.tags.import?.capability?.name ?? null,
      group: groupOf(program, decl)?.name ?? null,
      doc: decl.doc.replace(/\s+/g, ' ').trim(),
    })),
  };
  return JSON.stringify(json, null, 2) + '\n';
}
