// SPDX-License-Identifier: Apache-2.0
// The questions of `fuse new` on a terminal: what is asked, a bad answer is asked again, Ctrl-C leaves nothing behind.

import { FuseFolder } from '../support/fuse';
import { Key, Terminal } from '../support/terminal';

let folder: FuseFolder;
beforeEach(() => (folder = new FuseFolder()));
afterEach(() => folder.remove());

const APP = 'Name of the application';
const SHOW_CURSOR = '\u001b[?25h';

/** What is below one of the test's folder. */
function tree(): string[] {
  return folder.run('find', ['.', '-type', 'f']).stdout.trim().split('\n').sort();
}

test('an application: its name, asked for until it is one, and the language', async () => {
  folder.write('file', '');
  const terminal = new Terminal(folder.directory, ['new', 'app']);
  await terminal.answer(APP, Key.Enter);
  await terminal.answer('You must provide a value', '1x', Key.Enter);
  await terminal.answer("> '1x' cannot be the name of an application", Key.EraseLine, 'file', Key.Enter);
  await terminal.answer('> file is a file; choose another name', Key.EraseLine, 'blink', Key.Enter);
  await terminal.answer('Language of its first module', Key.Down, Key.Down, Key.Enter);
  expect(await terminal.end()).toBe(0);
  expect(terminal.text).toContain('✔ Language of its first module Rust\n');
  expect(terminal.text).toMatch(/\nwrote blink\/modules\/hello\/hello\.rs\nnext: cd blink && fuse run\n$/);
  expect(tree()).toEqual([
    './blink/.gitignore',
    './blink/README.md',
    './blink/app_config.json',
    './blink/modules/hello/hello.rs',
    './file',
  ]);
});

test('a module: the same, and a name that is taken is no name', async () => {
  folder.newApp('x');
  const terminal = new Terminal(folder.path('x'), ['new', 'module']);
  await terminal.answer('Name of the module', 'a-b', Key.Enter);
  await terminal.answer("> 'a-b' cannot be the name of a module", Key.EraseLine, 'hello', Key.Enter);
  await terminal.answer('> modules/hello exists already', Key.EraseLine, 'second', Key.Enter);
  await terminal.answer('Language', Key.Enter);
  expect(await terminal.end()).toBe(0);
  expect(terminal.text).toMatch(/\nwrote modules\/second\/second\.c\nwrote app_config\.json\n$/);
  expect(folder.read('x/app_config.json').toString()).toContain('"binary": "second.aot"');
});

test('who has named it is asked nothing', async () => {
  const terminal = new Terminal(folder.directory, ['new', 'app', 'x']);
  expect(await terminal.end()).toBe(0);
  expect(terminal.text).toMatch(/^wrote x\/app_config\.json\n[^?]*\nnext: cd x && fuse run\n$/);
});

test.each([
  ['the name', []],
  ['the language', ['x', Key.Enter]],
])('Ctrl-C in place of %s', async (_, before) => {
  const terminal = new Terminal(folder.directory, ['new', 'app']);
  await terminal.answer(APP, ...before);
  await terminal.answer(before.length === 0 ? '' : 'Language of its first module', Key.Interrupt);
  expect(await terminal.end()).toBe(2);
  expect(terminal.text).toMatch(/\nerror: no answer; nothing was changed\n$/);
  expect(terminal.output.lastIndexOf(SHOW_CURSOR)).toBeGreaterThan(terminal.output.lastIndexOf('\u001b[?25l'));
  expect(folder.files()).toEqual([]);
});

test('Ctrl-C in place of a module', async () => {
  folder.newApp('x');
  const before = folder.read('x/app_config.json');
  const terminal = new Terminal(folder.path('x'), ['new', 'module']);
  await terminal.answer('Name of the module', 'second', Key.Enter);
  await terminal.answer('Language', Key.Down, Key.Interrupt);
  expect(await terminal.end()).toBe(2);
  expect(folder.read('x/app_config.json').equals(before)).toBe(true);
  expect(tree().filter((file) => file.includes('modules'))).toEqual(['./x/modules/hello/hello.c']);
});
