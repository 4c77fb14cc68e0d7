// SPDX-License-Identifier: Apache-2.0
// The device of a target: the memory that a board's linker script describes, and what an image takes of it.

import * as fs from 'node:fs';
import * as path from 'node:path';
import type { ApplicationFolder } from '../project/application';
import { findBuild } from '../project/build';
import type { Target } from '../project/target';
import { readSections } from '../size/binutils';
import { messageOf, UserError } from '../support/main';
import { shortPath } from '../support/paths';
import type { Device } from './memory';

const UNITS: Readonly<Record<string, number>> = { '': 1, K: 1024, M: 1_048_576 };

/** The device of a target, with what the image takes of it that the application was last built into. */
export function deviceOf(app: ApplicationFolder, target: Target): Device {
  const { name, board } = target;
  if (board.linker_script === undefined) return { name, ramBytes: undefined, image: undefined };
  return { name, ramBytes: ramBytes(path.join(board.folder, board.linker_script)), image: imageOf(app, target) };
}

function imageOf(app: ApplicationFolder, target: Target): Device['image'] {
  const file = imageFile(app, target);
  // One that is older than the configuration may have been linked with a pool of another size.
  if (file === undefined || fs.statSync(file).mtimeMs < fs.statSync(app.config).mtimeMs) return undefined;
  const taken = readSections(file).filter(({ writable, empty }) => writable || empty);
  return { file: path.relative(app.folder, file), ramBytes: taken.reduce((total, { size }) => total + size, 0) };
}

function imageFile(app: ApplicationFolder, target: Target): string | undefined {
  try {
    return findBuild(app, target).image;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
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
