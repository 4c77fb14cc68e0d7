// SPDX-License-Identifier: Apache-2.0
// Plays a scenario: on this machine by build/bin/fuse-twin, on a board by the image `twin`, which is made for it.

import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { buildBoard } from '../boards/build';
import { runImage } from '../boards/run-image';
import { BUILD_FOLDER, findApplication } from '../project/application';
import { buildApplication } from '../project/build';
import { findTarget, LINUX, type Target } from '../project/target';
import { buildQuietly } from '../support/build';
import { ExitCode, messageOf, UserError } from '../support/main';
import { shortPath } from '../support/paths';
import { type Happened, readLine } from './lines';
import { framesOf } from './pictures';
import { encodeScenario, scratchBytes } from './play-file';
import { buildBoardPlayer, IMAGE, linuxPlayer, PROGRAM } from './player-build';
import { ActionKind, type Scenario, type TargetPlaces } from './scenario';

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

/** A board in QEMU is slower than its time at worst by so much. */
const RUN_TIMEOUT_MS = 300_000;

const NO_PLACES: TargetPlaces = { build: undefined, images: undefined, make: [] };

/** Plays to the end, or throws UserError for what keeps it from that. */
export async function play(scenario: Scenario, options: PlayOptions): Promise<Played> {
  const target = findTarget(options.target);
  const places = scenario.targets.get(target.name) ?? NO_PLACES;
  if (!options.noBuild) bringUpToDate(scenario, target, places);
  const images = imagesOf(scenario, target.name, places);
  checkCorruptions(scenario, images);
  const block = encodeScenario(scenario, images, await framesOf(scenario));
  return target.name === LINUX
    ? playHere(playerHere(target, places, options), block, options)
    : playOnBoard(scenario, target, places, block, scratchBytes(scenario, images), options);
}

/** The modules: those of the application's folder, or of a build directory that the scenario names. */
function bringUpToDate(scenario: Scenario, target: Target, { build, images, make }: TargetPlaces): void {
  if (build === undefined && images === undefined) buildApplication(findApplication(scenario.config), target);
  if (build === undefined) return;
  if (target.name === LINUX) {
    const failure = buildQuietly(build, [PROGRAM, ...make]);
    if (failure === undefined) return;
    process.stderr.write(failure);
    throw new UserError(`${shortPath(build)} cannot be brought up to date, see above`, ExitCode.InputErrors);
  }
  if (make.length > 0) buildBoard(target.board, { directory: build, targets: make });
}

function playerHere(target: Target, { build }: TargetPlaces, { noBuild }: PlayOptions): string {
  if (build === undefined) return linuxPlayer(target, noBuild);
  const program = path.join(build, 'bin', PROGRAM);
  if (!fs.existsSync(program)) throw new UserError(`${shortPath(program)} is not built: leave out --no-build`);
  return program;
}

async function playHere(program: string, block: Buffer, options: PlayOptions): Promise<Played> {
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
  target: Target,
  places: TargetPlaces,
  block: Buffer,
  scratch: number,
  options: PlayOptions,
): Promise<Played> {
  const { board } = target;
  const own = path.join(scenario.folder, BUILD_FOLDER, target.name, IMAGE);
  const directory = places.build ?? own;
  // In the build directory: CMake remembers the paths, and a later build may read the files again.
  const folder = path.join(directory, 'scenario');
  const image = {
    config: path.join(folder, 'app_config.json'),
    scenario: path.join(folder, 'scenario.bin'),
    actions: Math.max(1, scenario.actions.length),
    scratchBytes: scratch,
  };
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(image.scenario, block);
  fs.copyFileSync(scenario.config, image.config);
  if (places.build === undefined) buildBoardPlayer(target, directory, image);
  else {
    const settings = [
      `-DFUSE_TWIN_SCENARIO=${image.scenario}`,
      `-DFUSE_TWIN_CONFIG=${image.config}`,
      `-DFUSE_TWIN_ACTIONS=${image.actions}`,
      `-DFUSE_TWIN_SCRATCH_BYTES=${image.scratchBytes}`,
    ];
    buildBoard(board, { directory, settings, targets: [IMAGE] });
  }
  const reader = readerFor(options);
  const started = performance.now();
  const status = await runImage(board, IMAGE, {
    buildDirectory: directory,
    onLine: reader.take,
    timeoutMs: RUN_TIMEOUT_MS,
  });
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

function checkCorruptions({ actions, modules }: Scenario, images: readonly Buffer[]): void {
  for (const { kind, subject, value } of actions) {
    const size = images[subject]?.length ?? 0;
    if (kind !== ActionKind.Corrupt || value < size) continue;
    const name = modules[subject]?.module.name ?? '';
    const message = `the scenario corrupts byte ${value} of the image of ${name}, which has ${size} bytes: choose a smaller one`;
    throw new UserError(message, ExitCode.InputErrors);
  }
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
