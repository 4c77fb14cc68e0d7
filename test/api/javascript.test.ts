// SPDX-License-Identifier: Apache-2.0
/** What only the runtime in JavaScript has: many at once, quotas that look, images that are WebAssembly. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as fc from 'fast-check';
import { repositoryRoot } from '../../cli/support/paths';
import { nativesHash, openJavaScript, sealWasm, Stat } from '../../sdk/node';
import { memorySize } from '../../sdk/node/wasm/memory-size';
import { parseModule } from '../../sdk/node/wasm/module';
import { rewrite } from '../../sdk/node/wasm/rewrite';
import { SEAL_BYTES, sealOf, unsealed } from '../../sdk/node/wasm/seal';
import { Bench, LOG_BYTES, POLICY, POOL_BYTES, valueOf } from '../support/api/bench';
import { javascript } from '../support/api/implementations';

const built = path.join(repositoryRoot(), 'build');
const modules = [path.join(built, 'test', 'runtime'), path.join(built, 'demos')].flatMap((folder) =>
  fs
    .readdirSync(folder)
    .filter((name) => name.endsWith('.wasm'))
    .map((name) => path.join(folder, name)),
);

test('there are modules to look at', () => expect(modules.length).toBeGreaterThan(30));

describe('the seal', () => {
  test.each(modules.map((file) => [path.basename(file, '.wasm'), file]))(
    'of %s is what fuse-aotc writes',
    (_, file) => {
      const image = fs.readFileSync(file.replace(/wasm$/, 'aot'));
      const body = image.subarray(0, -SEAL_BYTES);
      expect(Buffer.compare(sealOf(body, nativesHash()), image.subarray(-SEAL_BYTES))).toBe(0);
    },
  );

  test('leaves the module as it is, whatever its length', () => {
    const header = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
    for (let more = 0; more < 9; more++) {
      // A custom section of that many bytes behind its name.
      const wasm = Uint8Array.from([...header, 0, more + 1, 0, ...new Array<number>(more).fill(7)]);
      const image = sealWasm(wasm, nativesHash());
      expect(image.length % 4).toBe(0);
      expect(WebAssembly.validate(unsealed(image))).toBe(true);
      expect(Buffer.compare(image.subarray(0, wasm.length), wasm)).toBe(0);
    }
  });
});

describe('the module that is instantiated', () => {
  test.each(modules.map((file) => [path.basename(file, '.wasm'), file]))('of %s is valid', (_, file) => {
    const module = parseModule(fs.readFileSync(file));
    expect(WebAssembly.validate(rewrite(module, memorySize(module)))).toBe(true);
  });

  test('of bytes that are no good module is none: the load fails, and nothing else does', () => {
    const bench = new Bench(javascript);
    bench.init();
    const whole = ['module_hostile', 'module_speaker', 'module_grow'].map((name) =>
      fs.readFileSync(path.join(built, 'test', 'runtime', `${name}.wasm`)),
    );
    const damaged = fc
      .tuple(fc.constantFrom(...whole), fc.nat(), fc.integer({ min: 1, max: 255 }), fc.boolean())
      .map(([bytes, at, change, cut]) => {
        const place = at % bytes.length;
        if (cut) return Uint8Array.from(bytes.subarray(0, place));
        const copy = Uint8Array.from(bytes);
        copy[place] = (copy[place] ?? 0) ^ change;
        return copy;
      });
    const seen = { good: 0, bad: 0 };
    fc.assert(
      fc.property(damaged, (bytes) => {
        const { stat, value } = bench.fuse.load(sealWasm(bytes, nativesHash()), POLICY);
        expect([Stat.Success, Stat.ModuleLoadFailed]).toContain(stat);
        seen[stat === Stat.Success ? 'good' : 'bad']++;
        if (value !== undefined) bench.fuse.unload(value);
      }),
      { seed: 5, numRuns: 400 },
    );
    expect(seen.bad).toBeGreaterThan(100);
    expect(seen.good).toBeGreaterThan(20);
    expect(bench.load('worker')).toBe(0);
    bench.fuse.close();
  });
});

test('any number of runtimes live side by side', () => {
  const benches = Array.from({ length: 3 }, () => new Bench(javascript).init());
  benches.forEach((bench, i) => {
    bench.reading = i;
    for (let n = 0; n <= i; n++) bench.run('worker');
  });
  expect(benches.map(({ fuse }) => fuse.tick())).toEqual([0b1, 0b11, 0b111]);
  for (const { fuse } of benches) fuse.close();
});

test("with 'platform', a quota ends a module at the call in which it is found to be over", () => {
  const bench = new Bench(javascript);
  bench.init({
    getReading: () => bench.reading,
    getTimestamp: 'platform',
    quotaArm: 'platform',
    quotaCancel: 'platform',
  });
  expect(bench.texts).toEqual(['FUSE runtime initialised', 'quotas end at the next host call']);
  const id = bench.run('hostile', { cpuQuotaUs: 300_000 });
  bench.reading = 5;
  const started = process.hrtime.bigint();
  expect(bench.fuse.runStep(id)).toBe(Stat.QuotaExceeded);
  const tookUs = Number(process.hrtime.bigint() - started) / 1000;
  expect(tookUs).toBeGreaterThanOrEqual(300_000);
  expect(tookUs).toBeLessThan(550_000);
  bench.fuse.close();
});

test('memory is given back: images, logs, copies of memories', () => {
  const fuse = openJavaScript({ memoryBytes: 2 << 20 });
  const image = javascript.image('two_growing_pages');
  const speaker = javascript.image('speaker');
  for (let i = 0; i < 100; i++) {
    expect(fuse.init({ poolBytes: POOL_BYTES, logBytes: LOG_BYTES, hal: { getReading: () => 1 } })).toBe(Stat.Success);
    const id = valueOf(fuse.load(image, POLICY));
    fuse.start(id);
    fuse.start(valueOf(fuse.load(speaker, POLICY)));
    expect(fuse.tick()).toBe(0b11);
    expect(fuse.replace(id, speaker, POLICY)).toBe(Stat.Success);
    fuse.info(id);
    fuse.log();
    fuse.load(image.subarray(4), POLICY);
    expect(fuse.deinit()).toBe(Stat.Success);
  }
  expect(() => fuse.init({ poolBytes: POOL_BYTES, logBytes: 4 << 20 })).toThrow(
    'there is not enough memory for poolBytes and logBytes',
  );
  expect(fuse.init({ poolBytes: POOL_BYTES, logBytes: LOG_BYTES })).toBe(Stat.Success);
  fuse.close();
});
