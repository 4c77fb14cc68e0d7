// SPDX-License-Identifier: Apache-2.0
// The compiler behind fuse-aotc: the greater part of it is the same in every build and takes a minute to compile.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { repositoryRoot } from './paths';

/** The library as the build directory `build` has it. */
export const AOT_COMPILER = path.join(repositoryRoot(), 'build', 'aotc', 'libfuse_aot_compiler.a');

/** CMake settings with which another build directory uses it, once it is there. */
export function aotCompilerSettings(): string[] {
  return fs.existsSync(AOT_COMPILER) ? [`-DFUSE_AOT_COMPILER=${AOT_COMPILER}`] : [];
}
