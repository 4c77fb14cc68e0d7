// SPDX-License-Identifier: Apache-2.0
/** Watch mode as a programmer uses it: a terminal beside the editor. */
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { Readable } from 'node:stream';

const compiler = path.resolve('dist/codegen/src/main.js');

/** `watch` over src/ into out/, and what it prints. */
class Watch {
  readonly folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'fuse-watch-')));
  private readonly child: ChildProcessByStdio<null, Readable, Readable>;
  private printed = '';
  private seen = 0;
  private wake: () => void = () => undefined;

  constructor(files: Readonly<Record<string, string>>, ...options: readonly string[]) {
    for (const [name, text] of Object.entries(files)) this.write(name, text);
    const args = [compiler, 'watch', '--project', 'src', '--out', 'out', ...options];
    this.child = spawn(process.execPath, args, { cwd: this.folder, stdio: ['ignore', 'pipe', 'pipe'] });
    const note = (data: Buffer): void => {
      this.printed += data.toString();
      this.wake();
    };
    this.child.stdout.on('data', note);
    this.child.stderr.on('data', note);
  }

  write(name: string, text: string): void {
    const file = path.join(this.folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }

  remove(name: string): void {
    fs.rmSync(path.join(this.folder, name));
  }

  output(name: string): string | undefined {
    const file = path.join(this.folder, 'out', name);
    return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
  }

  time(name: string): number {
    return fs.statSync(path.join(this.folder, 'out', name)).mtimeMs;
  }

  /** What is printed until it waits again, without times of day and durations. */
  async round(): Promise<string[]> {
    const waiting = 'Watching for file changes.\n';
    while (!this.printed.includes(waiting, this.seen))
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    // Standard error is another pipe and may come a moment later.
    await new Promise((resolve) => setTimeout(resolve, 50));
    const text = this.printed.slice(this.seen);
    this.seen = this.printed.length;
    return text
      .replace(/\[\d\d:\d\d:\d\d\] /g, '')
      .replace(/\d+ ms/g, '... ms')
      .split('\n')
      .filter((line) => line !== '');
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.on('exit', resolve));
    this.child.kill();
    await ended;
    fs.rmSync(this.folder, { recursive: true });
  }
}

let watch: Watch;
afterEach(() => watch.stop());

const one = 'export function one(): u32 {\n  return 1;\n}\n';

it('compiles at once and after each change, and writes only what became different', async () => {
  watch = new Watch({ 'src/one.ts': one, 'src/two.ts': one.replaceAll('one', 'two') });
  const first = await watch.round();
  expect(first[0]).toBe('Starting compilation in watch mode...');
  expect(first[1]).toMatch(/^2 files -> \d+ files \(\d+ written, 0 removed\)/);
  expect(first[2]).toBe('No errors. Watching for file changes.');
  const before = watch.time('two.c');

  watch.write('src/one.ts', one.replace('return 1', 'return 7'));
  const second = await watch.round();
  expect(second[0]).toBe('File change detected. Starting incremental compilation...');
  expect(second[1]).toMatch(/^2 files -> \d+ files \(1 written, 0 removed\)/);
  expect(watch.output('one.c')).toContain('return 7');
  expect(watch.time('two.c')).toBe(before);
});

it('survives mistakes: they are shown, and the last good outputs stay', async () => {
  watch = new Watch({ 'src/one.ts': one });
  await watch.round();
  const good = watch.output('one.c');

  watch.write('src/one.ts', one.replace('{', ''));
  const syntax = await watch.round();
  expect(syntax[1]).toContain('src/one.ts:3:1 - error FUSE1000');
  expect(syntax.at(-1)).toMatch(/^\d errors?\. Watching for file changes\.$/);
  expect(watch.output('one.c')).toBe(good);

  watch.write('src/one.ts', one.replace('return 1', 'return -1'));
  const range = await watch.round();
  expect(range[1]).toContain('src/one.ts:2:10 - error FUSE2104');
  expect(range.at(-1)).toBe('1 error. Watching for file changes.');

  watch.write('src/one.ts', one.replace('return 1', 'return 9'));
  expect((await watch.round()).at(-1)).toBe('No errors. Watching for file changes.');
  expect(watch.output('one.c')).toContain('return 9');
});

it('sees files and folders that come and go', async () => {
  watch = new Watch({ 'src/one.ts': one });
  await watch.round();
  watch.write('src/more/two.ts', one.replaceAll('one', 'two'));
  expect((await watch.round()).at(-1)).toBe('No errors. Watching for file changes.');
  expect(watch.output('more_two.c')).toContain('fuse_two');

  watch.write('src/more/two.ts', one.replaceAll('one', 'three'));
  await watch.round();
  expect(watch.output('more_two.c')).toContain('fuse_three');

  watch.remove('src/more/two.ts');
  await watch.round();
  expect(watch.output('more_two.c')).toBeUndefined();
  expect(watch.output('one.c')).toBeDefined();
});

it('takes a file that an editor replaces as changed, and a touched one as unchanged', async () => {
  watch = new Watch({ 'src/one.ts': one });
  await watch.round();
  watch.write('new.ts', one.replace('return 1', 'return 3'));
  fs.renameSync(path.join(watch.folder, 'new.ts'), path.join(watch.folder, 'src/one.ts'));
  await watch.round();
  expect(watch.output('one.c')).toContain('return 3');
  watch.write('src/one.ts', one.replace('return 1', 'return 3'));
  expect(await watch.round()).toEqual([
    'File change detected. Starting incremental compilation...',
    'No errors. Watching for file changes.',
  ]);
});

it('emits JavaScript for Node as well', async () => {
  watch = new Watch({ 'src/one.ts': one }, '--target', 'node', '--name', 'numbers');
  await watch.round();
  watch.write('src/one.ts', one.replace('return 1', 'return 5'));
  await watch.round();
  const outputs = fs.readdirSync(path.join(watch.folder, 'out')).filter((name) => name.endsWith('js'));
  expect(outputs.map((name) => watch.output(name)).join('')).toContain('return 5');
});
