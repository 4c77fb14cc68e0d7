// SPDX-License-Identifier: Apache-2.0
/** `watch`: what `emit` does, again after every change of the sources. Mistakes are shown, and the last good outputs stay. */
import * as path from 'node:path';
import { Compiler, type Compiled } from '../compile';
import { emitWith, type EmitCommandOptions } from './emit';
import { FileWatcher, foldersAndFiles } from './file-watcher';
import { guarded } from './guarded';
import { compileInputs } from './inputs';
import { formatOf } from './report';

export function watchCommand(options: EmitCommandOptions): number {
  const compiler = new Compiler();
  const inputs = [...options.project, ...options.hal].map((name) => path.resolve(name));
  let last: Compiled | undefined;
  let code = 0;

  const say = (text: string): void => {
    if (formatOf(options) === 'text') process.stdout.write(`[${new Date().toTimeString().slice(0, 8)}] ${text}\n`);
  };
  const compile = (): Compiled => compileInputs(options, compiler);
  /** Only what was compiled anew is written: a touched file is no change. */
  const run = guarded((): number => {
    const started = performance.now();
    const compiled = compile();
    if (compiled === last) return code;
    last = compiled;
    code = emitWith(options, compiled, started);
    return code;
  });

  const outcome = (): string => {
    if (process.exitCode === 0) return 'No errors.';
    const errors = process.exitCode === 1 ? (last?.diagnostics.sorted().length ?? 0) : 0;
    return errors === 0 ? 'Not compiled.' : `${errors} error${errors === 1 ? '' : 's'}.`;
  };

  const watcher = new FileWatcher(() => cycle('File change detected. Starting incremental compilation...'));
  const cycle = (headline: string): void => {
    say(headline);
    run();
    const { folders, files } = foldersAndFiles(inputs);
    const sources = last?.sources.program.getSourceFiles().map((source) => source.fileName) ?? [];
    watcher.watch(folders, [...files, ...sources]);
    say(`${outcome()} Watching for file changes.`);
  };
  cycle('Starting compilation in watch mode...');
  return 0;
}
