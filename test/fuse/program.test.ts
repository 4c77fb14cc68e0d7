// SPDX-License-Identifier: Apache-2.0
// The command as a whole: help with an example everywhere, the nearest word, completion, npm scripts that call it.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { repositoryRoot } from '../../cli/support/paths';
import { FuseFolder } from '../support/fuse';

let folder: FuseFolder;
beforeEach(() => (folder = new FuseFolder()));
afterEach(() => folder.remove());

const COMMANDS = [
  'new',
  'build',
  'run',
  'flash',
  'debug',
  'size',
  'check',
  'inspect',
  'twin',
  'report',
  'config',
  'board',
  'demo',
  'package',
  'doctor',
  'completion',
];

test('the help names every command', () => {
  const { status, stdout } = folder.fuse(['--help']);
  expect(status).toBe(0);
  expect([...stdout.matchAll(/^ {2}([a-z]+)(?: |$)/gm)].map(([, name]) => name)).toEqual(
    expect.arrayContaining(COMMANDS),
  );
  expect(stdout).not.toContain('completion-server');
});

test.each([...COMMANDS, 'new app', 'new module'])('fuse %s --help has an example of itself', (name) => {
  const { status, stdout } = folder.fuse([...name.split(' '), '--help']);
  expect(status).toBe(0);
  expect(stdout).toMatch(new RegExp(`\\nExamples?:\\n(  .*\\n)*  fuse ${name}\\b`));
});

test.each<[string[], string]>([
  [['inspec'], "error: unknown command 'inspec'\n(Did you mean inspect?)\n"],
  [['chekc'], "error: unknown command 'chekc'\n(Did you mean check?)\n"],
  [['xyzzy'], "error: unknown command 'xyzzy'\n"],
  [['--hepl'], "error: unknown option '--hepl'\n(Did you mean --help?)\n"],
  [['config'], 'error: --input FILE is missing; see --help\n'],
  [['config', '--input', 'a.json'], 'error: --output-dir DIR is missing; see --help\n'],
  [['board', 'lst'], "error: unknown command 'lst'\n(Did you mean list?)\n"],
  [['board', 'build', 'stm32f406'], "error: unknown board 'stm32f406'; did you mean 'stm32f405'?\n"],
  [['package', '--output', '/etc/passwd'], 'error: --output /etc/passwd: is a file, not a folder\n'],
  [['new', 'app'], "error: missing required argument 'name'\n"],
  [['new', 'module', '--app', 'x'], 'error: there is no folder x\n'],
  [['package', '--prefix', 'x', '--platform', 'windows'], 'error: --platform windows: there is no platform/windows\n'],
  [['demo', '--json', '--verbose', '--no-build'], 'error: --json and --verbose exclude each other\n'],
  [['completion'], "error: missing required argument 'shell'\n"],
  [
    ['completion', 'csh'],
    "error: command-argument value 'csh' is invalid for argument 'shell'. Use bash, zsh or fish.\n",
  ],
])('wrong: %j', (args, stderr) => expect(folder.fuse(args)).toEqual({ status: 2, stdout: '', stderr }));

test.each(['--version', '-V'])('%s is that of the package', (option) => {
  const { version } = JSON.parse(fs.readFileSync(path.join(repositoryRoot(), 'package.json'), 'utf8')) as {
    version: string;
  };
  expect(folder.fuse([option])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
});

test('in a folder that was deleted', () => {
  const tool = path.join(repositoryRoot(), 'dist/cli/fuse.js');
  const script = `mkdir gone && cd gone && rmdir ../gone && exec '${process.execPath}' '${tool}' doctor`;
  const stderr = 'error: the current folder is not there any more: change to one that is\n';
  expect(folder.run('sh', ['-c', script])).toEqual({ status: 2, stdout: '', stderr });
});

test('without a command, the help is an error', () => {
  const { status, stdout, stderr } = folder.fuse([]);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(/^Usage: fuse /);
});

describe('completion', () => {
  /** What a shell offers for the last of the words, which is under the cursor. */
  function offered(shell: string, ...words: string[]): string[] {
    const line = words.join(' ');
    const env = { COMP_CWORD: `${words.length - 1}`, COMP_LINE: line, COMP_POINT: `${line.length}`, SHELL: shell };
    const { status, stdout, stderr } = folder.fuse(['completion-server', '--', ...words], env);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    return stdout.split('\n').filter((text) => text !== '');
  }

  test.each<[string, string[], string[]]>([
    ['commands', ['fuse', 'in'], ['inspect']],
    ['subcommands', ['fuse', 'new', ''], ['app', 'module', '--help']],
    ['options', ['fuse', 'check', '--b'], ['--build-dir']],
    ['an option’s words', ['fuse', 'new', 'app', 'x', '--lang', ''], ['c', 'cpp', 'rust', 'zig', 'ts']],
    ['an option’s words, begun', ['fuse', 'new', 'app', 'x', '--lang', 'r'], ['rust']],
    ['targets', ['fuse', 'build', '--target', 's'], ['simulator', 'stm32f405']],
    ['an option’s choices', ['fuse', 'demo', '--app', 'camera_c'], ['camera_compress']],
    ['shells', ['fuse', 'completion', 'f'], ['fish']],
    ['files', ['fuse', 'inspect', ''], ['__tabtab_complete_files__']],
  ])('in bash: %s', (_, words, expected) => expect(offered('bash', ...words)).toEqual(expected));

  test.each(['zsh', 'fish'])('%s has the descriptions too', (shell) => {
    expect(offered(shell, 'fuse', '')).toContainEqual(expect.stringMatching(/^inspect[:\t]says what /));
    expect(offered(shell, 'fuse', 'inspect', '')).toEqual(['__tabtab_complete_files__']);
  });

  test.each(['bash', 'zsh', 'fish'])('the script for %s asks fuse', (shell) => {
    const { status, stdout } = folder.fuse(['completion', shell]);
    expect(status).toBe(0);
    expect(stdout).toContain('fuse completion-server -- ');
  });

  test('bash takes the script and offers what fuse answers', () => {
    const tool = path.join(repositoryRoot(), 'dist/cli/fuse.js');
    folder.write('fuse', `#!/bin/sh\nexec ${process.execPath} ${tool} "$@"\n`);
    fs.chmodSync(folder.path('fuse'), 0o755);
    const script = [
      'export PATH="$PWD:$PATH"',
      'eval "$(fuse completion bash)"',
      'COMP_WORDS=(fuse che) COMP_CWORD=1 COMP_LINE="fuse che" COMP_POINT=8',
      '_fuse_completion',
      'echo "${COMPREPLY[@]}"',
    ];
    expect(folder.run('bash', ['-c', script.join('\n')])).toMatchObject({ status: 0, stdout: 'check\n' });
  });
});

test('npm scripts call the command, and npm installs it', () => {
  const manifest = JSON.parse(fs.readFileSync(path.join(repositoryRoot(), 'package.json'), 'utf8')) as {
    bin: Record<string, string>;
    scripts: Record<string, string>;
  };
  for (const name of ['demo', 'board', 'config', 'package']) {
    expect(manifest.scripts[name]).toMatch(new RegExp(` && node dist/cli/fuse\\.js ${name}$`));
  }
  expect(manifest.bin).toEqual({ fuse: 'dist/cli/fuse.js' });
  expect(fs.readFileSync(path.join(repositoryRoot(), 'dist/cli/fuse.js'), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
});
