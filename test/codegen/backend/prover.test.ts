// SPDX-License-Identifier: Apache-2.0
/**
 * The prover is sound: random programs are compiled with checks in the places that were proved as well, and of what was found out about
 * the value of each expression, and run on many inputs. A check of a proved place that fires is a wrong proof, one of a claim a wrong claim.
 */
import type { Program } from '../../../codegen/src/ir';
import { checksOf, emitSources, execute, temporaryFolder, type Variant } from '../../support/backend';
import { checkClaims } from '../../support/claims';
import { driver, Generator, Random } from '../../support/random-program';

const FUNCTIONS = 4;
const RUNS = 400;
const FAST: readonly Variant[] = [{ compiler: 'clang-19', level: '-O1', quiet: true }];
const folder = temporaryFolder();

interface Outcome {
  /** Checks that fired although they cannot, by the prover's word. */
  readonly wrong: readonly string[];
  readonly proved: number;
  readonly fired: number;
}

async function run(seed: number, functions: number, prepare?: (program: Program) => void): Promise<Outcome> {
  const source = new Generator(new Random(seed)).program(functions);
  const outputs = emitSources(folder, { 'main.ts': source }, { checkProved: true }, prepare);
  const { checks, loops } = checksOf(outputs);
  const output = await execute(folder, outputs, driver(functions, RUNS), { variants: FAST });
  const fired = output.trim().split('\n');
  expect(fired.pop()).toBe('end');
  const lines = source.split('\n');
  const wrong = fired
    .map((site) => checks[Number(site) - 1])
    .filter((check) => check !== undefined && (check.reason === 'proved' || (prepare !== undefined && isClaim(check))))
    .map((check) => `${check?.kind} in line ${check?.line}: ${lines[(check?.line ?? 1) - 1]?.trim()}`);
  expect(loops.length).toBeGreaterThan(0);
  return { wrong, proved: checks.filter((check) => check.reason === 'proved').length, fired: fired.length };
}

/** The one range that the programs store under themselves is `0..9`. */
const isClaim = (check: { kind: string; reason: string }): boolean =>
  check.kind === 'range' && !check.reason.endsWith('the range is 0..9');

test.each([1, 3])('no proof of random program %i is wrong', async (seed) => {
  const { wrong, proved, fired } = await run(seed, FUNCTIONS);
  expect(wrong).toEqual([]);
  // The programs are of use only if much was proved and the checks that stayed do fire.
  expect(proved).toBeGreaterThan(50);
  expect(fired).toBeGreaterThan(5);
});

test.each([21, 22])('no claim about a value of random program %i is wrong', async (seed) => {
  let claims = 0;
  const { wrong } = await run(seed, 4, (program) => {
    claims = checkClaims(program);
  });
  expect(wrong).toEqual([]);
  expect(claims).toBeGreaterThan(200);
});
