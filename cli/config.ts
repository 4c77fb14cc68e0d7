// SPDX-License-Identifier: Apache-2.0
// `npm run config`: from app_config.json to header, CMake flags and policy binaries.

import { runConfig } from './config/command';
import { runMain } from './support/main';

runMain(runConfig);
