// SPDX-License-Identifier: Apache-2.0
// What a run of an image is given: parameters for board_parameter(), and words of its memory.

import { spawnSync } from 'node:child_process';
import { UserError } from '../support/main';
import { nearest } from '../support/nearest';
import { requireTool } from '../support/tools';

/** BOARD_PARAMETERS of boards/board.h. */
export const MAX_PARAMETERS = 4;
/** Of boards/cortex_m/parameters.c. */
const MAGIC = 0x50415241;
const PARAMETERS_SYMBOL = 'board_parameter_words';

/** A word that is written into the image's memory before it starts. */
export interface MemoryWord {
  /** An address, or the name of a variable that start-up does not clear. */
  readonly where: number | string;
  readonly value: number;
}

/** The environment variable of boards/host/parameters.c. */
export function hostParameters(parameters: readonly number[]): Record<string, string> {
  return parameters.length === 0 ? {} : { FUSE_BOARD_PARAMETERS: parameters.join(',') };
}

/** QEMU's arguments that write parameters and words into the memory of the image `elf`. */
export function loaderArguments(elf: string, parameters: readonly number[], words: readonly MemoryWord[]): string[] {
  const all: MemoryWord[] = [...words];
  if (parameters.length === 0 && words.length === 0) return [];
  const symbols = symbolsOf(elf);
  if (parameters.length > 0) {
    const base = symbols.get(PARAMETERS_SYMBOL);
    if (base === undefined) throw new UserError(`${elf} takes no parameters: it does not call board_parameter()`);
    // All of them: what was not given is 0, whatever an earlier run left there.
    for (let i = 0; i < MAX_PARAMETERS; i++) all.push({ where: base + 4 * (i + 1), value: parameters[i] ?? 0 });
    all.push({ where: base, value: MAGIC });
  }
  return all.flatMap(({ where, value }) => {
    const address = typeof where === 'number' ? where : symbols.get(where);
    if (address === undefined) {
      const near = nearest(String(where), symbols.keys());
      throw new UserError(`${elf} has no symbol '${where}'${near === undefined ? '' : `; did you mean '${near}'?`}`);
    }
    return ['-device', `loader,addr=0x${address.toString(16)},data=0x${value.toString(16)},data-len=4`];
  });
}

function symbolsOf(elf: string): Map<string, number> {
  const nm = requireTool('arm-none-eabi-nm', 'binutils-arm-none-eabi');
  const { status, stdout, stderr } = spawnSync(nm, [elf], { encoding: 'utf8', maxBuffer: Infinity });
  if (status !== 0) throw new UserError(`cannot read the symbols of ${elf}: ${stderr.trim()}`);
  const symbols = new Map<string, number>();
  for (const [, address, name] of stdout.matchAll(/^([0-9a-f]+) \w (\S+)$/gm)) {
    if (address !== undefined && name !== undefined) symbols.set(name, parseInt(address, 16));
  }
  return symbols;
}
