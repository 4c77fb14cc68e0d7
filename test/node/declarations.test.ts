// SPDX-License-Identifier: Apache-2.0
/** The declarations of a bundle: those of the runtime, which the tests of this folder are written against, and what goes with a bundle on disk. */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { repositoryRoot } from '../../cli/support/paths';
import { runtimeFolder } from '../support/node/runtime';

const root = repositoryRoot();
const golden = path.join(root, 'test', 'support', 'node', 'runtime-bundle.d.ts');

test('test/support/node/runtime-bundle.d.ts is that of the runtime (UPDATE_GOLDEN=1 writes it)', () => {
  const text = fs.readFileSync(path.join(runtimeFolder(), 'runtime.d.ts'), 'utf8');
  if (process.env['UPDATE_GOLDEN'] === '1') fs.writeFileSync(golden, text);
  expect(text).toBe(fs.readFileSync(golden, 'utf8'));
});

describe('emit --target node', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fuse-node-'));
  afterAll(() => fs.rmSync(folder, { recursive: true }));
  const run = (args: readonly string[]): { status: number | null; stdout: string; stderr: string } =>
    spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  const emit = (...args: string[]): ReturnType<typeof run> =>
    run([path.join(root, 'dist', 'codegen', 'src', 'main.js'), 'emit', '--target', 'node', ...args]);

  test('writes a module that runs by itself, and declarations that its users compile against', () => {
    fs.mkdirSync(path.join(folder, 'src'));
    fs.writeFileSync(
      path.join(folder, 'src', 'counter.ts'),
      'interface Counter { value: u32 }\nconst counter: Counter = zeroed();\n' +
        '/** Adds, and stops at the largest number. */\nexport function count(by: u32): u32 { counter.value = sat(counter.value + by); return counter.value; }\n',
    );
    const emitted = emit('--project', 'src', '--name', 'counter', '--out', 'out');
    expect(emitted).toMatchObject({ status: 0, stderr: '' });
    expect(fs.readdirSync(path.join(folder, 'out')).sort()).toEqual([
      'counter.d.ts',
      'counter.js',
      'counter.js.map',
      'fuse_node',
      'fuse_outputs.txt',
    ]);
    const map = JSON.parse(fs.readFileSync(path.join(folder, 'out', 'counter.js.map'), 'utf8')) as {
      sources: string[];
    };
    expect(map.sources).toEqual(['../src/counter.ts']);
    const script =
      "const { exports } = require('./out/counter').instantiate(() => ({}), {}); exports.count(7); console.log(exports.count(4294967295));";
    expect(run(['-e', script])).toMatchObject({ stdout: '4294967295\n', stderr: '' });

    const user = path.join(folder, 'user.ts');
    const options = {
      strict: true,
      noEmit: true,
      target: 'es2022',
      module: 'commonjs',
      moduleResolution: 'node10',
      ignoreDeprecations: '6.0',
      types: ['node'],
      typeRoots: [path.join(root, 'node_modules', '@types')],
    };
    fs.writeFileSync(
      path.join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: options, files: ['user.ts'] }),
    );
    const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const lines = [
      "import { instantiate } from './out/counter';",
      'const program = instantiate(() => ({}), {});',
      'export const sum: number = program.exports.count(1);',
      "program.exports.count('1');",
      'program.structs.Counter.create({ valu: 1 });',
    ];
    fs.writeFileSync(user, lines.join('\n'));
    // The last two, and nothing in the declarations.
    expect(run([tsc, '-p', folder]).stdout.match(/^\S+ error TS\d+/gm)).toEqual([
      'user.ts(4,23): error TS2345',
      'user.ts(5,34): error TS2561',
    ]);
  });

  test('refuses a name that is none, and programs with errors', () => {
    fs.writeFileSync(path.join(folder, 'bad.ts'), 'export function f(a: u32): u8 { return a; }\n');
    expect(emit('--project', 'src', '--name', 'a/b', '--out', 'bad')).toMatchObject({ status: 2 });
    const refused = emit('--project', 'bad.ts', '--out', 'bad');
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain('FUSE2101');
    expect(fs.existsSync(path.join(folder, 'bad'))).toBe(false);
  });
});
