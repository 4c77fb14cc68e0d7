// SPDX-License-Identifier: Apache-2.0
// `fuse board` by itself, for the builds that call it: list, build, run, flash and debug the boards.

import { createBoardCommand } from './boards/command';
import { runCommand, runMain } from './support/main';

runMain((args) => runCommand(createBoardCommand(), args));
