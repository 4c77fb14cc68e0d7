// SPDX-License-Identifier: Apache-2.0
// The same modules in five languages do the same on the simulator and on boards in QEMU, in logical time: every line of the log with its
// time, and every byte that they send down through a HAL group from outside the runtime's tree. The images are built already.

import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { loadBoard } from '../../cli/boards/board';
import { runImage } from '../../cli/boards/run-image';
import { BOARD_FRAME_SIZE } from '../../cli/demo/applications';
import { ownPictures } from '../../cli/demo/pictures';
import { compressed, LANGUAGES } from '../support/kits';

const BOARDS = ['posix', 'mps2-an386', 'stm32f405'];
const FRAMES = 8;
const PERIOD_US = 100_000;
/** As hello_log's policy says. */
const HELLO_US = 250_000;

/** What event_filter does with the readings of test/kits/sensor.c, by frame. */
const TEMPERATURE: Readonly<Record<number, string>> = { 2: 'overheated', 5: 'cooled down', 7: 'overheated' };

interface Observed {
  /** `TIME MODULE TEXT` of what the modules log. */
  readonly log: string[];
  /** What came down, by frame. */
  readonly down: Readonly<Record<string, string>>;
  readonly results: string[];
  readonly status: number;
}

let expected: Observed;
beforeAll(async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fuse-kits-test-'));
  const pictures = await ownPictures(BOARD_FRAME_SIZE, folder);
  fs.rmSync(folder, { recursive: true });
  const log: { us: number; line: string }[] = [{ us: 0, line: 'hello_log hello' }];
  const down: Record<string, string> = {};
  const end = FRAMES * PERIOD_US;
  for (let us = 0; us <= end; us += HELLO_US) log.push({ us, line: `hello_log step ${us / HELLO_US + 1}` });
  for (let frame = 0; frame < FRAMES; frame++) {
    const us = (frame + 1) * PERIOD_US;
    const { pixels } = pictures[frame % pictures.length]!;
    log.push({ us, line: `camera_compress ${compressed(pixels)}` });
    const change = TEMPERATURE[frame];
    if (change !== undefined) log.push({ us, line: `event_filter ${change}` });
    if (change === 'overheated') {
      log.push({ us, line: 'snapshot sent' });
      down[frame] = Buffer.from(pixels).toString('hex');
    }
  }
  expected = {
    log: log
      .sort((a, b) => a.us - b.us)
      .map(({ us, line }) => `${Math.floor(us / 1e6)}.${String(us % 1e6).padStart(6, '0')} ${line}`),
    down,
    results: [
      ['hello_log', Math.floor(end / HELLO_US) + 1],
      ['camera_compress', FRAMES],
      ['event_filter', FRAMES],
      ['snapshot', Object.keys(down).length],
    ].map(([name, steps]) => `${name} RUNNING steps ${steps} quota_kills 0 traps 0`),
    status: 0,
  };
});

async function observe(board: string, image: string): Promise<Observed> {
  const log: string[] = [];
  const down: Record<string, string> = {};
  const results: string[] = [];
  const status = await runImage(loadBoard(board), image, {
    parameters: [FRAMES, 1, PERIOD_US],
    onLine: (line) => {
      const [, time, module, text] = /^log (\S+) guest (\S+) info (.*)$/.exec(line) ?? [];
      if (text !== undefined) log.push(`${time} ${module} ${text}`);
      const [, frame, bytes] = /^down (\d+) \d+ ([0-9a-f]+)$/.exec(line) ?? [];
      if (frame !== undefined && bytes !== undefined) down[frame] = (down[frame] ?? '') + bytes;
      const [, result] = /^result (.*) step_us_max /.exec(line) ?? [];
      if (result !== undefined) results.push(result);
    },
  });
  return { log, down, results, status };
}

describe.each(BOARDS)('%s', (board) => {
  test.each(LANGUAGES)(
    'modules in %s',
    async (language) => {
      expect(await observe(board, `kit_${language}`)).toEqual(expected);
    },
    120_000,
  );
});
