// SPDX-License-Identifier: Apache-2.0
// The benchmark's comparison of languages: the same three modules in each, what they take in bytes, and in time on a Cortex-M4 in QEMU.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { LANGUAGE_NAMES, LANGUAGES } from '../project/languages';
import { UserError } from '../support/main';
import { repositoryRoot } from '../support/paths';
import { BENCHMARK_BOARD, nsPerInstruction } from './benchmark';
import { loadBoard } from './board';
import { buildBoard } from './build';
import { defaultBuildDirectory, runImage } from './run-image';

export interface LanguageFigure {
  readonly kind: 'language';
  readonly module: string;
  readonly language: string;
  readonly wasmBytes: number;
  readonly aotBytes: number;
  /** Linear memory at run time. */
  readonly memoryBytes: number;
  /** Of the longest step, to within a count of the board's clock. */
  readonly instructions: number;
}

const FRAMES = 8;
const PERIOD_US = 100_000;
const MODULES = ['hello_log', 'camera_compress', 'event_filter'];

/** Builds the images of test/kits, runs them in logical time, and reads what they say of their modules. */
export async function benchmarkLanguages(): Promise<LanguageFigure[]> {
  const board = loadBoard(BENCHMARK_BOARD);
  const perInstruction = nsPerInstruction(board);
  buildBoard(board, { targets: LANGUAGE_NAMES.map((language) => `kit_${language}`) });
  const folder = path.join(repositoryRoot(), defaultBuildDirectory(board), 'test/kits');
  const figures: LanguageFigure[] = [];
  for (const language of LANGUAGE_NAMES) {
    const results = new Map<string, { us: number; memoryBytes: number }>();
    const image = `kit_${language}`;
    const status = await runImage(board, image, {
      parameters: [FRAMES, 1, PERIOD_US],
      onLine: (line) => {
        const [, module, us, memory] =
          /^result (\w+) RUNNING .* step_us_max (\d+) .*memory_bytes (\d+)$/.exec(line) ?? [];
        if (module !== undefined) results.set(module, { us: Number(us), memoryBytes: Number(memory) });
      },
    });
    for (const module of MODULES) {
      const result = results.get(module);
      if (status !== 0 || result === undefined) throw new UserError(`${board.name}: ${image} failed: no ${module}`);
      const sizeOf = (extension: string): number =>
        fs.statSync(path.join(folder, `${module}_${language}.${extension}`)).size;
      figures.push({
        kind: 'language',
        module,
        language: LANGUAGES[language].title,
        wasmBytes: sizeOf('wasm'),
        aotBytes: sizeOf('aot'),
        memoryBytes: result.memoryBytes,
        instructions: (result.us * 1000) / perInstruction,
      });
    }
  }
  return figures.sort((a, b) => MODULES.indexOf(a.module) - MODULES.indexOf(b.module));
}
