// SPDX-License-Identifier: Apache-2.0
// `fuse demo`: real pictures through the demo applications.

import type { Command } from 'commander';
import { createDemoCommand } from '../demo/command';

export function addDemo(program: Command): void {
  program.addCommand(createDemoCommand());
}
