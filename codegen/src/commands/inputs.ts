// SPDX-License-Identifier: Apache-2.0
/** Options that emit and check share. */
import { Compiler, type Compiled } from '../compile';
import { parseHeaderRequest } from '../types';
import type { ReportOptions } from './report';

export interface InputOptions extends ReportOptions {
  readonly project: readonly string[];
  readonly hal: readonly string[];
  readonly header: readonly string[];
}

export function compileInputs(options: InputOptions, compiler = new Compiler()): Compiled {
  return compiler.compile({
    projects: options.project,
    halDirs: options.hal,
    headers: options.header.map(parseHeaderRequest),
  });
}
