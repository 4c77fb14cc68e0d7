// SPDX-License-Identifier: Apache-2.0
// gdb on an image: in QEMU, on hardware through OpenOCD, or on the simulator's program itself.

import { type ChildProcess } from 'node:child_process';
import * as path from 'node:path';
import { UserError } from '../support/main';
import { repositoryRoot, shortPath } from '../support/paths';
import { commandLine, requireTool } from '../support/tools';
import type { Board } from './board';
import { openocdConfig, probeFailure } from './probe';
import { freePort, portOpens, runInteractive, startServer } from './process';
import { qemuArguments, requireEmulator } from './run-image';

/** A server that takes longer does not come. */
const SERVER_START_MS = 10_000;

const SETTINGS = path.join(repositoryRoot(), 'boards', 'debug.gdb');

/** QEMU's arguments that make it wait for gdb. */
export function gdbArguments(port: number): string[] {
  return ['-gdb', `tcp:127.0.0.1:${port}`, '-S'];
}

/** The command line that attaches gdb to a waiting QEMU. */
export function attachCommand(elf: string, port: number): string {
  return commandLine('gdb-multiarch', ['-x', shortPath(SETTINGS), elf, '-ex', `target remote 127.0.0.1:${port}`]);
}

/** Throws UserError for a tool that debugging needs and that is missing. */
export function requireDebugger(board: Board, hardware: boolean): void {
  requireTool('gdb-multiarch', 'gdb-multiarch');
  if (hardware) requireTool('openocd', 'openocd');
  else requireEmulator(board);
}

/** Starts gdb on the image, stopped at main(); gives gdb's exit code when the user has left it. */
export async function debugImage(board: Board, file: string, hardware: boolean): Promise<number> {
  if (board.processor === 'host' && hardware) {
    throw new UserError(`${board.name} is a program of this machine: leave out --hardware`);
  }
  requireDebugger(board, hardware);
  if (board.processor === 'host') {
    return gdb(['-ex', 'tbreak main', '-ex', 'run', file]);
  }
  const port = await freePort();
  return hardware ? debugOnHardware(board, file, port) : debugInQemu(board, file, port);
}

async function debugInQemu(board: Board, elf: string, port: number): Promise<number> {
  const qemu = startServer('qemu-system-arm', [...qemuArguments(board), ...gdbArguments(port), '-kernel', elf]);
  const attach = ['-ex', `target remote 127.0.0.1:${port}`, '-ex', 'tbreak main', '-ex', 'continue', elf];
  return withServer('qemu-system-arm', qemu, port, () => gdb(attach));
}

async function debugOnHardware(board: Board, elf: string, port: number): Promise<number> {
  const ports = `gdb_port ${port}; telnet_port disabled; tcl_port disabled`;
  const openocd = startServer('openocd', ['-f', openocdConfig(board), '-c', ports]);
  const attach = ['-ex', `target extended-remote 127.0.0.1:${port}`, '-ex', 'monitor reset halt', '-ex', 'load'];
  return withServer('openocd', openocd, port, () => gdb([...attach, '-ex', 'tbreak main', '-ex', 'continue', elf]));
}

/** Runs gdb while the server lives, and ends the server after it. */
async function withServer(
  program: string,
  server: ChildProcess,
  port: number,
  debug: () => Promise<number>,
): Promise<number> {
  let output = '';
  server.stderr?.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    process.stderr.write(text);
  });
  const gone = new Promise<string>((resolve) => {
    server.on('error', (error) => resolve(error.message));
    server.on('close', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  try {
    const how = await Promise.race([
      gone,
      portOpens(port, SERVER_START_MS).then((opens) => (opens ? undefined : 'no answer')),
    ]);
    if (how !== undefined) throw probeFailure(program, output, how);
    return await debug();
  } finally {
    server.kill('SIGKILL');
  }
}

function gdb(args: readonly string[]): Promise<number> {
  // The lines of the runtime are relative to it, wherever the user is.
  const all = ['-q', '-x', shortPath(SETTINGS), '-d', repositoryRoot(), ...args];
  process.stderr.write(`${commandLine('gdb-multiarch', all)}\n`);
  return runInteractive('gdb-multiarch', all);
}
