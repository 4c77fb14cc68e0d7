// SPDX-License-Identifier: Apache-2.0
// `fuse build`: what is built anew, what comes from the cache; `fuse size` and `fuse flash` of what was built.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { dependencies } from '../../cli/project/module-inputs';
import { CACHE, FuseFolder } from '../support/fuse';
import { Terminal } from '../support/terminal';

let folder: FuseFolder;
beforeEach(() => {
  folder = new FuseFolder();
  folder.newApp('app');
});
afterEach(() => folder.remove());

const SOURCE = 'app/modules/hello/hello.c';
const CONFIG = 'app/app_config.json';

interface Built {
  readonly changed: boolean;
  readonly image: string;
  readonly modules: readonly {
    readonly name: string;
    readonly result: string;
    readonly wasm: string;
    readonly aot: string;
  }[];
}

function build(...args: string[]): Built {
  const { status, stdout, stderr } = folder.fuse(['build', 'app', '--json', ...args]);
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Built;
}

/** What became of each module. */
function results(built: Built): Record<string, string> {
  return Object.fromEntries(built.modules.map(({ name, result }) => [name, result]));
}

/** The same text is in the cache of every test run before; this one is in none. */
function newText(): string {
  return `step of ${path.basename(folder.directory)} ${process.pid}`;
}

test('a module is built once: not again when nothing changed, nor when its text was there before', () => {
  const before = newText();
  folder.edit(SOURCE, 'hello steps', before);
  const first = build();
  expect(first).toMatchObject({ changed: true, modules: [{ name: 'hello', result: 'built' }] });
  const files = [first.image, ...first.modules.flatMap(({ wasm, aot }) => [wasm, aot])];
  expect(files).toEqual([
    'app/build/linux/cmake/images/firmware',
    'app/build/linux/hello.wasm',
    'app/build/linux/hello.aot',
  ]);
  const contents = files.map((file) => folder.read(file));

  expect(build()).toMatchObject({ changed: false, modules: [{ name: 'hello', result: 'unchanged' }] });
  const { stdout } = folder.fuse(['build', 'app']);
  expect(stdout).toBe('linux: nothing changed since the last build (app/build/linux/cmake/images/firmware)\n');

  folder.edit(SOURCE, before, `${before} again`);
  expect(results(build())).toEqual({ hello: 'built' });
  expect(folder.read('app/build/linux/hello.aot').equals(contents[2] ?? Buffer.alloc(0))).toBe(false);

  folder.edit(SOURCE, `${before} again`, before);
  expect(results(build())).toEqual({ hello: 'from the cache' });
  fs.rmSync(folder.path('app/build'), { recursive: true });
  expect(results(build())).toEqual({ hello: 'from the cache' });
  expect(files.map((file, i) => folder.read(file).equals(contents[i] ?? Buffer.alloc(0)))).toEqual([true, true, true]);
});

test('what was damaged is made again', () => {
  const { image } = build();
  for (const file of ['app/build/linux/hello.aot', image]) {
    folder.write(file, 'damaged');
    expect(build().changed).toBe(true);
    expect(folder.read(file).toString('latin1')).not.toBe('damaged');
  }
});

test('a file in the cache that is not whole is made again', () => {
  const text = newText();
  folder.edit(SOURCE, 'hello steps', text);
  build();
  const image = folder.read('app/build/linux/hello.aot');
  const modules = path.join(CACHE, 'fuse/modules');
  const entry = fs.readdirSync(modules).find((key) => {
    const file = path.join(modules, key, 'module.wasm');
    return fs.existsSync(file) && fs.readFileSync(file).includes(text);
  });
  const [wasm, aot] = ['module.wasm', 'module.aot'].map((name) => path.join(modules, entry ?? '', name)) as [
    string,
    string,
  ];
  for (const damage of [() => fs.truncateSync(wasm, 40), () => fs.rmSync(aot)]) {
    damage();
    fs.rmSync(folder.path('app/build'), { recursive: true });
    expect(results(build())).toEqual({ hello: 'built' });
    expect(folder.read('app/build/linux/hello.aot').equals(image)).toBe(true);
  }
  fs.rmSync(folder.path('app/build'), { recursive: true });
  expect(results(build())).toEqual({ hello: 'from the cache' });
});

test('someone at a terminal sees what is compiled', async () => {
  folder.edit(SOURCE, 'hello steps', newText());
  const terminal = new Terminal(folder.directory, ['build', 'app']);
  expect(await terminal.end()).toBe(0);
  expect(terminal.text).toMatch(/^compiling hello for linux …\nhello: built\nlinux: built \S+ in \S+ s\n$/m);
});

test('of two builds at once, one builds', async () => {
  folder.edit(SOURCE, 'hello steps', newText());
  const runs = await Promise.all([1, 2].map(() => folder.start(['build', 'app', '--json']).ended));
  expect(runs.map(({ status }) => status)).toEqual([0, 0]);
  const changed = runs.map(({ stdout }) => (JSON.parse(stdout) as Built).changed);
  expect(changed.sort()).toEqual([false, true]);
});

test('a build waits for another in the same folder, and says so', async () => {
  build();
  folder.edit(SOURCE, 'hello steps', newText());
  const other = spawn('flock', [folder.path('app/build/linux/.fuse-lock'), 'sh', '-c', 'echo locked; cat']);
  await once(other.stdout, 'data');
  const { child, ended } = folder.start(['build', 'app']);
  const [said] = (await once(child.stderr, 'data')) as [Buffer];
  expect(said.toString()).toBe('waiting for another build of app/build/linux …\n');
  other.stdin.end();
  expect((await ended).stdout).toMatch(/^hello: built\n/);
});

test('a build that was killed leaves nothing that the next one waits for', async () => {
  folder.edit(SOURCE, 'hello steps', newText());
  const { child, ended } = folder.start(['build', 'app']);
  const compiling = folder.path('app/build/linux/cmake/CMakeCache.txt');
  while (!fs.existsSync(compiling) && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 10));
  child.kill('SIGKILL');
  expect(await ended).toMatchObject({ status: null });
  expect(build()).toMatchObject({ changed: true });
  expect(build()).toMatchObject({ changed: false });
});

test('a file beside the modules belongs to all of them, that of another module to none', () => {
  folder.write('app/modules/text.h', `#define TEXT "${newText()}"\n`);
  folder.edit(SOURCE, '"hello steps"', 'TEXT');
  folder.edit(SOURCE, '#include', '#include "../text.h"\n#include');
  expect(results(build())).toEqual({ hello: 'built' });
  folder.write('app/modules/text.h', `#define TEXT "${newText()}!"\n`);
  expect(results(build())).toEqual({ hello: 'built' });
  expect(folder.read('app/build/linux/hello.wasm').includes(`${newText()}!`)).toBe(true);

  folder.fuse(['new', 'module', 'second', '--app', 'app']);
  expect(results(build())).toMatchObject({ hello: 'from the cache' });
});

test('a target takes from another what is compiled for the same processor', () => {
  folder.edit(SOURCE, 'hello steps', newText());
  expect(results(build())).toEqual({ hello: 'built' });
  expect(results(build('--target', 'simulator'))).toEqual({ hello: 'from the cache' });
  expect(results(build('--target', 'mps2-an386'))).toEqual({ hello: 'built' });
});

test('a configuration with other rights is another program with the same modules', () => {
  build();
  folder.edit(CONFIG, '10000', '20000');
  expect(build()).toMatchObject({ changed: true, modules: [{ result: 'from the cache' }] });
});

test('a folder of any name, and a module of several files', () => {
  const strange = "it's a (strange) name, ä";
  fs.mkdirSync(folder.path(strange));
  fs.renameSync(folder.path('app'), folder.path(`${strange}/app`));
  const module = `${strange}/app/modules/hello`;
  folder.write(`${module}/text.h`, 'extern const char text[2];\n');
  folder.write(`${module}/text.c`, '#include "text.h"\nconst char text[2] = "t";\n');
  const main =
    '#include <fuse_module.h>\n#include "text.h"\nvoid module_step(void) { module_log_event(text, 1U, 1U); }\n';
  folder.write(`${module}/hello.c`, main);
  const { status, stderr } = folder.fuse(['build', `${strange}/app`]);
  expect({ status, stderr: stderr.replace(/^(building|built) the runtime .*\n/gm, '') }).toEqual({
    status: 0,
    stderr: '',
  });
});

test('an application that was moved, or copied with its build', () => {
  build();
  fs.cpSync(folder.path('app'), folder.path('copy'), { recursive: true });
  fs.renameSync(folder.path('app'), folder.path('moved'));
  for (const place of ['moved', 'copy']) {
    folder.edit(`${place}/modules/hello/hello.c`, 'hello steps', newText());
    expect(folder.fuse(['build', place])).toMatchObject({ status: 0, stderr: '' });
    expect(folder.read(`${place}/build/linux/cmake/CMakeCache.txt`).toString()).not.toContain(folder.path('app/'));
  }
});

test('size: the modules, and of a board the image by component', () => {
  const host = folder.fuse(['size', 'app', '--json']);
  expect(JSON.parse(host.stdout)).toMatchObject({ target: 'linux', modules: [{ name: 'hello' }], image: null });
  const board = folder.fuse(['size', 'app', '--json', '--target', 'mps2-an386']);
  const report = JSON.parse(board.stdout) as {
    modules: { aot: number }[];
    image: { components: { modules: { text: number } }; stack: { name: string; bytes: number; available: number }[] };
  };
  expect(report.modules[0]?.aot).toBe(fs.statSync(folder.path('app/build/mps2-an386/hello.aot')).size);
  // The image has its size beside it.
  expect(report.image.components.modules.text).toBeGreaterThanOrEqual((report.modules[0]?.aot ?? 0) + 4);
  const task = report.image.stack.find(({ name }) => name === 'task runtime');
  expect(task?.bytes).toBeLessThanOrEqual(task?.available ?? 0);
});

test('flash names the image of the application', () => {
  fs.mkdirSync(folder.path('app/build/stm32f405/cmake/images'), { recursive: true });
  folder.write('app/build/stm32f405/cmake/images/firmware.elf', '');
  const args = ['flash', 'app', '--target', 'stm32f405', '--tool', 'st-flash', '--dry-run', '--no-build'];
  const { status, stdout } = folder.fuse(args);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^st-flash .*app\/build\/stm32f405\/cmake\/images\/firmware\.bin .*\n$/);
});

test.each<[string, string[]]>([
  ['a.o: /x/a.c /x/b.h\n', ['/x/a.c', '/x/b.h']],
  ['a.o: /x/a.c \\\n  /with\\ space/b.h /x/y/../c.h\n', ['/x/a.c', '/with space/b.h', '/x/c.h']],
  ['lib.a: /x/a.rs\n\n/x/a.rs:\n', ['/x/a.rs']],
  ['a.o: /x/$$a.c /x/\\#b.h\n', ['/x/$a.c', '/x/#b.h']],
  ['', []],
])('what a compiler has read: %j', (text, files) => expect(dependencies(text)).toEqual(files));
