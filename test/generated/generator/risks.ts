// SPDX-License-Identifier: Apache-2.0
/** Statements whose check is one that ordinary ones seldom fail: of a shift, a slice, a copy, a null, an enum of C; for some values just beyond what holds. */
import { condition } from './bools';
import { staticElements, staticStruct } from './data';
import { int } from './ints';
import { loose } from './leaves';
import { noteElements } from './notes';
import type { Elements, Scope } from './scope';
import type { Made } from './statements';
import { int as intType, u32 } from './types';
import type { Writer } from './writer';

export function riskyStatement(g: Writer, scope: Scope): Made {
  return g.c.weighted<() => Made>([
    [1, () => shifted(g, scope)],
    [1, () => part(g, scope)],
    [1, () => moved(g, scope)],
    [1, () => there(g, scope)],
    [1, () => foreign(g, scope)],
    [1, () => ({ lines: [`if (${int(g, scope, 'u32', 1)} % 5 === 3) unreachable();`] })],
  ])();
}

/** Half of the counts are too large, or a few. */
function shifted(g: Writer, scope: Scope): Made {
  const [places, local] = [g.local(), g.local()];
  const count = g.c.pick(['& 63', '% 33', '% 36']);
  const op = g.c.pick(['<<', '>>']);
  const lines = [
    `const ${places.name} = ${int(g, scope, 'u32', 1)} ${count};`,
    `const ${local.name} = ${int(g, scope, 'u32', 1)} ${op} ${places.name};`,
  ];
  scope.values.push({ text: local.name, type: u32, writable: false, local });
  return { lines, locals: [{ local, type: u32 }] };
}

function array(g: Writer, scope: Scope): Elements & { length: number } {
  const arrays = scope.elements.filter((e) => e.length !== null && e.writable && e.element.kind === 'int');
  const of = arrays.length > 0 ? g.c.pick(arrays) : staticElements(g, scope, intType('u32'));
  return of as Elements & { length: number };
}

/** From or to the end, or one beyond it; sometimes the wrong way round. */
function part(g: Writer, scope: Scope): Made {
  const of = array(g, scope);
  const [from, to, length] = [g.local(), g.local(), g.local()];
  const last = of.length + g.c.below(2);
  const lines = [
    `const ${from.name} = min(${int(g, scope, 'u32', 1)}, ${last});`,
    `const ${to.name} = min(${int(g, scope, 'u32', 1)}, ${last});`,
    `const ${length.name} = ${g.c.pick(['slice', 'view'])}(${of.text}, ${from.name}, ${to.name}).length;`,
  ];
  for (const local of [from, to, length]) scope.values.push({ text: local.name, type: u32, writable: false, local });
  return { lines, locals: [{ local: length, type: u32 }] };
}

/** The target is as long as what is copied, or shorter. */
function moved(g: Writer, scope: Scope): Made {
  const of = array(g, scope);
  const start = g.local();
  const count = 1 + g.c.below(of.length);
  const lines = [
    `const ${start.name} = min(${int(g, scope, 'u32', 1)}, ${of.length - count + g.c.below(2)});`,
    `copy(slice(${of.text}, min(${start.name}, ${of.length})), view(${of.text}, 0, ${count}));`,
    ...noteElements(of.element, of.text),
  ];
  scope.values.push({ text: start.name, type: u32, writable: false, local: start });
  return { lines };
}

function there(g: Writer, scope: Scope): Made {
  const of = g.staticReferences.find((r) => scope.references.includes(r)) ?? staticStruct(g, scope);
  const [maybe, sure] = [g.local('n'), g.local('r')];
  const lines = [
    `const ${maybe.name}: ${of.decl.name} | null = ${condition(g, scope, 1)} ? ${of.text} : null;`,
    `const ${sure.name} = nonNull(${maybe.name});`,
    `noteBool(${sure.name} === ${of.text});`,
  ];
  scope.addStruct({ text: sure.name, decl: of.decl, writable: true, isStatic: false, local: sure });
  return { lines };
}

/** What the host returns is no member for some numbers: the switch ends the program. */
function foreign(g: Writer, scope: Scope): Made {
  const mode = g.local('m');
  return {
    lines: [
      `const ${mode.name} = hostMode(${int(g, scope, 'u32', 1)});`,
      `switch (${mode.name}) {`,
      '  case SharedMode.Slow:',
      `    noteU32(${loose(g, scope, 'u32', 1)});`,
      '    break;',
      '  case SharedMode.Fast:',
      '    noteBool(true);',
      '    break;',
      '}',
    ],
  };
}
