// SPDX-License-Identifier: Apache-2.0
// `npm run board`: list, build, run, flash and debug the boards.

import { runBoard } from './boards/command';
import { runMain } from './support/main';

runMain(runBoard);
