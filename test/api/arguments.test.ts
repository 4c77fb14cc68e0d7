// SPDX-License-Identifier: Apache-2.0
/** Arguments of a wrong type: a TypeError that names the argument and what was expected, and nothing has happened. */
import type { Fuse } from '../../sdk/node/fuse';
import { LOG_BYTES, POLICY, POOL_BYTES } from '../support/api/bench';
import { overBoth } from '../support/api/over-both';

const U32 = 'expected an integer from 0 to 4294967295';

/** A call with arguments that TypeScript would not let pass. */
type Call = (fuse: Fuse & Record<string, (...args: unknown[]) => unknown>, image: Uint8Array) => unknown;

const WRONG: readonly (readonly [string, Call])[] = [
  [`id: ${U32}, got "0"`, (fuse) => fuse.start('0' as never)],
  [`id: ${U32}, got -1`, (fuse) => fuse.pause(-1)],
  [`id: ${U32}, got 1.5`, (fuse) => fuse.unload(1.5)],
  [`id: ${U32}, got 4294967296`, (fuse) => fuse.runStep(4294967296)],
  [`id: ${U32}, got NaN`, (fuse) => fuse.stat(Number.NaN)],
  [`id: ${U32}, got undefined`, (fuse) => (fuse.info as () => unknown)()],
  [`id: ${U32}, got the bigint 0`, (fuse) => fuse.quotaExpired(0n as never)],
  [`word: ${U32}, got null`, (fuse) => fuse.quotaExpiredEntry(null as never)],
  [`event: ${U32}, got a symbol`, (fuse) => fuse.postEvent(Symbol('x') as never)],
  [`event: ${U32}, got true`, (fuse) => fuse.clearEvent(true as never)],
  [`cursor: ${U32}, got an object`, (fuse) => fuse.logRead({} as never)],
  [`stat: ${U32}, got a function`, (fuse) => fuse.statName((() => 1) as never)],
  ['image: expected a Uint8Array, got an array', (fuse) => fuse.load([1, 2] as never, POLICY)],
  ['image: expected a Uint8Array, got an object', (fuse) => fuse.load(new ArrayBuffer(8) as never, POLICY)],
  ['image: expected a Uint8Array, got an object', (fuse) => fuse.replace(0, new Uint16Array(8) as never, POLICY)],
  ['bytes: expected a Uint8Array, got "abc"', (fuse) => fuse.policyFromBin('abc' as never)],
  ['policy: expected an object, got null', (fuse, image) => fuse.load(image, null as never)],
  [
    `policy.stackSize: ${U32}, got undefined`,
    (fuse, image) => fuse.load(image, { ...POLICY, stackSize: undefined as never }),
  ],
  [`policy.capabilities: ${U32}, got -1`, (fuse, image) => fuse.replace(0, image, { ...POLICY, capabilities: -1 })],
  ['options: expected an object, got undefined', (fuse) => (fuse.init as () => unknown)()],
  [`options.poolBytes: ${U32}, got "1M"`, (fuse) => fuse.init({ poolBytes: '1M' as never, logBytes: LOG_BYTES })],
  [
    'options.logbytes: there is no such property; there are poolBytes, logBytes, hal',
    (fuse) => fuse.init({ poolBytes: POOL_BYTES, logbytes: 5 } as never),
  ],
  [
    'hal.getReading: expected a function or null, got 20',
    (fuse) => fuse.init({ poolBytes: POOL_BYTES, logBytes: LOG_BYTES, hal: { getReading: 20 as never } }),
  ],
  [
    'hal.quotaArm: expected a function, \'platform\' or null, got "on"',
    (fuse) => fuse.init({ poolBytes: POOL_BYTES, logBytes: LOG_BYTES, hal: { quotaArm: 'on' as never } }),
  ],
  [
    'hal.getreading: there is no such property; there are getReading, getTimestamp, lastFrame, quotaArm, quotaCancel, moduleStopped',
    (fuse) => fuse.init({ poolBytes: POOL_BYTES, logBytes: LOG_BYTES, hal: { getreading: () => 1 } as never }),
  ],
];

overBoth('wrong types', (bench) => {
  test.each(WRONG)('%s', (message, call) => {
    const fuse = bench().fuse as Parameters<Call>[0];
    let thrown: unknown;
    try {
      call(fuse, bench().image('worker'));
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(TypeError);
    expect((thrown as Error).message).toBe(message);
    bench().init();
    expect(bench().texts).toEqual(['FUSE runtime initialised']);
  });

  test('a policy that changes while it is read, or whose reading detaches the image, is as it was read', () => {
    bench().init();
    const image = Uint8Array.from(bench().image('worker'));
    const policy = {
      ...POLICY,
      get eventSubscribe() {
        structuredClone(image.buffer, { transfer: [image.buffer] });
        return 0;
      },
    };
    expect(bench().fuse.load(image, policy).stat).not.toBe(0);
    expect(bench().load('worker')).toBe(0);
  });

  test('a closed Fuse throws at every call', () => {
    const { fuse } = bench().init();
    fuse.close();
    fuse.close();
    for (const call of [() => fuse.tick(), () => fuse.log(), () => fuse.init({ poolBytes: 1, logBytes: 1 })]) {
      expect(call).toThrow('this Fuse is closed');
    }
  });
});
