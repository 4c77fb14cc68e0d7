// SPDX-License-Identifier: Apache-2.0
// What an application is built for: this machine under Linux, the kernel's simulator, or a board.

import { type Board, boardNames, loadBoard } from '../boards/board';
import { UserError } from '../support/main';
import { suggestion } from '../support/nearest';

export const LINUX = 'linux';
export const SIMULATOR = 'simulator';
/** The board that is the simulator. */
const SIMULATOR_BOARD = 'posix';

export interface Target {
  /** Also of its folder below build/. */
  readonly name: string;
  /** Linux is one that needs neither kernel nor linker script. */
  readonly board: Board;
  /** For CMake, without what depends on the place of a build. */
  settings(debug: boolean): string[];
}

const LINUX_BOARD: Board = {
  name: LINUX,
  description: 'this machine, in real time',
  processor: 'host',
  kernel_port: '',
  module_target: 'host',
  sources: [],
  folder: '',
};

export function targetNames(): string[] {
  return [LINUX, SIMULATOR, ...boardNames().filter((name) => name !== SIMULATOR_BOARD)];
}

/** The target of a name, or the board of a folder. Throws UserError for one that there is not. */
export function findTarget(name: string): Target {
  if (name === LINUX) return { name, board: LINUX_BOARD, settings: linuxSettings };
  const names = targetNames();
  if (!name.includes('/') && !names.includes(name)) {
    throw new UserError(`unknown target '${name}'${suggestion(name, names)}`);
  }
  const board = loadBoard(name === SIMULATOR ? SIMULATOR_BOARD : name);
  return {
    name: name === SIMULATOR ? SIMULATOR : board.name,
    board,
    settings: (debug) => boardSettings(board, debug),
  };
}

function linuxSettings(debug: boolean): string[] {
  return ['-G', 'Ninja', '-DFUSE_PLATFORM=linux', `-DCMAKE_BUILD_TYPE=${debug ? 'Debug' : 'RelWithDebInfo'}`];
}

function boardSettings(board: Board, debug: boolean): string[] {
  // A board that lies elsewhere has no preset: that of a board with the same toolchain.
  const known = boardNames().includes(board.name);
  const preset = known ? board.name : board.processor === 'host' ? SIMULATOR_BOARD : 'mps2-an386';
  const of = known ? [] : [`-DFUSE_BOARD=${board.folder}`];
  return ['--preset', `${preset}${debug ? '-debug' : ''}`, ...of];
}
