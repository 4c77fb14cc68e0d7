// SPDX-License-Identifier: Apache-2.0
// The benchmark's part on a Cortex-M4 in QEMU: instructions, exact by QEMU's count of them, and the smallest pools.

import { UserError } from '../support/main';
import { type Board, loadBoard } from './board';
import { buildBoard } from './build';
import { runImage } from './run-image';

export const BENCHMARK_BOARD = 'mps2-an386';
const IMAGES = ['instructions', 'pool'] as const;

/** Nanoseconds of one count of the timer that bench/board/instructions.c reads: 25 MHz. */
const NS_PER_COUNT = 40;

export interface Instructions {
  readonly kind: 'instructions';
  readonly name: string;
  readonly instructions: number;
}

export interface SmallestPool {
  readonly kind: 'pool';
  readonly modules: number;
  readonly bytes: number;
}

interface Counts {
  readonly kind: 'instructions';
  readonly name: string;
  readonly counts: number;
  readonly iterations: number;
}

/** With -icount shift=N an instruction takes 2^N ns. */
export function nsPerInstruction({ name, qemu }: Board): number {
  const shift = /\bshift=(\d+)\b/.exec(qemu?.arguments.join(' ') ?? '')?.[1];
  if (shift === undefined) throw new UserError(`boards/${name}/board.json: qemu.arguments have no '-icount shift=<n>'`);
  return 2 ** Number(shift);
}

/** Builds the images, runs them, and reads their lines of JSON. */
export async function benchmarkBoard(): Promise<(Instructions | SmallestPool)[]> {
  const board = loadBoard(BENCHMARK_BOARD);
  const perInstruction = nsPerInstruction(board);
  buildBoard(board, { targets: IMAGES });
  const figures: (Instructions | SmallestPool)[] = [];
  for (const image of IMAGES) {
    const lines: string[] = [];
    if ((await runImage(board, image, { onLine: (line) => lines.push(line) })) !== 0) {
      throw new UserError(`${board.name}: ${image} failed: ${lines.at(-2) ?? ''}`);
    }
    for (const line of lines.filter((text) => text.startsWith('{'))) {
      const figure = JSON.parse(line) as Counts | SmallestPool;
      if (figure.kind === 'pool') {
        figures.push(figure);
      } else {
        const { kind, name, counts, iterations } = figure;
        figures.push({ kind, name, instructions: (counts * NS_PER_COUNT) / perInstruction / iterations });
      }
    }
  }
  return figures;
}
