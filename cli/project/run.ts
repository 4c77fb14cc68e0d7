// SPDX-License-Identifier: Apache-2.0
// Runs a built application, in real time or in one that passes only while the application sleeps.

import { ImageFailure, runImage } from '../boards/run-image';
import { IMAGE } from './cmake-project';
import type { Target } from './target';

export interface ApplicationRun {
  /** Undefined: until the camera has shown its frames, or for ever. */
  readonly seconds?: number | undefined;
  readonly frames?: number | undefined;
  readonly periodUs?: number | undefined;
  /** Time passes only while the application sleeps: the run is the same everywhere. */
  readonly logicalTime?: boolean | undefined;
  readonly onLine: (line: string) => void;
  readonly onCommand?: (command: string) => void;
  readonly interrupt?: AbortSignal;
}

/** firmware/board/firmware.h has the same. */
export const MAX_RUN_SECONDS = 0xffffffff / 1000;

/** Gives the status with which the application ended; 0 also for one that was interrupted. */
export async function runApplication(target: Target, cmakeFolder: string, run: ApplicationRun): Promise<number> {
  const runMs = run.seconds === undefined ? 0 : Math.ceil(run.seconds * 1000);
  try {
    return await runImage(target.board, IMAGE, {
      buildDirectory: cmakeFolder,
      parameters: [run.frames ?? 0, run.logicalTime === true ? 1 : 0, run.periodUs ?? 0, runMs],
      timeoutMs: Infinity,
      onLine: run.onLine,
      ...(run.onCommand === undefined ? {} : { onCommand: run.onCommand }),
      ...(run.interrupt === undefined ? {} : { interrupt: run.interrupt }),
    });
  } catch (error) {
    if (error instanceof ImageFailure && error.reason === 'interrupt') return 0;
    throw error;
  }
}
