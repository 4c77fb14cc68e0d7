// SPDX-License-Identifier: Apache-2.0
/** A whole program: some functions, and `run`, which calls them and notes what they compute. */
import {
  constantOf,
  enumDecl,
  placeType,
  rangedInt,
  staticElements,
  staticScalar,
  staticStruct,
  staticUnion,
  structDecl,
  unionDecl,
} from './data';
import { interruptHelper, interrupts } from './interrupts';
import { Choices } from './choices';
import { leave } from './control';
import { literal } from './leaves';
import { importedNames } from '../host';
import { type Parameter, Scope, type Signature } from './scope';
import { block, indent } from './statements';
import { int as intType, INTS, type Scalar, tagOfType, textOfType, u32 } from './types';
import { type Declaration, type Intrusion, Writer } from './writer';
import { anyInt } from './expressions';

export interface GeneratedProgram {
  /** The one exported function, `(seed: u32) => void`. */
  readonly run: string;
  readonly text: string;
  /** Names of ./host that it uses. */
  readonly imports: readonly string[];
}

/** The program that these decisions make; all its top-level names begin with the prefix. */
export function generate(
  choices: readonly number[],
  prefix: string,
  intrusion: Intrusion | null = null,
): GeneratedProgram {
  const g = new Writer(new Choices(choices), prefix, intrusion);
  const globals = new Scope();
  if (g.c.chance(20)) enumDecl(g);
  if (g.c.chance(25)) staticStruct(g, globals);
  if (g.c.chance(30)) staticElements(g, globals);
  if (g.c.chance(30)) staticScalar(g, globals);
  if (g.c.chance(15)) staticUnion(g, globals);
  if (g.c.chance(8)) interruptHelper(g);
  if (g.c.chance(15)) interrupts(g, globals);
  const count = g.c.below(4);
  const statics = (): Scope => new Scope(globals);
  for (let i = 0; i < count; i++) functionDeclaration(g, statics());
  return run(g, statics());
}

function parameter(g: Writer, isFirst: boolean): Parameter {
  if (isFirst) return { kind: 'scalar', type: intType(anyInt(g)) };
  return g.c.weighted<() => Parameter>([
    [5, () => ({ kind: 'scalar', type: placeType(g, { zero: false, tag: true }) })],
    [2, () => ({ kind: 'slice', element: intType(anyInt(g)), writable: !g.pure && g.c.chance(40) })],
    [1, () => ({ kind: 'slice', element: { kind: 'int', name: 'u8' }, writable: false })],
    [2, () => ({ kind: 'struct', decl: structDecl(g), writable: !g.pure && g.c.chance(60), nullable: g.c.chance(25) })],
    [
      g.pure ? 0 : 2,
      () => ({ kind: 'out', type: g.c.chance(60) ? intType(anyInt(g)) : placeType(g, { zero: false, tag: false }) }),
    ],
    [g.pure ? 0 : 1, () => ({ kind: 'union', decl: unionDecl(g) })],
    [1, () => ({ kind: 'text' })],
  ])();
}

/** The parameter as declared; what it is called is added to the scope. Lines to begin the body with come second. */
function declare(g: Writer, scope: Scope, p: Parameter): [string, string[]] {
  const local = g.local('p');
  const note = (lines: string[]): string[] => (g.pure ? [] : lines);
  switch (p.kind) {
    case 'scalar':
      scope.values.push({ text: local.name, type: p.type, writable: g.c.chance(30), local: null });
      return [`${tagOfType(p.type)}${local.name}: ${textOfType(p.type)}`, []];
    case 'slice':
      scope.elements.push({ text: local.name, element: p.element, length: null, writable: p.writable, local: null });
      return [
        `${local.name}: ${p.writable ? 'Slice' : 'ReadonlySlice'}<${textOfType(p.element)}>`,
        note([`${g.pure ? '' : 'noteU32'}(${local.name}.length);`]),
      ];
    case 'struct': {
      const type = p.writable ? p.decl.name : `Readonly<${p.decl.name}>`;
      if (p.nullable) {
        const [first] = p.decl.fields;
        const lines =
          first?.kind === 'scalar' ? [`if (${local.name} !== null) ${g.pure ? ';' : `noteBool(true);`}`] : [];
        scope.nullable.push({ text: local.name, decl: p.decl, local: null });
        return [`${local.name}: ${type} | null`, g.pure ? [] : lines];
      }
      scope.addStruct({ text: local.name, decl: p.decl, writable: p.writable, isStatic: false, local: null });
      return [`${local.name}: ${type}`, []];
    }
    case 'out':
      scope.values.push({ text: `${local.name}.value`, type: p.type, writable: true, local: null });
      return [`${local.name}: Out<${textOfType(p.type)}>`, []];
    case 'union':
      scope.unions.push({ text: local.name, decl: p.decl, writable: true, local: null });
      return [`${local.name}: ${p.decl.name}`, []];
    case 'text':
      scope.texts.push({ text: local.name, length: 0, local: null });
      return [`${local.name}: string`, []];
  }
}

function functionDeclaration(g: Writer, scope: Scope): void {
  const isCallback = g.c.chance(20);
  const pure = isCallback || g.c.chance(40);
  const total = isCallback || g.c.chance(50);
  g.begin(pure, total);
  const result: Scalar | null = isCallback
    ? u32
    : pure || g.c.chance(70)
      ? placeType(g, { zero: false, tag: true })
      : null;
  const argument = g.c.chance(30) ? rangedInt(g, { zero: false, tag: false }) : u32;
  const params: Parameter[] = [isCallback ? { kind: 'scalar', type: argument } : parameter(g, true)];
  if (!isCallback) while (params.length < 4 && g.c.chance(45)) params.push(parameter(g, false));
  g.result = result;
  const name = g.name('f');
  const declared = params.map((p) => declare(g, scope, p));
  const { lines: body } = block(
    g,
    scope,
    2,
    1 + g.c.below(4),
    result === null ? undefined : (inner) => ({ lines: leaveAlways(g, inner) }),
  );
  const parameters = declared.map(([text]) => text);
  const { cost } = g;
  const signature: Signature = { name, params, result, pure, total, isr: false, cost: cost + 1 };
  const lines = [
    ...(result === null || tagOfType(result) === '' ? [] : [tagOfType(result).trimEnd()]),
    `function ${name}(${parameters.join(', ')}): ${result === null ? 'void' : textOfType(result)} {`,
    ...indent([...declared.flatMap(([, first]) => first), ...body]),
    '}',
  ];
  g.functions.push({ name, lines });
  g.signatures.push(signature);
  if (!isCallback) return;
  if (argument === u32) g.callbacks.push(name);
  else g.rangedCallbacks.push({ name, type: argument });
}

function leaveAlways(g: Writer, scope: Scope): readonly string[] {
  g.inLoop = false;
  return leave(g, scope).lines;
}

function run(g: Writer, scope: Scope): GeneratedProgram {
  g.begin(false, false);
  scope.values.push({ text: 'seed', type: u32, writable: false, local: null });
  const uncalled = new Set(g.signatures);
  const made = block(g, scope, 3, 2 + g.c.below(6));
  // What is noted at the end stands behind it.
  const body = made.ends ? ['if (seed > 0) {', ...indent(made.lines), '}'] : made.lines;
  for (const signature of g.signatures)
    if (body.some((l) => l.includes(`${signature.name}(`))) uncalled.delete(signature);
  const name = `${g.prefix}Run`;
  const lines = [
    `export function ${name}(seed: u32): void {`,
    ...indent([...g.resets, ...body, ...calls(g, [...uncalled]), ...g.notes]),
    '}',
  ];
  const exported = [...g.interrupt, ...lines];
  const declarations = withoutUnused([...g.types, ...g.data, ...g.functions], exported);
  const all = [...declarations.flatMap((d) => d.lines), ...exported];
  const text = all.join('\n') + '\n';
  return { run: name, text, imports: importedNames(text) };
}

const namesIn = (lines: readonly string[]): string[] => lines.join(' ').match(/\w+/g) ?? [];

/** tsc refuses declarations that nothing uses; some are made for expressions that are not written after all. */
function withoutUnused(declarations: readonly Declaration[], lines: readonly string[]): Declaration[] {
  const used = new Set(namesIn(lines));
  const byName = new Map(declarations.map((d) => [d.name, d]));
  const pending = [...used];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    for (const next of namesIn(byName.get(name)?.lines ?? [])) {
      if (used.has(next)) continue;
      used.add(next);
      pending.push(next);
    }
  }
  return declarations.filter((d) => used.has(d.name));
}

/** tsc refuses functions that nothing calls: what the body left out is called from a condition that a seed makes true. */
function calls(g: Writer, uncalled: readonly Signature[]): string[] {
  return uncalled.flatMap((signature) => {
    const lines: string[] = [];
    const args = signature.params.map((p) => plainArgument(g, p, lines));
    const call = `${signature.name}(${args.join(', ')});`;
    return ['{', ...indent([...lines, call]), '}'];
  });
}

function plainArgument(g: Writer, p: Parameter, lines: string[]): string {
  const local = g.local('q');
  switch (p.kind) {
    case 'scalar':
      switch (p.type.kind) {
        case 'int':
          if (p.type.range !== undefined) return constantOf(g, p.type);
          return p.type.name === 'u32'
            ? 'seed'
            : p.type.name === 'usize'
              ? 'usize(seed)'
              : g.c.chance(70)
                ? `${p.type.name}.wrap(seed)`
                : literal(g, p.type.name);
        case 'float':
          return `${p.type.name}(seed)`;
        case 'bool':
          return '(seed > 5)';
        case 'enum':
          return `${p.type.decl.picker}(seed)`;
      }
      break;
    case 'slice': {
      const type = textOfType(p.element);
      lines.push(`const ${local.name}: FixedArray<${type}, 5> = zeroed();`);
      return `${p.writable ? 'slice' : 'view'}(${local.name})`;
    }
    case 'struct':
      if (p.nullable) return 'null';
      lines.push(`const ${local.name} = zeroed<${p.decl.name}>();`);
      return local.name;
    case 'out':
      lines.push(`const ${local.name}: Out<${textOfType(p.type)}> = { value: ${plainValue(p.type)} };`);
      return local.name;
    case 'union':
      lines.push(`const ${local.name}: ${p.decl.name} = { kind: ${p.decl.tag}.None };`);
      return local.name;
    case 'text':
      return "'text'";
  }
}

function plainValue(type: Scalar): string {
  if (type.kind === 'bool') return 'false';
  if (type.kind === 'enum') return `${type.decl.name}.${type.decl.members[0]}`;
  if (type.kind === 'float') return '0';
  return `${type.range?.low ?? 0}${INTS[type.name].big ? 'n' : ''}`;
}
