// SPDX-License-Identifier: Apache-2.0
/**
 * The prover is sound: random programs are compiled with checks in the places that were proved as well, and run on many inputs. A
 * check of a proved place that fires is a wrong proof.
 */
import { checksOf, emitSources, execute, temporaryFolder, type Variant } from './harness';
import { Generator, Random } from './random-program';

const PROGRAMS = 8;
const FUNCTIONS = 16;
const RUNS = 400;
const FAST: readonly Variant[] = [{ compiler: 'clang-19', level: '-O1', quiet: true }];
const folder = temporaryFolder();

/** Calls every function with numbers small and large, and prints each site that panicked, once. */
function driver(functions: number): string {
  const calls = Array.from({ length: functions }, (_, i) => `case ${i}: (void)fuse_run${i}(a, b, s); break;`);
  return `
static uint32_t seed = 1U;
static uint32_t next(void) { seed ^= seed << 13; seed ^= seed >> 17; seed ^= seed << 5; return seed; }
static uint32_t number(void) {
    switch (next() % 6U) { case 0: return next() % 4U; case 1: return next() % 20U; case 2: return next() % 300U;
      case 3: return UINT32_MAX - next() % 3U; case 4: return 0x7FFFFFFFU + next() % 3U; default: return next(); }
}
static unsigned char seen[100000];
int main(void) {
    uint8_t bytes[40];
    for (uint32_t turn = 0; turn < ${RUNS}U * ${functions}U; turn++) {
        for (size_t i = 0; i < sizeof bytes; i++) { bytes[i] = (uint8_t)number(); }
        fuse_set_state(number(), number(), (uint16_t)number());
        const fuse_view_u8_t s = { bytes, next() % 41U };
        const uint32_t a = number();
        const uint32_t b = number();
        if (ATTEMPT) {
            switch (turn % ${functions}U) { ${calls.join(' ')} }
        } else if (!seen[last_site]) {
            seen[last_site] = 1;
            printf("%" PRIu32 "\\n", last_site);
        }
    }
    puts("end");
    return 0;
}
`;
}

test.each(Array.from({ length: PROGRAMS }, (_, i) => i + 1))('no proof of random program %i is wrong', async (seed) => {
  const source = new Generator(new Random(seed)).program(FUNCTIONS);
  const outputs = emitSources(folder, { 'main.ts': source }, { checkProved: true });
  const checks = checksOf(outputs).checks;
  const output = await execute(folder, outputs, driver(FUNCTIONS), { variants: FAST });
  const fired = output.trim().split('\n');
  expect(fired.pop()).toBe('end');
  const wrong = fired.map((site) => checks[Number(site) - 1]).filter((check) => check?.reason === 'proved');
  const lines = source.split('\n');
  expect(wrong.map((check) => `${check?.kind} in line ${check?.line}: ${lines[(check?.line ?? 1) - 1]?.trim()}`)).toEqual([]);
  // The programs are of use only if much was proved and the checks that stayed do fire.
  expect(checks.filter((check) => check.reason === 'proved').length).toBeGreaterThan(50);
  expect(fired.length).toBeGreaterThan(5);
});
