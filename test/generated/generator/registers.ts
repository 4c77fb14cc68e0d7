// SPDX-License-Identifier: Apache-2.0
/** Memory-mapped registers: a bank of cells that the targets have at one address, each of one width. */
import { BANK, REGISTERS } from '../registers';
import { stored } from './stored';
import { noteValue } from './notes';
import type { Scope } from './scope';
import type { Made } from './statements';
import { int as intType, textOfType } from './types';
import type { Writer } from './writer';

const addressOf = (offset: number): string => `0x${(BANK + offset).toString(16)}`;

export function staticRegister(g: Writer): void {
  const register = g.c.pick(REGISTERS);
  const name = g.name('r');
  const type = intType(register.type);
  const text = textOfType(type);
  g.data.push({ name, lines: [`const ${name}: Reg<${text}> = registerAt<${text}>(${addressOf(register.offset)});`] });
  g.resets.push(`${name}.write(0);`);
  g.registers.push({ text: name, type, cell: REGISTERS.indexOf(register) });
  g.notes.push(...noteValue(type, `${name}.read()`));
}

/** One access: to a static register, to one at an address, or to a field of the bank. */
export function registerStatement(g: Writer, scope: Scope): Made | null {
  if (g.registers.length === 0) {
    if (!g.pure) staticRegister(g);
    return null;
  }
  const register = g.c.pick(g.registers);
  const lines: string[] = [];
  let { text } = register;
  if (!g.isr && g.c.chance(25)) {
    const local = g.local('r');
    lines.push(`const ${local.name} = ${text};`);
    text = local.name;
  } else if (!g.isr && g.c.chance(20)) {
    const bank = g.name('B');
    const cells = REGISTERS.map(({ type }, i) => ` cell${i}: Reg<${type}>;`);
    g.types.push({ name: bank, lines: [`interface ${bank} {${cells.join('')} }`] });
    const local = g.local('r');
    lines.push(`const ${local.name} = trustedCast<${bank}>(usize(${addressOf(0)}));`);
    text = `${local.name}.cell${register.cell}`;
  }
  if (g.c.chance(50)) return { lines: [...lines, `${text}.write(${stored(g, scope, register.type, 2)});`] };
  const value = g.local();
  scope.values.push({ text: value.name, type: register.type, writable: false, local: value });
  return {
    lines: [...lines, `const ${value.name} = ${text}.read();`],
    locals: [{ local: value, type: register.type }],
  };
}
