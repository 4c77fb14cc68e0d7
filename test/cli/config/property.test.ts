// SPDX-License-Identifier: Apache-2.0
// Properties: valid configurations come back from their policy binaries; no text whatever makes the tool crash.

import fc from 'fast-check';
import { ACTIVATION, UINT32_MAX } from '../../../cli/config/policy';
import { check, decodePolicy, type Loose, natives, validConfig, validFlat } from '../../support/app-config';

const uint32 = fc.oneof(fc.integer({ min: 0, max: UINT32_MAX }), fc.constantFrom(0, 1, 2 ** 31, UINT32_MAX));
const identifier = fc.stringMatching(/^[a-z][a-z0-9_]{0,20}$/).map((name) => `m_${name}`);
const mask = (bits: readonly number[]): number => [...new Set(bits)].reduce((sum, bit) => sum + 2 ** bit, 0);

/** A policy as one may write it, with the eight numbers that it stands for. */
const policies = (events: Record<string, number>): fc.Arbitrary<{ written: Loose; numbers: Loose }> =>
  fc
    .record({
      capabilities: fc.subarray([...natives.capabilities]),
      numbers: fc.record({
        memory_pages_max: uint32,
        stack_size: uint32,
        heap_size: uint32,
        cpu_quota_us: uint32,
        step_interval_us: uint32,
      }),
      activation: fc.option(fc.subarray(Object.entries(ACTIVATION))),
      activationField: fc.constantFrom('activation', 'activation_mask'),
      asMask: fc.boolean(),
      subscribed: fc.option(
        fc.oneof(
          uint32,
          fc.array(fc.oneof(fc.integer({ min: 0, max: 31 }), fc.constantFrom('', ...Object.keys(events))), {
            maxLength: 6,
          }),
        ),
      ),
    })
    .map(({ capabilities, numbers, activation, activationField, asMask, subscribed }) => {
      const list = Array.isArray(subscribed) ? subscribed.filter((event) => event !== '') : subscribed;
      const activationMask = activation === null ? 1 : activation.reduce((sum, [, bit]) => sum + bit, 0);
      const activationWritten = asMask ? activationMask : activation?.map(([word]) => word);
      return {
        written: {
          capabilities: capabilities.map(({ name }) => name),
          ...numbers,
          ...(activation === null ? {} : { [activationField]: activationWritten }),
          ...(list === null ? {} : { event_subscribe: list }),
        },
        numbers: {
          capabilities: mask(capabilities.map(({ bit }) => bit)),
          ...numbers,
          activation_mask: activationMask,
          event_subscribe: Array.isArray(list)
            ? mask(list.map((event) => (typeof event === 'number' ? event : (events[event] ?? NaN))))
            : (list ?? 0),
        },
      };
    });

const configs = fc
  .record({
    bits: fc.uniqueArray(fc.integer({ min: 0, max: 31 }), { maxLength: 8 }),
    names: fc.uniqueArray(identifier, { minLength: 1, maxLength: 5 }),
    pools: fc.tuple(uint32, uint32),
  })
  .chain(({ bits, names, pools }) => {
    const events = Object.fromEntries(bits.map((bit, i) => [`EVENT ${i}`, bit]));
    return fc.tuple(...names.map(() => policies(events))).map((drawn) => ({
      config: {
        application: {
          name: 'random',
          max_modules: names.length,
          wamr_pool_bytes: Math.max(1, pools[0]),
          log_pool_bytes: Math.max(1, pools[1]),
          hal_groups: ['temp_sensor', 'timer', 'camera'],
          events,
        },
        modules: names.map((name, i) => ({ name, binary: `${name}.aot`, policy: drawn[i]?.written as unknown })),
      },
      expected: names.map((name, i) => [name, drawn[i]?.numbers as unknown] as const),
    }));
  });

test('a random valid configuration comes back from its policy binaries', () => {
  fc.assert(
    fc.property(configs, ({ config, expected }) => {
      const { errors, files } = check(config);
      expect(errors).toEqual([]);
      for (const [name, numbers] of expected) expect(decodePolicy(files.get(`${name}_policy.bin`))).toEqual(numbers);
    }),
    { numRuns: 150 },
  );
});

test('a random flat policy comes back from its binary', () => {
  const flats = fc.record({
    capabilities: fc.integer({ min: 0, max: 31 }),
    memory_pages_max: uint32,
    stack_size: uint32,
    heap_size: uint32,
    cpu_quota_us: uint32,
    step_interval_us: uint32,
    activation_mask: fc.integer({ min: 0, max: 7 }),
    event_subscribe: uint32,
  });
  fc.assert(
    fc.property(flats, (flat) => {
      expect(decodePolicy(check(flat, 'x.json').files.get('x_policy.bin'))).toEqual(flat);
    }),
    { numRuns: 200 },
  );
});

/** Either the files are there, or a message with line and column is. */
function survives(text: string): void {
  const { errors, files, places } = check(text, 'x.json');
  if (errors.length === 0) expect(files.size).toBeGreaterThan(0);
  else {
    expect(files.size).toBe(0);
    expect(places.length).toBeGreaterThanOrEqual(errors.length);
    for (const place of places) expect(place).toMatch(/^[1-9]\d*:[1-9]\d*$/);
  }
}

const TEXTS = [
  JSON.stringify(validConfig(), null, 2),
  JSON.stringify(validFlat()),
  `// c\n${JSON.stringify(validConfig())}`,
];
const FRAGMENTS = [
  ...Array.from('{}[],:"/*\\\u0000\t\r\n0.-eE+'),
  '"application"',
  '"modules"',
  '"__proto__":',
  '"constructor"',
  '//',
  '/*',
  '1e999',
  'null',
  '"a":1,',
  '\ud800',
  '-',
  '[[[[[[[[',
];

test('mutated text never crashes the tool', () => {
  const edits = fc.array(
    fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      remove: fc.integer({ min: 0, max: 30 }),
      insert: fc.oneof(fc.constantFrom('', ...FRAGMENTS), fc.string({ maxLength: 5 })),
    }),
    { minLength: 1, maxLength: 4 },
  );
  fc.assert(
    fc.property(fc.constantFrom(...TEXTS), edits, (text, list) => {
      let mutated = text;
      for (const { at, remove, insert } of list) {
        const from = Math.floor(at * mutated.length);
        mutated = mutated.slice(0, from) + insert + mutated.slice(from + remove);
      }
      survives(mutated);
    }),
    { numRuns: 1500 },
  );
});

test('values of the wrong kind anywhere never crash the tool', () => {
  const places: (string | number)[][] = [];
  const walk = (value: Loose, path: (string | number)[]): void => {
    places.push(path);
    if (value === null || typeof value !== 'object') return;
    for (const key of Object.keys(value as object)) walk(value[key], [...path, key]);
  };
  walk(validConfig(), []);
  const values = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom({}, [], '', null, -1, 0.5, [[]], { a: 1 }));
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...places), values), { minLength: 1, maxLength: 3 }), (changes) => {
      let config: Loose = validConfig();
      for (const [path, value] of changes) {
        if (path.length === 0) config = structuredClone(value);
        else {
          const parent = path.slice(0, -1).reduce<Loose>((at, key) => at?.[key], config);
          if (parent !== null && typeof parent === 'object') parent[path.at(-1) ?? ''] = structuredClone(value);
        }
      }
      survives(JSON.stringify(config, null, 1));
    }),
    { numRuns: 1000 },
  );
});

test('random bytes never crash the tool', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), survives), { numRuns: 500 });
});
