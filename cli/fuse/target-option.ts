// SPDX-License-Identifier: Apache-2.0
// The option --target of the commands that build an application.

import { Option } from 'commander';
import { LINUX } from '../project/target';

/** Its value is a name; findTarget() says what is wrong with it. */
export function targetOption(value: string = LINUX): Option {
  return new Option(
    '--target <name>',
    'linux, simulator, a board of `fuse board list`, or the folder of a board',
  ).default(value);
}
