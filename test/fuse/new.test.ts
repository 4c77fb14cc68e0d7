// SPDX-License-Identifier: Apache-2.0
// `fuse new`: what it makes is right at once, nothing that is there is overwritten, comments stay.

import * as fs from 'node:fs';
import { LANGUAGE_NAMES, LANGUAGES } from '../../cli/project/languages';
import { FuseFolder } from '../support/fuse';
import { buildDirectory } from '../support/aotc';

let folder: FuseFolder;
beforeEach(() => (folder = new FuseFolder()));
afterEach(() => folder.remove());

const CONFIG = 'app_config.json';
const SMALL = `{ "application": { "name": "x", "max_modules": 2, "wamr_pool_bytes": 65536, "log_pool_bytes": 8192, "hal_groups": [] } }\n`;

test('a new application is right, but for what is not built yet', () => {
  const { status, stdout, stderr } = folder.fuse(['new', 'app', 'blinker']);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout.split('\n')).toEqual([
    'wrote blinker/app_config.json',
    'wrote blinker/README.md',
    'wrote blinker/.gitignore',
    'wrote blinker/modules/hello/hello.c',
    'next: cd blinker && fuse run',
    '',
  ]);
  const check = folder.withNatives('check', 'blinker', '--json');
  expect(check.status).toBe(0);
  const { errors, diagnostics } = JSON.parse(check.stdout) as { errors: number; diagnostics: { message: string }[] };
  expect(errors).toBe(0);
  expect(diagnostics.map(({ message }) => message)).toEqual([expect.stringMatching(/^not built yet/)]);
  expect(folder.read('blinker/README.md').toString()).toMatch(/^# blinker\n/);
});

test('an application in the folder where one is, which may be a repository already', () => {
  fs.mkdirSync(folder.path('blinker/.git'), { recursive: true });
  const { status, stdout } = folder.fuse(['new', 'app', '.'], {}, 'blinker');
  expect(status).toBe(0);
  expect(stdout).toMatch(/^wrote app_config\.json\n[^]*\nnext: fuse run\n$/);
  expect(folder.read('blinker/app_config.json').toString()).toContain('"name": "blinker"');
  expect(folder.fuse(['new', 'app', '.'], {}, 'blinker').stderr).toBe(
    'error: . exists already and is not empty; nothing was changed\n',
  );
});

test('in a folder of an application, its own is named', () => {
  folder.newApp('app');
  const stderr = "error: there is no app_config.json in .: run in ../.., the application's folder\n";
  expect(folder.fuse(['new', 'module', 'a'], {}, 'app/modules/hello')).toEqual({ status: 2, stdout: '', stderr });
});

test.each(LANGUAGE_NAMES)('a module in %s has its name everywhere and is in the configuration', (language) => {
  folder.write(CONFIG, SMALL);
  expect(folder.fuse(['new', 'module', 'watcher', '--lang', language]).status).toBe(0);
  const source = folder.read(`modules/watcher/watcher${LANGUAGES[language].extension}`).toString();
  expect(source).toContain('watcher steps');
  expect(source).not.toContain('{{');
  expect(source).toMatch(/^(\/\*|\/\/) SPDX-License-Identifier: Apache-2\.0/);
  const config = JSON.parse(folder.read(CONFIG).toString()) as { modules: object[] };
  expect(config.modules).toMatchObject([{ name: 'watcher', binary: 'watcher.aot', policy: { capabilities: ['LOG'] } }]);
});

test('a module in C and one in C++ compile, and need exactly what they are granted', () => {
  folder.newApp('x');
  fs.mkdirSync(folder.path('x/build/linux'), { recursive: true });
  folder.fuse(['new', 'module', 'second', '--lang', 'cpp', '--app', 'x']);
  for (const [name, source] of [
    ['hello', 'hello.c'],
    ['second', 'second.cpp'],
  ] as const) {
    const compiler = source.endsWith('.c') ? 'clang-19' : 'clang++-19';
    const flags = [
      '--target=wasm32',
      '-O2',
      '-nostdlib',
      '-Wall',
      '-Wextra',
      '-Werror',
      `-I${buildDirectory}/generated`,
    ];
    const link = [
      '-Wl,--no-entry,--allow-undefined,--export=module_step,--stack-first,-z,stack-size=1024,--export=__heap_base,--export=__data_end',
    ];
    const files = ['-o', `x/build/linux/${name}.wasm`, `x/modules/${name}/${source}`];
    expect(folder.run(compiler, [...flags, ...link, ...files])).toEqual({ status: 0, stdout: '', stderr: '' });
  }
  expect(folder.withNatives('check', 'x', '--werror')).toEqual({
    status: 0,
    stdout: 'x/app_config.json: 0 errors, 0 warnings; 2 of 2 modules looked into\n',
    stderr: '',
  });
});

test('comments, order and line ends of the configuration stay', () => {
  const before = `{\r\n  // why\r\n  "application": { "name": "x", "max_modules": 4, /* both */ "hal_groups": ["timer"] },\r\n  "modules": [\r\n    { "name": "a" } // the first\r\n  ]\r\n}\r\n`;
  folder.write(CONFIG, before);
  expect(folder.fuse(['new', 'module', 'b']).status).toBe(0);
  const after = folder.read(CONFIG).toString();
  for (const kept of ['// why', '/* both */', '// the first', '"name": "a"']) expect(after).toContain(kept);
  expect(after.replaceAll('\r\n', '')).not.toContain('\n');
  expect(after).toContain('"step_interval_us": 1000000');
});

test('without a clock there is no period', () => {
  folder.write(CONFIG, SMALL);
  folder.fuse(['new', 'module', 'a']);
  expect(folder.read(CONFIG).toString()).toContain('"step_interval_us": 0');
});

test.each<[string, string[], number, string]>([
  ['no name', ['new', 'app'], 2, "missing required argument 'name'"],
  [
    'a name with a space',
    ['new', 'app', 'a b'],
    2,
    "'a b' cannot be the name of an application: use letters, digits, - and _, and begin with a letter or _",
  ],
  [
    'a name that begins with a digit',
    ['new', 'app', '1x'],
    2,
    "'1x' cannot be the name of an application: use letters, digits, - and _, and begin with a letter or _",
  ],
  [
    'a folder that holds something',
    ['new', 'app', 'full'],
    2,
    'full exists already and is not empty; nothing was changed',
  ],
  ['a file', ['new', 'app', 'file'], 2, 'file is a file; choose another name'],
  [
    'a mistyped language',
    ['new', 'app', 'x', '--lang', 'ruts'],
    2,
    "option '--lang <language>' argument 'ruts' is invalid. Use one of: c, cpp, rust, zig, ts. Did you mean rust?",
  ],
  [
    'a language that is none',
    ['new', 'app', 'x', '--lang', 'cobol-85'],
    2,
    "option '--lang <language>' argument 'cobol-85' is invalid. Use one of: c, cpp, rust, zig, ts.",
  ],
  ['two names', ['new', 'app', 'x', 'y'], 2, "too many arguments for 'app'. Expected 1 argument but got 2."],
  ['a mistyped kind', ['new', 'modul', 'x'], 2, "unknown command 'modul'\n(Did you mean module?)"],
  ['a mistyped option', ['new', 'app', 'x', '--langu', 'c'], 2, "unknown option '--langu'\n(Did you mean --lang?)"],
])('wrong for an application: %s', (_, args, status, message) => {
  folder.write('file', '');
  fs.mkdirSync(folder.path('full'));
  folder.write('full/mine', 'kept');
  expect(folder.fuse(args)).toEqual({ status, stdout: '', stderr: `error: ${message}\n` });
  expect(folder.files()).toEqual(['file', 'full']);
});

const NAME_RULE = 'use letters, digits and _, and begin with a letter or _';

test.each<[string, string | null, string, number, string]>([
  [
    'no application',
    null,
    'a',
    2,
    'error: there is no app_config.json in .: run in the folder of an application, or make one with `fuse new app NAME`\n',
  ],
  ['a name with a minus', SMALL, 'a-b', 2, `error: 'a-b' cannot be the name of a module: ${NAME_RULE}\n`],
  ['a name that leads elsewhere', SMALL, '../a', 2, `error: '../a' cannot be the name of a module: ${NAME_RULE}\n`],
  ['a keyword of C', SMALL, 'switch', 2, "error: 'switch' is a keyword of C; choose another name\n"],
  [
    'a long name',
    SMALL,
    'a'.repeat(64),
    2,
    `error: '${'a'.repeat(64)}' is longer than 63 characters; shorten the name\n`,
  ],
  ['a folder that is there', SMALL, 'there', 2, 'error: modules/there exists already; nothing was changed\n'],
  [
    'a name that is taken',
    '{"modules": [{"name": "a"}]}',
    'a',
    1,
    "error: app_config.json has a module 'a' already; nothing was changed\n",
  ],
  [
    'a name of the same macro',
    '{"modules": [{"name": "A_b"}]}',
    'a_B',
    1,
    "error: app_config.json has a module 'A_b' already; nothing was changed\n",
  ],
  [
    'no room',
    '{"application": {"max_modules": 1}, "modules": [{"name": "b"}]}',
    'a',
    1,
    'error: app_config.json: application.max_modules is 1, and so many modules are there: raise it first; nothing was changed\n',
  ],
  [
    'modules that are no list',
    '{"modules": {}}',
    'a',
    1,
    'error: app_config.json: modules is not a list; repair it first, nothing was changed\n',
  ],
  [
    'an empty configuration',
    '',
    'a',
    1,
    'app_config.json:1:1: error: the file is empty; it needs an object { … }\n    1 | \n      | ^\nerror: app_config.json: repair it first; nothing was changed\n',
  ],
])('wrong for a module: %s', (_, content, name, status, stderr) => {
  if (content !== null) folder.write(CONFIG, content);
  fs.mkdirSync(folder.path('modules/there'), { recursive: true });
  expect(folder.fuse(['new', 'module', name])).toEqual({ status, stdout: '', stderr });
  if (content !== null) expect(folder.read(CONFIG).toString()).toBe(content);
  expect(fs.readdirSync(folder.path('modules'))).toEqual(['there']);
});
