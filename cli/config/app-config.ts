// SPDX-License-Identifier: Apache-2.0
// An application as numbers and names: what a checked app_config.json, or a flat policy file, means.

import { hardwareGroups, type HardwareGroup, type Natives } from './natives';
import { ACTIVATION, maskOf, type Policy, type PolicyField } from './policy';

export interface AppEvent {
  readonly name: string;
  readonly bit: number;
}

export interface AppModule {
  readonly name: string;
  readonly binary: string;
  /** The capabilities' names, in the order of their bits. */
  readonly capabilities: readonly string[];
  readonly policy: Policy;
  /** The least time between two events that wake the module, as its author promises it. */
  readonly eventMinIntervalUs: number | undefined;
}

export interface AppConfig {
  readonly name: string;
  readonly maxModules: number;
  readonly wamrPoolBytes: number;
  readonly logPoolBytes: number;
  /** The period with which the host calls fuse_tick(), if it is declared. */
  readonly tickUs: number | undefined;
  /** Every hardware group there is, in the compiler's order, and whether the application uses it. */
  readonly groups: readonly { readonly group: HardwareGroup; readonly used: boolean }[];
  /** By bit. */
  readonly events: readonly AppEvent[];
  readonly modules: readonly AppModule[];
}

/** The shape that schema and rules have ensured. */
interface CheckedConfig {
  application: {
    name: string;
    max_modules: number;
    wamr_pool_bytes: number;
    log_pool_bytes: number;
    tick_us?: number;
    hal_groups: string[];
    events?: Record<string, number>;
  };
  modules?: { name: string; binary: string; event_min_interval_us?: number; policy: CheckedPolicy }[];
}

type CheckedPolicy = Record<Exclude<PolicyField, 'capabilities' | 'activation_mask' | 'event_subscribe'>, number> & {
  capabilities: string[];
  activation?: (keyof typeof ACTIVATION)[] | number;
  activation_mask?: (keyof typeof ACTIVATION)[] | number;
  event_subscribe?: (string | number)[] | number;
};

/** The meaning of a document in which no error was found. */
export function resolveAppConfig(value: unknown, natives: Natives): AppConfig {
  const { application, modules = [] } = value as CheckedConfig;
  const events = application.events ?? {};
  return {
    name: application.name,
    maxModules: application.max_modules,
    wamrPoolBytes: application.wamr_pool_bytes,
    logPoolBytes: application.log_pool_bytes,
    tickUs: application.tick_us,
    groups: hardwareGroups(natives).map((group) => ({ group, used: application.hal_groups.includes(group.name) })),
    events: Object.entries(events)
      .map(([name, bit]) => ({ name, bit }))
      .sort((a, b) => a.bit - b.bit),
    modules: modules.map(({ name, binary, event_min_interval_us, policy }) => ({
      name,
      binary,
      eventMinIntervalUs: event_min_interval_us,
      capabilities: granted(policy, natives),
      policy: resolvePolicy(policy, events, natives),
    })),
  };
}

function granted(policy: CheckedPolicy, natives: Natives): string[] {
  const byBit = [...natives.capabilities].sort((a, b) => a.bit - b.bit);
  return byBit.map(({ name }) => name).filter((name) => policy.capabilities.includes(name));
}

function resolvePolicy(policy: CheckedPolicy, events: Record<string, number>, natives: Natives): Policy {
  const activation = policy.activation ?? policy.activation_mask ?? ['INTERVAL'];
  const subscribed = policy.event_subscribe ?? 0;
  const bitOf = new Map(natives.capabilities.map(({ name, bit }) => [name, bit]));
  return {
    capabilities: maskOf(policy.capabilities.map((name) => bitOf.get(name) ?? 0)),
    memory_pages_max: policy.memory_pages_max,
    stack_size: policy.stack_size,
    heap_size: policy.heap_size,
    cpu_quota_us: policy.cpu_quota_us,
    step_interval_us: policy.step_interval_us,
    activation_mask:
      typeof activation === 'number' ? activation : activation.reduce((mask, word) => mask | ACTIVATION[word], 0),
    event_subscribe:
      typeof subscribed === 'number'
        ? subscribed
        : maskOf(subscribed.map((event) => (typeof event === 'number' ? event : (events[event] ?? 0)))),
  };
}

/** The meaning of a flat policy file in which no error was found. */
export function resolveFlatPolicy(value: unknown): Policy {
  const optional = { activation_mask: 0, event_subscribe: 0 };
  return { ...optional, ...(value as Omit<Policy, keyof typeof optional>) };
}
