// SPDX-License-Identifier: Apache-2.0
/**
 * The prover is sound: random programs are compiled with checks in the places that were proved as well, and run on many inputs. A
 * check of a proved place that fires is a wrong proof.
 */
import { checksOf, emitSources, execute, temporaryFolder, type Variant } from '../../support/backend';
import { driver, Generator, Random } from '../../support/random-program';

const PROGRAMS = 6;
const FUNCTIONS = 12;
const RUNS = 400;
const FAST: readonly Variant[] = [{ compiler: 'clang-19', level: '-O1', quiet: true }];
const folder = temporaryFolder();

test.each(Array.from({ length: PROGRAMS }, (_, i) => i + 1))('no proof of random program %i is wrong', async (seed) => {
  const source = new Generator(new Random(seed)).program(FUNCTIONS);
  const outputs = emitSources(folder, { 'main.ts': source }, { checkProved: true });
  const checks = checksOf(outputs).checks;
  const output = await execute(folder, outputs, driver(FUNCTIONS, RUNS), { variants: FAST });
  const fired = output.trim().split('\n');
  expect(fired.pop()).toBe('end');
  const wrong = fired.map((site) => checks[Number(site) - 1]).filter((check) => check?.reason === 'proved');
  const lines = source.split('\n');
  expect(
    wrong.map((check) => `${check?.kind} in line ${check?.line}: ${lines[(check?.line ?? 1) - 1]?.trim()}`),
  ).toEqual([]);
  // The programs are of use only if much was proved and the checks that stayed do fire.
  expect(checks.filter((check) => check.reason === 'proved').length).toBeGreaterThan(50);
  expect(fired.length).toBeGreaterThan(5);
});
