// SPDX-License-Identifier: Apache-2.0
// The device of a target: the memory that a board's linker script describes.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { boardNames, loadBoard } from '../boards/board';
import { messageOf, UserError } from '../support/main';
import { suggestion } from '../support/nearest';
import { shortPath } from '../support/paths';
import type { Device } from './memory';

/** Targets that are this machine. */
const HOSTS = ['linux', 'simulator'];
const UNITS: Readonly<Record<string, number>> = { '': 1, K: 1024, M: 1_048_576 };

/** The device of `linux`, `simulator` or a board's name. */
export function deviceOf(target: string): Device {
  if (HOSTS.includes(target)) return { name: target, ramBytes: undefined };
  const targets = [...HOSTS, ...boardNames()];
  if (!targets.includes(target)) throw new UserError(`unknown target '${target}'${suggestion(target, targets)}`);
  const { folder, linker_script } = loadBoard(target);
  return {
    name: target,
    ramBytes: linker_script === undefined ? undefined : ramBytes(path.join(folder, linker_script)),
  };
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
