// SPDX-License-Identifier: Apache-2.0
/** A compiler that has seen a hundred edits answers like one that sees the program for the first time. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { Compiler, compile, type Compiled } from '../../codegen/src/compile';
import { memoryTexts } from '../../codegen/src/load';

const EDITS = 12;
const root = path.resolve('runtime-ts');

const original: Readonly<Record<string, string>> = Object.fromEntries(
  fs
    .readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => [name, fs.readFileSync(path.join(root, name), 'utf8')]),
);

/** Numbers that are the same in every run. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return (state >> 8) % below;
  };
}

/** Without the words of tsc, which asks 'Did you mean ...?' a few times per program only. */
const said = ({ diagnostics, program }: Compiled): string[] => [
  program === null ? 'refused' : 'accepted',
  ...diagnostics.sorted().map((d) => {
    const place = `${d.at.file}:${d.at.line}:${d.at.column} ${d.code}`;
    return d.code === 'FUSE1001' ? place : `${place} ${d.message}`;
  }),
];

/** Loses, doubles or replaces a token; takes a file away or brings it back; or undoes everything. */
function edit(files: Record<string, string>, pool: readonly string[], random: (below: number) => number): void {
  const names = Object.keys(original);
  const name = names[random(names.length)] as string;
  const text = files[name];
  const action = random(8);
  if (action === 0) Object.assign(files, original);
  else if (action === 1) delete files[name];
  else if (action === 2 || text === undefined) files[name] = original[name] as string;
  else {
    const tokens = text.match(/\w+|\s+|[^\w\s]/g) ?? [];
    const token = pool[random(pool.length)] as string;
    tokens.splice(random(tokens.length), random(2), ...(random(2) === 0 ? [] : [` ${token} `]));
    files[name] = tokens.join('');
  }
}

it(`${EDITS} edits of the runtime`, () => {
  const pool = [...new Set(Object.values(original).flatMap((text) => text.match(/\w+|[^\w\s]/g) ?? []))];
  const random = generator(20_261_123);
  const files: Record<string, string> = { ...original };
  const compiler = new Compiler(memoryTexts(files));
  let refused = 0;
  for (let i = 0; i < EDITS; i++) {
    edit(files, pool, random);
    const incremental = compiler.compile({ projects: [], memory: files });
    const cold = compile({ projects: [], memory: { ...files } });
    expect([i, incremental.failure, said(incremental)]).toEqual([i, null, said(cold)]);
    if (cold.program === null) refused++;
  }
  expect(refused).toBeGreaterThan(EDITS / 4);
  expect(refused).toBeLessThan(EDITS);
}, 240_000);

describe('a change reaches', () => {
  const files = (limit: string): Record<string, string> => ({
    'limits.ts': limit,
    'middle.ts': "export { limit } from './limits';\n",
    'main.ts': "import { limit } from './middle';\nexport function low(): u8 {\n  return limit(1);\n}\n",
  });
  const wanted = 'export function limit(n: u8): u8 {\n  return n;\n}\n';
  it.each([
    ['importers of importers', wanted.replace('(n: u8)', '(n: u8, m: u8)'), ['FUSE4141']],
    ['a name that is gone', wanted.replace('limit', 'bound'), ['FUSE1001']],
    ['a file that cannot be read', wanted.replace('{', ''), ['FUSE1000']],
  ])('%s, and is taken back', (_what, changed, codes) => {
    const now = files(wanted);
    const compiler = new Compiler(memoryTexts(now));
    const run = (): string[] => {
      const list = compiler.compile({ projects: [], memory: now }).diagnostics.sorted();
      return [...new Set(list.map((d) => d.code))];
    };
    expect(run()).toEqual([]);
    now['limits.ts'] = changed;
    expect(run()).toEqual(codes);
    now['limits.ts'] = wanted;
    expect(run()).toEqual([]);
  });
  it('nothing when nothing has changed', () => {
    const now = files(wanted);
    const compiler = new Compiler(memoryTexts(now));
    const first = compiler.compile({ projects: [], memory: now });
    expect(compiler.compile({ projects: [], memory: now })).toBe(first);
  });
});
