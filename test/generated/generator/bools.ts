// SPDX-License-Identifier: Apache-2.0
/** Conditions. */
import { float, floatLiteral } from './floats';
import { int } from './ints';
import { endsTypeArguments, loose, pureCall, variable } from './leaves';
import type { Scope } from './scope';
import { bool, type IntName } from './types';
import type { Writer } from './writer';

/** Types compared, small ones more often: they have more equal values. */
const COMPARED: readonly IntName[] = ['u32', 'u8', 'i32', 'u16', 'u64', 'i8', 'i16', 'i64', 'u32', 'u8', 'usize'];
const RELATIONS = ['<', '<=', '>', '>=', '===', '!=='] as const;

export function condition(g: Writer, scope: Scope, depth: number): string {
  return g.c.weighted<() => string>([
    [8, () => compared(g, scope, depth)],
    [2, () => variable(g, scope, bool, depth) ?? compared(g, scope, depth)],
    [
      depth > 0 ? 3 : 0,
      () => `(${condition(g, scope, depth - 1)} ${g.c.pick(['&&', '||'])} ${condition(g, scope, depth - 1)})`,
    ],
    [depth > 0 ? 1 : 0, () => `!${condition(g, scope, depth - 1)}`],
    [2, () => comparedFloats(g, scope, depth)],
    [1, () => comparedEnums(g, scope) ?? compared(g, scope, depth)],
    [1, () => pureCall(g, scope, bool, depth) ?? compared(g, scope, depth)],
    [
      depth > 0 ? 1 : 0,
      () => `(${compared(g, scope, depth - 1)} ${g.c.pick(['===', '!=='])} ${comparedFloats(g, scope, depth - 1)})`,
    ],
    [
      depth > 0 ? 1 : 0,
      () => `(${compared(g, scope, 0)} ? ${condition(g, scope, depth - 1)} : ${condition(g, scope, depth - 1)})`,
    ],
    [1, () => nullCheck(g, scope) ?? compared(g, scope, depth)],
  ])();
}

function compared(g: Writer, scope: Scope, depth: number): string {
  const name = g.c.pick(COMPARED);
  const left = int(g, scope, name, depth - 1);
  const right = loose(g, scope, name, depth - 1);
  // Two equal sides are refused.
  if (left === right) return `(${left} ${g.c.pick(['>=', '!=='])} ${name === 'u64' || name === 'i64' ? '2n' : '2'})`;
  const relation = g.c.pick(RELATIONS);
  if (relation === '<' && endsTypeArguments(right)) return `(${right} > ${left})`;
  return `(${left} ${relation} ${right})`;
}

function comparedFloats(g: Writer, scope: Scope, depth: number): string {
  const name = g.c.pick(['f64', 'f32'] as const);
  const left = float(g, scope, name, depth - 1);
  const relation = g.c.pick(RELATIONS);
  const right = g.c.chance(50) ? floatLiteral(g, name) : float(g, scope, name, depth - 1);
  return `(${left} ${relation === '<' && endsTypeArguments(right) ? '<=' : relation} ${right})`;
}

function comparedEnums(g: Writer, scope: Scope): string | null {
  if (g.enums.length === 0) return null;
  const decl = g.c.pick(g.enums);
  const own = scope.values.find((v) => v.type.kind === 'enum' && v.type.decl === decl && v.local?.isNarrowed === false);
  let left = `${decl.picker}(${int(g, scope, 'u32', 0)})`;
  if (own?.local !== undefined && own.local !== null && g.c.chance(60)) {
    own.local.isNarrowed = true;
    left = own.text;
  }
  return `(${left} ${g.c.pick(['===', '!==', '<'])} ${decl.name}.${g.c.pick(decl.members)})`;
}

function nullCheck(g: Writer, scope: Scope): string | null {
  if (scope.nullable.length === 0) return null;
  const of = g.c.pick(scope.nullable);
  return `(${of.text} ${g.c.pick(['===', '!=='])} null)`;
}
