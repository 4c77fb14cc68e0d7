// SPDX-License-Identifier: Apache-2.0
/** Calls of the host's C functions: with addresses that it writes to, structs of its own, texts, enums and functions that it calls back. */
import { staticElements } from './data';
import { int } from './ints';
import { loose } from './leaves';
import type { Scope } from './scope';
import type { Made } from './statements';
import { int as intType, type Scalar, textOfType, u32 } from './types';
import type { Writer } from './writer';

export function hostStatement(g: Writer, scope: Scope): Made | null {
  const value = (type: Scalar, line: (name: string) => string[]): Made => {
    const local = g.local();
    const lines = line(local.name);
    scope.values.push({ text: local.name, type, writable: false, local });
    return { lines, locals: [{ local, type }] };
  };
  const words = scope.elements.filter((e) => e.length !== null && e.writable && textOfType(e.element) === 'u32');
  const word = (): string => {
    const of = g.c.pick(words.length > 0 ? words : [staticElements(g, scope, u32)]);
    return `${of.text}[${g.c.below(of.length ?? 1)}]`;
  };
  return g.c.weighted<() => Made>([
    [3, () => ({ lines: [`hostStore(pointerTo(${word()}), ${loose(g, scope, 'u32', 1)});`] })],
    [2, () => value(u32, (name) => [`const ${name} = hostLoad(constPointerTo(${word()}));`])],
    [2, () => value(u32, (name) => [`const ${name} = hostLength(${hostText(g)});`])],
    [1, () => value(u32, (name) => [`const ${name} = min(${int(g, scope, 'u32', 1)}, HOST_LIMIT);`])],
    [
      g.callbacks.length > 0 ? 3 : 0,
      () =>
        value(u32, (name) => [`const ${name} = hostApply(${g.c.pick(g.callbacks)}, ${loose(g, scope, 'u32', 1)});`]),
    ],
    [
      2,
      () => {
        const point = g.local('o');
        const lines = [
          `const ${point.name} = zeroed<HostPoint>();`,
          `${point.name}.x = ${loose(g, scope, 'i32', 1)};`,
          `hostMove(${point.name}, ${loose(g, scope, 'i32', 1)});`,
        ];
        const made = value(intType('u16'), (name) => [...lines, `const ${name} = ${point.name}.y;`]);
        scope.values.push({ text: `${point.name}.x`, type: intType('i32'), writable: true, local: point });
        return made;
      },
    ],
  ])();
}

/** A text with a NUL behind it. */
const hostText = (g: Writer): string => g.c.pick(["''", "'a'", "'longer text'", "'tab\\there'"]);
