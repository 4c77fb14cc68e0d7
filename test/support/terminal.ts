// SPDX-License-Identifier: Apache-2.0
/** The command `fuse` on a terminal: util-linux' `script` gives it one, and keys are typed when it has said what to answer. */

import { type ChildProcess, spawn } from 'node:child_process';
import * as path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { repositoryRoot } from '../../cli/support/paths';
import { commandLine } from '../../cli/support/tools';
import { CACHE } from './fuse';

const TOOL = path.join(repositoryRoot(), 'dist/cli/fuse.js');
/** Of what takes a moment, on a machine that does other things as well. */
const TIMEOUT_MS = 60_000;

export const Key = { Enter: '\r', Down: '\u001b[B', EraseLine: '\u0015', Interrupt: '\u0003' } as const;

export class Terminal {
  private readonly child: ChildProcess;
  private readonly closed: Promise<number | null>;
  /** Everything that was written, control sequences included. */
  output = '';
  private seen = 0;
  private onOutput = (): void => undefined;

  constructor(folder: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
    const command = commandLine(process.execPath, [TOOL, ...args]);
    this.child = spawn('script', ['-qefc', `stty cols 200 rows 24 && exec ${command}`, '/dev/null'], {
      cwd: folder,
      env: { PATH: process.env['PATH'], HOME: folder, TERM: 'xterm', SHELL: '/bin/sh', XDG_CACHE_HOME: CACHE, ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.output += text;
      this.onOutput();
    });
    this.closed = new Promise((resolve, reject) => {
      this.child.on('error', reject).on('close', (code) => {
        resolve(code);
        this.onOutput();
      });
    });
  }

  /** What a person has read so far, as lines of text. */
  get text(): string {
    return stripVTControlCharacters(this.output).replaceAll('\r\n', '\n');
  }

  /** Types when `text` has come after what was answered before. */
  async answer(text: string, ...keys: readonly string[]): Promise<void> {
    await this.until(text);
    for (const key of keys) this.child.stdin?.write(key);
  }

  /** Ends with the command; gives its exit code. */
  async end(): Promise<number | null> {
    const timer = setTimeout(() => this.child.kill('SIGKILL'), TIMEOUT_MS);
    try {
      return await this.closed;
    } finally {
      clearTimeout(timer);
    }
  }

  private until(text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const fail = (why: string): void => reject(new Error(`${why} waiting for '${text}' in:\n${this.text}`));
      const timer = setTimeout(() => {
        this.child.kill('SIGKILL');
        fail('timeout');
      }, TIMEOUT_MS);
      this.onOutput = (): void => {
        const found = this.text.indexOf(text, this.seen);
        if (found < 0 && this.child.exitCode === null) return;
        clearTimeout(timer);
        this.onOutput = (): void => undefined;
        this.seen = this.text.length;
        if (found < 0) fail('ended');
        else resolve();
      };
      this.onOutput();
    });
  }
}
