// SPDX-License-Identifier: Apache-2.0
// The device of a target: the memory that a board's linker script describes.

import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Target } from '../project/target';
import { messageOf, UserError } from '../support/main';
import { shortPath } from '../support/paths';
import type { Device } from './memory';

const UNITS: Readonly<Record<string, number>> = { '': 1, K: 1024, M: 1_048_576 };

export function deviceOf({ name, board: { folder, linker_script } }: Target): Device {
  return { name, ramBytes: linker_script === undefined ? undefined : ramBytes(path.join(folder, linker_script)) };
}

/** The length of the region `ram` in a linker script's MEMORY command. */
function ramBytes(script: string): number {
  let text: string;
  try {
    text = fs.readFileSync(script, 'utf8');
  } catch (error) {
    throw new UserError(`cannot read ${shortPath(script)}: ${messageOf(error)}`);
  }
  const [, number, unit] = /^\s*ram\b[^\n]*\bLENGTH\s*=\s*(0x[0-9a-f]+|\d+)([KM]?)\s*$/im.exec(text) ?? [];
  if (number === undefined) {
    throw new UserError(
      `${shortPath(script)}: no region 'ram' with a LENGTH in its MEMORY; add it as the other boards do`,
    );
  }
  return Number(number) * (UNITS[(unit ?? '').toUpperCase()] ?? 1);
}
