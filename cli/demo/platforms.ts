// SPDX-License-Identifier: Apache-2.0
// What a demo runs on: this machine under Linux, or a board, most of which run in QEMU.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { type Board, boardNames, loadBoard } from '../boards/board';
import { buildBoard } from '../boards/build';
import { defaultBuildDirectory, runImage } from '../boards/run-image';
import { ExitCode, messageOf, UserError } from '../support/main';
import { suggestion } from '../support/nearest';
import { repositoryRoot, shortPath } from '../support/paths';
import { type Application, BOARD_FRAME_SIZE, buildDemos, demoFolder, hostProgram, imageName } from './applications';
import { ConsoleReader } from './console';
import type { FrameSize } from './frame';
import { runHost } from './host';
import type { ApplicationLine } from './lines';
import type { Picture } from './pictures';

export const LINUX = 'linux';

export interface Run {
  readonly application: Application;
  readonly hostile: boolean;
  readonly out: string;
  readonly frames: number;
  readonly periodUs: number;
  /** Time passes only while the application sleeps: the run is the same on every platform. */
  readonly logicalTime: boolean;
  readonly pictures: readonly Picture[];
  readonly onLine: (line: ApplicationLine) => void;
  /** Each line of a board's console. */
  readonly onConsole?: (line: string) => void;
}

export interface Platform {
  readonly name: string;
  readonly frame: FrameSize;
  /** Where files go that no option says otherwise of. */
  readonly out: string;
  /** `pictures`: a folder of them; undefined: the demo's own. */
  build(run: Pick<Run, 'application' | 'hostile'>, pictures?: string): void;
  run(run: Run): Promise<void>;
}

export function linux(frame: FrameSize): Platform {
  return {
    name: LINUX,
    frame,
    out: path.join(demoFolder(frame), '../out'),
    build: () => buildDemos(frame),
    run: async ({ application, hostile, onLine, ...run }) => {
      const program = hostProgram(application, hostile, frame);
      if (!fs.existsSync(program)) throw new UserError(`${shortPath(program)} is not built: leave out --no-build`);
      await runHost({ ...run, program, modules: demoFolder(frame) }, onLine);
    },
  };
}

export function onBoard(board: Board): Platform {
  return {
    name: board.name,
    frame: BOARD_FRAME_SIZE,
    out: path.join(repositoryRoot(), defaultBuildDirectory(board), 'out'),
    build: ({ application, hostile }, pictures = '') => {
      // Another board's images do not depend on the pictures of this one's last run.
      const settings = [`-DFUSE_CAMERA_PICTURES=${pictures}`, '-DFUSE_APP_CONFIG='];
      buildBoard(board, { settings, targets: [imageName(application, hostile)] });
    },
    run: (run) => runBoard(board, run),
  };
}

/** The platform of a name, or the board of a path. Throws UserError for one that there is not. */
export function platformOf(name: string, frame: FrameSize): Platform {
  if (name === LINUX) return linux(frame);
  const names = [LINUX, ...boardNames()];
  if (!name.includes('/') && !names.includes(name)) {
    throw new UserError(`unknown board '${name}'${suggestion(name, names)}`);
  }
  return onBoard(loadBoard(name));
}

const MIN_TIMEOUT_MS = 60_000;

async function runBoard(board: Board, run: Run): Promise<void> {
  const image = imageName(run.application, run.hostile);
  const reader = new ConsoleReader(run.out);
  let broken: string | undefined;
  const status = await runImage(board, image, {
    timeoutMs: MIN_TIMEOUT_MS + (20 * run.frames * run.periodUs) / 1000,
    parameters: [run.frames, run.logicalTime ? 1 : 0, run.periodUs],
    onLine: (line) => {
      run.onConsole?.(line);
      try {
        const read = reader.take(line);
        if (read !== undefined) run.onLine(read);
      } catch (error) {
        broken ??= messageOf(error);
      }
    },
  });
  const failure = broken ?? reader.errors[0] ?? (status === 0 ? undefined : `the image ended with status ${status}`);
  if (failure !== undefined) throw new UserError(`${board.name}: ${failure}`, ExitCode.InputErrors);
}
