// SPDX-License-Identifier: Apache-2.0
/** Integer semantics (docs/language.md §5) under Node: the cases that the emitted C is held to, with a `usize` of 32 bits. */
import { Panic } from '../../codegen/node';
import { loadBundle } from '../../codegen/node/load';
import { emitJs } from '../../codegen/src/js';
import { expectLines } from '../support/backend';
import { programOf } from '../support/compile-subset';
import { type Case, expectations, INTEGER_CASES, Integers, sourceOf, type T } from '../support/integer-cases';

const integers = new Integers(32);

const asValue = (n: bigint, t: T): number | bigint => (integers.bits(t) === 64n ? n : Number(n));
const camel = (name: string): string => name.replace(/_(.)/g, (_, c: string) => c.toUpperCase());

type Operation = (...args: (number | bigint)[]) => number | bigint | boolean;

/** One line for each call, as the driver in C prints them. */
function run(exported: Record<string, Operation>, cases: readonly Case[]): string[] {
  return cases.flatMap(({ name, a, b }) => {
    const f = exported[camel(name)] as Operation;
    const lines = integers
      .boundaries(a)
      .flatMap((x) =>
        b === null
          ? [attempt(() => f(asValue(x, a)))]
          : integers.boundaries(b).map((y) => attempt(() => f(asValue(x, a), asValue(y, b)))),
      );
    return [name, ...lines];
  });
}

function attempt(call: () => number | bigint | boolean): string {
  try {
    const value = call();
    // -0 would be printed like 0.
    if (Object.is(value, -0)) return '-0';
    return String(typeof value === 'boolean' ? Number(value) : value);
  } catch (error) {
    if (error instanceof Panic) return 'panic';
    throw error;
  }
}

test.each(INTEGER_CASES)('$title', ({ cases }) => {
  const all = cases(integers);
  const [bundle] = emitJs(programOf(sourceOf(all)), { name: 'integers' });
  const program = loadBundle((bundle as { text: string }).text, 'integers.js').instantiate(() => ({}), {});
  const lines = run(program.exports as Record<string, Operation>, all);
  expectLines(lines.join('\n'), expectations(integers, all));
});
