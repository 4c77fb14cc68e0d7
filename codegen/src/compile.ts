// SPDX-License-Identifier: Apache-2.0
/** The front half of the compiler: sources in, a typed and analysed Program out, or diagnostics. */
import { analyse } from './analyse';
import { prepare } from './facts/prepare';
import { Diagnostics } from './diagnostics';
import type { Program } from './ir';
import { Loader, memoryTexts, type LoadOptions, type Sources, type TextSource } from './load';
import { subset } from './subset';
import { types, type HeaderRequest } from './types';

export interface CompileOptions extends LoadOptions {
  readonly headers?: readonly HeaderRequest[];
}

export interface Compiled {
  readonly diagnostics: Diagnostics;
  readonly sources: Sources;
  /** Null where there are diagnostics. */
  readonly program: Program | null;
  /** A stage that gave up on a program with errors, which the diagnostics that there are explain well enough. */
  readonly failure: InternalFailure | null;
}

/** A mistake of the compiler: which stage made it. */
export class InternalFailure extends Error {
  constructor(stage: string, cause: unknown) {
    super(`stage ${stage}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

export function stage<T>(name: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof InternalFailure || (error instanceof Error && error.name === 'UsageError')) throw error;
    throw new InternalFailure(name, error);
  }
}

/** Compiles one program again and again, as its files change: watch mode and editors keep one. */
export class Compiler {
  private readonly loader: Loader;
  private last: { readonly key: string; readonly compiled: Compiled } | undefined;

  /** `texts`: in place of the disk. */
  constructor(texts?: TextSource) {
    this.loader = new Loader(texts);
  }

  /** The answer is the same object as long as nothing has changed. */
  compile(options: CompileOptions): Compiled {
    const diagnostics = new Diagnostics();
    const sources = stage('load', () => this.loader.load(options, diagnostics));
    const key = JSON.stringify([options.root, options.headers]);
    if (this.last?.compiled.sources.program === sources.program && this.last.key === key) return this.last.compiled;
    const compiled = understand(sources, options.headers ?? [], diagnostics);
    this.last = { key, compiled };
    return compiled;
  }
}

export function compile(options: CompileOptions): Compiled {
  return new Compiler(options.memory === undefined ? undefined : memoryTexts(options.memory)).compile(options);
}

/** Each stage runs in spite of what was found so far: one run shows as much as it can. */
function understand(sources: Sources, headers: readonly HeaderRequest[], diagnostics: Diagnostics): Compiled {
  let program: Program | null = null;
  let failure: InternalFailure | null = null;
  try {
    stage('subset', () => subset(sources, diagnostics));
    const typed = stage('types', () => types(sources, headers, diagnostics));
    stage('analyse', () => analyse(typed, diagnostics));
    stage('facts', () => prepare(typed, diagnostics));
    if (diagnostics.isEmpty) program = typed;
  } catch (error) {
    if (diagnostics.isEmpty || !(error instanceof InternalFailure)) throw error;
    failure = error;
  }
  return { diagnostics, sources, program, failure };
}
