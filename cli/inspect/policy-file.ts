// SPDX-License-Identifier: Apache-2.0
// The facts of a policy binary: the 32 bytes that fuse_policy_from_bin() reads, and whether it would accept them.

import type { Natives } from '../config/natives';
import { ACTIVATION, ACTIVATION_ALL, decodePolicy, maskOf, type Policy } from '../config/policy';

export interface PolicyFacts {
  readonly fields: Policy;
  readonly capabilities: readonly string[];
  readonly activation: readonly string[];
  /** Bits of events. */
  readonly events: readonly number[];
  /** Why the runtime would refuse it. */
  readonly faults: readonly string[];
}

export function readPolicy(bytes: Uint8Array, natives: Natives): PolicyFacts {
  const fields = decodePolicy(bytes);
  const has = (mask: number, bit: number): boolean => ((mask >>> bit) & 1) !== 0;
  const faults: string[] = [];
  const unknown = (fields.capabilities & ~maskOf(natives.capabilities.map(({ bit }) => bit))) >>> 0;
  if (unknown !== 0) faults.push(`capabilities has bits that no capability has: ${hexadecimal(unknown)}`);
  const unknownActivation = (fields.activation_mask & ~ACTIVATION_ALL) >>> 0;
  if (unknownActivation !== 0) faults.push(`activation_mask has unknown bits: ${hexadecimal(unknownActivation)}`);
  return {
    fields,
    capabilities: natives.capabilities.filter(({ bit }) => has(fields.capabilities, bit)).map(({ name }) => name),
    activation: Object.entries(ACTIVATION).flatMap(([word, mask]) =>
      (fields.activation_mask & mask) !== 0 ? [word] : [],
    ),
    events: Array.from({ length: 32 }, (_, bit) => bit).filter((bit) => has(fields.event_subscribe, bit)),
    faults,
  };
}

function hexadecimal(value: number): string {
  return `0x${value.toString(16)}`;
}
