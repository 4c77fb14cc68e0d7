// SPDX-License-Identifier: Apache-2.0
// `fuse config`: checks a configuration and writes what builds and host programs take from it.

import type { Command } from 'commander';
import { createConfigCommand } from '../config/command';

export function addConfig(program: Command): void {
  program.addCommand(createConfigCommand());
}
