// SPDX-License-Identifier: Apache-2.0
// Programs of the board commands that talk to the user themselves, and ports for those that talk to each other.

import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process';
import * as net from 'node:net';
import { UserError } from '../support/main';
import { commandLine, findTool } from '../support/tools';

/** A process that ends with this one, however this one ends. */
export function startBound(
  file: string,
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv; stdio: StdioOptions; detached?: boolean },
): ChildProcess {
  const setpriv = findTool('setpriv');
  return setpriv === undefined
    ? spawn(file, args, options)
    : spawn(setpriv, ['--pdeathsig', 'KILL', '--', file, ...args], options);
}

/** A server beside an interactive program: Ctrl-C in the terminal does not reach it. */
export function startServer(file: string, args: readonly string[]): ChildProcess {
  process.stderr.write(`${commandLine(file, args)}\n`);
  return startBound(file, args, { stdio: ['ignore', 'inherit', 'pipe'], detached: true });
}

/** Runs a program on the user's terminal and gives its exit code. */
export function runInteractive(program: string, args: readonly string[]): Promise<number> {
  // Ctrl-C is for gdb, which is not to end with us.
  const ignore = (): void => undefined;
  process.on('SIGINT', ignore);
  return new Promise<number>((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'inherit' });
    child.on('error', (error) => reject(new UserError(`cannot run ${program}: ${error.message}`)));
    child.on('close', (code) => resolve(code ?? 1));
  }).finally(() => process.off('SIGINT', ignore));
}

/** A TCP port of this machine that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** Whether something accepts connections on the port within `timeoutMs`. */
export async function portOpens(port: number, timeoutMs: number): Promise<boolean> {
  for (const end = Date.now() + timeoutMs; Date.now() < end;) {
    if (await connects(port)) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

function connects(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    const end = (result: boolean) => (): void => {
      socket.destroy();
      resolve(result);
    };
    socket.on('connect', end(true)).on('error', end(false));
  });
}
