// SPDX-License-Identifier: Apache-2.0
// `fuse board decode`: turns a board's fault report into functions and lines of source.

import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Command } from 'commander';
import { type Board, loadBoard } from '../boards/board';
import { defaultBuildDirectory } from '../boards/run-image';
import { BUILD_FOLDER } from '../project/application';
import { loadImage } from '../size/image';
import { imageNames } from '../size/report';
import { readBuildId } from '../size/binutils';
import { messageOf, UserError } from '../support/main';
import { repositoryRoot, userPath } from '../support/paths';
import { decode } from './decode';
import { findReports } from './report';

interface DecodeOptions {
  readonly image?: string;
  readonly buildDir?: string;
}

export function addDecode(command: Command): void {
  command
    .command('decode <board> [file]')
    .description("turns a fault's or panic's report into functions and lines of source; '-' or nothing: standard input")
    .option('--image <name>', 'the image that printed it (default: the one with the build id of the report)')
    .option(
      '--build-dir <dir>',
      'where it is built (default: build/<board>/cmake of an application, else build-<board>)',
    )
    .action((board: string, file: string | undefined, options: DecodeOptions) =>
      decodeInput(board, file ?? '-', options),
    );
}

function readInput(file: string): string {
  try {
    return fs.readFileSync(file === '-' ? process.stdin.fd : userPath(file, 'board'), 'utf8');
  } catch (error) {
    throw new UserError(`cannot read ${file === '-' ? 'standard input' : file}: ${messageOf(error)}`);
  }
}

function decodeInput(boardName: string, file: string, options: DecodeOptions): void {
  const board = loadBoard(boardName);
  if (board.processor === 'host') throw new UserError(`${board.name} runs on this machine: use a debugger`);
  const directory = options.buildDir === undefined ? usualDirectory(board) : userPath(options.buildDir, 'board');
  const reports = findReports(readInput(file));
  for (const report of reports) {
    const name = options.image ?? imageOfBuild(directory, report.build);
    process.stdout.write(`${decode(loadImage(directory, name), report).join('\n')}\n`);
  }
}

/** In the folder of an application that was built for the board, that of its image. */
function usualDirectory(board: Board): string {
  const own = path.resolve(BUILD_FOLDER, board.name, 'cmake');
  if (fs.existsSync(path.join(own, 'images'))) return own;
  return path.resolve(repositoryRoot(), defaultBuildDirectory(board));
}

/** The image that has this build id. */
function imageOfBuild(directory: string, build: string): string {
  const names = imageNames(directory);
  const builds = names.map((name) => readBuildId(path.join(directory, 'images', `${name}.elf`)));
  const found = names[builds.indexOf(build)];
  if (found !== undefined) return found;
  const there = names.map((name, index) => `${name} ${builds[index] ?? '(none)'}`).join(', ');
  throw new UserError(
    `no image in ${path.join(directory, 'images')} is build ${build || '(none)'}; there are: ${there || 'none'}. Build it again from the same sources, or give --build-dir.`,
  );
}
