// SPDX-License-Identifier: Apache-2.0
/** The command line: emit, check, explain; what is written and when. */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

const main = path.resolve('dist/codegen/src/main.js');
let folder = '';

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fuse-codegen-'));
  write(
    'src/tick.ts',
    '/** Ticks. */\n\n/** The next tick. */\nexport function next(x: u8): u32 {\n  return x + 1;\n}\n',
  );
  write('src/api.ts', "/** The header. */\n\nexport { next } from './tick';\n");
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): void {
  fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  fs.writeFileSync(path.join(folder, name), text);
}

function run(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { cwd: folder, encoding: 'utf8' });
  return { status, stdout, stderr };
}

const emit = (...more: string[]): ReturnType<typeof run> =>
  run('emit', '--project', 'src', '--header', 'api.h=src/api.ts', '--out', 'out', ...more);

describe('emit', () => {
  it('writes C and one line of figures', () => {
    const { status, stdout, stderr } = emit();
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(
      /^2 files -> \d+ files \(\d+ written, 0 removed\), \d+ lines; checks: \d+ proved, 0 at run time, 0 trusted places; \d+ ms\n$/,
    );
    expect(fs.readdirSync(path.join(folder, 'out'))).toEqual(
      expect.arrayContaining(['tick.c', 'api.h', 'checks.json']),
    );
  });
  it('writes only what changed and removes what is gone, and only that', () => {
    emit();
    const before = fs.statSync(path.join(folder, 'out/tick.c')).mtimeMs;
    write('out/notes.txt', 'mine');
    write('src/more.ts', 'export function more(): u32 {\n  return 2;\n}\n');
    emit();
    expect(fs.existsSync(path.join(folder, 'out/more.c'))).toBe(true);
    expect(fs.statSync(path.join(folder, 'out/tick.c')).mtimeMs).toBe(before);
    fs.rmSync(path.join(folder, 'src/more.ts'));
    expect(emit().stdout).toMatch(/ [1-9]\d* removed/);
    expect(fs.existsSync(path.join(folder, 'out/more.c'))).toBe(false);
    expect(fs.readFileSync(path.join(folder, 'out/notes.txt'), 'utf8')).toBe('mine');
  });
  it('writes nothing when anything is refused', () => {
    write('src/bad.ts', 'export function bad(x: u32): u8 {\n  return x;\n}\n');
    const { status, stderr } = emit();
    expect(status).toBe(1);
    expect(stderr).toContain('src/bad.ts:2:10 - error FUSE2101');
    expect(stderr).toContain('Found 1 error in 1 file.');
    expect(fs.existsSync(path.join(folder, 'out'))).toBe(false);
  });
  it('can demand that everything is proved', () => {
    expect(emit('--no-checks').status).toBe(0);
    write('src/checked.ts', 'export function checked(x: u32): u32 {\n  return x + 1;\n}\n');
    expect(emit().status).toBe(0);
    const { status, stderr } = emit('--no-checks');
    expect(status).toBe(1);
    expect(stderr).toContain('src/checked.ts:2:10 - error FUSE7100');
  });
  it('gives the same bytes every time', () => {
    emit();
    const read = (out: string): string[] =>
      fs.readdirSync(path.join(folder, out)).map((n) => n + fs.readFileSync(path.join(folder, out, n), 'utf8'));
    run('emit', '--project', 'src', '--header', 'api.h=src/api.ts', '--out', 'again');
    expect(read('again')).toEqual(read('out'));
  });
  it('takes several projects and HAL folders as one program', () => {
    write('hal/index.ts', 'export interface Groups {}\nexport declare const HAL: Groups;\n');
    write(
      'more/gps.ts',
      "/** Position. @group gps */\n\ndeclare module '../hal/index' {\n  interface Groups {\n    readonly GPS: BuildFlag<'FUSE_HAL_ENABLE_GPS'>;\n  }\n}\nexport function fix(): u32 {\n  return 1;\n}\n",
    );
    const { status, stderr } = run('emit', '--project', 'src', '--project', 'hal', '--hal', 'more', '--out', 'out');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(fs.readFileSync(path.join(folder, 'out/gps.c'), 'utf8')).toContain('FUSE_HAL_ENABLE_GPS');
  });
});

describe('check', () => {
  it('writes nothing', () => {
    expect(run('check', '--project', 'src')).toMatchObject({ status: 0, stderr: '' });
    expect(fs.readdirSync(folder)).toEqual(['src']);
  });
  it('gives diagnostics as JSON', () => {
    write('src/bad.ts', 'export function bad(x: u32): u8 {\n  return x;\n}\n');
    const { status, stdout } = run('check', '--project', 'src', '--json');
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject([
      { code: 'FUSE2101', at: { file: 'src/bad.ts', line: 2, column: 10, endColumn: 11 } },
    ]);
  });
});

describe('explain', () => {
  it('explains a code and lists all', () => {
    const one = run('explain', 'fuse2101');
    expect(one.status).toBe(0);
    expect(one.stdout).toMatch(/^FUSE2101: a conversion is missing\n\n/);
    expect(run('explain', 'all').stdout.split('\n').length).toBeGreaterThan(100);
  });
  it('knows the nearest one', () => {
    const { status, stderr } = run('explain', 'FUSE21011');
    expect(status).toBe(2);
    expect(stderr).toBe(
      "error: there is no diagnostic FUSE21011; did you mean FUSE1011? 'explain all' lists every one\n",
    );
  });
});

describe('mistakes on the command line', () => {
  it.each([
    [['check', '--project', 'nowhere'], 'error: nowhere: no such file or folder\n'],
    [['check', '--project', 'src', '--header', 'api.h'], 'error: --header api.h: write it as fuse.h=path/to/file.ts\n'],
    [
      ['check', '--project', 'src', '--header', 'api.h=src/nowhere.ts'],
      'error: --header api.h: src/nowhere.ts is not a file of the program\n',
    ],
    [
      ['check', '--project', 'src', '--header', 'tick.h=src/tick.ts'],
      /^error: --header tick\.h: a file of the program has that header/,
    ],
    [['check'], 'error: name a file or folder with --project\n'],
  ])('%p', (args, message) => {
    const { status, stderr } = run(...args);
    expect(status).not.toBe(0);
    if (typeof message === 'string') expect(stderr).toBe(message);
    else expect(stderr).toMatch(message);
    expect(stderr).not.toContain('    at ');
  });
});
