// SPDX-License-Identifier: Apache-2.0
/** Statements that decide what runs next. */
import { condition } from './bools';
import { enumDecl } from './data';
import { int } from './ints';
import { stored } from './stored';
import { noteValue } from './notes';
import { Scope } from './scope';
import { block, type Body, indent, type Made } from './statements';
import { INTS, type IntName, int as intType, u32 } from './types';
import type { Writer } from './writer';

/** return, break or continue. */
export function leave(g: Writer, scope: Scope): Made {
  if (g.inLoop && g.c.chance(65)) return { lines: [`${g.c.pick(['break', 'continue'])};`], ends: true };
  if (g.result === null) return { lines: ['return;'], ends: true };
  return { lines: [`return ${stored(g, scope, g.result, 1)};`], ends: true };
}

function body(g: Writer, scope: Scope, depth: number): Body {
  const leaves = g.c.chance(12);
  return block(g, scope, depth - 1, 1 + g.c.below(3), leaves ? (inner) => leave(g, inner) : undefined);
}

export function ifStatement(g: Writer, scope: Scope, depth: number): Made {
  const lines: string[] = [];
  const bodies: Body[] = [];
  const branch = (head: string): void => {
    const made = body(g, scope, depth);
    lines.push(head, ...indent(made.lines));
    bodies.push(made);
  };
  branch(`if (${condition(g, scope, 2)}) {`);
  while (g.c.chance(15)) branch(`} else if (${condition(g, scope, 1)}) {`);
  const hasElse = g.c.chance(40);
  if (hasElse) branch('} else {');
  return { lines: [...lines, '}'], ends: hasElse && bodies.every((b) => b.ends) };
}

/** The body of a loop that runs at most `times`. */
function repeated(g: Writer, scope: Scope, depth: number, times: number): Body {
  const before = { inLoop: g.inLoop, repeated: g.repeated };
  g.inLoop = true;
  g.repeated *= times;
  const made = body(g, scope, depth);
  g.inLoop = before.inLoop;
  g.repeated = before.repeated;
  return made;
}

export function loop(g: Writer, scope: Scope, depth: number): Made | null {
  if (!g.affords(20)) return null;
  return g.c.weighted<(g: Writer, scope: Scope, depth: number) => Made>([
    [5, countedLoop],
    [g.total ? 0 : 2, whileLoop],
    [g.total ? 0 : 1, doLoop],
    [2, downward],
    [g.pure ? 0 : 1, overElements],
  ])(g, scope, depth);
}

function countedLoop(g: Writer, scope: Scope, depth: number): Made {
  const i = g.local('k');
  const name = g.c.pick<IntName>(['u32', 'u8', 'i32', 'u16', 'u64', 'u32']);
  const { big } = INTS[name];
  const suffix = big ? 'n' : '';
  const limit = 1 + g.c.below(8);
  const lines: string[] = [];
  let to = `${limit}${suffix}`;
  if (g.c.chance(40)) {
    const local = g.local('l');
    lines.push(`const ${local.name}: ${name} = min(${int(g, scope, name, 1)}, ${limit}${suffix});`);
    to = local.name;
  }
  const inner = new Scope(scope);
  inner.values.push({ text: i.name, type: intType(name), writable: false, local: i });
  const by = g.c.weighted([
    [5, `${i.name}++`],
    [1, `${i.name} += ${2 + g.c.below(2)}${suffix}`],
    [1, `++${i.name}`],
  ]);
  const op = g.c.pick(['<', '<', '<=']);
  const from = g.c.pick([0, 0, 1]);
  const extra = g.c.chance(10) ? ` && ${condition(g, inner, 0)}` : '';
  lines.push(
    `for (let ${i.name}: ${name} = ${from}${suffix}; ${i.name} ${op} ${to}${extra}; ${by}) {`,
    ...indent(repeated(g, inner, depth, limit + 1).lines),
    '}',
  );
  return { lines };
}

function downward(g: Writer, scope: Scope, depth: number): Made {
  const i = g.local('k');
  const from = 1 + g.c.below(6);
  const inner = new Scope(scope);
  inner.values.push({ text: i.name, type: u32, writable: false, local: i });
  const start = g.c.chance(40) ? `min(${int(g, scope, 'u32', 1)}, ${from})` : String(from);
  const lines = [
    `for (let ${i.name}: u32 = ${start}; ${i.name} > 0; ${i.name}--) {`,
    ...indent(repeated(g, inner, depth, from).lines),
    '}',
  ];
  return { lines };
}

/** Counts by itself, and stops early where its condition says so; some run beyond their bound. */
function whileLoop(g: Writer, scope: Scope, depth: number): Made {
  const c = g.local('c');
  const limit = 2 + g.c.below(6);
  const bound = g.c.chance(15) ? limit - 1 : limit + g.c.below(3);
  const inner = new Scope(scope);
  inner.values.push({ text: c.name, type: u32, writable: false, local: c });
  const test = g.c.chance(50) ? `${c.name} < ${limit} && ${condition(g, inner, 1)}` : `${c.name} < ${limit}`;
  const head = g.c.chance(20) ? `for (; ${test}; )` : `while (${test})`;
  const lines = [
    `let ${c.name}: u32 = 0;`,
    `// @bound ${bound} what the test needs`,
    `${head} {`,
    `  ${c.name} += 1;`,
    ...indent(repeated(g, inner, depth, limit).lines),
    '}',
  ];
  return { lines };
}

function doLoop(g: Writer, scope: Scope, depth: number): Made {
  const c = g.local('c');
  const limit = 1 + g.c.below(5);
  const inner = new Scope(scope);
  inner.values.push({ text: c.name, type: u32, writable: false, local: c });
  const test = g.c.chance(40) ? `${c.name} < ${limit} && ${condition(g, scope, 1)}` : `${c.name} < ${limit}`;
  const bound = g.c.chance(15) ? limit - 1 : limit;
  const turn = repeated(g, inner, depth, limit);
  const lines = [
    `let ${c.name}: u32 = 0;`,
    `// @bound ${bound} what the test needs`,
    'do {',
    `  ${c.name}++;`,
    ...indent(turn.lines),
    `} while (${test});`,
  ];
  return { lines, ends: turn.ends };
}

/** Goes over an array or slice, whose indices a prover should see to be inside. */
function overElements(g: Writer, scope: Scope, depth: number): Made {
  const fitting = scope.elements.filter((e) => e.element.kind === 'int' && (e.length ?? 0) <= 16);
  if (fitting.length === 0) return countedLoop(g, scope, depth);
  const of = g.c.pick(fitting);
  const i = g.local('k');
  const item = g.local();
  const inner = new Scope(scope);
  inner.values.push({ text: i.name, type: u32, writable: false, local: i });
  inner.values.push({ text: item.name, type: of.element, writable: false, local: item });
  const limit = of.length === null ? `min(${of.text}.length, 16)` : `${of.text}.length`;
  const lines = [
    `for (let ${i.name}: u32 = 0; ${i.name} < ${limit}; ${i.name}++) {`,
    `  const ${item.name} = ${of.text}[${i.name}];`,
    `  ${noteValue(of.element, item.name)[0]}`,
    ...indent(repeated(g, inner, depth, of.length ?? 16).lines),
    '}',
  ];
  return { lines };
}

export function intSwitch(g: Writer, scope: Scope, depth: number): Made {
  const name = g.c.pick<IntName>(['u32', 'u8', 'i32', 'u64', 'u16', 'i8']);
  const { big, signed } = INTS[name];
  const suffix = big ? 'n' : '';
  const modulus = 2 + g.c.below(4);
  const subject = g.c.chance(70) ? `${int(g, scope, name, 1)} % ${modulus}${suffix}` : int(g, scope, name, 2);
  const lines: string[] = [`switch (${subject}) {`];
  const bodies: Body[] = [];
  const addCase = (): void => {
    const made = caseBody(g, scope, depth);
    lines.push(...made.lines);
    bodies.push(made);
  };
  const count = 1 + g.c.below(3);
  for (let i = 0; i < count; i++) {
    const value = signed && i === 1 ? '-1' : `${i * (1 + g.c.below(2)) + (i > 0 ? i : 0)}${suffix}`;
    lines.push(`  case ${value}${signed && i === 1 ? suffix : ''}:`);
    if (i + 1 < count && g.c.chance(15)) continue;
    addCase();
  }
  const hasDefault = g.c.chance(60);
  if (hasDefault) {
    lines.push('  default:');
    addCase();
  }
  return { lines: [...lines, '}'], ends: hasDefault && bodies.every((b) => b.ends) };
}

function caseBody(g: Writer, scope: Scope, depth: number): Body {
  // `continue` in a case would go on with the loop, `break` leaves the case.
  const before = g.inLoop;
  g.inLoop = false;
  const leaves = g.c.chance(15);
  const made = block(g, scope, depth - 1, 1 + g.c.below(2), leaves ? (inner) => leave(g, inner) : undefined);
  g.inLoop = before;
  const end = leaves ? [] : before && g.c.chance(15) ? ['continue;'] : ['break;'];
  const lines = ['  {', ...indent(indent([...made.lines, ...end])), '  }'].map((line) => `  ${line}`);
  return { lines, ends: made.ends || end[0] === 'continue;' };
}

export function enumSwitch(g: Writer, scope: Scope, depth: number): Made {
  const decl = enumDecl(g);
  const own = scope.values.find((v) => v.type.kind === 'enum' && v.type.decl === decl && v.local?.isNarrowed === false);
  let subject = `${decl.picker}(${int(g, scope, 'u32', 1)})`;
  if (own?.local !== undefined && own.local !== null && g.c.chance(70)) {
    own.local.isNarrowed = true;
    subject = own.text;
  }
  const all = g.c.chance(60);
  const members = all ? decl.members : decl.members.slice(0, 1 + g.c.below(decl.members.length));
  const labels = members.map((member) => `  case ${decl.name}.${member}:`);
  if (members.length < decl.members.length) labels.push('  default:');
  const bodies = labels.map(() => caseBody(g, scope, depth));
  const lines = labels.flatMap((label, i) => [label, ...(bodies[i] as Body).lines]);
  return { lines: [`switch (${subject}) {`, ...lines, '}'], ends: bodies.every((b) => b.ends) };
}
