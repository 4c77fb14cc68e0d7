// SPDX-License-Identifier: Apache-2.0
// The hardware watchdog is kicked only while the system makes progress: what hangs is reset, and the next banner says so.
// The boards' images are built already.

import { loadBoard } from '../../cli/boards/board';
import { runImage } from '../../cli/boards/run-image';

jest.setTimeout(120_000);

/** In milliseconds: BOARD_WATCHDOG_MS of boards/board.h. */
const WATCHDOG_MS = 4000;

async function consoleOf(board: string, image: string): Promise<string[]> {
  const lines: string[] = [];
  expect(await runImage(loadBoard(board), image, { onLine: (line) => lines.push(line) })).toBe(0);
  return lines;
}

function resets(lines: readonly string[]): string[] {
  const banner = new RegExp(`^FUSE .* reset (\\S+) watchdog_ms ${WATCHDOG_MS} `);
  return lines.flatMap((line) => banner.exec(line)?.[1] ?? []);
}

describe.each(['mps2-an386'])('%s', (board) => {
  test('a module without a quota that never ends is reset', async () => {
    const lines = await consoleOf(board, 'firmware_hang');
    expect(resets(lines)).toEqual(['power-on', 'watchdog']);
    expect(lines.filter((line) => line.includes('module 0 running'))).toHaveLength(1);
  });

  test('a module whose quota is over and not enforced is reset', async () => {
    expect(resets(await consoleOf(board, 'firmware_lost_quota'))).toEqual(['power-on', 'watchdog']);
  });

  test('a stuck task of the runtime is reset, though the rest of the system goes on', async () => {
    expect(resets(await consoleOf(board, 'firmware_stall'))).toEqual(['power-on', 'watchdog']);
  });

  // 60 waits of 100 ms; a quota of 6 s; 5 s without a wait: each longer than the watchdog's time.
  test('what makes progress is not reset', async () => {
    expect(resets(await consoleOf(board, 'firmware_well'))).toEqual(['power-on']);
  });

  test("a module with a quota beyond the watchdog's time is stopped by the quota, not by a reset", async () => {
    const lines = await consoleOf(board, 'firmware_long');
    expect(resets(lines)).toEqual(['power-on']);
    expect(lines).toContain('stopped endless QUOTA_EXCEEDED');
  });

  test('a slow console, on which much is to be printed, is not taken for a hang', async () => {
    const lines = await consoleOf(board, 'firmware_wordy');
    expect(resets(lines)).toEqual(['power-on']);
    expect(lines.filter((line) => line.endsWith(' guest wordy info words'))).toHaveLength(60);
  });

  test('a runtime that is always busy is not reset', async () => {
    const lines = await consoleOf(board, 'firmware_busy');
    expect(resets(lines)).toEqual(['power-on']);
    expect(lines.some((line) => line.startsWith('stopped '))).toBe(false);
  });
});

// On this machine's own clock: all at once.
describe('the simulator, whose process the watchdog ends', () => {
  const posix = loadBoard('posix');

  test('what hangs, and what does not', async () => {
    const hangs = ['firmware_hang', 'firmware_stall'].map((image) => runImage(posix, image));
    const well = consoleOf('posix', 'firmware_well');
    for (const hang of await Promise.allSettled(hangs)) {
      expect(hang.status === 'rejected' && String(hang.reason)).toMatch(
        /watchdog: not kicked for 4000 ms, the board resets/,
      );
    }
    expect(resets(await well)).toEqual(['power-on']);
  });
});
