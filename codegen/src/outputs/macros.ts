// SPDX-License-Identifier: Apache-2.0
/** The macros that a build may set: flags of groups and `when()`, and build constants with their ranges. */
import type * as c from '../c';
import type { BuildConstant, Program } from '../ir';
import { walkFunction } from '../facts/walk';

/** Every flag macro of the program, sorted. */
export function flagMacros(program: Program): string[] {
  const macros = new Set<string>();
  for (const group of program.groups) if (group.macro !== null) macros.add(group.macro);
  for (const file of program.files) {
    if (file.group?.macro) macros.add(file.group.macro);
    for (const decl of file.declarations) {
      if (decl.kind === 'struct')
        for (const field of decl.fields) if (field.condition !== null) macros.add(field.condition);
      if (decl.kind !== 'functionDecl') continue;
      walkFunction(decl, (node) => {
        if (node.kind === 'buildIf' || node.kind === 'buildFlag') macros.add(node.macro);
      });
    }
  }
  return [...macros].sort();
}

/** A flag that the build leaves undefined is off. */
export const flagDefaults = (macros: readonly string[]): c.CTop[] =>
  macros.map((macro) => ({
    kind: 'ppIf',
    condition: `!defined(${macro})`,
    then: [{ kind: 'define', name: macro, params: null, value: { kind: 'literal', text: '0' }, doc: '' }],
    otherwise: null,
    tight: true,
  }));

export function buildConstants(program: Program): BuildConstant[] {
  const found = new Map<string, BuildConstant>();
  for (const file of program.files) {
    for (const decl of file.declarations) {
      if (decl.kind === 'constant' && decl.build !== null) found.set(decl.cName, decl as BuildConstant);
    }
  }
  return [...found.values()].sort((a, b) => (a.cName < b.cName ? -1 : 1));
}

/** The build must define them, within their ranges. `#if` rather than an assertion: it works in C++ and names the macro. */
export function buildChecks(constants: readonly BuildConstant[]): c.CTop[] {
  return constants.map((decl) => ({
    kind: 'ppIf',
    condition: `!defined(${decl.cName}) || ${decl.cName} < ${decl.build.min} || ${decl.cName} > ${decl.build.max}`,
    then: [
      {
        kind: 'error',
        message: `${decl.cName} must be defined as a number from ${decl.build.min} to ${decl.build.max}`,
      },
    ],
    otherwise: null,
    tight: true,
  }));
}
