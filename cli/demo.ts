// SPDX-License-Identifier: Apache-2.0
// `npm run demo`, and the last part of `npm start`: real pictures through the demo applications.

import { runDemo } from './demo/command';
import { runMain } from './support/main';

runMain(runDemo);
