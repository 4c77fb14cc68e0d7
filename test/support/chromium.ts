// SPDX-License-Identifier: Apache-2.0
/** Debian's Chromium without a window, for pages that people look at. */

import * as fs from 'node:fs';
import * as path from 'node:path';
import puppeteer, { type Browser } from 'puppeteer-core';

export async function launchChromium(): Promise<Browser> {
  const folders = (process.env['PATH'] ?? '').split(':');
  const executablePath = folders.map((folder) => path.join(folder, 'chromium')).find((file) => fs.existsSync(file));
  if (executablePath === undefined) throw new Error('there is no chromium: run third_party/setup.sh');
  // Its sandbox needs rights that a container seldom gives; the pages are our own.
  return puppeteer.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });
}
