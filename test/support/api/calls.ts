// SPDX-License-Identifier: Apache-2.0
/** Random calls into the runtime, from the host and from inside its functions, as values that can be shrunk and printed. */

import * as fc from 'fast-check';
import type { Hal, Policy } from '../../../sdk/node/fuse';
import { ALL_CAPABILITIES } from './bench';

/** What a function of the host does once, the next time that it is called. */
export type Deed =
  | { readonly do: 'expire' | 'stat' | 'info' | 'step' | 'unload'; readonly id: number }
  | { readonly do: 'post' | 'clear'; readonly event: number }
  | { readonly do: 'tick' | 'stop' | 'throw' | 'due' | 'expireEntry' };

export type Call =
  | { readonly call: 'init'; readonly without: readonly (keyof Hal)[]; readonly logBytes: number }
  /** What other calls are shrunk to. */
  | { readonly call: 'nothing' }
  | { readonly call: 'deinit' | 'stop' | 'restart' | 'tick' | 'due' | 'lost' | 'word' }
  | { readonly call: 'load'; readonly module: string; readonly policy: Policy; readonly damage: Damage }
  | {
      readonly call: 'replace';
      readonly id: number;
      readonly module: string;
      readonly policy: Policy;
      readonly damage: Damage;
    }
  | { readonly call: 'start' | 'pause' | 'unload' | 'step' | 'stat' | 'info' | 'expire'; readonly id: number }
  | { readonly call: 'post' | 'clear'; readonly event: number }
  | { readonly call: 'log'; readonly cursor: number }
  | { readonly call: 'policy'; readonly words: readonly number[] }
  | { readonly call: 'clock'; readonly by: bigint }
  | { readonly call: 'reading'; readonly value: number }
  | { readonly call: 'frame'; readonly size: number | null; readonly fill: number }
  | { readonly call: 'plan'; readonly name: keyof Hal; readonly deed: Deed };

/** What is done to an image: nothing, a bit of the seal flipped so many bytes before the end, or all but so many bytes cut off. */
export type Damage = { readonly flip: number } | { readonly cut: number } | null;

/** Without those that run for ever, and those that ask how deep the stack is: that is V8's own. */
const MODULES = [
  'hostile',
  'worker',
  'lifecycle',
  'poster',
  'speaker',
  'camera',
  'sensors',
  'grow',
  'two_pages',
  'two_growing_pages',
  'constructors',
  'all_calls',
  'frame_filter',
  'frame_compress',
  'no_step',
  'step_parameter',
  'step_result',
  'step_global',
  'step_imported',
  'step_imported_plain',
  'init_parameter',
  'deinit_result',
  'imported_global',
  'imported_start',
  'unknown_import',
  'unknown_namespace',
  'wrong_signature',
  'four_gib',
  'four_gib_growing',
];
const FREQUENT = MODULES.slice(0, 14);

/** hostile.wat's commands, but not the loops, 1 to 5; messages of speaker.wat; what is no number of a command. */
const READINGS = [
  0,
  0,
  0,
  ...Array.from({ length: 27 }, (_, i) => i + 6),
  33,
  60,
  62,
  63,
  64,
  100,
  140,
  0.7,
  -0.5,
  -1,
  5e9,
  NaN,
  Infinity,
];

const id = fc.integer({ min: 0, max: 4 });
const anyId = fc.oneof(
  { weight: 12, arbitrary: id },
  { weight: 1, arbitrary: fc.constantFrom(7, 8, 31, 32, 0xffffffff) },
);
const event = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 0, max: 11 }) },
  { weight: 1, arbitrary: fc.constantFrom(31, 32, 0xffffffff) },
);

const policy: fc.Arbitrary<Policy> = fc.record({
  capabilities: fc.oneof(
    { weight: 6, arbitrary: fc.constant(ALL_CAPABILITIES) },
    { weight: 3, arbitrary: fc.integer({ min: 0, max: ALL_CAPABILITIES }) },
    { weight: 1, arbitrary: fc.constantFrom(32, 0xffffffff) },
  ),
  memoryPagesMax: fc.constantFrom(0, 1, 2, 4, 4, 4),
  stackSize: fc.constantFrom(8192, 16384),
  heapSize: fc.constantFrom(0, 8192),
  cpuQuotaUs: fc.constantFrom(0, 1000, 5000),
  stepIntervalUs: fc.constantFrom(0, 10, 100),
  activationMask: fc.constantFrom(0, 1, 2, 3, 4, 5, 6, 7, 8),
  eventSubscribe: fc.oneof(fc.integer({ min: 0, max: 0xfff }), fc.constant(0xffffffff)),
});

const damage: fc.Arbitrary<Damage> = fc.oneof(
  { weight: 12, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.record({ flip: fc.integer({ min: 1, max: 96 }) }) },
  { weight: 1, arbitrary: fc.record({ cut: fc.integer({ min: 0, max: 95 }) }) },
);
const moduleName = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...FREQUENT) },
  { weight: 1, arbitrary: fc.constantFrom(...MODULES) },
);

const HAL_NAMES = ['getReading', 'getTimestamp', 'lastFrame', 'quotaArm', 'quotaCancel', 'moduleStopped'] as const;

const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('expire' as const), id }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('stat', 'info', 'step', 'unload'), id }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('post', 'clear'), event }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('tick', 'stop', 'throw', 'due', 'expireEntry') }) },
);

const weighted: readonly (readonly [number, fc.Arbitrary<Call>])[] = [
  [1, fc.record({ call: fc.constant('nothing') })],
  [
    1,
    fc.record({
      call: fc.constant('init'),
      without: fc.subarray([...HAL_NAMES], { maxLength: 2 }),
      logBytes: fc.constantFrom(16, 152 * 6, 65536),
    }),
  ],
  [1, fc.record({ call: fc.constantFrom('deinit', 'stop', 'lost', 'word') })],
  [2, fc.record({ call: fc.constant('restart') })],
  [12, fc.record({ call: fc.constant('tick') })],
  [3, fc.record({ call: fc.constant('due') })],
  [10, fc.record({ call: fc.constant('load'), module: moduleName, policy, damage })],
  [3, fc.record({ call: fc.constant('replace'), id: anyId, module: moduleName, policy, damage })],
  [10, fc.record({ call: fc.constant('start'), id: anyId })],
  [10, fc.record({ call: fc.constant('step'), id: anyId })],
  [3, fc.record({ call: fc.constantFrom('pause', 'unload'), id: anyId })],
  [4, fc.record({ call: fc.constantFrom('stat', 'info', 'expire'), id: anyId })],
  [6, fc.record({ call: fc.constant('post'), event })],
  [1, fc.record({ call: fc.constant('clear'), event })],
  [1, fc.record({ call: fc.constant('log'), cursor: fc.integer({ min: 0, max: 100 }) })],
  [
    1,
    fc.record({
      call: fc.constant('policy'),
      words: fc.array(fc.constantFrom(0, 1, 7, 31, 32, 0xffffffff), { minLength: 7, maxLength: 9 }),
    }),
  ],
  [6, fc.record({ call: fc.constant('clock'), by: fc.constantFrom(1n, 9n, 10n, 50n, 100n, 1n << 40n, -20n) })],
  [8, fc.record({ call: fc.constant('reading'), value: fc.constantFrom(...READINGS) })],
  [
    3,
    fc.record({
      call: fc.constant('frame'),
      size: fc.constantFrom(null, 0, 1, 40, 76800, 90000),
      fill: fc.integer({ min: 0, max: 255 }),
    }),
  ],
  [6, fc.record({ call: fc.constant('plan'), name: fc.constantFrom(...HAL_NAMES), deed })],
];

const call: fc.Arbitrary<Call> = fc.oneof(
  { withCrossShrink: true },
  ...weighted.map(([weight, arbitrary]) => ({ weight, arbitrary })),
);
const first: Call = { call: 'init', without: [], logBytes: 65536 };

/** Sequences of at least `least` calls, of which the first is nearly always a plain init. */
export function sequences(least: number): fc.Arbitrary<readonly Call[]> {
  return fc
    .tuple(fc.integer({ min: 0, max: 19 }), fc.array(call, { minLength: least, maxLength: least + 40 }))
    .map(([kind, calls]) => (kind === 0 ? calls : [first, ...calls]));
}
