// SPDX-License-Identifier: Apache-2.0
/** `board debug` and `run --gdb`: what is started, in which order, and that nothing of it stays. gdb, QEMU and OpenOCD are scripts here. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { repositoryRoot } from '../../cli/support/paths';
import { type Ran, ToyBoard, VALID } from '../support/toy-board';

const SETTINGS = path.join(repositoryRoot(), 'boards/debug.gdb');

let toy: ToyBoard;
beforeEach(() => {
  toy = new ToyBoard();
  toy.image('demo.elf');
  toy.program('gdb-multiarch', 'echo "gdb: $@"');
});
afterEach(() => toy.remove());

const debug = (...args: string[]): Ran =>
  toy.board(['debug', toy.folder, '--build-dir', 'build', '--no-build', '--image', 'demo', ...args]);

/** A server that listens on the port in its arguments, and notes its process id. */
const LISTEN = `port=$(echo "$@" | sed 's/.*\\(tcp:127.0.0.1:\\|gdb_port \\)\\([0-9]*\\).*/\\2/')
echo $$ > pid
exec ${process.execPath} -e "require('net').createServer().listen($port, '127.0.0.1')"`;

function serverIsGone(): boolean {
  const stat = `/proc/${fs.readFileSync(path.join(toy.root, 'pid'), 'utf8').trim()}/stat`;
  return !fs.existsSync(stat) || / Z /.test(fs.readFileSync(stat, 'utf8'));
}

test('QEMU waits, gdb attaches and stops at main, and QEMU ends with gdb', () => {
  toy.program('qemu-system-arm', LISTEN);
  const { status, stdout, stderr } = debug();
  expect(status).toBe(0);
  const port = /-gdb tcp:127\.0\.0\.1:(\d+) -S -kernel build\/images\/demo\.elf\n/.exec(stderr)?.[1];
  expect(stdout).toBe(
    `gdb: -q -x ${SETTINGS} -d ${repositoryRoot()} -ex target remote 127.0.0.1:${port} -ex tbreak main -ex continue build/images/demo.elf\n`,
  );
  expect(serverIsGone()).toBe(true);
});

test('on hardware OpenOCD comes first, and the image is written', () => {
  toy.program('openocd', LISTEN);
  const { status, stdout, stderr } = debug('--hardware');
  expect(status).toBe(0);
  const port = /^openocd -f toy\/openocd\.cfg -c 'gdb_port (\d+); telnet_port disabled; tcl_port disabled'$/m.exec(
    stderr,
  )?.[1];
  expect(stdout).toContain(
    `-ex target extended-remote 127.0.0.1:${port} -ex monitor reset halt -ex load -ex tbreak main`,
  );
  expect(serverIsGone()).toBe(true);
});

test("gdb's exit code is the command's", () => {
  toy.program('qemu-system-arm', LISTEN);
  toy.program('gdb-multiarch', 'exit 7');
  expect(debug().status).toBe(7);
});

test('the real OpenOCD without a debug probe', () => {
  const chip = 'source [find interface/stlink.cfg]\ntransport select hla_swd\nsource [find target/stm32f4x.cfg]\n';
  fs.writeFileSync(toy.file('openocd.cfg'), chip);
  const { status, stdout, stderr } = debug('--hardware');
  expect(status).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/error: openocd finds no debug probe: connect the board's ST-LINK by USB/);
});

test('a QEMU that does not start', () => {
  toy.program('qemu-system-arm', 'echo "no such machine" >&2; exit 1');
  const { status, stdout, stderr } = debug();
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(/no such machine\nerror: qemu-system-arm failed \(exit code 1\); what it said is above\n$/);
});

test('the simulator is debugged as the program it is', () => {
  const host = { processor: 'host', kernel_port: 'ThirdParty/GCC/Posix', module_target: 'host' };
  toy.describe({ name: 'toy', description: 'd', sources: ['board.c'], ...host });
  toy.image('demo');
  expect(debug().stdout).toBe(
    `gdb: -q -x ${SETTINGS} -d ${repositoryRoot()} -ex tbreak main -ex run build/images/demo\n`,
  );
  expect(debug('--hardware').stderr).toBe('error: toy is a program of this machine: leave out --hardware\n');
});

test('a gdb that is not installed', () => {
  const args = ['debug', toy.folder, '--build-dir', 'build', '--no-build', '--image', 'demo'];
  fs.rmSync(path.join(toy.bin, 'gdb-multiarch'));
  expect(toy.board(args, true)).toMatchObject({
    status: 2,
    stderr: 'error: gdb-multiarch is not installed (Debian: apt-get install gdb-multiarch)\n',
  });
});

test('a board without OpenOCD', () => {
  toy.describe({ ...VALID, openocd: undefined });
  expect(debug('--hardware')).toMatchObject({
    status: 2,
    stderr: 'error: board.json of toy says nothing of openocd\n',
  });
});

test('run --gdb says how to attach, and waits without a limit of time', () => {
  const { status, stdout, stderr } = toy.runWith(
    'echo "$@"; sleep 2; echo "image ended: 0"',
    '--gdb',
    '--timeout',
    '1',
  );
  expect(status).toBe(0);
  const port =
    /waiting for gdb: gdb-multiarch -x \S+ build\/images\/demo\.elf -ex 'target remote 127\.0\.0\.1:(\d+)'\n/.exec(
      stderr,
    )?.[1];
  expect(stdout).toContain(`-gdb tcp:127.0.0.1:${port} -S`);
});
