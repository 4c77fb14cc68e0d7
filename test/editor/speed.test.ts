// SPDX-License-Identifier: Apache-2.0
/** The compiler's times, with bounds that hold on a busy machine too; `npm run bench` has the figures. */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { HUB, LEAF, timeEdits } from '../../cli/support/compile-times';

/** The goals are 3 s and 0.5 s where nothing else runs. */
const COLD_LIMIT_MS = 20_000;
const EDIT_LIMIT_MS = 5_000;

it('the whole runtime is compiled in seconds', () => {
  const out = fs.mkdtempSync(path.join(os.tmpdir(), 'fuse-cold-'));
  const args = ['emit', '--project', 'runtime-ts', '--header', 'fuse.h=runtime-ts/fuse.ts', '--out', out];
  const started = performance.now();
  const { status } = spawnSync(process.execPath, ['dist/codegen/src/main.js', ...args], { stdio: 'ignore' });
  expect(status).toBe(0);
  expect(performance.now() - started).toBeLessThan(COLD_LIMIT_MS);
  fs.rmSync(out, { recursive: true });
});

it.each([LEAF, HUB])('an edit of %s is checked at once', (file) => {
  const { check, emit } = timeEdits(file, 3);
  expect(check).toBeLessThan(EDIT_LIMIT_MS);
  expect(emit).toBeLessThan(2 * EDIT_LIMIT_MS);
});
