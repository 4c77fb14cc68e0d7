// SPDX-License-Identifier: Apache-2.0
/** Fixtures with tokens lost, doubled, swapped and replaced: whatever is written, the answer is a program or a diagnostic. */
import { compileFiles, type Files } from '../../support/compile-subset';
import { fixtureFolders, fixturesOf } from '../../support/fixtures';

const RUNS = 150;

/** Numbers that are the same in every run. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return (state >> 8) % below;
  };
}

function tokensOf(text: string): string[] {
  return text.match(/\w+|\s+|[^\w\s]/g) ?? [];
}

function mutate(tokens: string[], pool: readonly string[], random: (below: number) => number): void {
  const at = random(tokens.length);
  const other = random(tokens.length);
  const drawn = pool[random(pool.length)] as string;
  switch (random(4)) {
    case 0:
      tokens.splice(at, 1);
      break;
    case 1:
      tokens[at] = drawn;
      break;
    case 2:
      tokens.splice(at, 0, ` ${drawn} `);
      break;
    default:
      [tokens[at], tokens[other]] = [tokens[other] as string, tokens[at] as string];
  }
}

it(`${RUNS} mutants end in a program or a diagnostic`, () => {
  const programs = fixtureFolders().flatMap((code) => fixturesOf(code).map((f) => f.files));
  const pool = [...new Set(programs.flatMap((files) => tokensOf(files['main.ts'] as string)))]
    .filter((t) => t.trim() !== '')
    .sort();
  const random = generator(20_260_701);
  let accepted = 0;
  for (let run = 0; run < RUNS; run++) {
    const original = programs[random(programs.length)] as Files;
    const tokens = tokensOf(original['main.ts'] as string);
    for (let i = random(3); i >= 0; i--) mutate(tokens, pool, random);
    const files: Files = { ...original, 'main.ts': tokens.join('') };
    const { program, diagnostics } = compileFiles(files);
    if (program === null) expect([files['main.ts'], diagnostics.isEmpty]).toEqual([files['main.ts'], false]);
    else accepted++;
  }
  // Both kinds of answer were looked at.
  expect(accepted).toBeGreaterThan(RUNS / 20);
  expect(accepted).toBeLessThan(RUNS);
});
