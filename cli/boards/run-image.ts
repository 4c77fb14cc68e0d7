// SPDX-License-Identifier: Apache-2.0
// Runs an image of a board, in QEMU or as a program of this machine, until it says that it has ended.

import { type ChildProcess } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { ExitCode, UserError } from '../support/main';
import { repositoryRoot, shortPath } from '../support/paths';
import { commandLine, requireTool } from '../support/tools';
import type { Board } from './board';
import { onLines } from './lines';
import { hostParameters, loaderArguments, type MemoryWord } from './parameters';
import { startBound } from './process';

export const DEFAULT_TIMEOUT_MS = 120_000;
/** After the report of a fault the image may still restart; silence for so long says that it does not. */
const FAULT_SILENCE_MS = 3000;
/** A program that ends by itself writes its results first. */
const INTERRUPT_MS = 1000;
/** QEMU answers the first signal at once; what does not is ended by force. */
const TERMINATION_MS = 2000;

export interface RunOptions {
  /** Absolute, or relative to the repository; default: the build directory of the board's preset. */
  readonly buildDirectory?: string;
  /** Each line of the console as it comes. */
  readonly onLine?: (line: string) => void;
  /** The command line, before it is run. */
  readonly onCommand?: (command: string) => void;
  /** Wall time; undefined: DEFAULT_TIMEOUT_MS, Infinity: none. */
  readonly timeoutMs?: number;
  /** What board_parameter() gives. */
  readonly parameters?: readonly number[];
  readonly words?: readonly MemoryWord[];
  /** For QEMU or the program, after our own. */
  readonly extraArguments?: readonly string[];
  /** Ends the run: a program of Linux by its own means, others as they are. */
  readonly interrupt?: AbortSignal;
}

export type FailureReason = 'timeout' | 'early exit' | 'fault' | 'interrupt';

/** The image did not come to its end. */
export class ImageFailure extends UserError {
  constructor(
    readonly reason: FailureReason,
    message: string,
  ) {
    super(message, ExitCode.InputErrors);
    this.name = 'ImageFailure';
  }
}

export function defaultBuildDirectory(board: Board, debug = false): string {
  return `build-${board.name}${debug ? '-debug' : ''}`;
}

/** The file of an image; throws UserError when it is not built. */
export function imageFile(board: Board, image: string, buildDirectory: string): string {
  const folder = path.resolve(repositoryRoot(), buildDirectory, 'images');
  const suffix = board.processor === 'host' ? '' : '.elf';
  const file = shortPath(path.join(folder, image + suffix));
  if (fs.existsSync(file)) return file;
  const built = imagesIn(folder, suffix);
  const there = built.length === 0 ? '' : `; there are: ${built.join(', ')}`;
  throw new UserError(`${file} is not built${there}`);
}

function imagesIn(folder: string, suffix: string): string[] {
  if (!fs.existsSync(folder)) return [];
  const names = fs.readdirSync(folder).filter((name) => path.extname(name) === suffix);
  return names.map((name) => path.basename(name, suffix)).sort();
}

/** QEMU's arguments for the board, without the image. */
export function qemuArguments(board: Board): string[] {
  if (board.qemu === undefined) {
    throw new UserError(`QEMU does not know the board ${board.name}: its board.json has no 'qemu'`);
  }
  const { machine, arguments: further } = board.qemu;
  return ['-machine', machine, '-nographic', '-monitor', 'none', '-serial', 'stdio', ...further];
}

/** Throws UserError for a board that cannot be run here; before a build, so that nobody waits for nothing. */
export function requireEmulator(board: Board): void {
  if (board.processor === 'host') return;
  qemuArguments(board);
  requireTool('qemu-system-arm', 'qemu-system-arm');
}

interface Program {
  readonly file: string;
  readonly args: readonly string[];
  readonly environment: Record<string, string>;
}

function programFor(board: Board, image: string, options: RunOptions): Program {
  const { parameters = [], words = [], extraArguments = [] } = options;
  const file = imageFile(board, image, options.buildDirectory ?? defaultBuildDirectory(board));
  if (board.processor === 'host') {
    if (words.length > 0) throw new UserError(`--word is for boards in QEMU; give ${board.name} a --parameter`);
    return { file: path.resolve(file), args: extraArguments, environment: hostParameters(parameters) };
  }
  requireEmulator(board);
  const args = [...qemuArguments(board), ...loaderArguments(file, parameters, words), ...extraArguments];
  return { file: 'qemu-system-arm', args: [...args, '-kernel', file], environment: {} };
}

/** Runs the image and gives N of its line `image ended: N`. Throws ImageFailure when it does not come to that line. */
export async function runImage(board: Board, image: string, options: RunOptions = {}): Promise<number> {
  const program = programFor(board, image, options);
  const assignments = Object.entries(program.environment).map(([name, value]) => `${name}=${value} `);
  options.onCommand?.(assignments.join('') + commandLine(program.file, program.args));
  const env = { ...process.env, ...program.environment };
  const child = startBound(program.file, program.args, { stdio: ['ignore', 'pipe', 'pipe'], env });
  return new Promise<number>((resolve, reject) => {
    new Watch(child, `${board.name}: ${image}`, options, resolve, reject);
  });
}

/** Follows one run to its end. */
class Watch {
  private readonly timers = new Set<NodeJS.Timeout>();
  private faultTimer: NodeJS.Timeout | undefined;
  private faulted = false;
  private complaints = '';
  /** The image's own word, which counts whatever the process does after it. */
  private ended: number | undefined;
  private failure: ImageFailure | undefined;

  constructor(
    private readonly child: ChildProcess,
    private readonly what: string,
    private readonly options: RunOptions,
    resolve: (status: number) => void,
    reject: (error: Error) => void,
  ) {
    const limit = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    if (limit !== Infinity) {
      this.after(limit, () =>
        this.fail('timeout', `did not end within ${limit / 1000} s; a longer --timeout gives it more time`),
      );
    }
    options.interrupt?.addEventListener('abort', () => this.interrupt(), { once: true });
    if (child.stdout !== null) onLines(child.stdout, (line) => this.line(line));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.complaints += text));
    child.on('error', (error) => this.fail('early exit', `cannot be started: ${error.message}`));
    child.on('exit', () => {
      // What it has left running may keep the pipes open.
      if (this.ended === undefined && this.failure === undefined) return;
      child.stdout?.destroy();
      child.stderr?.destroy();
    });
    child.on('close', (code, signal) => {
      for (const timer of this.timers) clearTimeout(timer);
      clearTimeout(this.faultTimer);
      if (this.ended !== undefined) {
        resolve(this.ended);
        return;
      }
      const said = this.complaints.trim() === '' ? '' : `: ${this.complaints.trim()}`;
      const how = signal ?? `exit code ${code}`;
      const reason = options.interrupt?.aborted === true ? 'interrupt' : 'early exit';
      reject(this.failure ?? this.describe(reason, `went away before the image ended (${how})${said}`));
    });
  }

  private line(line: string): void {
    if (this.ended !== undefined || this.failure !== undefined) return;
    this.options.onLine?.(line);
    const [, status] = /^image ended: (\d+)$/.exec(line) ?? [];
    if (status !== undefined) {
      this.ended = Number(status);
      this.terminate();
      return;
    }
    this.faulted ||= /^(FAULT|PANIC)\b/.test(line);
    if (!this.faulted) return;
    clearTimeout(this.faultTimer);
    this.faultTimer = setTimeout(() => this.fail('fault', 'stopped in a fault; its report is above'), FAULT_SILENCE_MS);
  }

  private fail(reason: FailureReason, message: string): void {
    if (this.ended !== undefined) return;
    this.failure ??= this.describe(reason, message);
    this.terminate();
  }

  private interrupt(): void {
    this.child.kill('SIGINT');
    this.after(INTERRUPT_MS, () => this.fail('interrupt', 'was ended'));
  }

  private describe(reason: FailureReason, message: string): ImageFailure {
    return new ImageFailure(reason, `${this.what} ${message}`);
  }

  private terminate(): void {
    this.child.kill('SIGTERM');
    this.after(TERMINATION_MS, () => this.child.kill('SIGKILL'));
  }

  private after(ms: number, action: () => void): void {
    this.timers.add(setTimeout(action, ms));
  }
}
