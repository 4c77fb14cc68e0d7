// SPDX-License-Identifier: Apache-2.0
/** What the programs of docs/language.md return, or how they end, under Node and in C: the calls that stand behind their functions. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { Panic } from '../../codegen/node';
import { loadBundle } from '../../codegen/node/load';
import { emitJs } from '../../codegen/src/js';
import { snakeCase } from '../../codegen/src/types/names';
import { repositoryRoot } from '../../cli/support/paths';
import { checksOf, emitSources, execute, temporaryFolder } from '../support/backend';
import { programOf } from '../support/compile-subset';

const page = fs.readFileSync(path.join(repositoryRoot(), 'docs/language.md'), 'utf8');
const blocks = [...page.matchAll(/^```ts runs\n([^]*?)^```$/gm)].map((match) => match[1] as string);

interface Call {
  readonly block: number;
  /** `left(1, 32)`. */
  readonly text: string;
  readonly name: string;
  readonly values: readonly (number | bigint)[];
  /** `= 3`, or `ends: shift`. */
  readonly outcome: string;
}
const valueOf = (text: string): number | bigint => (/^-?\d+n$/.test(text) ? BigInt(text.slice(0, -1)) : Number(text));
const calls = blocks.flatMap((text, block) =>
  [...text.matchAll(/^\/\/ ((\w+)\((.*?)\)) (= \S+|ends: \w+)$/gm)].map(([, call, name, list, outcome]): Call => ({
    block,
    text: call as string,
    name: name as string,
    values: list === '' ? [] : (list as string).split(', ').map(valueOf),
    outcome: outcome as string,
  })),
);
const expected = calls.map(({ text, outcome }) => `${text} ${outcome}`);

test('every comment of a block is a call', () => {
  expect(blocks.length).toBeGreaterThan(5);
  expect(calls.length).toBe(blocks.join('').match(/^\/\/ /gm)?.length);
});

test('under Node', () => {
  const programs = blocks.map((text) => {
    const [bundle] = emitJs(programOf(text), { name: 'program' });
    return loadBundle(bundle?.text ?? '', 'program.js').instantiate(() => ({}), {}).exports;
  });
  const actual = calls.map(({ block, text, name, values }) => {
    try {
      const call = programs[block]?.[name] as (...values: readonly (number | bigint)[]) => number | bigint;
      return `${text} = ${call(...values)}`;
    } catch (error) {
      if (!(error instanceof Panic)) throw error;
      return `${text} ends: ${error.kind}`;
    }
  });
  expect(actual).toEqual(expected);
});

const folder = temporaryFolder();

function cOf(value: number | bigint): string {
  if (Number.isNaN(value)) return '__builtin_nan("")';
  if (Object.is(value, -0)) return '-0.0';
  return Number.isInteger(Number(value)) && Math.abs(Number(value)) < 2 ** 53 ? `${value}LL` : String(value);
}

test('in C', async () => {
  const files = blocks.map((text, i) => [`block${i}.ts`, text] as const);
  const outputs = emitSources(folder, Object.fromEntries(files));
  const lines = calls.map(
    ({ name, values }) =>
      `if (ATTEMPT) { SHOW(fuse_${snakeCase(name)}(${values.map(cOf).join(', ')})); } else { printf("site %u\\n", (unsigned)last_site); }`,
  );
  const driver = `static void show_integer(int64_t value) { printf("%" PRId64 "\\n", value); }
static void show_float(double value) { printf("%.17g\\n", value); }
#define SHOW(value) _Generic((value), float: show_float, double: show_float, default: show_integer)(value)
int main(void) {
${lines.join('\n')}
return 0;
}
`;
  const output = await execute(folder, outputs, driver, { headers: files.map(([name]) => name.replace('.ts', '.h')) });
  const kinds = new Map(checksOf(outputs).checks.map(({ site, kind }) => [site, kind]));
  const actual = output
    .trim()
    .split('\n')
    .map((line, i) => {
      const site = /^site (\d+)$/.exec(line)?.[1];
      const result = site === undefined ? `= ${Number(line.replace('inf', 'Infinity'))}` : `ends: ${kinds.get(+site)}`;
      return `${calls[i]?.text} ${result}`;
    });
  expect(actual).toEqual(expected);
});
