// SPDX-License-Identifier: Apache-2.0
// The option --target of the commands that build an application.

import { Option } from 'commander';
import { LINUX, targetNames } from '../project/target';

/** Its value is a name, or the folder of a board elsewhere; findTarget() says what is wrong with it. */
export function targetOption(): Option {
  return new Option('--target <name>', `one of: ${targetNames().join(', ')}`).default(LINUX);
}
