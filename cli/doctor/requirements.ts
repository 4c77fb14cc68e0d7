// SPDX-License-Identifier: Apache-2.0
// What a working tree needs: the list that third_party/setup.sh installs from, and the tools that come before it.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { messageOf, UserError } from '../support/main';

export interface PackageRequirement {
  readonly name: string;
  /** A program of it; null for libraries and headers. */
  readonly program: string | null;
  /** For work on FUSE itself, such as its tests. */
  readonly isForWork: boolean;
  readonly purpose: string;
}

export const PACKAGES_FILE = 'third_party/debian-packages';

/** As setup.sh and package.json demand. */
export const LEAST_NODE = '20.0.0';
export const LEAST_CARGO = '1.85.0';

export function readRequirements(root: string): PackageRequirement[] {
  const file = path.join(root, PACKAGES_FILE);
  let text: string;
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch (error) {
    throw new UserError(`cannot read ${file}, the list of what must be installed: ${messageOf(error)}`);
  }
  return parseRequirements(text);
}

/** One line each: package, program or `-`, `use` or `work`, purpose. */
export function parseRequirements(text: string): PackageRequirement[] {
  return text.split('\n').flatMap((line, index) => {
    if (/^\s*(#|$)/.test(line)) return [];
    const [name, program, kind, ...purpose] = line.trim().split(/\s+/);
    if (name === undefined || program === undefined || !/^(use|work)$/.test(kind ?? '') || purpose.length === 0) {
      const expected = "a package, a program or '-', 'use' or 'work', and a purpose";
      throw new UserError(`${PACKAGES_FILE}:${index + 1}: expected ${expected}`);
    }
    const requirement = { name, program: program === '-' ? null : program, isForWork: kind === 'work' };
    return [{ ...requirement, purpose: purpose.join(' ') }];
  });
}
