// SPDX-License-Identifier: Apache-2.0
/** Every diagnostic there is. Codes are append-only: never renumbered, never reused, gaps are fine. */
import { syntaxCodes } from './codes/1-syntax';
import { typeCodes } from './codes/2-types';
import { memoryCodes } from './codes/3-memory';
import { callCodes } from './codes/4-calls';
import { buildCodes } from './codes/5-build';
import { externCodes } from './codes/6-externs';
import { proofCodes } from './codes/7-proofs';
import { internalCodes } from './codes/9-internal';

export interface CodeEntry {
  /** One line: what is wrong. */
  readonly title: string;
  /** Why the rule exists and what to write instead; what `explain` prints. */
  readonly explain: string;
}

export const registry = {
  ...syntaxCodes,
  ...typeCodes,
  ...memoryCodes,
  ...callCodes,
  ...buildCodes,
  ...externCodes,
  ...proofCodes,
  ...internalCodes,
} as const;

export type Code = keyof typeof registry;

export const allCodes = Object.keys(registry).sort() as Code[];

export function isCode(text: string): text is Code {
  return Object.hasOwn(registry, text);
}
