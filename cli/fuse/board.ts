// SPDX-License-Identifier: Apache-2.0
// `fuse board`: lists, builds, runs, flashes and debugs the boards.

import type { Command } from 'commander';
import { createBoardCommand } from '../boards/command';

export function addBoard(program: Command): void {
  program.addCommand(createBoardCommand());
}
