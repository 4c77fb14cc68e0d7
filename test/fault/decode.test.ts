// SPDX-License-Identifier: Apache-2.0
/** The image `crash` goes wrong in QEMU in every way it knows; what it prints is decoded to the function and the line. */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { loadBoard } from '../../cli/boards/board';
import { buildBoard } from '../../cli/boards/build';
import { runImage } from '../../cli/boards/run-image';
import { repositoryRoot } from '../../cli/support/paths';

jest.setTimeout(600_000);

const root = repositoryRoot();
const board = loadBoard('mps2-an386');

/** In the order of `ways` in crash.c. */
const WAYS = [
  'call_null',
  'run_undefined_instruction',
  'divide_by_zero',
  'read_unaligned',
  'write_unmapped',
  'fail_check',
  'fail_assertion',
  'overflow_stack',
  'overflow_main_stack',
] as const;
type Way = (typeof WAYS)[number];

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function decode(input: string, ...options: string[]): Run {
  const args = [path.join(root, 'dist/cli/board.js'), 'decode', board.name, '-', ...options];
  return spawnSync(process.execPath, args, { cwd: root, input, encoding: 'utf8' });
}

const consoles = new Map<Way, string>();

/** What the board prints when it goes wrong in this way. */
async function consoleOf(way: Way): Promise<string> {
  const known = consoles.get(way);
  if (known !== undefined) return known;
  const lines: string[] = [];
  const parameters = [WAYS.indexOf(way)];
  expect(await runImage(board, 'crash', { parameters, onLine: (line) => lines.push(line), timeoutMs: 60_000 })).toBe(1);
  consoles.set(way, lines.join('\n'));
  return lines.join('\n');
}

/** The place of a statement that occurs once in the file, as the decoder writes it. */
function placeOf(file: string, statement: string): string {
  const lines = fs.readFileSync(path.join(root, file), 'utf8').split('\n');
  const found = lines.flatMap((line, index) => (line.trim() === statement ? [index + 1] : []));
  expect(found).toHaveLength(1);
  return `${file}:${found[0]}`;
}

beforeAll(() => {
  buildBoard(board, { targets: ['crash', 'pool'] });
});

test.each<[Way, string, string]>([
  ['run_undefined_instruction', 'FAULT usage: undefined instruction', '__asm volatile("udf #1");'],
  ['divide_by_zero', 'FAULT usage: division by zero', 'sink = 100U / zero;'],
  ['read_unaligned', 'FAULT usage: unaligned access', '__asm volatile("ldr %0, [%1, #1]" : "=r"(word) : "r"(words));'],
  ['write_unmapped', 'FAULT bus: bus error on a data access', '*(volatile uint32_t *)UNMAPPED = 1U;'],
])('%s: function, line and caller', async (way, what, statement) => {
  const { stdout, stderr, status } = decode(await consoleOf(way));
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const lines = stdout.split('\n');
  expect(lines[0]).toBe(what);
  expect(lines[1]).toBe('task fuse');
  expect(lines[2]).toMatch(/^pc {6}[0-9a-f]{8} /);
  expect(lines[2]?.slice(17)).toBe(`${way} ${placeOf('test/crash/crash.c', statement)}`);
  expect(lines[3]?.trim()).toBe(statement);
  expect(lines[4]?.slice(17)).toBe(`body ${placeOf('test/crash/crash.c', 'ways[way]();')}`);
  expect(stdout).toMatch(/^ {8}[0-9a-f]{8} run_body platform\/freertos\/task\.c:\d+$/m);
});

test('a call through a null pointer: who called', async () => {
  const { stdout, status } = decode(await consoleOf('call_null'));
  expect(status).toBe(0);
  expect(stdout).toContain('pc      00000000 no function: a call through a null pointer\n');
  expect(stdout).toMatch(
    new RegExp(`^lr {6}[0-9a-f]{8} call_null ${placeOf('test/crash/crash.c', 'sink = no_function();')}$`, 'm'),
  );
  expect(stdout).toMatch(/^ {8}[0-9a-f]{8} body test\/crash\/crash\.c:\d+$/m);
});

test('a check of TypeScript: its line', async () => {
  const { stdout, status } = decode(await consoleOf('fail_check'));
  expect(status).toBe(0);
  expect(stdout).toBe(
    [
      'PANIC site=1',
      `${placeOf('test/crash/checked/checked.ts', 'return table[index];')}:10 lookUp: the check 'index' failed: index is 0..4294967295 (type u32); the length of table is 4`,
      '    return table[index];',
      '',
    ].join('\n'),
  );
});

test('an assertion of the kernel: its line', async () => {
  const { stdout, status } = decode(await consoleOf('fail_assertion'));
  expect(status).toBe(0);
  expect(stdout).toMatch(
    /^PANIC kernel tasks\.c:(\d+)\n\S*\/tasks\.c:\1\n {4}configASSERT\( puxStackBuffer != NULL \);\n$/,
  );
});

test('a stack overflow: who was at it', async () => {
  const { stdout, status } = decode(await consoleOf('overflow_stack'));
  expect(status).toBe(0);
  expect(stdout).toMatch(/^FAULT memory: .*stack overflow of the runtime's task/);
  // When it is the frame of an interrupt that no longer fits, the processor could not save where it was.
  if (!stdout.includes('on entering an exception')) {
    expect(stdout).toMatch(/^pc {6}[0-9a-f]{8} recurse test\/crash\/crash\.c:\d+$/m);
  }
  expect(stdout).toMatch(/^ {8}[0-9a-f]{8} recurse test\/crash\/crash\.c:\d+$/m);
});

test('an overflow of the main stack, in an interrupt: who was at it', async () => {
  const { stdout, status } = decode(await consoleOf('overflow_main_stack'));
  expect(status).toBe(0);
  expect(stdout).toMatch(/^FAULT memory: .*overflow of the main stack/);
  expect(stdout).toMatch(/^ {8}[0-9a-f]{8} recurse test\/crash\/crash\.c:\d+$/m);
});

test("another image's report: both builds are named", async () => {
  const report = await consoleOf('write_unmapped');
  const [, build] = /^build=([0-9a-f]+)$/m.exec(report) ?? [];
  const { stderr, status } = decode(report, '--image', 'pool');
  expect(status).toBe(1);
  expect(stderr).toMatch(
    new RegExp(`^error: the report is of build ${build}, but \\S*pool\\.elf is build [0-9a-f]{40}\\. .*\\n$`),
  );
});

test('a build that is not there: what there is', async () => {
  const report = (await consoleOf('write_unmapped')).replace(/^build=.*$/m, `build=${'0'.repeat(40)}`);
  const { stderr, status } = decode(report);
  expect(status).toBe(2);
  expect(stderr).toMatch(/^error: no image in \S+ is build 0{40}; there are: .*crash [0-9a-f]{40}/);
});

test('no report, and half of one', async () => {
  expect(decode('image ended: 0\n')).toMatchObject({ status: 1, stdout: '' });
  const half = (await consoleOf('write_unmapped')).replace(/^task=[^]*/m, '');
  const { stderr, status } = decode(half);
  expect(status).toBe(1);
  expect(stderr).toMatch(/^error: the fault report is not complete: its line task= is missing\./);
});
