// SPDX-License-Identifier: Apache-2.0
// The compiler behind fuse-aotc: the greater part of it is the same in every build and takes a minute to compile.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { cacheFolder } from './cache-folder';
import { hashText, hashTree, toolStamp } from './content-hash';
import { repositoryRoot } from './paths';

/** The library as the build directory `build` has it. */
export const AOT_COMPILER = path.join(repositoryRoot(), 'build', 'aotc', 'libfuse_aot_compiler.a');

/** CMake settings with which another build directory uses it, once it is there. */
export function aotCompilerSettings(): string[] {
  return fs.existsSync(AOT_COMPILER) ? [`-DFUSE_AOT_COMPILER=${AOT_COMPILER}`] : [];
}

/** Where the cache folder has it, or would have it: one for each version of WAMR and LLVM. */
export function aotCompilerInCache(): string {
  const sources = hashTree(repositoryRoot(), ['sdk/aotc/CMakeLists.txt', 'third_party/crates-manifest/Cargo.lock']);
  const key = hashText(`${sources} ${toolStamp('llvm-config-19')}`).slice(0, 16);
  return path.join(cacheFolder(), 'aot-compiler', key, path.basename(AOT_COMPILER));
}

/** The library for builds outside the working tree; undefined where nobody has compiled it yet. */
export function cachedAotCompiler(): string | undefined {
  const cached = aotCompilerInCache();
  if (!fs.existsSync(cached) && fs.existsSync(AOT_COMPILER)) keepAotCompiler(AOT_COMPILER);
  return fs.existsSync(cached) ? cached : undefined;
}

/** Copies the library into the cache folder. */
export function keepAotCompiler(library: string): void {
  const cached = aotCompilerInCache();
  fs.mkdirSync(path.dirname(cached), { recursive: true });
  fs.copyFileSync(library, `${cached}.${process.pid}`);
  fs.renameSync(`${cached}.${process.pid}`, cached);
}
