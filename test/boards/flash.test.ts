// SPDX-License-Identifier: Apache-2.0
/** `board flash` without hardware: command lines, OpenOCD's reading of its configuration, and what is said when nothing is connected. */
import * as fs from 'node:fs';
import { ToyBoard, VALID } from '../support/toy-board';

let toy: ToyBoard;
beforeEach(() => (toy = new ToyBoard()));
afterEach(() => toy.remove());

const CHIP = 'source [find interface/stlink.cfg]\ntransport select hla_swd\nsource [find target/stm32f4x.cfg]\n';
const flash = (...args: string[]): ReturnType<ToyBoard['board']> =>
  toy.board(['flash', toy.folder, '--build-dir', 'build', '--no-build', '--image', 'demo', ...args]);

test('a dry run prints the command line, and OpenOCD has read the configuration', () => {
  fs.writeFileSync(toy.file('openocd.cfg'), CHIP);
  expect(flash('--dry-run')).toMatchObject({
    status: 0,
    stdout: "openocd -f toy/openocd.cfg -c 'program {build/images/demo.elf} verify reset exit'\n",
    stderr: '',
  });
});

test('a dry run with st-flash', () => {
  expect(flash('--dry-run', '--tool', 'st-flash')).toMatchObject({
    status: 0,
    stdout: 'st-flash --reset write build/images/demo.bin 0x08000000\n',
    stderr: '',
  });
});

test.each([
  [
    'a word OpenOCD does not know',
    `${CHIP}reset_confg none\n`,
    /openocd\.cfg:4: Error: invalid command name "reset_confg"/,
  ],
  ['a file OpenOCD does not have', 'source [find target/stm32f44x.cfg]\n', /Can't find target\/stm32f44x\.cfg/],
  ['no chip', 'source [find interface/stlink.cfg]\n', /names no processors/],
])('a dry run finds %s', (_what, config, message) => {
  fs.writeFileSync(toy.file('openocd.cfg'), config);
  const { status, stderr } = flash('--dry-run');
  expect(status).toBe(1);
  expect(stderr).toMatch(message);
});

test.each(['openocd', 'st-flash'])('%s without a debug probe', (tool) => {
  fs.writeFileSync(toy.file('openocd.cfg'), CHIP);
  toy.image('demo.elf');
  toy.image('demo.bin');
  const { status, stderr } = flash('--tool', tool);
  expect(status).toBe(2);
  expect(stderr).toMatch(new RegExp(`error: ${tool} finds no debug probe: connect the board's ST-LINK by USB`));
});

test('the programmer does what the dry run shows', () => {
  toy.image('demo.elf');
  toy.program('openocd', 'echo "$#: $@" >&2');
  expect(flash()).toMatchObject({
    status: 0,
    stdout: "openocd -f toy/openocd.cfg -c 'program {build/images/demo.elf} verify reset exit'\n",
    stderr: '4: -f toy/openocd.cfg -c program {build/images/demo.elf} verify reset exit\n',
  });
});

test('a programmer that fails', () => {
  toy.image('demo.elf');
  toy.program('openocd', 'echo "Error: flash is locked" >&2; exit 1');
  const { status, stderr } = flash();
  expect(status).toBe(2);
  expect(stderr).toBe('Error: flash is locked\nerror: openocd failed (exit code 1); what it said is above\n');
});

test.each(['openocd', 'st-flash'])('%s is not installed', (tool) => {
  toy.image('demo.elf');
  const args = ['flash', toy.folder, '--build-dir', 'build', '--no-build', '--image', 'demo', '--tool', tool];
  const { status, stderr } = toy.board(args, true);
  expect(status).toBe(2);
  expect(stderr).toMatch(new RegExp(`^error: ${tool} is not installed \\(Debian: apt-get install`));
});

test('a board that cannot be flashed', () => {
  toy.describe({ ...VALID, openocd: undefined, st_flash: undefined });
  const { status, stderr } = flash();
  expect(status).toBe(2);
  expect(stderr).toMatch(/^error: toy cannot be flashed: .* boards that can: .*\bstm32f405\b/);
});

test('a tool that the board does not name', () => {
  toy.describe({ ...VALID, openocd: undefined });
  const { status, stderr } = flash('--tool', 'openocd');
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: "error: board.json of toy says nothing of openocd; valid: 'st-flash'\n",
  });
});

test('an image that is not built', () => {
  const { status, stderr } = flash();
  expect(status).toBe(2);
  expect(stderr).toBe('error: build/images/demo.elf is not built\n');
});
