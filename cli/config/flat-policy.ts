// SPDX-License-Identifier: Apache-2.0
// The rules for a flat policy file: the fields of fuse_policy_t as integers, without an application around them.

import type { Diagnostic } from '../support/diagnostics';
import { checkPolicyNumbers } from './policy-rules';
import { maskOf } from './policy';
import type { Rules } from './rules';

export function checkFlatPolicy(rules: Rules): Diagnostic[] {
  const { capabilities } = rules.natives;
  const given = rules.uint32(['capabilities']) ?? 0;
  const unknown = (given & ~maskOf(capabilities.map(({ bit }) => bit))) >>> 0;
  if (unknown !== 0) {
    const known = capabilities.map(({ name, bit }) => `${2 ** bit} ${name}`).join(', ');
    rules.error(['capabilities'], `no capability has the bits ${unknown}; known: ${known}`);
  }
  checkPolicyNumbers(rules, {
    path: [],
    activation: rules.document.at(['activation_mask']) === undefined ? 0 : rules.uint32(['activation_mask']),
    activationPath: ['activation_mask'],
    subscribed: rules.document.at(['event_subscribe']) === undefined ? 0 : rules.uint32(['event_subscribe']),
    subscribePath: ['event_subscribe'],
  });
  return rules.diagnostics;
}
