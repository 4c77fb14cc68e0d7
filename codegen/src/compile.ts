// SPDX-License-Identifier: Apache-2.0
/** The front half of the compiler: sources in, a typed and analysed Program out, or diagnostics. */
import { analyse } from './analyse';
import { Diagnostics } from './diagnostics';
import type { Program } from './ir';
import { Loader, type LoadOptions, type Sources } from './load';
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

export function compile(options: CompileOptions): Compiled {
  const diagnostics = new Diagnostics();
  const sources = stage('load', () => new Loader(options).load(diagnostics));
  stage('subset', () => subset(sources, diagnostics));
  // Types are read in spite of what was found so far: one run shows as much as it can.
  const hasSyntaxErrors = diagnostics.sorted().some((d) => d.code === 'FUSE1000');
  if (hasSyntaxErrors) return { diagnostics, sources, program: null };
  const program = stage('types', () => types(sources, options.headers ?? [], diagnostics));
  if (diagnostics.isEmpty) stage('analyse', () => analyse(program, diagnostics));
  return { diagnostics, sources, program: diagnostics.isEmpty ? program : null };
}
