// SPDX-License-Identifier: Apache-2.0
// Configures a CMake project that is built on a runtime of the cache.

import * as path from 'node:path';
import { configureQuietly, emptyIfMoved } from '../support/build';
import { ExitCode, UserError } from '../support/main';
import { writeOutputs } from '../support/output-files';
import { repositoryRoot } from '../support/paths';
import { COMMON_SETTINGS, findTools } from './runtime-build';
import type { Target } from './target';

export interface ProjectPlace {
  readonly target: Target;
  readonly debug: boolean;
  readonly cmakeFolder: string;
}

/**
 * Writes the project's CMakeLists.txt into `cmakeFolder` and configures it there, with settings of its own; `runtime` is the folder of
 * buildRuntime().
 */
export function configureProject(
  { target, debug, cmakeFolder }: ProjectPlace,
  runtime: string,
  text: string,
  own: readonly string[] = [],
): void {
  emptyIfMoved(cmakeFolder);
  const project = path.join(cmakeFolder, 'project');
  writeOutputs([{ path: path.join(project, 'CMakeLists.txt'), content: text }]);
  const settings = [
    ...target.settings(debug),
    ...COMMON_SETTINGS,
    `-DFUSE_AOTC=${findTools().aotc}`,
    `-DFUSE_RUNTIME_DIR=${runtime}`,
    `-DFUSE_APPLICATION_DIR=${project}`,
    ...own,
  ];
  const failure = configureQuietly(cmakeFolder, ['-S', repositoryRoot(), ...settings]);
  if (failure !== undefined) throw new UserError(failure, ExitCode.InputErrors);
}
