// SPDX-License-Identifier: Apache-2.0
// `fuse config` by itself, for the builds that call it: from app_config.json to header, CMake flags and policy binaries.

import { createConfigCommand } from './config/command';
import { runMain, runCommand } from './support/main';

runMain((args) => runCommand(createConfigCommand(), args));
