// SPDX-License-Identifier: Apache-2.0
/** The runtime as a bundle for Node, emitted once for all test files: kept in dist/ under the hash of what it is made from. */
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { repositoryRoot } from '../../../cli/support/paths';
import { loadBundle } from '../../../codegen/node/load';
import { compile } from '../../../codegen/src/compile';
import { formatDiagnostics } from '../../../codegen/src/diagnostics';
import { emitJs } from '../../../codegen/src/js';
import type { OutputFile } from '../../../codegen/src/outputs';
import type * as bundle from './runtime-bundle';

const root = repositoryRoot();
const sources = path.join(root, 'runtime-ts');
const compiler = path.join(root, 'dist', 'codegen');
const cache = path.join(root, 'dist', 'node-runtime');

function filesBelow(folder: string, ending: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => path.join(folder, name));
}

function hashOf(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\0`).update(fs.readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}

/** The outputs of the compiler for the runtime. */
function emitRuntime(): OutputFile[] {
  const compiled = compile({
    projects: [sources],
    root,
    headers: [{ name: 'fuse.h', file: path.join(sources, 'fuse.ts') }],
  });
  if (compiled.program === null)
    throw new Error(formatDiagnostics(compiled.diagnostics.sorted(), compiled.sources.textOf));
  return emitJs(compiled.program, {
    name: 'runtime',
    sourceRoot: `${root}/`,
    support: '../../../codegen/node',
    textOf: compiled.sources.textOf,
  });
}

/** The folder with runtime.js, its map and its declarations. */
export function runtimeFolder(): string {
  const folder = path.join(cache, hashOf([...filesBelow(sources, '.ts'), ...filesBelow(compiler, '.js')]));
  if (fs.existsSync(folder)) return folder;
  // Test files start side by side: each writes its own, and the first one's stays.
  const own = `${folder}.${process.pid}`;
  fs.mkdirSync(own, { recursive: true });
  for (const { name, text } of emitRuntime()) fs.writeFileSync(path.join(own, name), text);
  for (const old of fs.readdirSync(cache)) {
    if (!path.basename(own).startsWith(old.split('.')[0] ?? old)) fs.rmSync(path.join(cache, old), { recursive: true });
  }
  try {
    fs.renameSync(own, folder);
  } catch (error) {
    if (!fs.existsSync(folder)) throw error;
    fs.rmSync(own, { recursive: true });
  }
  return folder;
}

export const runtimeFile = (): string => path.join(runtimeFolder(), 'runtime.js');

/** What the bundle exports, with the types of runtime-bundle.d.ts. */
export function runtimeBundle(): Pick<typeof bundle, 'instantiate'> {
  const file = runtimeFile();
  return loadBundle(fs.readFileSync(file, 'utf8'), file) as unknown as Pick<typeof bundle, 'instantiate'>;
}
