// SPDX-License-Identifier: Apache-2.0
/** Host functions: what may be called inside them, and what becomes of what they throw. */
import { ModuleState, Stat } from '../../sdk/node/fuse';
import { LOG_BYTES, POLICY, POOL_BYTES, type Bench } from '../support/api/bench';
import { overBoth } from '../support/api/over-both';

function forbidden({ fuse, image }: { fuse: Bench['fuse']; image: Uint8Array }, id: number): unknown[] {
  return [
    fuse.load(image, POLICY),
    fuse.replace(id, image, POLICY),
    fuse.start(id),
    fuse.pause(id),
    fuse.unload(id),
    fuse.runStep(id),
    fuse.stop(),
    fuse.restart(),
    fuse.deinit(),
    fuse.nextDueUs(),
    fuse.tick(),
    fuse.init({ poolBytes: POOL_BYTES, logBytes: LOG_BYTES }),
  ];
}

const REFUSED = [
  { stat: Stat.InvalidArg },
  ...new Array<Stat>(8).fill(Stat.InvalidArg),
  { stat: Stat.InvalidArg },
  0,
  Stat.AlreadyInitialized,
];

overBoth('inside a host function', (bench) => {
  test.each(['getReading', 'getTimestamp', 'lastFrame'] as const)(
    '%s: what would change the runtime is refused',
    (name) => {
      const { fuse } = bench().init();
      const id = bench().run('hostile');
      const results: unknown[][] = [];
      bench().reading = name === 'lastFrame' ? 23 : name === 'getTimestamp' ? 22 : 0;
      bench().inside = { [name]: () => results.push(forbidden({ fuse, image: bench().image('worker') }, id)) };
      expect(fuse.runStep(id)).toBe(Stat.Success);
      bench().inside = {};
      expect(results.length).toBeGreaterThan(0);
      for (const result of results.slice(-1)) expect(result).toEqual(REFUSED);
      expect(bench().state(id)).toBe('Running');
    },
  );

  test('moduleStopped: the same, and the module is told of as it is', () => {
    const { fuse } = bench().init();
    const id = bench().run('hostile');
    const seen: unknown[] = [];
    bench().inside.moduleStopped = () => {
      seen.push(fuse.stat(id), fuse.log().at(-1)?.text);
      seen.push(forbidden({ fuse, image: bench().image('worker') }, id));
    };
    bench().reading = 15;
    expect(fuse.runStep(id)).toBe(Stat.ModuleTrap);
    expect(seen).toEqual([{ stat: Stat.Success, value: ModuleState.Trapped }, 'module 0 trap: unreachable', REFUSED]);
  });

  test('events, figures and the log are there', () => {
    const { fuse } = bench().init();
    const id = bench().run('hostile', { activationMask: 2, eventSubscribe: 0b11 });
    const seen: unknown[] = [];
    bench().inside.getReading = () => {
      seen.push(fuse.postEvent(0), fuse.postEvent(1), fuse.clearEvent(1), fuse.stat(id).stat, fuse.info(id).stat);
      seen.push(fuse.logLost(), fuse.log().length, fuse.entryExpired());
    };
    expect(fuse.runStep(id)).toBe(Stat.Success);
    expect(seen).toEqual([0, 0, 0, 0, 0, 0, 3, false]);
    bench().inside = {};
    expect(fuse.tick()).toBe(1);
    expect(fuse.tick()).toBe(0);
  });
});

overBoth('what a host function throws', (bench) => {
  test('comes out of the call that was under way, which is complete', () => {
    const { fuse } = bench().init();
    const id = bench().run('hostile');
    bench().inside.getReading = () => {
      throw new Error('the sensor is gone');
    };
    expect(() => fuse.runStep(id)).toThrow('the sensor is gone');
    expect(fuse.info(id).value).toMatchObject({ steps: 1, state: ModuleState.Running });
    bench().inside = {};
    expect(fuse.runStep(id)).toBe(Stat.Success);
  });

  test('the first of several; all others are called as ever', () => {
    const { fuse } = bench().init();
    bench().run('lifecycle', { cpuQuotaUs: 5 });
    bench().run('lifecycle', { cpuQuotaUs: 5 });
    let count = 0;
    bench().calls.length = 0;
    bench().inside.quotaArm = () => {
      throw new Error(`no timer ${++count}`);
    };
    expect(() => fuse.tick()).toThrow('no timer 1');
    expect(bench().calls).toEqual(['quotaArm(0, 5)', 'quotaCancel(0)', 'quotaArm(1, 5)', 'quotaCancel(1)']);
    expect(bench().texts.slice(-2)).toEqual(['[0] step', '[1] step']);
  });

  test('is anything that can be thrown, and in init too', () => {
    const { fuse, hal } = bench();
    bench().inside.getTimestamp = () => {
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- hosts may
      throw null;
    };
    let thrown: unknown = 'nothing';
    try {
      fuse.init({ poolBytes: POOL_BYTES, logBytes: LOG_BYTES, hal });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeNull();
    bench().inside = {};
    expect(fuse.init({ poolBytes: POOL_BYTES, logBytes: LOG_BYTES, hal })).toBe(Stat.AlreadyInitialized);
  });

  test('a wrong result is a TypeError that names the function', () => {
    let clock: unknown = 0n;
    const { fuse } = bench().init({
      getTimestamp: () => clock as bigint,
      getReading: () => 'warm' as unknown as number,
      lastFrame: () => [1, 2] as unknown as Uint8Array,
    });
    const id = bench().run('camera');
    expect(() => fuse.runStep(id)).toThrow(
      new TypeError('the result of hal.getReading: expected a number, got "warm"'),
    );
    clock = 5;
    expect(() => fuse.stop()).toThrow(
      new TypeError('the result of hal.getTimestamp: expected a bigint from 0n to 2n ** 64n - 1n, got 5'),
    );
    clock = 0n;
    expect(fuse.deinit()).toBe(Stat.Success);
  });

  test('close() inside a host function is refused', () => {
    const { fuse } = bench().init();
    const id = bench().run('hostile');
    bench().inside.getReading = () => fuse.close();
    expect(() => fuse.runStep(id)).toThrow('close() cannot be called from inside a function of the HAL');
    bench().inside = {};
    expect(fuse.runStep(id)).toBe(Stat.Success);
  });
});
