// SPDX-License-Identifier: Apache-2.0
/** A campaign: numbered programs, examined by some processes at once, and what came out of all of them. */
import { type ChildProcess, fork } from 'node:child_process';
import * as path from 'node:path';
import type { Answer, Request } from './worker';

type Result = Extract<Answer, { result: unknown }>;
type ResultOf<K extends Result['kind']> = Extract<Result, { kind: K }>['result'];

/** Processes that answer requests, each one at a time. */
export class Workers {
  private readonly idle: ChildProcess[];
  private readonly all: readonly ChildProcess[];
  private readonly waiting: ((child: ChildProcess) => void)[] = [];

  constructor(count: number) {
    this.all = Array.from({ length: count }, () => fork(path.join(__dirname, 'worker.js'), { execArgv: [] }));
    this.idle = [...this.all];
  }

  private take(): Promise<ChildProcess> {
    const child = this.idle.pop();
    if (child !== undefined) return Promise.resolve(child);
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** The answer to one request; of its kind. */
  async ask<K extends Result['kind']>(request: Request & { kind: K }): Promise<ResultOf<K>> {
    const child = await this.take();
    const answer = await new Promise<Answer>((resolve) => {
      const ended = (code: number | null): void => resolve({ kind: 'failed', message: `a worker ended with ${code}` });
      child.once('exit', ended);
      child.once('message', (message: Answer) => {
        child.off('exit', ended);
        resolve(message);
      });
      child.send(request);
    });
    const next = this.waiting.shift();
    if (next === undefined) this.idle.push(child);
    else next(child);
    if (answer.kind === 'failed') throw new Error(answer.message);
    return answer.result as ResultOf<K>;
  }

  end(): void {
    for (const child of this.all) child.disconnect();
  }
}

export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** Numbers 0 to `total - 1` in parts of `size`, as many at once as there are workers, until `until`. */
export async function inParts<T>(
  total: number,
  size: number,
  atOnce: number,
  until: number,
  work: (first: number, count: number) => Promise<T>,
  onPart: (result: T, progress: Progress) => void,
): Promise<void> {
  let next = 0;
  let done = 0;
  const chain = async (): Promise<void> => {
    while (next < total && Date.now() < until) {
      const first = next;
      const count = Math.min(size, total - first);
      next += count;
      const result = await work(first, count);
      done += count;
      onPart(result, { done, total });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, chain));
}
