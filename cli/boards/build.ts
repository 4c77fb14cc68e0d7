// SPDX-License-Identifier: Apache-2.0
// Builds images of a board with the preset that has its name.

import { aotCompilerSettings } from '../support/aot-compiler';
import { buildPreset } from '../support/build';
import type { Board } from './board';
import { defaultBuildDirectory } from './run-image';

export interface BoardBuild {
  readonly debug?: boolean;
  /** Default: the preset's own. */
  readonly directory?: string;
  /** More CMake settings, -DNAME=VALUE. */
  readonly settings?: readonly string[];
  /** Default: everything. */
  readonly targets?: readonly string[];
}

export function buildBoard(
  board: Board,
  { debug = false, directory, settings = [], targets = [] }: BoardBuild = {},
): void {
  const preset = `${board.name}${debug ? '-debug' : ''}`;
  buildPreset(
    preset,
    directory ?? defaultBuildDirectory(board, debug),
    [...aotCompilerSettings(), ...settings],
    targets.length === 0 ? ['all'] : targets,
  );
}
