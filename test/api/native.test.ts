// SPDX-License-Identifier: Apache-2.0
/** What only the addon has: real quotas, one runtime per process, memory that it gives back, a build that fetches nothing. */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { cmakeJs } from '../../cli/support/addon';
import { openNative, Stat } from '../../sdk/node';
import { Bench, POLICY, POOL_BYTES } from '../support/api/bench';
import { native } from '../support/api/implementations';

const sdk = path.join(__dirname, '..', '..', 'sdk', 'node');

/** Runs a program of its own; gives what it printed. */
function run(source: string): { status: number | null; signal: string | null; output: string } {
  const { status, signal, stdout, stderr } = spawnSync(
    process.execPath,
    ['--expose-gc', '--max-semi-space-size=2', '-e', source],
    {
      encoding: 'utf8',
      env: { ...process.env, SDK: sdk },
      timeout: 60_000,
    },
  );
  return { status, signal, output: stdout + stderr };
}

const PRELUDE = `
const { openNative } = require(process.env.SDK);
const fs = require('node:fs');
const image = (name) => fs.readFileSync(${JSON.stringify(path.dirname(moduleFile('worker')))} + '/module_' + name + '.aot');
const policy = ${JSON.stringify(POLICY)};
`;

function moduleFile(name: string): string {
  return path.join(sdk, '..', '..', '..', 'build', 'test', 'runtime', `module_${name}.aot`);
}

describe('one runtime per process', () => {
  test('a second Fuse is refused until the first is closed', () => {
    const first = openNative();
    expect(() => openNative()).toThrow(
      'a process has one runtime, and its Fuse is not closed yet: call close() on it first',
    );
    first.close();
    openNative().close();
  });

  test('another thread is refused until then, and its end gives the runtime back', () => {
    const { status, output } = run(`${PRELUDE}
      const { Worker } = require('node:worker_threads');
      const inWorker = (code) => new Promise((resolve) => {
        const worker = new Worker(\`const { parentPort } = require('node:worker_threads');
          const { openNative } = require(process.env.SDK);
          try { \${code}; parentPort.postMessage('opened'); } catch (error) { parentPort.postMessage(error.message); }\`, { eval: true });
        let said; worker.on('message', (message) => { said = message; }); worker.on('exit', () => resolve(said));
      });
      (async () => {
        const here = openNative();
        console.log(await inWorker('openNative()'));
        here.close();
        // It ends without closing, with a module loaded and a host function.
        console.log(await inWorker(\`const fuse = openNative();
          fuse.init({ poolBytes: 1 << 20, logBytes: 4096, hal: { getTimestamp: () => 5n, quotaArm: 'platform', quotaCancel: 'platform' } });
          fuse.load(require('node:fs').readFileSync('\${image.path}'), \${JSON.stringify(policy)})\`));
        const again = openNative();
        console.log(again.init({ poolBytes: 1 << 20, logBytes: 4096 }), again.load(image('worker'), policy).stat);
      })();
      image.path = ${JSON.stringify(moduleFile('lifecycle'))};
    `);
    expect(output).toBe('a process has one runtime, and another thread has it: close() it there first\nopened\n0 0\n');
    expect(status).toBe(0);
  });

  test('the process may end inside a host function', () => {
    const { status, output } = run(`${PRELUDE}
      const fuse = openNative();
      fuse.init({ poolBytes: 1 << 20, logBytes: 4096, hal: { getReading: () => process.exit(7) } });
      fuse.load(image('hostile'), policy);
    `);
    expect([status, output]).toEqual([7, '']);
  });

  test('a Fuse that is forgotten ends with the process', () => {
    const { status, output } = run(`${PRELUDE}
      (() => {
        const fuse = openNative();
        fuse.init({ poolBytes: 1 << 20, logBytes: 4096, hal: { getReading: () => 0 } });
        fuse.load(image('hostile'), policy);
      })();
      gc();
    `);
    expect([status, output]).toEqual([0, '']);
  });
});

describe('the addon by itself', () => {
  test('takes anything for an argument without harm', () => {
    const { status, output } = run(`
      const addon = require(${JSON.stringify(path.join(sdk, '..', '..', '..', 'build-addon', 'fuse.node'))});
      const odd = [undefined, null, -1, 2 ** 40, NaN, 'x', Symbol('s'), 5n, {}, [], () => 1, new Uint8Array(3), new Float64Array(2),
        new Proxy({}, { get() { throw new Error('no'); } }), { get capabilities() { throw new Error('no'); } }];
      const names = Object.keys(addon).filter((name) => name !== 'open' && name !== 'close');
      let calls = 0;
      const attempt = (name, args) => { calls++; try { addon[name](...args); } catch {} };
      for (const open of [false, true]) {
        if (open) addon.open();
        for (const name of names) {
          attempt(name, []);
          for (const a of odd) for (const b of odd) attempt(name, [a, b, a]);
        }
      }
      attempt('init', [1 << 20, 4096, { getReading: null, getTimestamp: 'platform', lastFrame: null, quotaArm: null, quotaCancel: null, moduleStopped: null }]);
      for (const name of names) for (const a of odd) attempt(name, [a, a, a]);
      console.log(calls > 10000, addon.version());
    `);
    expect([status, output]).toEqual([0, 'true 0.1.0\n']);
  });

  test('gives back all memory: a thousand times init, load, run, deinit', () => {
    const { status, output } = run(`${PRELUDE}
      const fuse = openNative();
      const bytes = image('hostile');
      const once = () => {
        fuse.init({ poolBytes: 1 << 20, logBytes: 65536, hal: { getReading: () => 0, getTimestamp: () => 0n } });
        for (let i = 0; i < 3; i++) { fuse.load(bytes, policy); fuse.start(i); }
        fuse.tick(); fuse.unload(1); fuse.load(bytes, policy); fuse.replace(0, bytes, policy); fuse.replace(2, bytes.subarray(1), policy);
        fuse.log(); fuse.deinit();
      };
      const settled = () => { gc(); const { rss, heapTotal } = process.memoryUsage(); return rss - heapTotal; };
      for (let i = 0; i < 300; i++) once();
      const before = settled();
      for (let i = 0; i < 1000; i++) once();
      console.log(Math.round((settled() - before) / 1024));
    `);
    expect(status).toBe(0);
    // KiB. One image that is kept each time would be 6,000, one log 64,000.
    expect(Number(output)).toBeLessThan(3000);
  });
});

describe('real quotas', () => {
  let bench: Bench;
  beforeEach(() => {
    bench = new Bench(native);
    bench.init({
      getReading: () => bench.reading,
      getTimestamp: 'platform',
      quotaArm: 'platform',
      quotaCancel: 'platform',
    });
  });
  afterEach(() => {
    bench.reading = 0;
    bench.fuse.close();
  });

  test.each([
    ['integers', 1],
    ['floats', 2],
    ['divisions', 3],
    ['fills', 4],
    ['host calls', 5],
  ])('stop an endless loop of %s, and the others go on', (_, command) => {
    const { fuse } = bench;
    const worker = bench.run('worker');
    const id = bench.run('hostile', { cpuQuotaUs: 300_000 });
    bench.reading = command;
    const started = process.hrtime.bigint();
    expect(fuse.runStep(id)).toBe(Stat.QuotaExceeded);
    const tookUs = Number(process.hrtime.bigint() - started) / 1000;
    expect(tookUs).toBeGreaterThanOrEqual(300_000);
    expect(tookUs).toBeLessThan(550_000);
    expect(bench.state(id)).toBe('QuotaExceeded');
    expect(fuse.tick()).toBe(1 << worker);
  });

  test("V8's own traps and the addon's stops do not disturb each other", () => {
    const { fuse } = bench;
    // (module (memory 1) (func (export "f") (drop (i32.load (i32.const -1)))))
    const bytes = Uint8Array.from(
      Buffer.from('0061736d010000000104016000000302010005030100010705010166000' + '00a0a010800417f2802001a0b', 'hex'),
    );
    const module = new WebAssembly.Instance(new WebAssembly.Module(bytes), {}).exports as { f: () => void };
    for (let i = 0; i < 3; i++) {
      expect(module.f).toThrow('memory access out of bounds');
      const id = bench.run('hostile', { cpuQuotaUs: 300_000 });
      bench.reading = 4;
      expect(fuse.runStep(id)).toBe(Stat.QuotaExceeded);
      bench.reading = 0;
      expect(module.f).toThrow('memory access out of bounds');
    }
  });
});

describe('the build', () => {
  let folder: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fuse-addon-'));
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  /** cmake-js, up to the command that it would run; its own headers would have to come from a server that is not there. */
  function configureCommand(project: string): ReturnType<typeof cmakeJs> {
    const before = { ...process.env };
    process.env['HOME'] = folder;
    process.env['npm_config_nodedir'] = '';
    try {
      return cmakeJs(['print-configure'], project);
    } finally {
      process.env = before;
    }
  }

  test('asks nobody for headers', () => {
    const { status, output } = configureCommand(path.join(sdk, '..', '..', '..', 'sdk', 'node'));
    expect(output).toContain('node-api-headers');
    expect(status).toBe(0);
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  test('would, without binary.napi_versions', () => {
    fs.writeFileSync(path.join(folder, 'package.json'), '{ "name": "other", "version": "1.0.0" }');
    fs.writeFileSync(path.join(folder, 'CMakeLists.txt'), 'project(other)');
    const { status, output } = configureCommand(folder);
    expect(status).not.toBe(0);
    expect(output).toMatch(/fetch failed|ECONNREFUSED/);
  });
});

test('pool and log may be larger than what is used', () => {
  const bench = new Bench(native);
  expect(bench.fuse.init({ poolBytes: POOL_BYTES * 64, logBytes: 1 << 24 })).toBe(Stat.Success);
  bench.fuse.close();
});
