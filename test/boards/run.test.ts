// SPDX-License-Identifier: Apache-2.0
/** `board run`: how a run ends, and what the user is told. QEMU is a script here; ctest runs the real one. */
import * as fs from 'node:fs';
import { ToyBoard } from '../support/toy-board';

let toy: ToyBoard;
beforeEach(() => (toy = new ToyBoard()));
afterEach(() => toy.remove());

/** In a process of its own, which is left behind. */
const FOREVER = 'sleep 20 & wait';

test('the console comes line by line, and the end that the image names is the exit code', () => {
  const { status, stdout, seconds } = toy.runWith(`printf 'one\\r\\ntwo\\nimage ended: 0\\nlate\\n'; ${FOREVER}`);
  expect({ status, stdout }).toEqual({ status: 0, stdout: 'one\ntwo\nimage ended: 0\n' });
  expect(seconds).toBeLessThan(15);
  expect(toy.runWith(`echo 'image ended: 1'; ${FOREVER}`).status).toBe(1);
});

test('only a whole line ends the image', () => {
  const { status, stdout } = toy.runWith(
    "echo 'the image ended: 0'; printf 'image end'; sleep 1; echo 'ed: 3'; exec sleep 9",
  );
  expect({ status, stdout }).toEqual({ status: 3, stdout: 'the image ended: 0\nimage ended: 3\n' });
});

test('QEMU is started as board.json says, and the command line is shown', () => {
  const { stdout, stderr } = toy.runWith('echo "$@"; echo "image ended: 0"');
  const expected =
    '-machine toy-machine -nographic -monitor none -serial stdio -icount shift=5 -kernel build/images/demo.elf';
  expect(stdout.split('\n')[0]).toBe(expected);
  expect(stderr).toBe(`qemu-system-arm ${expected}\n`);
});

test('an image that never ends is ended, and QEMU with it', () => {
  const { status, stderr, seconds } = toy.runWith(`echo $$ > pid; echo alive; ${FOREVER}`, '--timeout', '1');
  expect(status).toBe(1);
  expect(stderr).toContain('error: toy: demo did not end within 1 s; a longer --timeout gives it more time\n');
  expect(seconds).toBeLessThan(15);
  expect(() => process.kill(Number(fs.readFileSync(`${toy.root}/pid`, 'utf8')), 0)).toThrow('ESRCH');
});

test('a QEMU that ignores the signal is ended by force', () => {
  const { status, seconds } = toy.runWith("trap '' TERM; echo 'image ended: 0'; sleep 20 & while :; do wait; done");
  expect(status).toBe(0);
  expect(seconds).toBeLessThan(15);
});

test('QEMU is gone when the command is killed', () => {
  const { status } = toy.runWith('echo $$ > pid; kill -KILL $PPID; sleep 20');
  expect(status).toBeNull();
  const gone = (): boolean => {
    const pid = fs.readFileSync(`${toy.root}/pid`, 'utf8').trim();
    return !fs.existsSync(`/proc/${pid}`) || / Z /.test(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'));
  };
  for (let i = 0; i < 100 && !gone(); i++) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
  expect(gone()).toBe(true);
});

test('what QEMU complains of is said when it goes away', () => {
  const { status, stderr } = toy.runWith('echo "no such machine" >&2; exit 3');
  expect(status).toBe(1);
  expect(stderr).toContain('error: toy: demo went away before the image ended (exit code 3): no such machine\n');
});

test.each(['FAULT UsageFault pc=0x1', 'PANIC site=4'])('%s and silence fails', (line) => {
  const { status, stdout, stderr } = toy.runWith(`echo '${line}'; echo 'lr=0x2'; ${FOREVER}`);
  expect(status).toBe(1);
  expect(stdout).toBe(`${line}\nlr=0x2\n`);
  expect(stderr).toContain('error: toy: demo stopped in a fault; its report is above\n');
});

test('an image that restarts after a fault goes on', () => {
  expect(toy.runWith("echo 'FAULT x'; sleep 1; echo again; echo 'image ended: 0'").status).toBe(0);
});

test('a line without an end does not fill the memory', () => {
  const { status, stdout } = toy.runWith("head -c 100000 /dev/zero | tr '\\0' x; echo; echo 'image ended: 0'");
  expect(status).toBe(0);
  expect(stdout.replace(/\n/g, '')).toBe(`${'x'.repeat(100000)}image ended: 0`);
});

test('an image that is not built, with those that are', () => {
  toy.image('other.elf');
  const { status, stderr } = toy.run('demo');
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: 'error: build/images/demo.elf is not built; there are: other\n',
  });
});

test('a QEMU that is not installed', () => {
  toy.image('demo.elf');
  const args = ['run', toy.folder, '--build-dir', 'build', '--no-build', '--image', 'demo'];
  const { status, stderr } = toy.board(args, true);
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: 'error: qemu-system-arm is not installed (Debian: apt-get install qemu-system-arm)\n',
  });
});

test('a board that QEMU does not know', () => {
  toy.describe({ ...JSON.parse(fs.readFileSync(toy.file('board.json'), 'utf8')), qemu: undefined });
  const { status, stderr } = toy.runWith('');
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: "error: QEMU does not know the board toy: its board.json has no 'qemu'\n",
  });
});

describe('a board that is this machine', () => {
  beforeEach(() => {
    const host = { processor: 'host', kernel_port: 'ThirdParty/GCC/Posix', module_target: 'host' };
    toy.describe({ name: 'toy', description: 'd', sources: ['board.c'], ...host });
  });

  test('runs the program itself, with its parameters', () => {
    toy.image('demo', 'echo "$FUSE_BOARD_PARAMETERS"; echo "image ended: 0"');
    const { status, stdout } = toy.run('demo', '--parameter', '7', '--parameter', '0x10');
    expect({ status, stdout }).toEqual({ status: 0, stdout: '7,16\nimage ended: 0\n' });
  });

  test('a crash is no end', () => {
    toy.image('demo', 'echo hello; kill -SEGV $$');
    const { status, stderr } = toy.run('demo');
    expect(status).toBe(1);
    expect(stderr).toContain('toy: demo went away before the image ended (SIGSEGV)');
  });

  test('words of the memory are for QEMU', () => {
    toy.image('demo');
    expect(toy.run('demo', '--word', 'x=1').stderr).toContain('--word is for boards in QEMU');
  });
});

test.each([
  [['--parameter', 'x'], 'Give a number from 0 to 0xffffffff.'],
  [['--parameter', '4294967296'], 'Give a number from 0 to 0xffffffff.'],
  [['--word', '=1'], 'Give an address or a variable, = and a number.'],
  [['--timeout', '0'], 'Give seconds, more than 0 and at most 86400.'],
  [['--seed', '1', '--parameter', '2'], '--seed and --parameter exclude each other'],
  [['1', '2', '3', '4', '5'].flatMap((n) => ['--parameter', n]), 'more than 4 parameters'],
  [['--tiemout', '3'], 'Did you mean --timeout?'],
])('wrong command line %j', (args, message) => {
  const { status, stderr } = toy.run('demo', ...args);
  expect(status).toBe(2);
  expect(stderr).toContain(message);
});

test.each([
  ['mps2-an38', "unknown board 'mps2-an38'; did you mean 'mps2-an386'?"],
  ['stm32', "unknown board 'stm32'; did you mean 'stm32f405'?"],
])('board %s', (name, message) => {
  const { status, stderr } = toy.board(['run', name]);
  expect({ status, stderr }).toEqual({ status: 2, stderr: `error: ${message}\n` });
});

test('a folder that is no board', () => {
  const { status, stderr } = toy.board(['run', './nothing']);
  expect(status).toBe(2);
  expect(stderr).toMatch(/^error: cannot read nothing\/board\.json: ENOENT/);
});
