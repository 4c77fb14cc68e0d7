// SPDX-License-Identifier: Apache-2.0
/** Checks of arguments: what is of another type throws a TypeError that names the argument, what was expected and what was there. */

import { isUint8Array } from 'node:util/types';
import type { Policy } from './fuse';

const U32_MAX = 0xffffffff;
const U64_MAX = 0xffff_ffff_ffff_ffffn;
const TEXT_MAX = 40;

function describe(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value.length > TEXT_MAX ? `${value.slice(0, TEXT_MAX)}…` : value);
    case 'bigint':
      return `the bigint ${value}`;
    case 'object':
      return value === null ? 'null' : Array.isArray(value) ? 'an array' : 'an object';
    case 'function':
      return 'a function';
    case 'symbol':
      return 'a symbol';
    default:
      return String(value);
  }
}

export function mismatch(name: string, expected: string, value: unknown): TypeError {
  return new TypeError(`${name}: expected ${expected}, got ${describe(value)}`);
}

export function checkU32(name: string, value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= U32_MAX) return value;
  throw mismatch(name, `an integer from 0 to ${U32_MAX}`, value);
}

export function checkU64(name: string, value: unknown): bigint {
  if (typeof value === 'bigint' && value >= 0n && value <= U64_MAX) return value;
  throw mismatch(name, 'a bigint from 0n to 2n ** 64n - 1n', value);
}

export function checkNumber(name: string, value: unknown): number {
  if (typeof value === 'number') return value;
  throw mismatch(name, 'a number', value);
}

export function checkBytes(name: string, value: unknown): Uint8Array {
  // One whose buffer has been given away has no bytes, and is not to be touched.
  if (isUint8Array(value)) return value.length === 0 ? new Uint8Array(0) : value;
  throw mismatch(name, 'a Uint8Array', value);
}

export function checkObject(name: string, value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  throw mismatch(name, 'an object', value);
}

/** In the order of the binary form. */
export const POLICY_FIELDS = [
  'capabilities',
  'memoryPagesMax',
  'stackSize',
  'heapSize',
  'cpuQuotaUs',
  'stepIntervalUs',
  'activationMask',
  'eventSubscribe',
] as const satisfies readonly (keyof Policy)[];

export function checkPolicy(name: string, value: unknown): Policy {
  const given = checkObject(name, value);
  const numbers = POLICY_FIELDS.map((field) => [field, checkU32(`${name}.${field}`, given[field])] as const);
  return Object.fromEntries(numbers) as unknown as Policy;
}

/** Refuses a misspelt word, which would otherwise be a function that is never called. */
export function checkWords(name: string, given: Readonly<Record<string, unknown>>, words: readonly string[]): void {
  for (const word of Object.keys(given)) {
    if (!words.includes(word))
      throw new TypeError(`${name}.${word}: there is no such property; there are ${words.join(', ')}`);
  }
}
