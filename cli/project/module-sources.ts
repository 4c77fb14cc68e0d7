// SPDX-License-Identifier: Apache-2.0
// The sources of a module: what is in modules/<name>/, in which language, and what decides what is built from it.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { filesBelow, hashText, hashTree, toolStamp } from '../support/content-hash';
import { UserError } from '../support/main';
import { nearest } from '../support/nearest';
import { shortPath } from '../support/paths';
import { type ApplicationFolder, MODULES_FOLDER } from './application';
import { LANGUAGES } from './languages';
import { provideZig } from './third-party';

export interface ModuleSources {
  readonly name: string;
  /** Absolute; what the compiler starts from comes first. */
  readonly sources: readonly string[];
}

/** Programs that turn sources with this ending into a module; a change of one changes every module made with it. */
const TOOLS: Readonly<Record<string, () => readonly string[]>> = {
  '.c': () => ['clang-19', 'wasm-ld-19'],
  '.cpp': () => ['clang-19', 'wasm-ld-19'],
  '.rs': () => ['/usr/bin/rustc', 'wasm-ld-19'],
  '.zig': () => [provideZig(), 'wasm-ld-19'],
  '.ts': () => [require.resolve('assemblyscript/package.json')],
  '.wat': () => ['wat2wasm'],
  '.wasm': () => [],
};
const ENDINGS = Object.keys(TOOLS);
/** What cargo, zig and npm leave beside the sources. */
const RESULTS = /(^|[\\/])(target|zig-out|\.zig-cache|node_modules)[\\/]/;

/** Throws UserError when there are no sources, or of more than one language. */
export function findSources({ folder }: ApplicationFolder, name: string): ModuleSources {
  const at = path.join(folder, MODULES_FOLDER, name);
  const shown = `${shortPath(at)}/`;
  if (fs.statSync(at, { throwIfNoEntry: false })?.isDirectory() !== true) {
    const remedy = `make it with 'fuse new module', or remove the module '${name}' from app_config.json`;
    const near = nearest(name, moduleFolders(folder));
    throw new UserError(
      near === undefined
        ? `there is no folder ${shown}: ${remedy}`
        : `there is no folder ${shown}, but ${near}/: the folder and the module's name in app_config.json must be the same`,
    );
  }
  const found = filesBelow(at).filter((file) => isSource(file));
  const known = Object.values(LANGUAGES).map(({ extension }) => `*${extension}`);
  if (found.length === 0) throw new UserError(`${shown} has no source: expected ${known.join(', ')}`);
  const languages = new Set(found.map((file) => path.extname(file).replace('.cpp', '.c')));
  if (languages.size > 1) {
    const [first, second] = [...languages].map((ending) => found.find((file) => path.extname(file).startsWith(ending)));
    throw new UserError(`${shown} has ${first} and ${second}: a module is in one language; only C and C++ mix`);
  }
  const rank = (file: string): number => ['main', 'lib', name].indexOf(path.basename(file, path.extname(file)));
  const sources = found.sort((a, b) => rank(b) - rank(a)).map((file) => path.resolve(at, file));
  return { name, sources };
}

function isSource(file: string): boolean {
  return ENDINGS.includes(path.extname(file)) && !file.endsWith('.d.ts') && !RESULTS.test(file);
}

/** CMake's settings for the toolchains that FUSE finds by itself. */
export function toolchainSettings(modules: readonly ModuleSources[]): string[] {
  const hasZig = modules.some(({ sources }) => sources.some((file) => path.extname(file) === '.zig'));
  return hasZig ? [`-DFUSE_ZIG=${provideZig()}`] : [];
}

/**
 * The name of what is built from a module: of its folder, what lies beside the modules for all of them, the toolchain, and `context`,
 * which is the same for all modules of a build.
 */
export function moduleKey({ folder }: ApplicationFolder, module: ModuleSources, context: string): string {
  const modules = path.join(folder, MODULES_FOLDER);
  const own = filesBelow(path.join(modules, module.name)).filter((file) => !RESULTS.test(file));
  const shared = sharedEntries(modules);
  const endings = new Set(module.sources.map((file) => path.extname(file)));
  const tools = [...endings].flatMap((ending) => TOOLS[ending]?.() ?? []).map(toolStamp);
  const hashes = [hashTree(path.join(modules, module.name), own), hashTree(modules, shared)];
  return hashText(JSON.stringify([module.name, context, hashes, tools]));
}

/** The names of an application's folders with sources, whether or not its configuration has them. */
export function moduleFolders(folder: string): string[] {
  const modules = path.join(folder, MODULES_FOLDER);
  if (!fs.existsSync(modules)) return [];
  const entries = fs.readdirSync(modules, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && hasSource(path.join(modules, entry.name)))
    .map(({ name }) => name)
    .sort();
}

/** Files and folders beside the modules, which belong to all of them. */
export function sharedEntries(modules: string): string[] {
  return fs
    .readdirSync(modules, { withFileTypes: true })
    .filter((entry) => entry.isFile() || !hasSource(path.join(modules, entry.name)))
    .map(({ name }) => name)
    .sort();
}

/** A folder of headers is shared; one with sources is a module. */
function hasSource(folder: string): boolean {
  return filesBelow(folder).some((file) => isSource(file));
}
