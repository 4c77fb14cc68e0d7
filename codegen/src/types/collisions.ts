// SPDX-License-Identifier: Apache-2.0
/** Two declarations must not meet under one C name: exported ones in the program, the others in their file. */
import type { Declaration, FileUnit, Location } from '../ir';
import type { Context } from './context';

interface Owner {
  readonly name: string;
  readonly at: Location;
}

export function checkCNames(c: Context, files: readonly FileUnit[]): void {
  const shared = new Map<string, Owner>();
  for (const file of files) for (const d of file.declarations) if (d.exported) claim(c, shared, shared, d);
  for (const file of files) {
    const own = new Map<string, Owner>();
    for (const d of file.declarations) if (!d.exported) claim(c, own, shared, d);
  }
}

function claim(c: Context, into: Map<string, Owner>, shared: ReadonlyMap<string, Owner>, d: Declaration): void {
  const names = [{ cName: d.cName, name: d.name }];
  if (d.kind === 'enum') for (const m of d.members) names.push({ cName: m.cName, name: `${d.name}.${m.name}` });
  for (const { cName, name } of names) {
    const other = into.get(cName) ?? shared.get(cName);
    if (other !== undefined)
      c.diagnostics.report(
        'FUSE6101',
        d.at,
        `${name} and ${other.name} are both ${cName} in C. Rename one, or give it a @cname.`,
        [{ at: other.at, message: `${other.name} is here.` }],
      );
    else into.set(cName, { name, at: d.at });
  }
}
