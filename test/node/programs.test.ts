// SPDX-License-Identifier: Apache-2.0
/** Programs over whole areas of the language under Node: the same expressions as in C, and the same results. */
import * as path from 'node:path';
import { repositoryRoot } from '../../cli/support/paths';
import { Panic, type Program, type Slice } from '../../codegen/node';
import { type Bundle, loadBundle } from '../../codegen/node/load';
import { compile } from '../../codegen/src/compile';
import { emitJs } from '../../codegen/src/js';
import { PROGRAM_CASES } from '../support/program-cases';

const FIXTURES = path.join(repositoryRoot(), 'test', 'codegen', 'backend', 'fixtures');

let bundle: Bundle;
beforeAll(() => {
  const { program } = compile({ projects: [FIXTURES], headers: [] });
  if (program === null) throw new Error('the fixtures do not compile');
  const [output] = emitJs(program, { name: 'fixtures' });
  bundle = loadBundle((output as { text: string }).text, 'fixtures.js');
});
const programOf = (build: Record<string, number | boolean>): Program => bundle.instantiate(() => ({}), build);

/** What the driver in C has as its variables. */
function variables(program: Program): Record<string, unknown> {
  const { memory, structs } = program;
  const bytes = memory.allocate(10);
  memory.bytes(bytes, 5).set([1, 2, 3, 4, 5]);
  const numbers = [4, 1, 2, 7, 3, 3, 9, 5, 5];
  const words = memory.allocate(4 * numbers.length);
  numbers.forEach((n, i) => memory.setU32(words + 4 * i, n));
  const slice = (start: number, length: number): Slice => ({ start, length });
  const wide = program.out.u64();
  const text = (address: number): string => memory.text(address);
  return {
    view: slice(bytes, 5),
    ten: slice(bytes, 10),
    none: slice(0, 0),
    slice: slice(bytes, 5),
    words: slice(words, numbers.length),
    point: structs['Point']?.create({ x: 7, y: 8 }),
    hooks: structs['Hooks']?.create({ listener: (v: number) => v + 1000, goOn: (turn: number) => turn < 4 }),
    nan: NaN,
    wide,
    strlen: (address: number) => text(address).length,
    fround: Math.fround,
  };
}

/** The C expression as JavaScript: calls by their TypeScript names, literals with JavaScript's types. */
function translate(expression: string): string {
  const limits: Record<string, string> = {
    UINT32_MAX: '4294967295',
    UINT64_MAX: '18446744073709551615n',
    INT32_MIN: '-2147483648',
    INT32_MAX: '2147483647',
    INT16_MIN: '-32768',
    FUSE_COMMAND_GO: 'exports.Command.Go',
    FUSE_COMMAND_TURN: 'exports.Command.Turn',
  };
  return expression
    .replace(/^fuse_name_of\((\w+)\)\[0\]$/, 'memory.u8(fuse_name_of($1))')
    .replace(/\(int\)/g, '')
    .replace(/==/g, '===')
    .replace(/&(\w+)/g, '$1')
    .replace(/\bwide$/, 'wide.value')
    .replace(/UINT64_C\((\d+)\)/g, '$1n')
    .replace(/(fuse_try_multiply\(.*), (\d+)U/, '$1, $2n')
    .replace(/fuse_from_int\((\d+)U\)/, 'fuse_from_int($1n)')
    .replace(/\b(0x[0-9A-F]+|\d+)U\b/g, '$1')
    .replace(/(-?\d+\.\d+)F\b/g, 'fround($1)')
    .replace(/\b[A-Z][A-Z0-9_]{5,}\b/g, (name) => limits[name] ?? name)
    .replace(
      /fuse_([a-z0-9_]+)/g,
      (_, name: string) => `exports.${name.replace(/_(.)/g, (_all, c: string) => c.toUpperCase())}`,
    );
}

const shown = (value: unknown): string => String(typeof value === 'boolean' ? Number(value) : value);

test('every program does what it does in C', () => {
  const program = programOf({ APP_FAST: false, APP_SLOTS: 4 });
  const scope = { exports: program.exports, memory: program.memory, ...variables(program) };
  const results = PROGRAM_CASES.map(([expression]) => {
    // The expressions are this repository's own.
    // eslint-disable-next-line @typescript-eslint/no-implied-eval
    const evaluate = new Function(...Object.keys(scope), `return ${translate(expression)};`);
    try {
      return `${expression} is ${shown(evaluate(...Object.values(scope)))}`;
    } catch (error) {
      if (error instanceof Panic) return `${expression} is panic`;
      throw new Error(`${expression}: ${String(error)}`, { cause: error });
    }
  });
  expect(results).toEqual(PROGRAM_CASES.map(([expression, value]) => `${expression} is ${value}`));
});

test('a flag of the build chooses the other branch', () => {
  const { exports, files } = programOf({ APP_FAST: true, APP_SLOTS: 1 });
  const { choose, setSlot } = exports as Record<string, (...args: number[]) => unknown>;
  expect(choose?.(7)).toBe(3);
  expect(files['build']?.['hits']).toMatchObject({ value: 1 });
  expect([setSlot?.(0, 1), setSlot?.(1, 1)]).toEqual([true, false]);
});

test('a build that lacks a constant, or has one out of range or unknown, is refused', () => {
  expect(() => programOf({ APP_FAST: true })).toThrow('build.APP_SLOTS must be a number from 1 to 16, not undefined');
  expect(() => programOf({ APP_SLOTS: 17 })).toThrow('build.APP_SLOTS must be a number from 1 to 16, not 17');
  expect(() => programOf({ APP_SLOTS: 4, APP_SLOW: true })).toThrow('build.APP_SLOW: the program has no such');
});
