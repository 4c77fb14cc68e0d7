// SPDX-License-Identifier: Apache-2.0
// One module of the report: its rights, what of them its code uses, its limits in sentences.

import type { AppConfig, AppModule } from '../config/app-config';
import type { Natives } from '../config/natives';
import { ACTIVATION } from '../config/policy';
import { PAGE } from '../config/pool-rules';
import type { Demands } from '../inspect/demands';
import type { FoundCode } from './code/find-code';
import type { ReadCode } from './code/module-code';
import type { ReportModule, Right } from './model';
import { bytesText, list, rightSentence, timeText } from './rights';

const EVENT_POST = 'EVENT_POST';

export function reportModule(
  config: AppConfig,
  module: AppModule,
  id: number,
  found: FoundCode,
  natives: Natives,
): ReportModule {
  const subscribes = eventNames(config, module.policy.event_subscribe);
  return {
    name: module.name,
    id,
    binary: module.binary,
    code: found.image?.code ?? null,
    rights: rights(module, found.image?.built.demands ?? null, natives),
    limits: limits(module, subscribes),
    activation: activationWords(module.policy.activation_mask),
    subscribes,
    posts: posts(config, module, found),
  };
}

function rights(module: AppModule, demands: Demands | null, natives: Natives): Right[] {
  return [...natives.capabilities]
    .sort((a, b) => a.bit - b.bit)
    .map((capability) => {
      const covered = natives.natives.filter((each) => each.capability === capability.name);
      const need = demands?.needs.find((each) => each.capability === capability.name);
      return {
        capability: capability.name,
        sentence: rightSentence(capability, covered),
        natives: covered.map(({ name }) => name),
        granted: module.capabilities.includes(capability.name),
        imported: demands === null ? null : (need?.functions ?? []),
      };
    });
}

export function activationWords(mask: number): string[] {
  const words = Object.entries(ACTIVATION).filter(([, bit]) => (mask & bit) !== 0);
  return words.length === 0 ? ['INTERVAL'] : words.map(([word]) => word);
}

/** The events of a mask, by name where they have one. */
export function eventNames(config: AppConfig, mask: number): string[] {
  const bits = Array.from({ length: 32 }, (_, bit) => bit).filter((bit) => ((mask >>> bit) & 1) !== 0);
  return bits.map((bit) => eventName(config, bit));
}

export function eventName(config: AppConfig, bit: number): string {
  return config.events.find((event) => event.bit === bit)?.name ?? `event ${bit}`;
}

function posts(config: AppConfig, module: AppModule, { image, source }: FoundCode): string[] | null {
  if (!module.capabilities.includes(EVENT_POST)) return [];
  if (image?.built.demands.needs.every(({ capability }) => capability !== EVENT_POST) === true) return [];
  const events = image !== null && source !== null && isMadeFrom(image, source) ? source.postedEvents : null;
  return events === null ? null : events.filter((bit) => bit < 32).map((bit) => eventName(config, bit));
}

/** Whether the WebAssembly module tells more of the very code that the image has. */
export function isMadeFrom({ code, built }: ReadCode, source: ReadCode): boolean {
  return (built.kind === 'aot' ? built.origin : code.sha256) === source.code.sha256;
}

function limits({ policy, eventMinIntervalUs }: AppModule, subscribes: readonly string[]): string[] {
  const words = activationWords(policy.activation_mask);
  const memory =
    policy.memory_pages_max === 0
      ? 'It may have no memory of its own.'
      : `It may have at most ${bytesText(policy.memory_pages_max * PAGE)} of memory.`;
  const quota =
    policy.cpu_quota_us === 0
      ? 'It may compute as long as it likes: nothing ends a step that does not end by itself.'
      : `It is stopped for good when one step takes longer than ${timeText(policy.cpu_quota_us)}.`;
  const steps = words.map((word) => {
    if (word === 'INTERVAL') {
      return policy.step_interval_us === 0
        ? 'It steps at every tick.'
        : `It steps every ${timeText(policy.step_interval_us)}, or later.`;
    }
    if (word === 'MANUAL') return 'The host program may step it by hand.';
    if (subscribes.length === 0) return 'It waits for events, but for none in particular: none wakes it.';
    const least =
      eventMinIntervalUs === undefined ? '' : `; such events come at least ${timeText(eventMinIntervalUs)} apart`;
    return `It is woken by ${list(subscribes)}${least}.`;
  });
  return [memory, `It may use at most ${bytesText(policy.stack_size)} of stack.`, quota, ...steps];
}
