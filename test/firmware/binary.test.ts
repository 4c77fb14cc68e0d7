// SPDX-License-Identifier: Apache-2.0
// Where the firmware's build takes the image of a module from, and what it says when there is none.

import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { repositoryRoot } from '../../cli/support/paths';

let folder: string;
beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fuse-firmware-'))));
afterEach(() => fs.rmSync(folder, { recursive: true }));

/** What fuse_find_module_image() finds, or its complaint on one line. */
function find(binary: string): string {
  const script = path.join(folder, 'find.cmake');
  const lines = [
    'cmake_policy(VERSION 3.25)',
    'set(FUSE_MODULE_TARGET cortex-m4-xip)',
    `include(${path.join(repositoryRoot(), 'firmware/firmware.cmake')})`,
    `fuse_find_module_image(firmware ${folder}/app_config.json filter [==[${binary}]==])`,
    'message(NOTICE "found ${file}")',
  ];
  fs.writeFileSync(script, `${lines.join('\n')}\n`);
  const { stderr } = spawnSync('cmake', ['-P', script], { cwd: folder, encoding: 'utf8' });
  return stderr.replace(/\s+/g, ' ');
}

test('a file beside the configuration', () => {
  fs.mkdirSync(path.join(folder, 'out'));
  fs.writeFileSync(path.join(folder, 'out/filter one.aot'), '');
  expect(find('out/filter one.aot')).toBe(`found ${folder}/out/filter one.aot `);
});

test('a file elsewhere', () => {
  fs.writeFileSync(path.join(folder, 'filter.aot'), '');
  expect(find(`${folder}/filter.aot`)).toBe(`found ${folder}/filter.aot `);
});

test.each(['out/filter.aot', '.'])('%s: the message names the file, the module, and what to do', (binary) => {
  const said = find(binary);
  expect(said).toContain(`${folder}/app_config.json: module filter: there is no file`);
  expect(said).toContain('fuse-aotc --target cortex-m4-xip');
  expect(said).toContain('before fuse_add_firmware(firmware)');
  expect(said).not.toContain('found');
});
