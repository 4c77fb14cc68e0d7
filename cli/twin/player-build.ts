// SPDX-License-Identifier: Apache-2.0
// The player for an application's folder: a program for all of them here, an image for the one scenario on a board.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { bracketed } from '../project/cmake-project';
import { configureProject, type ProjectPlace } from '../project/configure';
import { buildRuntime, findTools } from '../project/runtime-build';
import type { Target } from '../project/target';
import { buildQuietly } from '../support/build';
import { runtimeFolder } from '../support/cache-folder';
import { hashText, hashTree } from '../support/content-hash';
import { ExitCode, UserError } from '../support/main';
import { repositoryRoot, shortPath } from '../support/paths';

export const PROGRAM = 'fuse-twin';
export const IMAGE = 'twin';

/** What the program is made from, beside the runtime. */
const INPUTS = ['firmware/board', 'firmware/twin', 'firmware/firmware.cmake'];
const KEY_FILE = 'fuse-twin.key';
const INCLUDE = 'include(${FUSE_FIRMWARE_DIR}/twin/twin.cmake)';

/** The program that plays any application's scenario here; it is built once. */
export function linuxPlayer(target: Target, noBuild: boolean): string {
  const cmakeFolder = runtimeFolder('linux-twin');
  const program = path.join(cmakeFolder, 'bin', PROGRAM);
  const keyFile = path.join(cmakeFolder, KEY_FILE);
  const key = hashText(JSON.stringify([findTools().key, hashTree(repositoryRoot(), INPUTS)]));
  if (fs.existsSync(program) && fs.existsSync(keyFile) && fs.readFileSync(keyFile, 'utf8') === key) return program;
  if (noBuild) throw new UserError(`${shortPath(program)} is not built: leave out --no-build`);
  buildProject({ target, debug: false, cmakeFolder }, `fuse_add_twin_program(${PROGRAM})`, PROGRAM);
  fs.writeFileSync(keyFile, key);
  return program;
}

export interface ScenarioImage {
  readonly config: string;
  readonly scenario: string;
  readonly actions: number;
  readonly scratchBytes: number;
}

/** Builds the image of a board in the CMake directory `cmakeFolder`. */
export function buildBoardPlayer(target: Target, cmakeFolder: string, image: ScenarioImage): void {
  const { config, scenario, actions, scratchBytes } = image;
  const places = `CONFIG ${bracketed(config)} SCENARIO ${bracketed(scenario)}`;
  const line = `fuse_add_twin(${IMAGE} ${places} ACTIONS ${actions} SCRATCH_BYTES ${scratchBytes})`;
  buildProject({ target, debug: false, cmakeFolder }, line, IMAGE);
}

function buildProject(place: ProjectPlace, line: string, made: string): void {
  const runtime = buildRuntime(place.target, false);
  configureProject(place, runtime.folder, `# Written by \`fuse twin\`.\n${INCLUDE}\n${line}\n`);
  const failure = buildQuietly(place.cmakeFolder, [made]);
  if (failure === undefined) return;
  process.stderr.write(failure);
  throw new UserError(`the player of ${place.target.name} cannot be built, see above`, ExitCode.InputErrors);
}
