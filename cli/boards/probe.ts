// SPDX-License-Identifier: Apache-2.0
// Writes an image to a board through a debug probe: OpenOCD or st-flash.

import { spawn, spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { ExitCode, UserError } from '../support/main';
import { suggestion } from '../support/nearest';
import { shortPath } from '../support/paths';
import { requireTool } from '../support/tools';
import { type Board, boardNames, loadBoard } from './board';

export const FLASH_TOOLS = ['openocd', 'st-flash'] as const;
export type FlashTool = (typeof FLASH_TOOLS)[number];

/** How the tools say that nothing is connected. */
const NO_PROBE = /open failed|Couldn't find any ST-Link|unable to find a matching CMSIS-DAP|No device found/i;

/** The tool for a board: the one asked for, or the first that its board.json has. */
export function flashToolFor(board: Board, wanted: FlashTool | undefined): FlashTool {
  const has: Record<FlashTool, boolean> = {
    openocd: board.openocd !== undefined,
    'st-flash': board.st_flash !== undefined,
  };
  const known = FLASH_TOOLS.filter((tool) => has[tool]);
  const [first] = known;
  if (first === undefined) {
    const boards = boardNames().filter((name) => {
      const { openocd, st_flash } = loadBoard(name);
      return openocd !== undefined || st_flash !== undefined;
    });
    const others = boards.length === 0 ? '' : `; boards that can: ${boards.join(', ')}`;
    throw new UserError(
      `${board.name} cannot be flashed: its board.json has neither 'openocd' nor 'st_flash'${others}`,
    );
  }
  if (wanted !== undefined && !has[wanted]) {
    throw new UserError(`board.json of ${board.name} says nothing of ${wanted}${suggestion(wanted, known)}`);
  }
  return wanted ?? first;
}

/** The board's OpenOCD configuration. */
export function openocdConfig(board: Board): string {
  if (board.openocd === undefined) throw new UserError(`board.json of ${board.name} says nothing of openocd`);
  return shortPath(path.join(board.folder, board.openocd.config));
}

/** The command line that writes the image `elf`, whose `.bin` lies beside it. */
export function flashCommand(board: Board, tool: FlashTool, elf: string): { program: string; args: string[] } {
  if (tool === 'openocd') {
    return { program: tool, args: ['-f', openocdConfig(board), '-c', `program {${elf}} verify reset exit`] };
  }
  const address = board.st_flash?.address ?? '';
  return { program: tool, args: ['--reset', 'write', elf.replace(/\.elf$/, '.bin'), address] };
}

/** Has OpenOCD read the board's configuration, and look for a processor and a flash in it, without any hardware. */
export function checkOpenocdConfig(board: Board): void {
  const openocd = requireTool('openocd', 'openocd');
  const ask = 'noinit; echo "processors: [llength [target names]]"; echo "flashes: [llength [flash list]]"; shutdown';
  const config = openocdConfig(board);
  const { status, stdout, stderr } = spawnSync(openocd, ['-f', config, '-c', ask], { encoding: 'utf8' });
  const output = stdout + stderr;
  if (status !== 0) {
    const fault = /^.*\bError: .*$/m.exec(output)?.[0] ?? output.trim();
    throw new UserError(`OpenOCD cannot read ${config}: ${fault}`, ExitCode.InputErrors);
  }
  for (const what of ['processors', 'flashes']) {
    if (/: (\d+)/.exec(new RegExp(`^${what}: \\d+`, 'm').exec(output)?.[0] ?? '')?.[1] === '0') {
      throw new UserError(`${config} names no ${what}; source OpenOCD's file of the chip in it`, ExitCode.InputErrors);
    }
  }
}

/** Runs a tool that talks to a probe and shows what it says; throws UserError when it fails. */
export async function runProbeTool(program: string, args: readonly string[]): Promise<void> {
  requireTool(program, program === 'st-flash' ? 'stlink-tools' : program);
  const { status, output } = await runShown(program, args);
  if (status === 0) return;
  throw probeFailure(program, output, `exit code ${status}`);
}

/** Why a tool that talks to a probe failed. */
export function probeFailure(program: string, output: string, how: string): UserError {
  return NO_PROBE.test(output)
    ? new UserError(`${program} finds no debug probe: connect the board's ST-LINK by USB, and see docs/boards.md`)
    : new UserError(`${program} failed (${how}); what it said is above`);
}

function runShown(program: string, args: readonly string[]): Promise<{ status: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        process.stderr.write(text);
      });
    }
    child.on('error', (error) => reject(new UserError(`cannot run ${program}: ${error.message}`)));
    child.on('close', (code) => resolve({ status: code ?? 1, output }));
  });
}
