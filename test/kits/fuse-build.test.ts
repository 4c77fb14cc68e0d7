// SPDX-License-Identifier: Apache-2.0
// `fuse build` makes the same modules as the build of this repository, to the byte, and `fuse run` runs all of them.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { LANGUAGES as ENDINGS } from '../../cli/project/languages';
import { repositoryRoot } from '../../cli/support/paths';
import { FuseFolder } from '../support/fuse';
import { builtModule, LANGUAGES } from '../support/kits';

const MODULES = ['hello_log', 'camera_compress'] as const;

let folder: FuseFolder;
beforeEach(() => (folder = new FuseFolder()));
afterEach(() => folder.remove());

test.each(['linux', 'simulator'])(
  'hello_log and camera_compress in five languages, for %s',
  (target) => {
    const names = LANGUAGES.flatMap((language) => MODULES.map((module) => `${module}_${language}`));
    for (const language of LANGUAGES) {
      for (const module of MODULES) {
        const { extension } = ENDINGS[language];
        const at = folder.path(`modules/${module}_${language}`);
        fs.mkdirSync(at, { recursive: true });
        const template = path.join(repositoryRoot(), 'sdk/templates', language, `${module}${extension}`);
        fs.copyFileSync(template, path.join(at, `${module}_${language}${extension}`));
      }
    }
    const policy = { memory_pages_max: 1, stack_size: 4096, heap_size: 0, cpu_quota_us: 0, step_interval_us: 100_000 };
    const application = {
      ...{ name: 'kits', max_modules: names.length, wamr_pool_bytes: 262_144, log_pool_bytes: 16_384 },
      hal_groups: ['timer', 'camera'],
    };
    const modules = names.map((name) => ({
      ...{ name, binary: `${name}.aot` },
      policy: { capabilities: name.startsWith('hello') ? ['LOG'] : ['CAMERA', 'LOG'], ...policy },
    }));
    folder.write('app_config.json', JSON.stringify({ application, modules }));

    const { status, stderr } = folder.fuse(['build', '--target', target]);
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
    for (const language of LANGUAGES) {
      for (const module of MODULES) {
        const built = folder.read(`build/${target}/${module}_${language}.wasm`);
        expect({
          module,
          language,
          same: built.equals(fs.readFileSync(`${builtModule(module, language)}.wasm`)),
        }).toEqual({
          ...{ module, language, same: true },
        });
      }
    }

    const run = folder.fuse(['run', '--target', target, '--no-build', '--logical-time', '--for', '0.25']);
    expect(run.status).toBe(0);
    const of = (language: string): string[] => {
      const lines = [...run.stdout.matchAll(/^log (\S+) guest (\w+)_([a-z]+) info (.*)$/gm)];
      return lines
        .filter(([, , , name]) => name === language)
        .map(([, time, module, , text]) => `${time} ${module} ${text}`);
    };
    expect(of('c')).toContain('0.200000 hello_log step 3');
    expect(of('c').filter((line) => / compressed 3072 to \d+ bytes, checksum \d+$/.test(line))).toHaveLength(3);
    for (const language of LANGUAGES) expect(of(language)).toEqual(of('c'));
  },
  240_000,
);
