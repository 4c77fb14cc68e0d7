// SPDX-License-Identifier: Apache-2.0
/** What a wrong board.json is told: file, line, column, field, and the nearest word. */
import { ToyBoard, VALID } from '../support/toy-board';

let toy: ToyBoard;
beforeEach(() => (toy = new ToyBoard()));
afterEach(() => toy.remove());

/** The lines that name a place, without the file's name. */
function faultsOf(board: unknown): string[] {
  toy.describe(board);
  const { status, stderr } = toy.board(['run', toy.folder, '--no-build']);
  expect(stderr).not.toContain('    at ');
  const faults = [...stderr.matchAll(/^toy\/board\.json:(\d+:\d+: error: .*)$/gm)].map((match) => match[1]!);
  if (faults.length === 0) return [stderr.trim()];
  expect(status).toBe(1);
  expect(stderr.split('\n').at(-2)).toMatch(/^error: toy\/board\.json: \d+ errors?; repair the file$/);
  return faults;
}

test('a right one is not complained of', () => {
  expect(faultsOf(VALID)).toEqual(
    ['error: build-toy/images/selftest.elf is not built'].map(() => expect.stringContaining('is not built')),
  );
});

test.each([
  [
    'a processor',
    { ...VALID, processor: 'cortex-m3' },
    "4:16: error: processor: unknown processor 'cortex-m3'; did you mean 'cortex-m4'?",
  ],
  [
    'a kernel port',
    { ...VALID, kernel_port: 'GCC/ARM_CM4' },
    "5:18: error: kernel_port: unknown kernel port 'GCC/ARM_CM4'; did you mean 'GCC/ARM_CM4F'?",
  ],
  [
    'a field',
    { ...VALID, linker_skript: 'x' },
    "24:3: error: linker_skript: unknown field; did you mean 'linker_script'?",
  ],
  ['the name', { ...VALID, name: 'tow' }, "2:11: error: name: the folder is called 'toy'"],
  [
    'a source',
    { ...VALID, sources: ['bord.c'] },
    "8:5: error: sources[0]: there is no file 'bord.c'; did you mean 'board.c'?",
  ],
  ['no source', { ...VALID, sources: [] }, '7:14: error: sources: the list is empty; name the C files of the board'],
  [
    'the linker script',
    { ...VALID, linker_script: 'memroy.ld' },
    "10:20: error: linker_script: there is no file 'memroy.ld'; did you mean 'memory.ld'?",
  ],
  ['no linker script', { ...VALID, linker_script: undefined }, "1:1: error: 'linker_script' is missing"],
  [
    'the module target',
    { ...VALID, module_target: 'host' },
    "6:20: error: module_target: 'host' is not for a cortex-m4",
  ],
  [
    'the address',
    { ...VALID, st_flash: { address: '0x8000' } },
    '22:16: error: st_flash.address: expected an address such as "0x08000000", found the string "0x8000"',
  ],
  [
    'a kind',
    { ...VALID, qemu: { machine: 5, arguments: [] } },
    '12:16: error: qemu.machine: expected a string, found 5',
  ],
  ['what is missing', { ...VALID, qemu: { machine: 'x' } }, "11:11: error: qemu: 'arguments' is missing"],
  [
    'QEMU for this machine',
    { ...VALID, processor: 'host', linker_script: undefined, openocd: undefined, st_flash: undefined },
    "10:11: error: qemu: a board with the processor 'host' runs on this machine; remove it",
  ],
  ['syntax', '{\n  "name": "toy",\n}', "2:16: error: trailing comma before '}'; remove it"],
])('%s', (_what, board, fault) => expect(faultsOf(board)).toEqual([fault]));

test('all that is wrong is said at once', () => {
  expect(faultsOf({ ...VALID, processor: 'm4', st_flash: {} })).toHaveLength(2);
});
