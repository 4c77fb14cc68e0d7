// SPDX-License-Identifier: Apache-2.0
// What a policy allows, in sentences for a reader who does not program.

import type { Capability, NativeFunction } from '../config/natives';

/** By capability; of a group from outside the tree, its own description is quoted. */
const SENTENCES: Readonly<Record<string, string>> = {
  TEMP_SENSOR: 'It may read the temperature sensor.',
  TIMER: 'It may read the clock.',
  CAMERA: 'It may look at the latest picture of the camera.',
  LOG: 'It may write messages into the log, marked as its own.',
  EVENT_POST: 'It may post any of the 32 events, and so wake every module that waits for one.',
};

export function rightSentence({ name, group }: Capability, natives: readonly NativeFunction[]): string {
  const calls = natives.map((native) => `${native.name}()${native.doc ? ` (“${native.doc}”)` : ''}`);
  return SENTENCES[name] ?? `It may use '${group}'${calls.length === 0 ? '' : `, by calling ${list(calls)}`}.`;
}

/** `a, b and c`. */
export function list(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1] ?? ''}`;
}

export function plural(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? '' : 's'}`;
}

/** Bytes as people read them, exact: `64 KiB`, `1,000 bytes`. */
export function bytesText(bytes: number): string {
  for (const [unit, size] of [
    ['MiB', 1_048_576],
    ['KiB', 1024],
  ] as const) {
    if (bytes >= size && bytes % (size / 4) === 0) return `${numberText(bytes / size)} ${unit}`;
  }
  return `${numberText(bytes)} ${bytes === 1 ? 'byte' : 'bytes'}`;
}

/** Bytes in few digits, for figures that nobody adds up: `306 KiB`. */
export function aboutBytes(bytes: number): string {
  const [unit, size] = bytes >= 1_048_576 ? (['MiB', 1_048_576] as const) : (['KiB', 1024] as const);
  if (bytes < 1024) return bytesText(bytes);
  const value = bytes / size;
  return `${value.toLocaleString('en-US', { maximumFractionDigits: value < 100 ? 1 : 0 })} ${unit}`;
}

/** Microseconds as people read them, exact: `2.5 ms`, `1 s`. */
export function timeText(us: number): string {
  if (us === Infinity) return 'unlimited';
  if (us >= 1_000_000 && us % 1000 === 0) return `${numberText(us / 1_000_000)} s`;
  if (us >= 1000 && us % 10 === 0) return `${numberText(us / 1000)} ms`;
  return `${numberText(us)} µs`;
}

function numberText(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 3 });
}
