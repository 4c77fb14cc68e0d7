// SPDX-License-Identifier: Apache-2.0
// The runtime for a target with platform, WAMR and kernel: built once in the cache folder, used by every application.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { cachedAotCompiler, keepAotCompiler } from '../support/aot-compiler';
import { cmake, emptyIfMoved } from '../support/build';
import { makeCacheFolder, runtimeFolder } from '../support/cache-folder';
import { hashText, hashTree, toolStamp } from '../support/content-hash';
import { withLock } from '../support/lock';
import { repositoryRoot } from '../support/paths';
import { requireTool } from '../support/tools';
import { cratesSettings } from './third-party';
import { findTarget, LINUX, type Target } from './target';

/** What goes into it, below the package's folder. */
const INPUTS = [
  'CMakeLists.txt',
  'CMakePresets.json',
  'boards',
  'codegen/c_gate.cmake',
  'codegen/codegen.cmake',
  'codegen/lang',
  'codegen/runtime.cmake',
  'dist/codegen',
  'platform',
  'runtime-ts',
  'sdk/aotc',
  'third_party/crates-manifest/Cargo.lock',
  'third_party/vmlib',
  'third_party/wamr.cmake',
];
const TOOLS = ['cmake', 'gcc', 'g++', 'llvm-config-19'];
const BOARD_TOOLS = ['arm-none-eabi-gcc'];

/** Every build of ours from here on: the TypeScript is compiled, and no group but those of the runtime is wanted. */
export const COMMON_SETTINGS = ['-DFUSE_BUILD_EXTRAS=OFF', '-DFUSE_COMPILE_TYPESCRIPT=OFF', '-DFUSE_HAL_DIRS='];

const KEY_FILE = 'fuse-runtime.key';

export interface RuntimeBuild {
  readonly folder: string;
  /** Changes with anything that it was built from. */
  readonly key: string;
}

/** The runtime of Linux also has what is the same for all targets: fuse-aotc, the bindings of modules, fuse_natives.json. */
export interface Tools extends RuntimeBuild {
  readonly aotc: string;
  readonly natives: string;
}

let loadedInputs: string | undefined;

function runtimeKey({ name, board }: Target, debug: boolean): string {
  loadedInputs ??= hashTree(repositoryRoot(), INPUTS);
  const outside = board.processor === 'host' ? [] : [board.folder];
  const tools = [...TOOLS, ...(board.processor === 'host' ? [] : BOARD_TOOLS)].map(toolStamp);
  return hashText(JSON.stringify([loadedInputs, name, debug, tools, outside.map((folder) => hashTree(folder, ['.']))]));
}

function folderOf(target: Target, debug: boolean): string {
  return runtimeFolder(`${target.name}${debug ? '-debug' : ''}`);
}

/** Where the tools are or will be, and what tells one build of them from the next. */
export function findTools(): Tools {
  const linux = findTarget(LINUX);
  const folder = folderOf(linux, false);
  const aotc = path.join(folder, 'bin/fuse-aotc');
  return { folder, key: runtimeKey(linux, false), aotc, natives: path.join(folder, 'generated/fuse_natives.json') };
}

/** fuse_natives.json that modules of applications were last built with; undefined when none was. */
export function builtNatives(): string | undefined {
  const file = path.join(folderOf(findTarget(LINUX), false), 'generated/fuse_natives.json');
  return fs.existsSync(file) ? file : undefined;
}

export function findRuntime(target: Target, debug: boolean): RuntimeBuild {
  return { folder: folderOf(target, debug), key: runtimeKey(target, debug) };
}

export function isBuilt(runtime: RuntimeBuild): boolean {
  const file = path.join(runtime.folder, KEY_FILE);
  return fs.existsSync(file) && fs.readFileSync(file, 'utf8') === markOf(runtime);
}

/** With the folder, whose path is in what CMake has written there: a cache that was moved is built anew. */
function markOf({ folder, key }: RuntimeBuild): string {
  return `${key} ${folder}\n`;
}

export function buildTools(): Tools {
  const tools = findTools();
  if (!isBuilt(tools)) {
    // CMake would say of its absence only that a file of LLVM's is not there.
    requireTool('llvm-config-19', 'llvm-19-dev');
    makeCacheFolder();
    const compiler = cachedAotCompiler();
    const settings = compiler === undefined ? [] : [`-DFUSE_AOT_COMPILER=${compiler}`];
    const wait = compiler === undefined ? ', with the ahead-of-time compiler: a few minutes, once' : ', once';
    buildRuntimeAt(tools, findTarget(LINUX), false, settings, wait);
    if (compiler === undefined) keepAotCompiler(path.join(tools.folder, 'aotc/libfuse_aot_compiler.a'));
  }
  return tools;
}

export function buildRuntime(target: Target, debug: boolean): RuntimeBuild {
  const tools = buildTools();
  if (target.name === LINUX && !debug) return tools;
  const runtime = findRuntime(target, debug);
  if (!isBuilt(runtime)) buildRuntimeAt(runtime, target, debug, [`-DFUSE_AOTC=${tools.aotc}`], ', once');
  return runtime;
}

function buildRuntimeAt(
  runtime: RuntimeBuild,
  target: Target,
  debug: boolean,
  settings: readonly string[],
  wait: string,
): void {
  withLock(runtime.folder, `the runtime for ${target.name}`, () => {
    // Someone else may have built it while this build waited.
    if (!isBuilt(runtime)) configureAndBuild(runtime, target, debug, settings, wait);
  });
}

function configureAndBuild(
  runtime: RuntimeBuild,
  target: Target,
  debug: boolean,
  settings: readonly string[],
  wait: string,
): void {
  const { folder } = runtime;
  const crates = cratesSettings();
  process.stderr.write(`building the runtime for ${target.name}${wait} (${folder}) …\n`);
  const started = Date.now();
  emptyIfMoved(folder);
  const all = [...target.settings(debug), ...COMMON_SETTINGS, ...crates, ...settings];
  cmake(folder, ['-S', repositoryRoot(), ...all, '-B', folder]);
  cmake(folder, ['--build', folder, '--parallel']);
  fs.writeFileSync(path.join(folder, KEY_FILE), markOf(runtime));
  process.stderr.write(`built the runtime for ${target.name} in ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
}
