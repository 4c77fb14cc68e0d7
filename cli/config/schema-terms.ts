// SPDX-License-Identifier: Apache-2.0
// How faults of an app_config.json are said.

import type { SchemaTerms } from './schema-check';

const WORDS = {
  capabilities: 'capability',
  hal_groups: 'HAL group',
  activation: 'activation',
  activation_mask: 'activation',
};

/** `alwaysOn` are the HAL groups that may not be listed, because every build has them. */
export function appConfigTerms(alwaysOn: readonly string[]): SchemaTerms {
  return {
    words: WORDS,
    explain(error, path, found) {
      const data: unknown = error.data;
      if (
        error.keyword === 'enum' &&
        path.at(-2) === 'hal_groups' &&
        typeof data === 'string' &&
        alwaysOn.includes(data)
      ) {
        return `'${data}' is always compiled in; remove it from the list`;
      }
      if (error.keyword === 'minItems')
        return 'the list is empty; leave it out when every module is loaded at run time';
      if (error.keyword !== 'pattern') return undefined;
      const name = path.at(-1) === 'name' && path[0] === 'modules';
      return name ? `${found()} is not a C identifier (letters, digits, _)` : 'may not hold control characters';
    },
  };
}
