// SPDX-License-Identifier: Apache-2.0
// The command as a user runs it: exit codes, streams, files on disk, the schema for editors.

import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import Ajv from 'ajv';
import { repositoryRoot } from '../../../cli/support/paths';
import { changed, NATIVES_FILE, validConfig, validFlat } from '../../support/app-config';

const TOOL = path.join(repositoryRoot(), 'dist/cli/config.js');
let folder = '';
beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fuse-config-'))));
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(args: string[], environment: NodeJS.ProcessEnv = {}): Run {
  const env = { PATH: process.env['PATH'], ...environment };
  return spawnSync(process.execPath, [TOOL, ...args], { cwd: folder, encoding: 'utf8', env });
}

const config = (...args: string[]): Run => run(['--natives', NATIVES_FILE, ...args]);
const write = (name: string, content: unknown): void =>
  fs.writeFileSync(path.join(folder, name), typeof content === 'string' ? content : JSON.stringify(content, null, 2));
const list = (...where: string[]): string[] => fs.readdirSync(path.join(folder, ...where)).sort();

test('writes the files, and touches none that would not change', () => {
  write('app.json', validConfig());
  const first = config('--input', 'app.json', '--output-dir', 'deep/out');
  expect(first).toEqual(expect.objectContaining({ status: 0, stdout: 'deep/out: 4 files written\n', stderr: '' }));
  expect(list('deep/out')).toEqual([
    'compress_policy.bin',
    'filter_policy.bin',
    'fuse_app_config.h',
    'fuse_hal_flags.cmake',
  ]);

  const times = (): number[] =>
    list('deep/out').map((file) => fs.statSync(path.join(folder, 'deep/out', file)).mtimeMs);
  const before = times();
  expect(config('--input', 'app.json', '--output-dir', 'deep/out').stdout).toBe(
    'deep/out: 0 files written, 4 unchanged\n',
  );
  expect(times()).toEqual(before);

  write(
    'app.json',
    changed((c) => (c.modules[1].policy.heap_size = 1)),
  );
  expect(config('--input', 'app.json', '--output-dir', 'deep/out').stdout).toBe(
    'deep/out: 2 files written, 2 unchanged\n',
  );
});

test('writes nothing when there is an error, and says so', () => {
  write(
    'app.json',
    changed((c) => (c.modules[0].policy.capabilities[0] = 'CAMRA')),
  );
  const { status, stdout, stderr } = config('--input', 'app.json', '--output-dir', 'out');
  expect(status).toBe(1);
  expect(stdout).toBe('');
  expect(stderr.split('\n')[0]).toBe(
    "app.json:23:11: error: modules[0].policy.capabilities[0]: unknown capability 'CAMRA'; did you mean 'CAMERA'?",
  );
  expect(stderr).toContain('app.json: 1 error; nothing was written');
  expect(list()).toEqual(['app.json']);
});

test('writes with warnings, unless --werror', () => {
  write(
    'app.json',
    changed((c) => delete c.modules[0].policy.event_subscribe),
  );
  const strict = config('--input', 'app.json', '--output-dir', 'out', '--werror');
  expect(strict.status).toBe(1);
  expect(strict.stderr).toContain('app.json: 1 warning, and --werror is set; nothing was written');
  expect(list()).toEqual(['app.json']);
  const usual = config('--input', 'app.json', '--output-dir', 'out');
  expect(usual.status).toBe(0);
  expect(usual.stderr).toContain(
    'app.json:32:23: warning: modules[0].policy.activation: EVENT without event_subscribe',
  );
  expect(list('out')).toHaveLength(4);
});

test('a flat policy file', () => {
  write('camera_policy.json', validFlat());
  expect(config('--input', 'camera_policy.json', '--output-dir', '.').status).toBe(0);
  expect(list()).toEqual(['camera_policy.bin', 'camera_policy.json']);
  expect(fs.statSync(path.join(folder, 'camera_policy.bin')).size).toBe(32);
});

test('a path is meant from where npm was called', () => {
  write('app.json', validConfig());
  const args = ['--natives', NATIVES_FILE, '--input', 'app.json', '--output-dir', 'out'];
  const env = { PATH: process.env['PATH'], npm_lifecycle_event: 'config', INIT_CWD: folder };
  expect(spawnSync(process.execPath, [TOOL, ...args], { cwd: os.tmpdir(), encoding: 'utf8', env }).status).toBe(0);
  expect(list('out')).toHaveLength(4);
});

describe('the schema for editors', () => {
  test('is JSON Schema and accepts and refuses as the tool does', () => {
    expect(config('--schema', 'share/app_config.schema.json')).toMatchObject({ status: 0, stderr: '' });
    const schema = JSON.parse(fs.readFileSync(path.join(folder, 'share/app_config.schema.json'), 'utf8')) as object;
    const validate = new Ajv({ strict: false }).compile(schema);
    expect(validate(validConfig())).toBe(true);
    expect(validate(changed((c) => delete c.modules))).toBe(true);
    expect(validate(changed((c) => (c.modules[0].policy.activation_mask = 1)))).toBe(false);
    expect(validate(changed((c) => c.application.hal_groups.push('log')))).toBe(false);
  });

  test('describes every field', () => {
    config('--schema', 's.json');
    const missing: string[] = [];
    const walk = (schema: Record<string, unknown>, where: string): void => {
      for (const [name, field] of Object.entries(
        (schema['properties'] ?? {}) as Record<string, Record<string, unknown>>,
      )) {
        if (typeof field['description'] !== 'string') missing.push(`${where}.${name}`);
        walk(field, `${where}.${name}`);
        if (field['items'] !== undefined) walk(field['items'] as Record<string, unknown>, `${where}.${name}[]`);
      }
    };
    walk(JSON.parse(fs.readFileSync(path.join(folder, 's.json'), 'utf8')) as Record<string, unknown>, '');
    expect(missing).toEqual([]);
  });

  test('has no field that docs/app-config.md does not explain', () => {
    config('--schema', 's.json');
    const page = fs.readFileSync(path.join(repositoryRoot(), 'docs/app-config.md'), 'utf8');
    const names = new Set<string>();
    JSON.parse(fs.readFileSync(path.join(folder, 's.json'), 'utf8'), (key, value: unknown) => {
      if (key === 'properties') for (const name of Object.keys(value as object)) names.add(name);
      return value;
    });
    expect(names.size).toBeGreaterThan(15);
    expect(
      [...names].filter((name) => !new RegExp(`[\\x60."]${name.replace('$', '\\$')}[\\x60".]`).test(page)),
    ).toEqual([]);
  });

  test('takes its words from fuse_natives.json, as do the rules', () => {
    const table = JSON.parse(fs.readFileSync(NATIVES_FILE, 'utf8')) as { groups: unknown[]; capabilities: unknown[] };
    table.groups.push({ name: 'uart', macro: 'FUSE_HAL_ENABLE_UART', member: 'uart', hardware: true });
    table.capabilities.push({ name: 'UART', bit: 5, group: 'uart' });
    write('more.json', table);
    write(
      'app.json',
      changed((c) => (c.application.hal_groups.push('uart'), c.modules[0].policy.capabilities.push('UART'))),
    );
    expect(
      run(['--natives', 'more.json', '--input', 'app.json', '--output-dir', 'out', '--schema', 's.json']).status,
    ).toBe(0);
    expect(fs.readFileSync(path.join(folder, 'out/fuse_hal_flags.cmake'), 'utf8')).toContain(
      'set(FUSE_HAL_ENABLE_UART 1)',
    );
    expect(fs.readFileSync(path.join(folder, 'out/filter_policy.bin')).readUInt32LE(0)).toBe(0b111100);
    expect(fs.readFileSync(path.join(folder, 's.json'), 'utf8')).toContain('"UART"');
    expect(config('--input', 'app.json', '--output-dir', 'out').status).toBe(1);
  });
});

describe('what cannot run', () => {
  const refused = (result: Run, message: string): void => {
    expect(result.stderr).toContain(message);
    expect(result.stderr).not.toMatch(/^\s+at /m);
    expect([result.status, result.stdout]).toEqual([2, '']);
  };

  test('a mistyped option', () => {
    refused(config('--inptu', 'x'), "error: unknown option '--inptu'\n(Did you mean --input?)");
  });
  test('no input', () => refused(config(), 'error: --input FILE is missing; see --help'));
  test('no output folder', () => refused(config('--input', 'x'), 'error: --output-dir DIR is missing; see --help'));
  test('an argument too many', () => refused(config('x'), 'error: too many arguments'));
  test('an input that is not there', () => {
    refused(config('--input', 'no.json', '--output-dir', 'o'), 'error: cannot read no.json: ENOENT');
  });
  test('an input that is a folder', () => {
    refused(config('--input', '.', '--output-dir', 'o'), 'error: cannot read .: EISDIR');
  });
  test('an output folder that is a file', () => {
    write('app.json', validConfig());
    refused(config('--input', 'app.json', '--output-dir', 'app.json'), 'error: cannot write the output: ');
    expect(list()).toEqual(['app.json']);
  });
  test('an output name taken by a folder leaves nothing behind', () => {
    write('app.json', validConfig());
    fs.mkdirSync(path.join(folder, 'out/filter_policy.bin'), { recursive: true });
    refused(config('--input', 'app.json', '--output-dir', 'out'), 'error: cannot write the output: ');
    expect(list('out').filter((name) => name.endsWith('.tmp'))).toEqual([]);
    expect(list('out')).toEqual(['filter_policy.bin']);
  });
  test('a table of the compiler that is not there', () => {
    write('app.json', validConfig());
    const result = run(['--natives', 'no.json', '--input', 'app.json', '--output-dir', 'out']);
    refused(result, 'build it with `cmake -S . -B build && cmake --build build`, or name the file with --natives');
  });
  test('a table of the compiler that is something else', () => {
    write('app.json', validConfig());
    refused(
      run(['--natives', 'app.json', '--input', 'app.json', '--output-dir', 'out']),
      'app.json is no fuse_natives.json',
    );
  });
});

test('--help has an example and the exit codes', () => {
  const { status, stdout } = run(['--help']);
  expect(status).toBe(0);
  expect(stdout).toContain('fuse config --input app_config.json --output-dir build/config');
  expect(stdout).toContain('Exit codes: 0 written; 1 the input has errors');
});

test('colours: FORCE_COLOR asks for them, NO_COLOR wins', () => {
  write('app.json', '{}');
  const args = ['--natives', NATIVES_FILE, '--input', 'app.json', '--output-dir', 'out'];
  expect(run(args).stderr).not.toContain('\u001b');
  expect(run(args, { FORCE_COLOR: '1' }).stderr).toContain('\u001b[31merror:');
  expect(run(args, { FORCE_COLOR: '1', NO_COLOR: '1' }).stderr).not.toContain('\u001b');
});
