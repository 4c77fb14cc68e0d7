// SPDX-License-Identifier: Apache-2.0
/** A process that examines parts of a campaign, one after the other, as its parent asks. */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { examine, type Examination, type Targets } from './examine';
import { failureOf } from './failure';
import { choicesOf } from './generator/choices';
import { generate } from './generator/program';
import { shrink, type Shrunk } from './shrink';
import { examineMistakes, type MistakeExamination } from './mistakes/examine';
import { examineMutants, type MutantExamination } from './mutants';

export type Request =
  | {
      readonly kind: 'examine';
      readonly seed: number;
      readonly first: number;
      readonly count: number;
      readonly targets: Targets;
    }
  | {
      readonly kind: 'shrink';
      readonly seed: number;
      readonly index: number;
      readonly what: string;
      readonly limitMs: number;
    }
  | { readonly kind: 'mistakes'; readonly seed: number; readonly first: number; readonly count: number }
  | { readonly kind: 'mutants'; readonly seed: number; readonly first: number; readonly count: number };
export type Answer =
  | { readonly kind: 'examine'; readonly result: Examination }
  | { readonly kind: 'shrink'; readonly result: Shrunk }
  | { readonly kind: 'mistakes'; readonly result: MistakeExamination }
  | { readonly kind: 'mutants'; readonly result: MutantExamination }
  | { readonly kind: 'failed'; readonly message: string };

function answer(request: Request, folder: string): Answer {
  switch (request.kind) {
    case 'examine':
      return {
        kind: 'examine',
        result: examineRange(request.seed, request.first, request.count, request.targets, folder),
      };
    case 'shrink':
      return {
        kind: 'shrink',
        result: shrink(choicesOf(request.seed, request.index), request.what, folder, request.limitMs),
      };
    case 'mistakes':
      return { kind: 'mistakes', result: examineMistakes(request.seed, request.first, request.count) };
    case 'mutants':
      return { kind: 'mutants', result: examineMutants(request.seed, request.first, request.count) };
  }
}

/** Programs `first` to `first + count - 1` of the campaign; failures have their numbers. */
function examineRange(seed: number, first: number, count: number, targets: Targets, folder: string): Examination {
  const programs = Array.from({ length: count }, (_, i) => generate(choicesOf(seed, first + i), `p${i}`));
  const numbered = (result: Examination): Examination => ({
    ...result,
    failures: result.failures.map((f) => ({ ...f, index: first + f.index })),
  });
  try {
    return numbered(examine(programs, targets, folder));
  } catch {
    // One of them breaks a compiler: each by itself.
    const failures = programs.flatMap((program, index) => {
      const what = failureOf(program, targets, folder);
      return what === null ? [] : [{ index, what }];
    });
    return numbered({ ran: count - failures.length, panics: 0, proved: 0, checked: 0, failures, features: {} });
  }
}

if (process.send !== undefined) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fuse-generated-'));
  process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
  process.on('disconnect', () => process.exit());
  process.on('message', (request: Request) => {
    let reply: Answer;
    try {
      reply = answer(request, folder);
    } catch (error) {
      reply = { kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
    process.send?.(reply);
  });
}
