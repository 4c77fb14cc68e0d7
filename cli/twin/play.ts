// SPDX-License-Identifier: Apache-2.0
// Plays a scenario: on this machine by build/bin/fuse-twin, on a board by the image `twin`, which is made for it.

import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { type Board, boardNames, loadBoard } from '../boards/board';
import { buildBoard } from '../boards/build';
import { defaultBuildDirectory, runImage } from '../boards/run-image';
import { BUILD_FOLDER } from '../project/application';
import { build } from '../support/build';
import { ExitCode, messageOf, UserError } from '../support/main';
import { suggestion } from '../support/nearest';
import { repositoryRoot, shortPath } from '../support/paths';
import { type Happened, readLine } from './lines';
import { framesOf } from './pictures';
import { encodeScenario, scratchBytes } from './play-file';
import type { Scenario, TargetPlaces } from './scenario';

export const LINUX = 'linux';
const PLAIN_BUILD = 'build';
const PROGRAM = 'fuse-twin';
const IMAGE = 'twin';

export interface PlayOptions {
  readonly target: string;
  /** Use what is built. */
  readonly noBuild: boolean;
  readonly onHappened: (happened: Happened) => void;
}

export interface Played {
  /** Wall time of the player. */
  readonly realMs: number;
}

const NO_PLACES: TargetPlaces = { build: undefined, images: undefined, make: [] };

/** The build directory whose HAL groups an application for this machine has. */
export function linuxBuild(given: string | undefined): string {
  return given ?? path.join(repositoryRoot(), PLAIN_BUILD);
}

/** Plays to the end, or throws UserError for what keeps it from that. */
export async function play(scenario: Scenario, options: PlayOptions): Promise<Played> {
  const { target } = options;
  const places = scenario.targets.get(target) ?? NO_PLACES;
  if (target === LINUX) return playHere(scenario, places, options);
  const names = boardNames();
  if (!target.includes('/') && !names.includes(target)) {
    throw new UserError(`unknown target '${target}'${suggestion(target, [LINUX, ...names])}`);
  }
  return playOnBoard(scenario, loadBoard(target), places, options);
}

async function playHere(scenario: Scenario, places: TargetPlaces, options: PlayOptions): Promise<Played> {
  const folder = linuxBuild(places.build);
  const program = path.join(folder, 'bin', PROGRAM);
  if (!options.noBuild && (places.make.length > 0 || !fs.existsSync(program))) {
    build(folder, [], [PROGRAM, ...places.make]);
  }
  if (!fs.existsSync(program)) throw new UserError(`${shortPath(program)} is not built: leave out --no-build`);
  const block = encodeScenario(scenario, imagesOf(scenario, LINUX, places), await framesOf(scenario));
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'fuse-twin-'));
  try {
    const file = path.join(temporary, 'scenario.bin');
    fs.writeFileSync(file, block);
    const started = performance.now();
    await runProgram(program, file, readerFor(options));
    return { realMs: performance.now() - started };
  } finally {
    fs.rmSync(temporary, { recursive: true, force: true });
  }
}

async function playOnBoard(
  scenario: Scenario,
  board: Board,
  places: TargetPlaces,
  options: PlayOptions,
): Promise<Played> {
  const directory = path.resolve(repositoryRoot(), places.build ?? defaultBuildDirectory(board));
  if (!options.noBuild && places.make.length > 0) buildBoard(board, { directory, targets: places.make });
  const images = imagesOf(scenario, board.name, places);
  const block = encodeScenario(scenario, images, await framesOf(scenario));
  // In the build directory: CMake remembers the paths, and a later build may read the files again.
  const folder = path.join(directory, IMAGE);
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'scenario.bin'), block);
  fs.copyFileSync(scenario.config, path.join(folder, 'app_config.json'));
  const settings = [
    `-DFUSE_TWIN_SCENARIO=${path.join(folder, 'scenario.bin')}`,
    `-DFUSE_TWIN_CONFIG=${path.join(folder, 'app_config.json')}`,
    `-DFUSE_TWIN_SCRATCH_BYTES=${scratchBytes(scenario, images)}`,
    `-DFUSE_TWIN_ACTIONS=${Math.max(1, scenario.actions.length)}`,
  ];
  buildBoard(board, { directory, settings, targets: [IMAGE] });
  const reader = readerFor(options);
  const started = performance.now();
  const status = await runImage(board, IMAGE, { buildDirectory: directory, onLine: reader.take, timeoutMs: 300_000 });
  reader.finish(status);
  return { realMs: performance.now() - started };
}

/** The images of the modules, in their order. */
function imagesOf(scenario: Scenario, target: string, places: TargetPlaces): Buffer[] {
  return scenario.modules.map(({ module }) => {
    const folder = places.images ?? path.join(scenario.folder, BUILD_FOLDER, target);
    const file = path.join(folder, path.basename(module.binary));
    try {
      return fs.readFileSync(file);
    } catch (error) {
      const remedy = `build it with \`fuse build --target ${target}\`, or name its folder in targets.${target}.images`;
      throw new UserError(`cannot read the image of module ${module.name}: ${messageOf(error)}: ${remedy}`);
    }
  });
}

interface Reader {
  readonly take: (line: string) => void;
  /** The player has ended with this status. Throws what went wrong. */
  readonly finish: (status: number) => void;
}

function readerFor({ onHappened, target }: PlayOptions): Reader {
  let failure: string | undefined;
  let ended = false;
  return {
    take: (line) => {
      try {
        const happened = readLine(line);
        if (happened === undefined) return;
        if (happened.type === 'error') failure ??= `at ${happened.atUs} us: ${happened.message}`;
        if (happened.type === 'end') ended = true;
        onHappened(happened);
      } catch (error) {
        failure ??= messageOf(error);
      }
    },
    finish: (status) => {
      if (failure === undefined && (status !== 0 || !ended)) failure = `the player ended early, with status ${status}`;
      if (failure !== undefined) throw new UserError(`${target}: ${failure}`, ExitCode.InputErrors);
    },
  };
}

async function runProgram(program: string, file: string, reader: Reader): Promise<void> {
  const child = spawn(program, [file], { stdio: ['ignore', 'pipe', 'pipe'] });
  let rest = '';
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(reader.take);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [status, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.on('error', (error) => reject(new UserError(`cannot run ${program}: ${error.message}`)));
    child.on('close', (code, by) => resolve([code, by]));
  });
  if (said !== '') throw new UserError(said.trim(), ExitCode.InputErrors);
  if (signal !== null) throw new UserError(`${shortPath(program)} was ended by ${signal}`, ExitCode.InputErrors);
  reader.finish(status ?? 1);
}
