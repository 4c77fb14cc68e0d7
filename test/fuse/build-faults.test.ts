// SPDX-License-Identifier: Apache-2.0
// What ends `fuse build`, `run`, `flash` and `debug`: applications that are wrong, sources with faults, tools that are missing.

import * as fs from 'node:fs';
import { type Language, LANGUAGES } from '../../cli/project/languages';
import { FuseFolder } from '../support/fuse';

let folder: FuseFolder;
beforeEach(() => {
  folder = new FuseFolder();
  folder.newApp('app');
});
afterEach(() => folder.remove());

const SOURCE = 'app/modules/hello/hello.c';
const CONFIG = 'app/app_config.json';

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
    () => folder.edit(CONFIG, 'hello.aot', 'hallo.aot'),
    ['build', 'app'],
    1,
    "error: app/app_config.json: the binary of module 'hello' is 'hallo.aot'; `fuse build` makes 'hello.aot': write that\n",
  ],
  [
    'a capability that is missing',
    () => folder.edit(CONFIG, /\[\s*"LOG"\s*\]/, '[]'),
    ['build', 'app'],
    1,
    'error: app/app_config.json: 1 error; the program was not built\n',
  ],
  [
    'a configuration with faults',
    () => folder.edit(CONFIG, '"max_modules"', '"max_module"'),
    ['build', 'app'],
    1,
    'error: app/app_config.json has 1 error; nothing was built\n',
  ],
  [
    'a source with faults',
    () => folder.edit(SOURCE, 'void module_step', 'int module_step'),
    ['build', 'app'],
    1,
    'error: module hello does not compile, see above\n',
  ],
  [
    'an import that does not exist',
    () => folder.edit(SOURCE, 'module_log_event(', 'module_log_evnt('),
    ['build', 'app'],
    1,
    'error: module hello does not compile, see above\n',
  ],
  [
    'a header that the cache would not know',
    () => {
      folder.write('app/lib.h', '');
      folder.edit(SOURCE, '#include', '#include "../../lib.h"\n#include');
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
  folder.edit(CONFIG, '"max_modules"', '"max_module"');
  expect(folder.fuse(['build', 'app'], env).stderr).toMatch(/ has 1 error; nothing was built\n$/);
  folder.edit(CONFIG, '"max_module"', '"max_modules"');
  fs.renameSync(folder.path('app/modules/hello'), folder.path('app/modules/other'));
  expect(folder.fuse(['build', 'app'], env).stderr).toMatch(/^error: there is no folder app\/modules\/hello\//);
  expect(fs.existsSync(folder.path('empty'))).toBe(false);
});
