// SPDX-License-Identifier: Apache-2.0
// The newest build of a module: the .wasm or .aot file that a check looks into.

import * as fs from 'node:fs';
import * as path from 'node:path';
import type { AppModule } from '../config/app-config';
import { UserError } from '../support/main';
import { BUILD_FOLDER, MODULES_FOLDER } from './application';

export interface BuiltModule {
  readonly file: string;
  /** A source file in modules/<name>/ that was changed after the build; null when there is none. */
  readonly newerSource: string | null;
}

/** Looks in `folders`, and where `binary` says; undefined when nothing was built. */
export function findBuilt(app: string, folders: readonly string[], module: AppModule): BuiltModule | undefined {
  const stem = module.binary.replace(/\.aot$/, '');
  const named = path.resolve(app, stem);
  const places = new Set([named, ...folders.map((folder) => path.join(folder, path.basename(stem)))]);
  const found = [...places]
    // Of one build the .wasm goes first: of the same time as its .aot, and nearer to the source.
    .flatMap((place) => [`${place}.wasm`, `${place}.aot`])
    .flatMap((file) => {
      const state = fs.statSync(file, { throwIfNoEntry: false });
      return state?.isFile() === true ? [{ file, time: state.mtimeMs }] : [];
    })
    .sort((a, b) => b.time - a.time);
  const newest = found.find(({ file }) => file.endsWith('.wasm') && isBesideNewest(file, found[0]?.file)) ?? found[0];
  if (newest === undefined) return undefined;
  return { file: newest.file, newerSource: newerSource(path.join(app, MODULES_FOLDER, module.name), newest.time) };
}

function isBesideNewest(wasm: string, newest: string | undefined): boolean {
  return newest !== undefined && wasm.replace(/\.wasm$/, '') === newest.replace(/\.(wasm|aot)$/, '');
}

/** Throws UserError unless what --build-dir names is a folder. */
export function checkBuildFolder(folder: string): void {
  if (fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return;
  throw new UserError(`there is no folder ${folder}, which --build-dir names`);
}

/** build/<target>/ of an application, for each target that was built. */
export function targetFolders(app: string): string[] {
  const build = path.join(app, BUILD_FOLDER);
  if (!fs.existsSync(build)) return [];
  const entries = fs.readdirSync(build, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => path.join(build, name));
}

/** A file in a module's source folder that was changed after `time`. */
export function newerSource(folder: string, time: number): string | null {
  if (!fs.existsSync(folder)) return null;
  const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
  const newer = files
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name))
    .filter((file) => fs.statSync(file).mtimeMs > time)
    .sort();
  return newer[0] ?? null;
}
