// SPDX-License-Identifier: Apache-2.0
/** Statements and blocks. */
import { ifStatement, intSwitch, enumSwitch, leave, loop } from './control';
import { anyScalar, scalar } from './expressions';
import { stored } from './stored';
import { interruptStatement } from './interrupts';
import { pointerStatement } from './pointers';
import { registerStatement } from './registers';
import { hostStatement } from './externs';
import { riskyStatement } from './risks';
import { literal, loose, safeIndex } from './leaves';
import { floatLiteral } from './floats';
import { callFunction, callThroughPointer } from './calls';
import {
  assignStruct,
  localArray,
  localSlice,
  localStruct,
  localText,
  moveElements,
  nullableLocal,
  structElement,
  unionStatement,
} from './memory';
import { atomicStatement } from './atomics';
import { noteValue } from './notes';
import { type Local, Scope } from './scope';
import { INTS, int as intType, isWide, type Scalar, textOfType, u32 } from './types';
import {
  constantStruct,
  placeType,
  staticAtomic,
  staticElements,
  staticScalar,
  staticStruct,
  staticStructs,
  staticUnion,
} from './data';
import type { Writer } from './writer';
import { int } from './ints';

/** What a statement makes: its lines, and the locals it declares, which something has to read. */
export interface Made {
  readonly lines: readonly string[];
  readonly locals?: readonly { readonly local: Local; readonly type: Scalar }[];
  /** Control does not come past it. */
  readonly ends?: boolean;
}
/** The lines of a block, and whether control does not come to its end: tsc narrows nothing in what stands behind. */
export interface Body {
  readonly lines: readonly string[];
  readonly ends: boolean;
}
export type MakeStatement = (g: Writer, scope: Scope, depth: number) => Made | null;

const indent = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);
export { indent };

export function block(g: Writer, outer: Scope, depth: number, count: number, last?: (scope: Scope) => Made): Body {
  const scope = new Scope(outer);
  const lines: string[] = [];
  const declared: { local: Local; type: Scalar }[] = [];
  const add = (made: Made | null): boolean => {
    if (made === null) return false;
    lines.push(...made.lines);
    declared.push(...(made.locals ?? []));
    return made.ends === true;
  };
  let ends = false;
  for (let i = 0; i < count && !ends; i++) {
    intrude(g, scope, lines);
    ends = add(statement(g, scope, depth));
  }
  const end = last?.(scope);
  for (const { local, type } of declared) {
    const isRead = reads(lines, local.name);
    if (isRead && g.c.chance(50)) continue;
    if (!g.pure) lines.push(...noteValue(type, local.name));
    else if (!isRead) lines.push(...consume(type, local.name));
  }
  const leaves = add(end ?? null);
  return { lines, ends: ends || leaves };
}

/** Whether something reads the local: tsc refuses those that are only set. */
function reads(lines: readonly string[], name: string): boolean {
  const use = new RegExp(`\\b${name}\\b(?!:|\\+\\+|--| (?:[-+*/%&|^]|<<|>>)?= )`);
  return lines.some((line) => use.test(line.replace(/^\s*(?:\+\+|--)\w+;|^\s*const \w+ = /, '')));
}

/** Reads a value in a function that may not note it. */
function consume(type: Scalar, name: string): string[] {
  switch (type.kind) {
    case 'bool':
      return [`if (${name}) {}`];
    case 'float':
      return [`if (${name} > 0.5) {}`];
    case 'enum':
      return [`if (u32(${name}) > 1) {}`];
    case 'int':
      return [`if (${name} > ${INTS[type.name].big ? '1n' : '1'}) {}`];
  }
}

function intrude(g: Writer, scope: Scope, lines: string[]): void {
  const { intrusion } = g;
  g.statements += 1;
  if (intrusion === null || g.intruded || g.statements <= intrusion.at) return;
  const wrong = intrusion.statements(g, scope);
  if (wrong === null) return;
  g.intruded = true;
  lines.push(...wrong.map((line) => `${line} //!`));
}

function statement(g: Writer, scope: Scope, depth: number): Made | null {
  if (!g.affords(1)) return null;
  g.spend(1);
  const deep = depth > 0 ? 1 : 0;
  const impure = g.pure ? 0 : 1;
  // Through references and slices, even to what is its own, an interrupt touches nothing.
  const direct = g.isr ? 0 : 1;
  return g.c.weighted<MakeStatement>([
    [8, constLocal],
    [5, letLocal],
    [7, assignment],
    [5, compound],
    [2, step],
    [5 * deep, ifStatement],
    [5 * deep, loop],
    [2 * deep, intSwitch],
    [2 * deep, enumSwitch],
    [1 * deep, nested],
    [2, localArray],
    [3 * direct, localSlice],
    [3, localStruct],
    [2, structElement],
    [2, assignStruct],
    [2, moveElements],
    [2 * direct, nullableLocal],
    [2 * impure, unionStatement],
    [1, localText],
    [2, checkedLocal],
    [2 * impure, atomicStatement],
    [4 * impure, pointerStatement],
    [2 * impure, registerStatement],
    [2 * impure, hostStatement],
    [g.pure || g.total ? 0 : 8, riskyStatement],
    [g.isr ? 12 : 0, interruptStatement],
    [4, callFunction],
    [2 * impure, callThroughPointer],
    [1, guard],
    [1 * impure, newStatic],
    [2 * direct, sharedPart],
    [1 * deep, buildCondition],
    [1, () => ({ lines: [';'] })],
  ])(g, scope, depth);
}

function constLocal(g: Writer, scope: Scope): Made {
  const type = g.c.chance(15) ? placeType(g, { zero: false, tag: false }) : anyScalar(g);
  const isRanged = type.kind === 'int' && type.range !== undefined;
  const text = isRanged ? stored(g, scope, type, 2) : scalar(g, scope, type, 3);
  const local = g.local();
  scope.values.push({ text: local.name, type, writable: false, local });
  const written = isRanged || g.c.chance(30) || type.kind === 'bool' ? `: ${textOfType(type)}` : '';
  return { lines: [`const ${local.name}${written} = ${text};`], locals: [{ local, type }] };
}

function letLocal(g: Writer, scope: Scope): Made {
  const type = placeType(g, { zero: false, tag: false });
  const text = stored(g, scope, type, 2);
  const local = g.local();
  scope.values.push({ text: local.name, type, writable: true, local });
  return { lines: [`let ${local.name}: ${textOfType(type)} = ${text};`], locals: [{ local, type }] };
}

/** A variable, field or element that may be assigned: how to write it, and its type. */
function target(g: Writer, scope: Scope, accepts: (type: Scalar) => boolean): { text: string; type: Scalar } | null {
  const values = scope.values.filter(
    (v) => v.writable && accepts(v.type) && (!g.pure || (v.local !== null && !v.text.includes('.'))),
  );
  const elements = scope.elements.filter(
    (e) =>
      e.writable && accepts(e.element) && (!g.pure || (e.local !== null && e.length !== null && !e.text.includes('.'))),
  );
  if (elements.length > 0 && (values.length === 0 || g.c.chance(30))) {
    const of = g.c.pick(elements);
    if (of.length === null) {
      if (g.total) return null;
      return { text: `${of.text}[${g.c.below(3)}]`, type: of.element };
    }
    const at = safeIndex(g, scope, of.length + (g.total || g.c.chance(75) ? 0 : 1), 1);
    return { text: `${of.text}[${at}]`, type: of.element };
  }
  if (values.length === 0) return null;
  const value = g.c.pick(values);
  return value;
}

function assignment(g: Writer, scope: Scope): Made | null {
  const to = target(g, scope, () => true);
  if (to === null) return null;
  const value = stored(g, scope, to.type, 3);
  if (value === to.text) return null;
  return { lines: [`${to.text} = ${value};`] };
}

function compound(g: Writer, scope: Scope): Made | null {
  // Nothing shows that the result lies in a range.
  const to = target(g, scope, (t) => (t.kind === 'int' && !(g.total && t.range !== undefined)) || t.kind === 'float');
  if (to === null) return null;
  const { type, text } = to;
  if (type.kind === 'float') {
    const value = g.c.chance(50) ? floatLiteral(g, type.name) : scalar(g, scope, type, 2);
    return { lines: [`${text} ${g.c.pick(['+=', '-=', '*=', '/='])} ${value};`] };
  }
  if (type.kind !== 'int') return null;
  const { signed, big, bits } = INTS[type.name];
  const suffix = big ? 'n' : '';
  const isSize = type.name === 'usize';
  const made = g.c.weighted<() => string | null>([
    [g.total || isSize ? 0 : 4, () => `${g.c.pick(['+=', '-=', '*='])} ${loose(g, scope, type.name, 2)}`],
    [g.total || isSize ? 0 : 3, () => `${g.c.pick(['+=', '-='])} ${1 + g.c.below(5)}${suffix}`],
    [g.total && !isSize ? 0 : 1, () => (g.total ? `%= 7${suffix}` : `-= ${1 + g.c.below(3)}${suffix}`)],
    [2, () => `%= ${g.c.pick([2, 3, 10, 100])}${suffix}`],
    [signed ? 0 : 3, () => `${g.c.pick(['&=', '|=', '^='])} ${isSize ? '255' : loose(g, scope, type.name, 2)}`],
    [!signed && isWide(type.name) && !isSize ? 2 : 0, () => `${g.c.pick(['<<=', '>>='])} ${g.c.below(bits)}${suffix}`],
    [!signed && !isWide(type.name) ? 1 : 0, () => `>>= ${g.c.below(bits)}`],
  ])();
  return made === null ? null : { lines: [`${text} ${made};`] };
}

function step(g: Writer, scope: Scope): Made | null {
  if (g.total) return null;
  const to = target(g, scope, (t) => t.kind === 'int' && t.name !== 'usize');
  if (to === null) return null;
  const op = g.c.pick(['++', '--']);
  return { lines: [g.c.chance(20) ? `${op}${to.text};` : `${to.text}${op};`] };
}

function nested(g: Writer, scope: Scope, depth: number): Made {
  const { lines, ends } = block(g, scope, depth - 1, 1 + g.c.below(2));
  return { lines: ['{', ...indent(lines), '}'], ends };
}

function checkedLocal(g: Writer, scope: Scope): Made {
  const name = g.c.pick(['u32', 'i32', 'u64', 'i64'] as const);
  const op = g.c.pick(['+', '-', '*']);
  const text = `${int(g, scope, name, 2)} ${op} ${loose(g, scope, name, 2)}`;
  const local = g.local();
  const type = intType(name);
  scope.values.push({ text: `${local.name}.value`, type, writable: false, local });
  scope.values.push({ text: `${local.name}.ok`, type: { kind: 'bool' }, writable: false, local });
  const lines = [`const ${local.name} = checked(${text});`];
  const value = g.local();
  scope.values.push({ text: value.name, type, writable: false, local: value });
  lines.push(
    g.c.chance(50)
      ? `const ${value.name} = ${local.name}.ok ? ${local.name}.value : ${literal(g, name)};`
      : `const ${value.name}: ${name} = ${local.name}.value;`,
  );
  return { lines, locals: [{ local: value, type }] };
}

/** Something of another file. */
function sharedPart(g: Writer, scope: Scope): Made {
  const local = g.local();
  const value = (type: Scalar, text: string): Made => {
    scope.values.push({ text: local.name, type, writable: false, local });
    return { lines: [`const ${local.name} = ${text};`], locals: [{ local, type }] };
  };
  const argument = int(g, scope, 'u32', 1);
  return g.c.weighted<() => Made>([
    [2, () => value(u32, `sharedTwice(${g.total ? `${argument} & 255` : argument})`)],
    [1, () => value(u32, `u32(sharedMode(${argument}))`)],
    [1, () => value({ kind: 'bool' }, `sharedMode(${argument}) === SharedMode.Fast`)],
    [1, () => value(u32, `min(${argument}, SHARED_LIMIT)`)],
    [1, () => value(u32, `min(${argument}, ROOM)`)],
    [g.total ? 0 : 1, () => ({ lines: [`if (${argument} > 4294967000) sharedFail();`] })],
    [
      1,
      () => {
        const pair = g.local('o');
        const high = loose(g, scope, 'i64', 1);
        const made = value({ kind: 'int', name: 'i64' }, `sharedSum(${pair.name})`);
        const init = `const ${pair.name}: SharedPair = { low: ${argument}, high: ${high} };`;
        return { ...made, lines: [init, ...made.lines] };
      },
    ],
  ])();
}

/** Parts that the build decides about. */
function buildCondition(g: Writer, scope: Scope, depth: number): Made {
  if (!g.pure && g.c.chance(50)) {
    const lines = ['if (when(HAL.EXTRA)) {', `  noteU32(extraPart(${int(g, scope, 'u32', 1)}));`];
    return { lines: [...lines, ...indent(block(g, scope, depth - 1, 1).lines), '}'] };
  }
  const fast = block(g, scope, depth - 1, 1);
  const lines = ['if (when(FLAG.FAST)) {', ...indent(fast.lines)];
  const slow = g.c.chance(70) ? block(g, scope, depth - 1, 1) : null;
  if (slow !== null) lines.push('} else {', ...indent(slow.lines));
  return { lines: [...lines, '}'], ends: fast.ends && slow?.ends === true };
}

/** Leaves early, or says that something cannot be. */
function guard(g: Writer, scope: Scope): Made {
  const test = scalar(g, scope, { kind: 'bool' }, 2);
  if (!g.total && g.c.chance(25)) {
    const name = g.c.pick(['u8', 'u16'] as const);
    return { lines: [`if (${int(g, scope, name, 1)} > ${name === 'u8' ? '250' : '65500'}) unreachable();`] };
  }
  const end = leave(g, scope);
  if (end.lines.length === 1 && g.c.chance(60)) return { lines: [`if (${test}) ${end.lines[0]}`] };
  return { lines: [`if (${test}) {`, ...indent(end.lines), '}'] };
}

function newStatic(g: Writer, scope: Scope): Made | null {
  g.c.weighted<() => void>([
    [3, () => staticScalar(g, scope)],
    [2, () => void staticElements(g, scope)],
    [2, () => void staticStruct(g, scope)],
    [1, () => staticStructs(g, scope)],
    [1, () => void staticUnion(g, scope)],
    [1, () => staticAtomic(g)],
    [2, () => constantStruct(g, scope)],
  ])();
  return null;
}
