// SPDX-License-Identifier: Apache-2.0
// The least policy that would run a module. What its file cannot tell (stack, time) is what `fuse new module` begins with.

import type { Demands } from './demands';

export interface LeastPolicy {
  readonly capabilities: readonly string[];
  readonly memory_pages_max: number;
  readonly stack_size: number;
  readonly heap_size: number;
  readonly cpu_quota_us: number;
  readonly step_interval_us: number;
  readonly activation: readonly string[];
}

/** Not to be seen in a module's file: its author decides, measures or knows. */
export const ASSUMED_FIELDS = ['stack_size', 'cpu_quota_us', 'step_interval_us', 'activation'] as const;

export const ASSUMED = {
  stack_size: 8192,
  cpu_quota_us: 10_000,
  step_interval_us: 0,
  activation: ['INTERVAL'],
} as const satisfies Pick<LeastPolicy, (typeof ASSUMED_FIELDS)[number]>;

export function leastPolicy({ needs, memoryPages }: Demands): LeastPolicy {
  return {
    capabilities: needs.map(({ capability }) => capability),
    memory_pages_max: memoryPages,
    stack_size: ASSUMED.stack_size,
    heap_size: 0,
    cpu_quota_us: ASSUMED.cpu_quota_us,
    step_interval_us: ASSUMED.step_interval_us,
    activation: ASSUMED.activation,
  };
}
