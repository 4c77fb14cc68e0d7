// SPDX-License-Identifier: Apache-2.0
// Warnings about policies that are valid and will not do what was meant; the same for modules and for flat policy files.

import type { Path } from './document';
import { ACTIVATION } from './policy';
import type { Rules } from './rules';

/** What is known of a policy; undefined where the field is wrong and has its own error. */
export interface PolicyFacts {
  readonly path: Path;
  readonly activation: number | undefined;
  readonly activationPath: Path;
  readonly subscribed: number | undefined;
  readonly subscribePath: Path;
}

/** The frames of one call out and the stack check's reserve do not fit below this. */
const SMALL_STACK = 512;
/** A 32-bit linear memory has no more pages. */
const MAX_PAGES = 65_536;

export function checkPolicyNumbers(rules: Rules, facts: PolicyFacts): void {
  const { path, activation, subscribed } = facts;
  const byEvent = activation === undefined ? undefined : (activation & ACTIVATION.EVENT) !== 0;
  if (byEvent === true && subscribed === 0) {
    rules.warning(facts.activationPath, 'EVENT without event_subscribe: no event ever wakes this module');
  }
  if (byEvent === false && subscribed !== undefined && subscribed !== 0) {
    rules.warning(facts.subscribePath, 'subscribed events wake a module only with EVENT in its activation');
  }
  if (activation === 0 && rules.document.at(facts.activationPath) !== undefined) {
    rules.warning(facts.activationPath, 'no activation means INTERVAL; write ["INTERVAL"] if that is meant');
  }

  const quota = rules.uint32([...path, 'cpu_quota_us']);
  const interval = rules.uint32([...path, 'step_interval_us']);
  const byInterval = activation === 0 || (activation !== undefined && (activation & ACTIVATION.INTERVAL) !== 0);
  if (byInterval && quota !== undefined && interval !== undefined && interval > 0 && quota > interval) {
    rules.warning(
      [...path, 'cpu_quota_us'],
      `a step may take ${quota} us, longer than its step_interval_us of ${interval}`,
    );
  }

  const stack = rules.uint32([...path, 'stack_size']);
  if (stack !== undefined && stack < SMALL_STACK) {
    rules.warning(
      [...path, 'stack_size'],
      `${stack} bytes of stack are too few for most modules; their steps would trap`,
    );
  }
  const pages = rules.uint32([...path, 'memory_pages_max']);
  if (pages !== undefined && pages > MAX_PAGES) {
    rules.warning([...path, 'memory_pages_max'], `a linear memory never has more than ${MAX_PAGES} pages`);
  }
}

/** What a module's author promises of its events, against its policy. */
export function checkEventInterval(rules: Rules, path: Path, facts: PolicyFacts): void {
  const least = rules.uint32(path);
  if (least === undefined) return;
  if (facts.activation !== undefined && (facts.activation & ACTIVATION.EVENT) === 0) {
    rules.warning(path, 'no event wakes this module: its activation lacks EVENT');
    return;
  }
  const quota = rules.uint32([...facts.path, 'cpu_quota_us']);
  if (quota !== undefined && quota > least) {
    rules.warning(path, `a step may take ${quota} us, longer than the ${least} us between two events`);
  }
}
