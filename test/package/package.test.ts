// SPDX-License-Identifier: Apache-2.0
/** The installed form, used as a stranger does: an out-of-tree host with find_package(Fuse) and nothing else. */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { LANGUAGES } from '../../cli/project/languages';
import { fillTemplate } from '../../cli/project/templates';
import { repositoryRoot } from '../../cli/support/paths';

const root = repositoryRoot();
const source = path.join(root, 'test/package/host');

let work: string;
let prefix: string;

function run(command: string, args: string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: work, encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

/** Runs a command that must succeed, and gives its output. */
function mustRun(command: string, ...args: string[]): string {
  const { status, output } = run(command, args);
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${output}`);
  return output;
}

function configureHost(build: string, config: string): void {
  const generated = path.join(work, `${build}-config`);
  const tool = path.join(root, 'dist/cli/config.js');
  mustRun(
    'node',
    tool,
    '--natives',
    path.join(prefix, 'share/fuse/fuse_natives.json'),
    '--input',
    config,
    '--output-dir',
    generated,
  );
  mustRun('cmake', '-S', source, '-B', build, `-DCMAKE_PREFIX_PATH=${prefix}`, `-DAPP_CONFIG_DIR=${generated}`);
}

beforeAll(() => {
  work = fs.mkdtempSync(path.join(os.tmpdir(), 'fuse-package-'));
  prefix = path.join(work, 'prefix');
  mustRun('node', path.join(root, 'dist/cli/fuse.js'), 'package', '--prefix', prefix);
}, 600_000);

afterAll(() => fs.rmSync(work, { recursive: true, force: true }));

test('every file of the installed form is there', () => {
  const expected = [
    'include/fuse.h',
    'include/fuse_types.h',
    'include/fuse_platform.h',
    'include/platform.h',
    'include/platform/platform.h',
    'lib/libfuse.a',
    'lib/cmake/Fuse/FuseConfig.cmake',
    'bin/fuse-aotc',
    'share/fuse/app_config.schema.json',
    ...['h', 'hpp', 'rs', 'zig', 'ts'].map((ending) => `share/fuse/module/fuse_module.${ending}`),
  ];
  expect(expected.filter((file) => !fs.existsSync(path.join(prefix, file)))).toEqual([]);
});

test('nothing in it names the place it was built in', () => {
  const texts = fs
    .readdirSync(prefix, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(h|cmake|json)$/.test(file));
  expect(texts.filter((file) => fs.readFileSync(path.join(prefix, file), 'utf8').includes(root))).toEqual([]);
});

test('an out-of-tree host builds its module, steps it and reads its log', () => {
  configureHost('build', path.join(source, 'app_config.json'));
  mustRun('cmake', '--build', 'build');
  const output = mustRun(path.join(work, 'build/host'));
  expect(output.trim().split('\n')).toEqual([
    'FUSE runtime initialised',
    'module 0 loaded',
    'module 0 running',
    'three more',
    'three more',
    'three more',
    'FUSE_SUCCESS',
  ]);
  mustRun(path.join(work, 'build/host_cpp'));
}, 120_000);

test('modules of every language are built with the installed bindings', () => {
  const project = path.join(work, 'languages');
  fs.mkdirSync(project);
  const modules = Object.entries(LANGUAGES).map(([language, { extension }]) => {
    fs.writeFileSync(
      path.join(project, `${language}${extension}`),
      fillTemplate(`${language}/module${extension}`, language),
    );
    return `fuse_add_module(module_${language} ${language}${extension})\n`;
  });
  fs.writeFileSync(
    path.join(project, 'CMakeLists.txt'),
    'cmake_minimum_required(VERSION 3.25)\nproject(languages LANGUAGES C)\nfind_package(Fuse REQUIRED)\nfuse_enable_modules()\n' +
      modules.join(''),
  );
  // Where a package manager put them; the rest is Debian's.
  const zig = path.join(root, 'third_party/python/ziglang/zig');
  const asc = path.join(root, 'node_modules/assemblyscript/bin/asc.js');
  const tools = [`-DFUSE_ZIG=${zig}`, `-DFUSE_ASC=${asc}`];
  mustRun('cmake', '-S', project, '-B', 'build-languages', `-DCMAKE_PREFIX_PATH=${prefix}`, ...tools);
  mustRun('cmake', '--build', 'build-languages');
  for (const language of Object.keys(LANGUAGES)) {
    const image = fs.readFileSync(path.join(work, `build-languages/module_${language}.aot`)).toString('latin1');
    expect(image).toContain('fuse.seal');
  }
}, 120_000);

test('a configuration that the installed library cannot hold is a compile error that says so', () => {
  const config = JSON.parse(fs.readFileSync(path.join(source, 'app_config.json'), 'utf8'));
  config.application.max_modules = 9;
  const file = path.join(work, 'too_many.json');
  fs.writeFileSync(file, JSON.stringify(config));
  configureHost('build-too-many', file);
  const { status, output } = run('cmake', ['--build', 'build-too-many']);
  expect(status).not.toBe(0);
  expect(output).toMatch(/#error.*(FUSE_MAX_MODULES|max_modules)/);
}, 120_000);
