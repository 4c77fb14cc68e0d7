// SPDX-License-Identifier: Apache-2.0
/**
 * Random sequences of calls: the addon and the runtime in JavaScript show the same, line by line.
 *
 * FUSE_API_SEQUENCES, FUSE_API_CALLS and FUSE_API_SEED make another campaign of it: how many, of how many calls at least, from where.
 */
import * as fc from 'fast-check';
import { type Call, sequences } from '../support/api/calls';
import { javascript, native } from '../support/api/implementations';
import { Recorder } from '../support/api/transcript';

const number = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);

const SEQUENCES = number('FUSE_API_SEQUENCES', 300);
const CALLS = number('FUSE_API_CALLS', 60);
const SEED = number('FUSE_API_SEED', 20261123);

let recorders: readonly Recorder[];
beforeAll(() => {
  recorders = [new Recorder(native), new Recorder(javascript)];
});
afterAll(() => {
  for (const recorder of recorders) recorder.close();
});

function compare(calls: readonly Call[]): string[] {
  const [ours, theirs] = recorders.map((recorder) => recorder.transcript(calls)) as [string[], string[]];
  const first = ours.findIndex((line, i) => line !== theirs[i]);
  if (first >= 0 || ours.length !== theirs.length) {
    const from = Math.max(0, first - 12);
    const part = (lines: readonly string[]): string => lines.slice(from, first + 4).join('\n');
    throw new Error(`the addon:\n${part(ours)}\n\nJavaScript:\n${part(theirs)}`);
  }
  return ours;
}

test(`${SEQUENCES} sequences of ${CALLS} calls or more`, () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(sequences(CALLS), (calls) => {
      for (const line of compare(calls)) {
        const text = /text: "(?:module \d+ |SECURITY: module \d+, )?([^"]*)"/.exec(line)?.[1];
        if (text !== undefined) seen.set(text, (seen.get(text) ?? 0) + 1);
      }
    }),
    { seed: SEED, numRuns: SEQUENCES, interruptAfterTimeLimit: number('FUSE_API_SECONDS', 3600) * 1000 },
  );
  // That the sequences get somewhere: what has to have happened in them.
  for (const text of [
    'loaded',
    'running',
    'unloaded',
    'replaced',
    'quota exceeded',
    'trap: unreachable',
    'trap: out of bounds memory access',
    'trap: native stack overflow',
    'LOG: capability not granted',
    'CAMERA: buffer outside its memory',
  ]) {
    expect([text, seen.get(text) ?? 0]).not.toEqual([text, 0]);
  }
}, 3_600_000);
