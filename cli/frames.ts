// SPDX-License-Identifier: Apache-2.0
// Pictures as a C array, for a board's camera that plays them from flash. The build of firmware/ calls it.

import { runFrames } from './demo/frames-command';
import { runMain } from './support/main';

runMain(runFrames);
