// SPDX-License-Identifier: Apache-2.0
// What GNU binutils for Arm say of an image: sections, symbols, machine code, source lines.

import { spawnSync } from 'node:child_process';
import { UserError } from '../support/main';
import { requireTool } from '../support/tools';

/** Runs one of arm-none-eabi-gcc's companions; its standard output. */
export function binutil(name: string, args: readonly string[], input?: string): string {
  const program = requireTool(`arm-none-eabi-${name}`, 'binutils-arm-none-eabi');
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', input, maxBuffer: Infinity });
  if (error) throw new UserError(`cannot run ${program}: ${error.message}`);
  if (status !== 0) throw new UserError(`${program}: ${stderr.trim() || `exit code ${status}`}`);
  return stdout;
}

export interface Section {
  readonly name: string;
  readonly address: number;
  readonly size: number;
  /** Where its bytes are in the file. */
  readonly offset: number;
  /** NOBITS: takes memory, but no room in the file. */
  readonly empty: boolean;
  readonly writable: boolean;
  readonly executable: boolean;
}

/** The sections that take memory on the board. */
export function readSections(elf: string): Section[] {
  const sections: Section[] = [];
  for (const line of binutil('readelf', ['--section-headers', '--wide', elf]).split('\n')) {
    const [, name, type, address, offset, size, flags] =
      /^ +\[ *\d+\] (\S+) +(\S+) +([0-9a-f]+) ([0-9a-f]+) ([0-9a-f]+) [0-9a-f]+ +([A-Za-z]*) /.exec(line) ?? [];
    if (name === undefined || !flags?.includes('A')) continue;
    sections.push({
      name,
      address: parseInt(address ?? '', 16),
      size: parseInt(size ?? '', 16),
      offset: parseInt(offset ?? '', 16),
      empty: type === 'NOBITS',
      writable: flags.includes('W'),
      executable: flags.includes('X'),
    });
  }
  return sections;
}

export interface Symbol {
  readonly name: string;
  /** Without the bit that marks Thumb code. */
  readonly address: number;
  readonly size: number;
  readonly isFunction: boolean;
}

/** Functions, objects and labels, by address. */
export function readSymbols(elf: string): Symbol[] {
  const symbols: Symbol[] = [];
  for (const line of binutil('readelf', ['--symbols', '--wide', elf]).split('\n')) {
    const [, value, size, type, section, name] =
      /^ *\d+: ([0-9a-f]+) +(\d+|0x[0-9a-f]+) (FUNC|OBJECT|NOTYPE) +\S+ +\S+ +(\S+) (\S+)/.exec(line) ?? [];
    // Mapping symbols ($t, $d) and what is not in a section say nothing here.
    if (name === undefined || value === undefined || name.startsWith('$') || !/^\d+$/.test(section ?? '')) continue;
    const isFunction = type === 'FUNC';
    const address = parseInt(value, 16);
    symbols.push({ name, address: isFunction ? address & ~1 : address, size: Number(size), isFunction });
  }
  return symbols.sort((a, b) => a.address - b.address);
}

/** The ELF's build id, in hexadecimal digits; undefined when the linker wrote none. */
export function readBuildId(elf: string): string | undefined {
  return /Build ID: ([0-9a-f]+)/.exec(binutil('readelf', ['--notes', '--wide', elf]))?.[1];
}
