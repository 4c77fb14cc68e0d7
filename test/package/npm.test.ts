// SPDX-License-Identifier: Apache-2.0
/** The npm package, used as a stranger does: installed from its file in an empty folder, with no working tree in sight. */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { LANGUAGE_NAMES } from '../../cli/project/languages';
import { cachedCrates, cachedPythonPackages } from '../../cli/project/third-party';
import { aotCompilerInCache, AOT_COMPILER } from '../../cli/support/aot-compiler';
import { repositoryRoot } from '../../cli/support/paths';

const root = repositoryRoot();

let work: string;
let home: string;
let environment: NodeJS.ProcessEnv;

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(command: string, args: readonly string[], cwd: string): Run {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', env: environment });
  return { status, stdout, stderr };
}

/** A command that must succeed. */
function mustRun(command: string, args: readonly string[], cwd: string): Run {
  const result = run(command, args, cwd);
  if (result.status === 0) return result;
  throw new Error(`${command} ${args.join(' ')} failed:\n${result.stdout}${result.stderr}`);
}

/** `npx --no -- fuse`: the installed one, or none. */
function fuse(args: readonly string[], cwd: string): Run {
  return mustRun('npx', ['--no', '--', 'fuse', ...args], cwd);
}

beforeAll(() => {
  work = fs.mkdtempSync(path.join(os.tmpdir(), 'fuse-npm-'));
  home = path.join(work, 'empty');
  fs.mkdirSync(home);
  const cache = path.join(work, 'cache');
  // npm's own warnings are no business of ours.
  const { npm_config_nodedir: _, ...inherited } = process.env;
  environment = { ...inherited, XDG_CACHE_HOME: cache };
  shareWithCache(cache);
  mustRun('node', [path.join(root, 'dist/cli/fuse.js'), 'package', '--output', work], work);
  mustRun('npm', ['init', '--yes'], home);
  const [file = ''] = fs.readdirSync(work).filter((name) => name.endsWith('.tgz'));
  mustRun('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', path.join(work, file)], home);
}, 600_000);

afterAll(() => fs.rmSync(work, { recursive: true, force: true }));

/** What takes minutes the first time and is the same for every package: the crates, Zig, and the compiler's library. */
function shareWithCache(cache: string): void {
  const before = process.env['XDG_CACHE_HOME'];
  process.env['XDG_CACHE_HOME'] = cache;
  const [crates, python, compiler] = [cachedCrates(), cachedPythonPackages(), aotCompilerInCache()];
  if (before === undefined) delete process.env['XDG_CACHE_HOME'];
  else process.env['XDG_CACHE_HOME'] = before;
  for (const file of [crates, python, compiler]) fs.mkdirSync(path.dirname(file), { recursive: true });
  const own = path.join(root, 'third_party/crates');
  if (fs.existsSync(own)) fs.symlinkSync(own, crates);
  fs.symlinkSync(path.join(root, 'third_party/python'), python);
  fs.copyFileSync(AOT_COMPILER, compiler);
}

test('nothing in it names the place it was built in', () => {
  const installed = path.join(home, 'node_modules/fuse-ts');
  const files = fs.readdirSync(installed, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(300);
  const named = files.map(({ parentPath, name }) => path.join(parentPath, name));
  expect(named.filter((file) => fs.readFileSync(file, 'latin1').includes(root))).toEqual([]);
});

test('a new application runs at once, and with a module of each language more', () => {
  fuse(['new', 'app', 'x'], home);
  const app = path.join(home, 'x');
  const first = fuse(['run', '--logical-time', '--for', '1'], app);
  expect(first.stderr).toMatch(/^building the runtime for linux, once \(.*\/cache\/fuse\/runtime\/.*\) …$/m);
  expect(first.stdout).toMatch(/^log .* guest hello info hello steps$/m);

  for (const language of LANGUAGE_NAMES) fuse(['new', 'module', `m_${language}`, '--lang', language], app);
  const { stdout } = fuse(['run', '--logical-time', '--for', '1'], app);
  const said = [...stdout.matchAll(/^log .* guest (.*)$/gm)].map(([, text]) => text);
  expect(said).toEqual(
    ['hello', ...LANGUAGE_NAMES.map((name) => `m_${name}`)].map((name) => `${name} info ${name} steps`),
  );

  expect(fuse(['build'], app).stdout).toMatch(/^linux: nothing changed since the last build /);
  expect(fuse(['check'], app).stdout).toBe('app_config.json: 0 errors, 0 warnings; 6 of 6 modules looked into\n');
  expect(fuse(['inspect', 'build/linux/m_rust.aot'], app).stdout).toContain('module_log_event');
  fuse(['report', '--out', 'report.html'], app);
  expect(fs.readFileSync(path.join(app, 'report.html'), 'utf8')).toContain('m_zig');
}, 600_000);

test('the same application on a board, and in the twin', () => {
  const app = path.join(home, 'x');
  const { stdout } = fuse(['size', '--target', 'stm32f405', '--json'], app);
  const { modules, image } = JSON.parse(stdout) as {
    modules: unknown[];
    image: { components: object; stack: object[] };
  };
  expect(modules).toHaveLength(1 + LANGUAGE_NAMES.length);
  expect(Object.keys(image.components)).toContain('WAMR');
  expect(image.stack).toContainEqual(expect.objectContaining({ name: 'task runtime' }));
  fs.writeFileSync(path.join(app, 'day.yaml'), 'application: app_config.json\nduration: 3 s\n');
  const played = fuse(['twin', 'day.yaml'], app).stdout;
  expect(played.match(/^\d\.0{6} log guest m_zig info m_zig steps$/gm)).toEqual(
    [0, 1, 2].map((second) => `${second}.000000 log guest m_zig info m_zig steps`),
  );
}, 600_000);

test('what needs the working tree is not offered', () => {
  const { stdout } = fuse(['--help'], home);
  expect(stdout).toMatch(/^ {2}run /m);
  expect(stdout).not.toMatch(/^ {2}(demo|package) /m);
  expect(run('npx', ['--no', '--', 'fuse', 'demo'], home)).toMatchObject({ status: 2, stdout: '' });
  expect(fuse(['board', 'list'], home).stdout).toMatch(/^stm32f405 +cortex-m4 /m);
  const board = fuse(['board', '--help'], home).stdout;
  expect(board).toMatch(/^ {2}decode /m);
  expect(board).not.toMatch(/^ {2}(build|run|flash|debug|size) /m);
});
