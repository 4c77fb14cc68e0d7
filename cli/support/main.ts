// SPDX-License-Identifier: Apache-2.0
// How every command of cli/ starts and ends: exit codes, command-line mistakes, and one line instead of a stack trace.

import { Command, CommanderError } from 'commander';
import { colorsFor } from './terminal';

/** What a command's process ends with. */
export const ExitCode = {
  Success: 0,
  /** The input was read and is wrong; each fault was printed. */
  InputErrors: 1,
  /** The command could not do its work: wrong command line, a file that cannot be read or written, a tool that is missing. */
  CannotRun: 2,
  /** A fault of the command itself (sysexits' EX_SOFTWARE). */
  Internal: 70,
} as const;

/** A failure that the user can repair; its message says how. */
export class UserError extends Error {
  constructor(
    message: string,
    readonly exitCode: number = ExitCode.CannotRun,
  ) {
    super(message);
    this.name = 'UserError';
  }
}

/** A commander command that throws instead of ending the process, and suggests the nearest option. */
export function createCommand(name: string): Command {
  return new Command(name)
    .exitOverride()
    .showSuggestionAfterError()
    .allowExcessArguments(false)
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => process.stdout.write(text),
      writeErr: (text) => process.stderr.write(text),
    });
}

/** The message of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Prints a failure as one line and gives the exit code that it stands for. */
export function reportFailure(error: unknown): number {
  // Commander has printed its own message by then; help and version are thrown too, with exit code 0.
  if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.Success : ExitCode.CannotRun;
  const red = colorsFor(process.stderr).red;
  if (error instanceof UserError) {
    process.stderr.write(`${red('error:')} ${error.message}\n`);
    return error.exitCode;
  }
  const line = messageOf(error).split('\n', 1)[0] ?? '';
  process.stderr.write(`${red('internal error:')} ${line} (please report it; FUSE_DEBUG=1 shows where)\n`);
  if (process.env['FUSE_DEBUG'] === '1' && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`);
  return ExitCode.Internal;
}

/** Ends the command under way with an exit code, without cutting off what it still prints. */
export function endWith(code: number): void {
  process.exitCode = code;
}

/** Runs a commander command; gives the exit code that its action ended with. */
export async function runCommand(command: Command, args: readonly string[]): Promise<number> {
  await command.parseAsync([...args], { from: 'user' });
  return Number(process.exitCode ?? ExitCode.Success);
}

/** A folder that was deleted or moved away under the shell that is in it fails everything, and nothing says why. */
function checkWorkingFolder(): void {
  try {
    process.cwd();
  } catch {
    throw new UserError('the current folder is not there any more: change to one that is');
  }
}

/** Runs a command with the process' arguments; `main` gives the exit code or throws. */
export function runMain(main: (args: readonly string[]) => number | Promise<number>): void {
  const fail = (error: unknown): void => process.exit(reportFailure(error));
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
  // A reader that goes away (`| head`) is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => (error.code === 'EPIPE' ? process.exit() : fail(error)));
  // Not process.exit(): what is still being written to a pipe must come out.
  Promise.resolve()
    .then(() => {
      checkWorkingFolder();
      return main(process.argv.slice(2));
    })
    .then((code) => (process.exitCode = code), fail);
}
