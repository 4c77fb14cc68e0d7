// SPDX-License-Identifier: Apache-2.0
// `npm run bounds`.

import { boundsCommand } from './bounds/command';
import { runMain } from './support/main';

runMain(boundsCommand);
