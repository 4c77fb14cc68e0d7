// SPDX-License-Identifier: Apache-2.0
/**
 * test/size/stack-budgets.json: how deep the stack may get below each entry point, and what is taken for calls that leave the emitted
 * C. Bytes by target; the reasons are for people.
 */

import * as fs from 'node:fs';
import * as path from 'node:path';
import { UserError } from '../support/main';
import { repositoryRoot } from '../support/paths';
import { type Target, TARGETS } from './targets';

export type Bytes = Readonly<Record<Target, number>>;
export interface Declared extends Bytes {
  readonly reason: string;
}

export interface Budgets {
  /** By the C name of the entry point. */
  readonly entries: Readonly<Record<string, Bytes>>;
  /** Functions of C, by name. */
  readonly externs: Readonly<Record<string, Declared>>;
  /** Functions of the host's or a module's, by the TypeScript file and the name through which they are called. */
  readonly callbacks: Readonly<Record<string, Declared>>;
}

const FILE = 'test/size/stack-budgets.json';

function check(where: string, value: unknown, reason: boolean): void {
  const entry = value as Partial<Record<string, unknown>>;
  for (const target of TARGETS) {
    if (!Number.isSafeInteger(entry[target]) || Number(entry[target]) < 0)
      throw new UserError(`${FILE}: ${where}: ${target} is not a number of bytes`);
  }
  if (reason && (typeof entry['reason'] !== 'string' || entry['reason'] === ''))
    throw new UserError(`${FILE}: ${where} needs a reason`);
}

export function parseBudgets(text: string): Budgets {
  const budgets = JSON.parse(text) as Budgets;
  for (const part of ['entries', 'externs', 'callbacks'] as const) {
    for (const [name, value] of Object.entries(budgets[part])) check(`${part}.${name}`, value, part !== 'entries');
  }
  return budgets;
}

export const readBudgets = (): Budgets => parseBudgets(fs.readFileSync(path.join(repositoryRoot(), FILE), 'utf8'));

/** Agrees on other depths of the entry points. */
export function writeEntries(budgets: Budgets, entries: Budgets['entries']): string {
  const sorted = Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)));
  const text = JSON.stringify({ ...budgets, entries: sorted }, null, 2);
  fs.writeFileSync(path.join(repositoryRoot(), FILE), `${text}\n`);
  return FILE;
}
