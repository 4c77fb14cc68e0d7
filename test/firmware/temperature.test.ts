// SPDX-License-Identifier: Apache-2.0
// The HAL group temp_sensor on a board: a module reads the board's sensor, and 0 where there is none, as in QEMU.

import { loadBoard } from '../../cli/boards/board';
import { runImage } from '../../cli/boards/run-image';

jest.setTimeout(120_000);

async function readings(board: string, image: string): Promise<string[]> {
  const lines: string[] = [];
  expect(await runImage(loadBoard(board), image, { onLine: (line) => lines.push(line) })).toBe(0);
  return lines.flatMap((line) => / guest thermometer info (\S+)$/.exec(line)?.[1] ?? []);
}

describe.each(['stm32f405', 'mps2-an386'])('%s', (board) => {
  test('a board with a sensor: what it measures, at each step', async () => {
    const found = await readings(board, 'firmware_sensor');
    const expected = ['-0000150', '-0000125', '-0000100', '-0000075', '-0000050', '-0000025', '+0000000', '+0000025'];
    expect(found.slice(0, expected.length)).toEqual(expected);
  });

  test('a board without: 0', async () => {
    const found = await readings(board, 'firmware_temperature');
    expect(found.length).toBeGreaterThan(5);
    expect(new Set(found)).toEqual(new Set(['+0000000']));
  });
});
