// SPDX-License-Identifier: Apache-2.0
/** Each thing that makes a size report fail, alone. */
import { type Baseline, figuresOf } from '../../cli/size/baseline';
import { faultsOf } from '../../cli/size/check';
import type { ImageReport } from '../../cli/size/report';

const good: ImageReport = {
  board: 'b',
  image: 'i',
  buildId: 'ab',
  components: new Map([['WAMR', { text: 1000, data: 0, bss: 8 }]]),
  total: { text: 1000, data: 0, bss: 8 },
  flash: { used: 1000, size: 2000 },
  ram: { used: 8, size: 100 },
  ramParts: [],
  stack: [{ name: 'task runtime', bytes: 500, available: 500, path: [], sum: '' }],
  stackFault: undefined,
  beyondDeclared: [],
  limits: [{ name: 'flash', value: 1000, limit: 1000 }],
  forbidden: [],
  symbols: new Map(),
};
const baseline: Baseline = { b: { i: figuresOf(good) } };

test('nothing', () => {
  expect(faultsOf(good, baseline)).toEqual([]);
});

test.each<[string, Partial<ImageReport>, string]>([
  [
    'a limit',
    { limits: [{ name: 'flash', value: 1001, limit: 1000 }] },
    'b: i: flash: 1001 bytes, 1 more than the limit of 1000',
  ],
  [
    'a stack',
    { stack: [{ name: 'task runtime', bytes: 504, available: 500, path: [], sum: '' }] },
    'b: i: stack of task runtime: up to 504 bytes, but there are 500',
  ],
  ['printf', { forbidden: ['_vfiprintf_r'] }, 'b: i: _vfiprintf_r() must not be linked: no heap, no printf family'],
  [
    'growth',
    { components: new Map([['WAMR', { text: 1017, data: 0, bss: 8 }]]) },
    'b: i: WAMR text: 1000 → 1017 bytes. If that is meant,',
  ],
  [
    'lost stack figures',
    { stack: undefined, stackFault: 'because' },
    'b: i: stack task runtime: 500 → 0 bytes (no stack figures: because). If that is meant,',
  ],
  [
    'a function deeper than declared',
    { beyondDeclared: ['stack of f(): up to 9 bytes'] },
    'b: i: stack of f(): up to 9 bytes',
  ],
  ['another image', { image: 'j' }, 'b: j: is not in the baseline. If that is meant,'],
])('%s', (_name, change, fault) => {
  const faults = faultsOf({ ...good, ...change }, baseline);
  expect(faults).toHaveLength(1);
  expect(faults[0]).toContain(fault);
});
