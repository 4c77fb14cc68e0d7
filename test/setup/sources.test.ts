// SPDX-License-Identifier: Apache-2.0
/** Where a build takes third-party sources from: a folder that was named, the submodule, the fetched crate, in this order. */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { repositoryRoot } from '../../cli/support/paths';

let folder: string;

/** A tree with sources.cmake, the crates' manifest, and no sources. */
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fuse sources-'));
  const thirdParty = path.join(repositoryRoot(), 'third_party');
  fs.copyFileSync(path.join(thirdParty, 'sources.cmake'), path.join(folder, 'sources.cmake'));
  fs.mkdirSync(path.join(folder, 'crates-manifest'));
  fs.writeFileSync(path.join(folder, 'crates-manifest/Cargo.toml'), '[dependencies]\nwamrx-sys = "=0.3.0"\n');
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

function add(directory: string): string {
  const marker = path.join(folder, directory, 'core/version.h');
  fs.mkdirSync(path.dirname(marker), { recursive: true });
  fs.writeFileSync(marker, '');
  return path.join(folder, directory);
}

/** What fuse_find_sources() finds, or its complaint, on one line. */
function find(root = ''): string {
  const script = path.join(folder, 'find.cmake');
  const lines = [
    'cmake_policy(VERSION 3.25)',
    `set(WAMR_ROOT_DIR "${root}")`,
    `include("${folder}/sources.cmake")`,
    'fuse_find_sources(directory WAMR wasm-micro-runtime wamrx-sys wasm-micro-runtime core/version.h WAMR_ROOT_DIR)',
    'message(NOTICE "found ${directory}")',
  ];
  fs.writeFileSync(script, `${lines.join('\n')}\n`);
  const { stderr } = spawnSync('cmake', ['-P', script], { cwd: folder, encoding: 'utf8' });
  return stderr.replace(/\s+/g, ' ').trim();
}

const CRATE = 'crates/wamrx-sys-0.3.0/wasm-micro-runtime';
const SUBMODULE = 'wasm-micro-runtime';

test('the crate, in the version of the manifest', () => {
  const crate = add(CRATE);
  expect(find()).toBe(`found ${crate}`);
});

test('a submodule that is checked out goes before the crate', () => {
  add(CRATE);
  const submodule = add(SUBMODULE);
  expect(find()).toBe(`found ${submodule}`);
});

test('a submodule that is not checked out is an empty folder', () => {
  const crate = add(CRATE);
  fs.mkdirSync(path.join(folder, SUBMODULE));
  expect(find()).toBe(`found ${crate}`);
});

test('a folder that was named goes before both', () => {
  add(CRATE);
  add(SUBMODULE);
  const own = add('my own wamr');
  expect(find(own)).toBe(`found ${own}`);
});

test.each([
  ['', 'crates/wamrx-sys-0.3.0/wasm-micro-runtime', 'the crate wamrx-sys 0.3.0'],
  ['/nowhere/wamr', '/nowhere/wamr', 'WAMR_ROOT_DIR'],
])('no sources, WAMR_ROOT_DIR "%s": where it looked, and what to do', (root, directory, origin) => {
  const said = find(root);
  expect(said).toContain('No WAMR sources in ');
  expect(said).toContain(`${directory} (from ${origin}): run third_party/setup.sh, or set WAMR_ROOT_DIR.`);
  expect(said).not.toContain('found');
});
