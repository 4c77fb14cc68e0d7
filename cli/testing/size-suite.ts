// SPDX-License-Identifier: Apache-2.0
/** Sizes and worst-case stacks of the boards' images: limits, baseline, nothing linked that must not be. One case for each image. */

import * as path from 'node:path';
import { loadBoard } from '../boards/board';
import { buildBoard } from '../boards/build';
import { defaultBuildDirectory } from '../boards/run-image';
import { readBaseline } from '../size/baseline';
import { faultsOf } from '../size/check';
import { MEASURED_BOARDS, MEASURED_IMAGES } from '../size/command';
import { reportImage } from '../size/report';
import { repositoryRoot } from '../support/paths';
import type { Counts, Suite } from './suite';

export const sizeSuite: Suite = {
  name: 'sizes and stacks of images',
  run(): Counts {
    const baseline = readBaseline();
    let [passed, failed] = [0, 0];
    for (const name of MEASURED_BOARDS) {
      const board = loadBoard(name);
      buildBoard(board, { targets: MEASURED_IMAGES });
      const directory = path.join(repositoryRoot(), defaultBuildDirectory(board));
      for (const image of MEASURED_IMAGES) {
        const faults = faultsOf(reportImage(name, directory, image), baseline);
        for (const fault of faults) process.stdout.write(`${fault}\n`);
        if (faults.length === 0) passed++;
        else failed++;
      }
    }
    return { passed, failed };
  },
};
