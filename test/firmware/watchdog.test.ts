// SPDX-License-Identifier: Apache-2.0
// The hardware watchdog is kicked only while the system makes progress: what hangs is reset, and the next banner says so.
// The boards' images are built already.

import { loadBoard } from '../../cli/boards/board';
import { runImage } from '../../cli/boards/run-image';

async function consoleOf(board: string, image: string): Promise<string[]> {
  const lines: string[] = [];
  expect(await runImage(loadBoard(board), image, { onLine: (line) => lines.push(line) })).toBe(0);
  return lines;
}

function resets(lines: readonly string[]): string[] {
  return lines.flatMap((line) => /^FUSE .* reset (\S+) watchdog_ms [1-9]\d* /.exec(line)?.[1] ?? []);
}

describe.each(['mps2-an386'])('%s', (board) => {
  test('a module without a quota that never ends is reset', async () => {
    const lines = await consoleOf(board, 'firmware_hang');
    expect(resets(lines)).toEqual(['power-on', 'watchdog']);
    expect(lines.filter((line) => line.includes('module 0 running'))).toHaveLength(1);
  });

  test('a stuck task of the runtime is reset, though the rest of the system goes on', async () => {
    const lines = await consoleOf(board, 'firmware_stall');
    expect(resets(lines)).toEqual(['power-on', 'watchdog']);
  });

  test('what makes progress is not reset, for longer than the watchdog waits', async () => {
    const lines = await consoleOf(board, 'firmware_well');
    expect(resets(lines)).toEqual(['power-on']);
    // 60 waits of 100 ms.
    expect(Number(/ watchdog_ms (\d+) /.exec(lines[0] ?? '')?.[1])).toBeLessThan(6000);
  });
});

describe('the simulator, whose process the watchdog ends', () => {
  const posix = loadBoard('posix');
  test.each(['firmware_hang', 'firmware_stall'])('%s', async (image) => {
    await expect(runImage(posix, image)).rejects.toThrow(/watchdog: not kicked for \d+ ms, the board resets/);
  });

  test('firmware_well', async () => {
    expect(resets(await consoleOf('posix', 'firmware_well'))).toEqual(['power-on']);
  });
});
