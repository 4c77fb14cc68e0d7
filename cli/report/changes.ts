// SPDX-License-Identifier: Apache-2.0
// What a change of the configuration grants and takes away.

import type { AppConfig, AppModule } from '../config/app-config';
import { PAGE } from '../config/pool-rules';
import type { Change } from './model';
import { activationWords, eventNames } from './modules';
import { bytesText, timeText } from './rights';

type Add = (effect: Change['effect'], message: string) => void;

export function changesBetween(before: AppConfig, after: AppConfig): Change[] {
  const changes: Change[] = [];
  const of =
    (module: string): Add =>
    (effect, message) =>
      changes.push({ effect, module, message });
  applicationChanges(before, after, of(''));
  for (const module of before.modules) {
    if (!after.modules.some(({ name }) => name === module.name)) of(module.name)('takes away', 'the module is gone');
  }
  after.modules.forEach((module, id) => {
    const old = before.modules.findIndex(({ name }) => name === module.name);
    const previous = before.modules[old];
    const add = of(module.name);
    if (previous === undefined) {
      const rights = module.capabilities.join(', ') || 'no capability';
      const amounts = `${bytesText(pages(module))} of memory, ${timeText(quota(module))} for a step`;
      add('grants', `a new module with ${rights}; ${amounts}`);
      return;
    }
    moduleChanges(previous, module, add);
    sets(
      eventNames(before, previous.policy.event_subscribe),
      eventNames(after, module.policy.event_subscribe),
      add,
      'being woken by ',
    );
    if (old !== id) add('changes', `its id, and so its place in a tick, is ${id} instead of ${old}`);
  });
  return changes;
}

function applicationChanges(before: AppConfig, after: AppConfig, add: Add): void {
  const groups = (config: AppConfig): string[] =>
    config.groups.filter(({ used }) => used).map(({ group }) => group.name);
  sets(groups(before), groups(after), add, 'the HAL group ');
  limit('modules at a time', before.maxModules, after.maxModules, String, add);
  limit('pool for modules', before.wamrPoolBytes, after.wamrPoolBytes, bytesText, add);
  limit('memory for the log', before.logPoolBytes, after.logPoolBytes, bytesText, add);
  value('tick_us', before.tickUs, after.tickUs, add);
  for (const { name, bit } of after.events) {
    const old = before.events.find((event) => event.name === name);
    if (old === undefined) add('changes', `event ${name} (bit ${bit}) is new`);
    else if (old.bit !== bit) add('changes', `event ${name} has bit ${bit} instead of ${old.bit}`);
  }
  for (const { name, bit } of before.events) {
    if (!after.events.some((event) => event.name === name)) add('changes', `event ${name} (bit ${bit}) is gone`);
  }
}

function moduleChanges(before: AppModule, after: AppModule, add: Add): void {
  sets(before.capabilities, after.capabilities, add, '');
  sets(
    activationWords(before.policy.activation_mask),
    activationWords(after.policy.activation_mask),
    add,
    'activation by ',
  );
  limit('memory', pages(before), pages(after), bytesText, add);
  limit('stack', before.policy.stack_size, after.policy.stack_size, bytesText, add);
  limit('time for a step', quota(before), quota(after), timeText, add);
  // A longer interval is less processor time.
  const interval = (module: AppModule): number => module.policy.step_interval_us;
  limit('time between steps', -interval(before), -interval(after), (us) => timeText(-us), add);
  value('event_min_interval_us', before.eventMinIntervalUs, after.eventMinIntervalUs, add);
  if (before.binary !== after.binary) add('changes', `its image is '${after.binary}' instead of '${before.binary}'`);
  if (before.policy.heap_size !== after.policy.heap_size) {
    add('changes', `heap_size is ${after.policy.heap_size} instead of ${before.policy.heap_size}`);
  }
}

function pages({ policy }: AppModule): number {
  return policy.memory_pages_max * PAGE;
}

/** 0 is no limit at all. */
function quota({ policy }: AppModule): number {
  return policy.cpu_quota_us === 0 ? Infinity : policy.cpu_quota_us;
}

function sets(before: readonly string[], after: readonly string[], add: Add, what: string): void {
  for (const each of after) if (!before.includes(each)) add('grants', `${what}${each}`);
  for (const each of before) if (!after.includes(each)) add('takes away', `${what}${each}`);
}

/** A number of which more is a greater right. */
function limit(what: string, before: number, after: number, text: (value: number) => string, add: Add): void {
  if (before === after) return;
  add(after > before ? 'grants' : 'takes away', `${what}: ${text(after)} instead of ${text(before)}`);
}

function value(what: string, before: number | undefined, after: number | undefined, add: Add): void {
  const text = (each: number | undefined): string => (each === undefined ? 'nothing' : timeText(each));
  if (before !== after) add('changes', `${what} says ${text(after)} instead of ${text(before)}`);
}
