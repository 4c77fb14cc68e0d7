// SPDX-License-Identifier: Apache-2.0
// `fuse build`: what is built anew, what comes from the cache, what ends it; `fuse size`, `flash` and `debug` of what was built.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { type Language, LANGUAGES } from '../../cli/project/languages';
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

function edit(file: string, from: string | RegExp, to: string): void {
  const text = folder.read(file).toString();
  expect(text).toMatch(from);
  folder.write(file, text.replace(from, to));
}

/** The same text is in the cache of every test run before; this one is in none. */
function newText(): string {
  return `step of ${path.basename(folder.directory)} ${process.pid}`;
}

test('a module is built once: not again when nothing changed, nor when its text was there before', () => {
  const before = newText();
  edit(SOURCE, 'hello steps', before);
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

  edit(SOURCE, before, `${before} again`);
  expect(results(build())).toEqual({ hello: 'built' });
  expect(folder.read('app/build/linux/hello.aot').equals(contents[2] ?? Buffer.alloc(0))).toBe(false);

  edit(SOURCE, `${before} again`, before);
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
  edit(SOURCE, 'hello steps', text);
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
  edit(SOURCE, 'hello steps', newText());
  const terminal = new Terminal(folder.directory, ['build', 'app']);
  expect(await terminal.end()).toBe(0);
  expect(terminal.text).toMatch(/^compiling hello for linux …\nhello: built\nlinux: built \S+ in \S+ s\n$/m);
});

test('of two builds at once, one builds', async () => {
  edit(SOURCE, 'hello steps', newText());
  const runs = await Promise.all([1, 2].map(() => folder.start(['build', 'app', '--json']).ended));
  expect(runs.map(({ status }) => status)).toEqual([0, 0]);
  const changed = runs.map(({ stdout }) => (JSON.parse(stdout) as Built).changed);
  expect(changed.sort()).toEqual([false, true]);
});

test('a build waits for another in the same folder, and says so', async () => {
  build();
  edit(SOURCE, 'hello steps', newText());
  const other = spawn('flock', [folder.path('app/build/linux/.fuse-lock'), 'sh', '-c', 'echo locked; cat']);
  await once(other.stdout, 'data');
  const { child, ended } = folder.start(['build', 'app']);
  const [said] = (await once(child.stderr, 'data')) as [Buffer];
  expect(said.toString()).toBe('waiting for another build of app/build/linux …\n');
  other.stdin.end();
  expect((await ended).stdout).toMatch(/^hello: built\n/);
});

test('a build that was killed leaves nothing that the next one waits for', async () => {
  edit(SOURCE, 'hello steps', newText());
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
  edit(SOURCE, '"hello steps"', 'TEXT');
  edit(SOURCE, '#include', '#include "../text.h"\n#include');
  expect(results(build())).toEqual({ hello: 'built' });
  folder.write('app/modules/text.h', `#define TEXT "${newText()}!"\n`);
  expect(results(build())).toEqual({ hello: 'built' });
  expect(folder.read('app/build/linux/hello.wasm').includes(`${newText()}!`)).toBe(true);

  folder.fuse(['new', 'module', 'second', '--app', 'app']);
  expect(results(build())).toMatchObject({ hello: 'from the cache' });
});

test('a target takes from another what is compiled for the same processor', () => {
  edit(SOURCE, 'hello steps', newText());
  expect(results(build())).toEqual({ hello: 'built' });
  expect(results(build('--target', 'simulator'))).toEqual({ hello: 'from the cache' });
  expect(results(build('--target', 'mps2-an386'))).toEqual({ hello: 'built' });
});

test('a configuration with other rights is another program with the same modules', () => {
  build();
  edit(CONFIG, '10000', '20000');
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
    edit(`${place}/modules/hello/hello.c`, 'hello steps', newText());
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

/** Each in an application that `prepare` has made wrong. */
const WRONG: readonly (readonly [string, () => void, readonly string[], number, string])[] = [
  [
    'no application',
    () => fs.rmSync(folder.path(CONFIG)),
    ['build', 'app'],
    2,
    'error: there is no app_config.json in app: run in the folder of an application, or make one with `fuse new app NAME`\n',
  ],
  ['no folder', () => undefined, ['build', 'nowhere'], 2, 'error: there is no folder nowhere\n'],
  [
    'an unknown target',
    () => undefined,
    ['build', 'app', '--target', 'simulater'],
    2,
    "error: unknown target 'simulater'; did you mean 'simulator'?\n",
  ],
  [
    'an unknown board',
    () => undefined,
    ['run', 'app', '--target', 'stm32f407'],
    2,
    "error: unknown target 'stm32f407'; did you mean 'stm32f405'?\n",
  ],
  [
    'a board that is no folder',
    () => undefined,
    ['build', 'app', '--target', './boards/mine'],
    2,
    expect.stringMatching(/^error: cannot read boards\/mine\/board.json: ENOENT: /) as string,
  ],
  [
    'no module',
    () =>
      folder.write(
        CONFIG,
        folder
          .read(CONFIG)
          .toString()
          .replace(/,\s*"modules": \[[^]*\]\s*\}\s*$/, '}'),
      ),
    ['build', 'app'],
    1,
    'error: app/app_config.json has no modules; add one with `fuse new module NAME`\n',
  ],
  [
    'a module without a folder',
    () => fs.rmSync(folder.path('app/modules/hello'), { recursive: true }),
    ['build', 'app'],
    2,
    "error: there is no folder app/modules/hello/: make it with 'fuse new module', or remove the module 'hello' from app_config.json\n",
  ],
  [
    'a module whose folder is called otherwise',
    () => fs.renameSync(folder.path('app/modules/hello'), folder.path('app/modules/helo')),
    ['build', 'app'],
    2,
    "error: there is no folder app/modules/hello/, but helo/: the folder and the module's name in app_config.json must be the same\n",
  ],
  [
    'a module without a source',
    () => fs.rmSync(folder.path(SOURCE)),
    ['build', 'app'],
    2,
    'error: app/modules/hello/ has no source: expected *.c, *.cpp, *.rs, *.zig, *.ts\n',
  ],
  [
    'two languages',
    () => folder.write('app/modules/hello/a.rs', ''),
    ['build', 'app'],
    2,
    'error: app/modules/hello/ has a.rs and hello.c: a module is in one language; only C and C++ mix\n',
  ],
  [
    'another binary',
    () => edit(CONFIG, 'hello.aot', 'hallo.aot'),
    ['build', 'app'],
    1,
    "error: app/app_config.json: the binary of module 'hello' is 'hallo.aot'; `fuse build` makes 'hello.aot': write that\n",
  ],
  [
    'a capability that is missing',
    () => edit(CONFIG, /\[\s*"LOG"\s*\]/, '[]'),
    ['build', 'app'],
    1,
    'error: app/app_config.json: 1 error; the program was not built\n',
  ],
  [
    'a configuration with faults',
    () => edit(CONFIG, '"max_modules"', '"max_module"'),
    ['build', 'app'],
    1,
    'error: app/app_config.json has 1 error; nothing was built\n',
  ],
  [
    'a source with faults',
    () => edit(SOURCE, 'void module_step', 'int module_step'),
    ['build', 'app'],
    1,
    'error: module hello does not compile, see above\n',
  ],
  [
    'an import that does not exist',
    () => edit(SOURCE, 'module_log_event(', 'module_log_evnt('),
    ['build', 'app'],
    1,
    'error: module hello does not compile, see above\n',
  ],
  [
    'a header that the cache would not know',
    () => {
      folder.write('app/lib.h', '');
      edit(SOURCE, '#include', '#include "../../lib.h"\n#include');
    },
    ['build', 'app'],
    1,
    'error: module hello includes app/lib.h, a change of which would go unnoticed: move it into app/modules/hello/, or beside the modules into app/modules/\n',
  ],
  [
    'a path that CMake cannot take',
    () => fs.renameSync(folder.path('app'), folder.path('a;b')),
    ['build', 'a;b'],
    2,
    expect.stringMatching(
      /^error: \/.*a;b\/build\/linux: CMake cannot build in a folder with ";" in its path; rename it\n$/,
    ) as string,
  ],
  [
    'not built',
    () => undefined,
    ['run', 'app', '--no-build'],
    2,
    'error: app/build/linux/cmake/images/firmware is not built: leave out --no-build\n',
  ],
  [
    'no time',
    () => undefined,
    ['run', 'app', '--for', '0'],
    2,
    "error: option '--for <seconds>' argument '0' is invalid. Give seconds, more than 0 and at most 4294967.\n",
  ],
  [
    'no frames',
    () => undefined,
    ['run', 'app', '--frames', '1.5'],
    2,
    "error: option '--frames <n>' argument '1.5' is invalid. Give a whole number from 1 to 4294967295.\n",
  ],
  [
    'nothing to flash',
    () => undefined,
    ['flash', 'app', '--target', 'linux'],
    2,
    'error: linux is a program of this machine: there is nothing to flash; use `fuse run --target linux`\n',
  ],
  [
    'no board to flash',
    () => undefined,
    ['flash', 'app'],
    2,
    "error: required option '--target <name>' not specified\n",
  ],
  [
    'an unknown programmer',
    () => undefined,
    ['flash', 'app', '--target', 'stm32f405', '--tool', 'stflash'],
    2,
    "error: unknown programmer 'stflash'; did you mean 'st-flash'?\n",
  ],
  [
    'a board that cannot be flashed',
    () => undefined,
    ['flash', 'app', '--target', 'mps2-an386'],
    2,
    "error: mps2-an386 cannot be flashed: its board.json has neither 'openocd' nor 'st_flash'; boards that can: stm32f405\n",
  ],
  [
    'no hardware',
    () => undefined,
    ['debug', 'app', '--hardware'],
    2,
    'error: linux is a program of this machine: leave out --hardware\n',
  ],
];

test.each(WRONG)('wrong: %s', (_, prepare, args, status, message) => {
  prepare();
  const run = folder.fuse(args);
  expect({ status: run.status, last: run.stderr.split(/(?<=\n)/).at(-1) }).toEqual({ status, last: message });
  expect(run.stderr).not.toMatch(/^ +at /m);
});

/** Each a source with a fault in its second line, and the first thing said of it. */
const FAULTS: readonly (readonly [Language, string, RegExp])[] = [
  [
    'c',
    '#include <fuse_module.h>\nvoid module_step(void\n',
    /^\S*app\/modules\/m_c\/m_c\.c:2:\d+: error: expected '\)'$/m,
  ],
  [
    'cpp',
    '#include <fuse_module.hpp>\nint module_step(\n',
    /^\S*app\/modules\/m_cpp\/m_cpp\.cpp:2:\d+: error: expected /m,
  ],
  [
    'rust',
    '#![no_std]\nfn step() { missing(); }\n',
    /^error\S*: cannot find function `missing` [^]*?app\/modules\/m_rust\/m_rust\.rs:2:\d+$/m,
  ],
  [
    'zig',
    'const fuse = @import("fuse");\nconst x = ;\n',
    /^\S*app\/modules\/m_zig\/m_zig\.zig:2:\d+: error: expected expression/m,
  ],
  [
    'ts',
    "import { log } from 'fuse_module';\nmissing();\n",
    /Cannot find name 'missing'\.[^]*? in \S*app\/modules\/m_ts\/m_ts\.ts:2:1$/m,
  ],
];

test('the faults of all modules are shown where they are, in every language', () => {
  const wrong = FAULTS.map(([language, text]) => {
    const name = `m_${language}`;
    folder.fuse(['new', 'module', name, '--lang', language, '--app', 'app']);
    folder.write(`app/modules/${name}/${name}${LANGUAGES[language].extension}`, text);
    return name;
  });
  const { status, stdout, stderr } = folder.fuse(['build', 'app']);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  for (const [, , said] of FAULTS) expect(stderr).toMatch(said);
  expect(stderr).not.toMatch(/^(FAILED|ninja): /m);
  const names = `${wrong.slice(0, -1).join(', ')} and ${wrong.at(-1)}`;
  expect(stderr.split(/(?<=\n)/).at(-1)).toBe(`error: modules ${names} do not compile, see above\n`);
});

test('a cache that cannot be written', () => {
  folder.write('file', '');
  const unwritable = folder.fuse(['build', 'app'], { XDG_CACHE_HOME: folder.path('file') });
  expect(unwritable).toMatchObject({ status: 2, stdout: '' });
  expect(unwritable.stderr).toMatch(
    /^error: cannot use the cache folder .*\/file\/fuse: .*; set XDG_CACHE_HOME to a folder in which you may write\n$/,
  );
});

test.each<[string[], string, string]>([
  [['build', 'app'], 'cmake', 'cmake'],
  [['build', 'app', '--target', 'stm32f405'], 'arm-none-eabi-gcc', 'gcc-arm-none-eabi'],
  [['run', 'app', '--target', 'stm32f405'], 'qemu-system-arm', 'qemu-system-arm'],
  [['debug', 'app', '--target', 'stm32f405'], 'gdb-multiarch', 'gdb-multiarch'],
  [['debug', 'app', '--target', 'stm32f405', '--hardware'], 'openocd', 'openocd'],
])('%j without %s: said before anything is built', (args, program, debianPackage) => {
  fs.mkdirSync(folder.path('bin'));
  const others = ['cmake', 'ninja', 'gcc', 'g++', 'arm-none-eabi-gcc', 'qemu-system-arm', 'gdb-multiarch', 'openocd'];
  for (const name of others.filter((other) => other !== program)) {
    folder.write(`bin/${name}`, '#!/bin/sh\nexit 1\n');
    fs.chmodSync(folder.path(`bin/${name}`), 0o755);
  }
  const stderr = `error: ${program} is not installed (Debian: apt-get install ${debianPackage})\n`;
  expect(folder.fuse(args, { PATH: folder.path('bin') })).toEqual({ status: 2, stdout: '', stderr });
});

test('what is wrong with an application is said before the runtime is built', () => {
  const env = { XDG_CACHE_HOME: folder.path('empty') };
  edit(CONFIG, '"max_modules"', '"max_module"');
  expect(folder.fuse(['build', 'app'], env).stderr).toMatch(/ has 1 error; nothing was built\n$/);
  edit(CONFIG, '"max_module"', '"max_modules"');
  fs.renameSync(folder.path('app/modules/hello'), folder.path('app/modules/other'));
  expect(folder.fuse(['build', 'app'], env).stderr).toMatch(/^error: there is no folder app\/modules\/hello\//);
  expect(fs.existsSync(folder.path('empty'))).toBe(false);
});
