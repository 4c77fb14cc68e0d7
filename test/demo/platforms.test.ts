// SPDX-License-Identifier: Apache-2.0
// Linux, the FreeRTOS simulator and the boards do the same: every byte that comes down, every log line apart from its time.
// The builds of the boards and of the demos at 64x48 are there already.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { loadBoard } from '../../cli/boards/board';
import { APPLICATIONS, type Application, BOARD_FRAME_SIZE } from '../../cli/demo/applications';
import type { ApplicationLine } from '../../cli/demo/lines';
import { ownPictures, type Picture } from '../../cli/demo/pictures';
import { linux, onBoard, type Platform } from '../../cli/demo/platforms';
import { Session } from '../../cli/demo/session';
import { temporaryFolder } from '../support/demo';

const LINUX = linux(BOARD_FRAME_SIZE);
const BOARDS = ['posix', 'mps2-an386', 'stm32f405'];
const VARIANTS: readonly (readonly [Application, boolean])[] = [
  ...APPLICATIONS.map((application) => [application, false] as const),
  ['camera_filter_compress', true],
];
/** More than there are pictures: the camera begins again. */
const FRAMES = 11;

let folder: string;
let pictures: Picture[];
beforeAll(async () => {
  folder = temporaryFolder();
  pictures = await ownPictures(BOARD_FRAME_SIZE, path.join(folder, 'pictures'));
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

interface Observed {
  readonly log: readonly string[];
  readonly frames: readonly unknown[];
  readonly stopped: readonly unknown[];
  readonly modules: readonly unknown[];
  readonly files: Readonly<Record<string, string>>;
  readonly faults: readonly string[];
}

async function observe(platform: Platform, application: Application, hostile: boolean): Promise<Observed> {
  const out = fs.mkdtempSync(path.join(folder, `${platform.name}-`));
  const session = new Session(pictures, out);
  const lines: ApplicationLine[] = [];
  await platform.run({
    ...{ application, hostile, out, frames: FRAMES, periodUs: 100000, logicalTime: true, pictures },
    onLine: (line) => {
      session.take(line);
      lines.push(line);
    },
  });
  session.finish(hostile);
  return {
    log: lines.flatMap((line) =>
      line.type === 'log' ? [`${line.origin} ${line.module} ${line.level} ${line.text}`] : [],
    ),
    frames: session.frames.map(({ frame, picture, kept, compressed, missed }) => [
      frame,
      picture,
      kept,
      compressed,
      missed,
    ]),
    stopped: session.stopped,
    modules: (session.end?.modules ?? []).map(({ module, state, steps, quota_kills, traps }) => [
      module,
      state,
      steps,
      quota_kills,
      traps,
    ]),
    files: Object.fromEntries(
      fs.readdirSync(out).map((name) => [name, fs.readFileSync(path.join(out, name)).toString('hex')]),
    ),
    faults: session.faults,
  };
}

const TIMEOUT_MS = 300_000;

describe.each(VARIANTS)('%s, hostile module: %s', (application, hostile) => {
  let expected: Observed;
  beforeAll(async () => {
    expected = await observe(LINUX, application, hostile);
  }, TIMEOUT_MS);

  test('on Linux everything is as it should be', () => {
    expect(expected.faults).toEqual([]);
    expect(expected.frames).toHaveLength(FRAMES);
    expect(Object.keys(expected.files).length).toBeGreaterThan(FRAMES / 2);
    expect(expected.log).toContain('runtime null 1 FUSE runtime initialised');
    expect(expected.log.filter((line) => line.startsWith('guest ')).length).toBeGreaterThanOrEqual(FRAMES);
    expect(expected.stopped).toHaveLength(hostile ? 1 : 0);
    expect(expected.log.includes('runtime hostile 2 module 2 quota exceeded')).toBe(hostile);
  });

  test.each(BOARDS)(
    '%s does the same',
    async (name) => {
      const observed = await observe(onBoard(loadBoard(name)), application, hostile);
      expect(observed).toEqual(expected);
    },
    TIMEOUT_MS,
  );
});
