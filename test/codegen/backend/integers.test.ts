// SPDX-License-Identifier: Apache-2.0
/** Integer semantics (docs/language.md §5) in C: every operation, type and mode at the boundary values, against BigInt. */
import { emitSources, execute, expectLines, temporaryFolder } from '../../support/backend';
import { type Case, expectations, INTEGER_CASES, Integers, sourceOf, type T, TYPES } from '../../support/integer-cases';

const integers = new Integers(64);
const { bits, boundaries, signed } = integers;
const cType = (t: T): string => (t === 'usize' ? 'size_t' : `${signed(t) ? '' : 'u'}int${bits(t)}_t`);
const cLiteral = (n: bigint, t: T): string => {
  if (!signed(t)) return `${n}ULL`;
  return n === -(1n << 63n) ? '(-9223372036854775807LL - 1)' : `${n}LL`;
};
const print = (t: T): string => (signed(t) ? 'PRId64 "\\n", (int64_t)' : 'PRIu64 "\\n", (uint64_t)');
const arrays = (): string =>
  TYPES.map(
    (t) =>
      `static const ${cType(t)} v_${t}[] = { ${boundaries(t)
        .map((n) => cLiteral(n, t))
        .join(', ')} };`,
  ).join('\n');

function driver(cases: readonly Case[]): string {
  const bodies = cases.map(({ name, a, b, result }) => {
    const value = result === 'bool' ? 'PRIu64 "\\n", (uint64_t)' : print(result);
    const call = b === null ? `fuse_${name}(v_${a}[i])` : `fuse_${name}(v_${a}[i], v_${b}[j])`;
    const inner = `if (ATTEMPT) { printf("%" ${value}${call}); } else { printf("panic\\n"); }`;
    const second =
      b === null ? inner : `for (volatile size_t j = 0; j < sizeof v_${b} / sizeof v_${b}[0]; j++) { ${inner} }`;
    return `puts("${name}"); for (volatile size_t i = 0; i < sizeof v_${a} / sizeof v_${a}[0]; i++) { ${second} }`;
  });
  return `${arrays()}\nint main(void) {\n${bodies.join('\n')}\nreturn 0;\n}\n`;
}

const folder = temporaryFolder();

test.each(INTEGER_CASES)('$title', async ({ cases }) => {
  const all = cases(integers);
  const outputs = emitSources(folder, { 'main.ts': sourceOf(all) });
  expectLines(await execute(folder, outputs, driver(all)), expectations(integers, all));
});
