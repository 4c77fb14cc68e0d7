// SPDX-License-Identifier: Apache-2.0
/** What an interrupt shares with the program, and the function that it calls: the host interrupts a run wherever it notes something. */
import { atomicStatement } from './atomics';
import { constantOf, staticAtomic } from './data';
import { anyInt, anyScalar } from './expressions';
import { noteValue } from './notes';
import { registerStatement, staticRegister } from './registers';
import { Scope } from './scope';
import { block, indent, type Made } from './statements';
import { stored } from './stored';
import { int as intType, textOfType, u32 } from './types';
import type { Writer } from './writer';

/** A static that both sides change: nothing is known of it between two statements. */
function interruptStatic(g: Writer, scope: Scope): void {
  const type = anyScalar(g);
  const name = g.name('w');
  const init = constantOf(g, type);
  g.data.push({
    name,
    lines: ['/** @isr the host interrupts only where it is called */', `let ${name}: ${textOfType(type)} = ${init};`],
  });
  g.resets.push(
    type.kind === 'enum'
      ? `${name} = ${type.decl.picker}(${type.decl.members.indexOf(init.split('.')[1] ?? '')});`
      : `${name} = ${init};`,
  );
  const value = { text: name, type, writable: true, local: null };
  scope.values.push(value);
  g.interruptStatics.push(value);
  g.notes.push(...noteValue(type, name));
}

/** The interrupt's function and its data. */
export function interrupts(g: Writer, globals: Scope): void {
  interruptStatic(g, globals);
  if (g.c.chance(40)) interruptStatic(g, globals);
  if (g.c.chance(60)) staticAtomic(g);
  if (g.c.chance(30)) staticRegister(g);
  g.begin(true, g.c.chance(50), true);
  const scope = new Scope();
  scope.values.push({ text: 'line', type: u32, writable: false, local: null }, ...g.interruptStatics);
  scope.elements.push(...g.staticElements.filter((e) => !e.writable));
  const { lines } = block(g, scope, 1, 2 + g.c.below(3));
  const leaves = assigned(g, scope);
  g.interrupt.push(
    '/** @isr */',
    `export function ${g.prefix}Interrupt(line: u32): void {`,
    ...indent([...lines, ...(leaves?.lines ?? [])]),
    '}',
  );
}

/** A function of an integer that interrupts may call, too. */
export function interruptHelper(g: Writer): void {
  g.begin(true, g.c.chance(50), true);
  const result = anyScalar(g);
  const type = intType(anyInt(g));
  const scope = new Scope();
  scope.values.push({ text: 'p', type, writable: false, local: null });
  g.result = result;
  const name = g.name('f');
  const { lines } = block(g, scope, 1, 1 + g.c.below(2), (inner) => ({
    lines: [`return ${stored(g, inner, result, 1)};`],
  }));
  g.functions.push({
    name,
    lines: ['/** @isr */', `function ${name}(p: ${textOfType(type)}): ${textOfType(result)} {`, ...indent(lines), '}'],
  });
  const { total, cost } = g;
  const params = [{ kind: 'scalar' as const, type }];
  g.signatures.push({ name, params, result, pure: true, total, isr: true, cost: cost + 1 });
}

function assigned(g: Writer, scope: Scope): Made | null {
  if (g.interruptStatics.length === 0) return null;
  const { text, type } = g.c.pick(g.interruptStatics);
  const value = stored(g, scope, type, 2);
  return value === text ? null : { lines: [`${text} = ${value};`] };
}

/** What the interrupt leaves for the program to find. */
export function interruptStatement(g: Writer, scope: Scope): Made | null {
  return g.c.weighted<() => Made | null>([
    [4, () => assigned(g, scope)],
    [g.atomics.length > 0 ? 3 : 0, () => atomicStatement(g, scope)],
    [g.registers.length > 0 ? 2 : 0, () => registerStatement(g, scope)],
  ])();
}
