// SPDX-License-Identifier: Apache-2.0
/** Worst-case stacks below entry points: closed target sets, budgets for what leaves the emitted C, and what has no bound. */
import { type Budgets, parseBudgets } from '../../cli/bounds/budgets';
import { type Depth, EmittedCallGraph, type EmittedFunction } from '../../cli/bounds/call-graph';
import { faultsOf } from '../../cli/bounds/report';
import type { CompiledFunction } from '../../cli/size/stack/callgraph-info';

const bytes = { linux: 100, 'cortex-m4': 40 };
const budgets: Budgets = {
  entries: { fuse_go: { linux: 64, 'cortex-m4': 64 } },
  externs: { memset: { ...bytes, reason: 'r' } },
  callbacks: { 'listener of src/hooks.ts': { linux: 500, 'cortex-m4': 200, reason: 'r' } },
};

function compiled(name: string, frame: number, calls: Partial<CompiledFunction> = {}): [string, CompiledFunction] {
  return [name, { name, source: 'src/a.ts', frame, unbounded: false, callees: [], indirect: [], ...calls }];
}

function emitted(name: string, file: string, indirect: EmittedFunction['indirect'] = []): EmittedFunction {
  return { name, file, line: 1, entry: true, isr: false, indirect };
}

function graph(
  objects: Record<string, [string, CompiledFunction][]>,
  functions: readonly EmittedFunction[] = [],
): EmittedCallGraph {
  const all = new Map(Object.entries(objects).map(([name, list]) => [name, new Map(list)]));
  return new EmittedCallGraph('cortex-m4', all, functions, budgets);
}

test('the deepest way counts, frame by frame', () => {
  const a = [compiled('fuse_go', 16, { callees: ['short', 'fuse_deep'] }), compiled('short', 100)];
  const b = [compiled('fuse_deep', 80, { callees: ['memset'] })];
  expect(graph({ a: a, b: b }).deepest('fuse_go')).toEqual({
    bytes: 16 + 80 + 40,
    path: [
      { name: 'fuse_go', bytes: 16 },
      { name: 'fuse_deep', bytes: 80 },
      { name: 'memset()', bytes: 40 },
    ],
  });
});

test('static functions of one name are those of their own file', () => {
  const a = [compiled('fuse_go', 8, { callees: ['step'] }), compiled('step', 8)];
  const b = [compiled('step', 1000)];
  expect(graph({ a: a, b: b }).deepest('fuse_go').bytes).toBe(16);
});

const CALL = { line: 7, callee: 'listener', targets: ['fuse_one', 'fuse_two'], open: false };
const pointing = (): [string, CompiledFunction][] => [
  compiled('fuse_go', 8, { indirect: ['/tree/src/hooks.ts:7:12'] }),
  compiled('fuse_one', 8),
  compiled('fuse_two', 24),
];

test('a call through a pointer goes to each of its targets', () => {
  const found = graph({ a: pointing() }, [emitted('fuse_go', 'src/hooks.ts', [CALL])]).deepest('fuse_go');
  expect(found.bytes).toBe(8 + 24);
});

test("where the host's functions may be called they have their budget", () => {
  const open = { ...CALL, open: true };
  const found = graph({ a: pointing() }, [emitted('fuse_go', 'src/hooks.ts', [open])]).deepest('fuse_go');
  expect(found).toEqual({
    bytes: 8 + 200,
    path: [
      { name: 'fuse_go', bytes: 8 },
      { name: 'listener of src/hooks.ts', bytes: 200 },
    ],
  });
});

test.each<[string, [string, CompiledFunction][], readonly EmittedFunction[], string]>([
  [
    'an extern without a budget',
    [compiled('fuse_go', 8, { callees: ['strlen'] })],
    [],
    'cortex-m4: fuse_go (src/a.ts) calls strlen(), which has no budget in "externs" of test/size/stack-budgets.json',
  ],
  [
    'a call through a pointer without targets',
    pointing(),
    [],
    'fuse_go calls through a pointer at /tree/src/hooks.ts:7:12, of which calls.json has no targets',
  ],
  [
    "a function of the host's without a budget",
    pointing(),
    [emitted('fuse_go', 'src/hooks.ts', [{ ...CALL, callee: 'other', open: true }])],
    '"callbacks" of test/size/stack-budgets.json needs "other of <file>"',
  ],
  [
    'recursion',
    [compiled('fuse_go', 8, { callees: ['again'] }), compiled('again', 8, { callees: ['fuse_go'] })],
    [],
    'fuse_go → again → fuse_go: recursion, whose stack has no bound',
  ],
  [
    'a frame that depends on the program',
    [compiled('fuse_go', 8, { unbounded: true })],
    [],
    'fuse_go (src/a.ts): its frame is not known before it runs',
  ],
])('%s is an error that names it', (_name, functions, calls, message) => {
  expect(() => graph({ a: functions }, calls).deepest('fuse_go')).toThrow(message);
});

const report = (depth: Depth): Parameters<typeof faultsOf>[0] => ({
  entries: [{ name: 'fuse_go', kind: 'host', depth: { linux: depth, 'cortex-m4': { bytes: 0, path: [] } } }],
  loops: [],
});

test('within the budget nothing is said, beyond it the way is', () => {
  expect(faultsOf(report({ bytes: 64, path: [] }), budgets)).toEqual([]);
  const path = [
    { name: 'fuse_go', bytes: 25 },
    { name: 'deep', bytes: 40 },
  ];
  expect(faultsOf(report({ bytes: 65, path }), budgets)).toEqual([
    'linux: fuse_go: up to 65 bytes of stack, 1 more than its budget of 64: fuse_go 25 → deep 40',
  ]);
});

test('an entry point has a budget, and a budget its entry point', () => {
  expect(faultsOf(report({ bytes: 64, path: [] }), { ...budgets, entries: { gone: bytes } })).toEqual([
    'linux: fuse_go: up to 64 bytes of stack, and no budget for it',
    'cortex-m4: fuse_go: up to 0 bytes of stack, and no budget for it',
    'test/size/stack-budgets.json: there is no entry point gone any more',
  ]);
});

test('budgets are numbers, with a reason where they are declared', () => {
  const text = (externs: unknown): string => JSON.stringify({ entries: {}, externs, callbacks: {} });
  expect(() => parseBudgets(text({ memset: { linux: 1, 'cortex-m4': -1, reason: 'r' } }))).toThrow(
    'externs.memset: cortex-m4 is not a number of bytes',
  );
  expect(() => parseBudgets(text({ memset: { linux: 1, 'cortex-m4': 1 } }))).toThrow('externs.memset needs a reason');
});
