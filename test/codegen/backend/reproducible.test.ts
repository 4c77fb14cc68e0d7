// SPDX-License-Identifier: Apache-2.0
/** The same program gives the same bytes: in another folder, from another working directory, with its projects named in another order. */
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { repositoryRoot } from '../../../cli/support/paths';
import { temporaryFolder } from '../../support/backend';

const root = repositoryRoot();
const compiler = path.join(root, 'dist', 'codegen', 'src', 'main.js');
const folder = temporaryFolder();

/** Copies the program below `where` and emits it there; the bytes of every output, by name. */
function emitIn(where: string, projects: readonly string[]): Map<string, string> {
  const directory = path.join(folder, where);
  for (const project of projects) {
    fs.cpSync(path.join(root, project), path.join(directory, project), { recursive: true });
  }
  const named = projects.flatMap((project) => ['--project', project]);
  const args = [compiler, 'emit', '--out', 'out', ...named, '--header', 'fuse.h=runtime-ts/fuse.ts'];
  execFileSync(process.execPath, args, { cwd: directory });
  const output = path.join(directory, 'out');
  return new Map(fs.readdirSync(output).map((name) => [name, fs.readFileSync(path.join(output, name), 'utf8')]));
}

test('two folders, two orders of projects', () => {
  const once = emitIn('a', ['runtime-ts', 'demos/hal']);
  const again = emitIn('somewhere/deeper', ['demos/hal', 'runtime-ts']);
  expect(once.size).toBeGreaterThan(70);
  expect([...again.keys()]).toEqual([...once.keys()]);
  for (const [name, text] of once) expect(`${name}: ${again.get(name)}`).toBe(`${name}: ${text}`);
});
