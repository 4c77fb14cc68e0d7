// SPDX-License-Identifier: Apache-2.0
/** Who is stepped when: activation, intervals, events and their latches, and what the clock is read for. */
import { Activation, NEVER_DUE, Stat } from '../../sdk/node/fuse';
import { valueOf } from '../support/api/bench';
import { overBoth } from '../support/api/over-both';

const EVENT = Activation.Event;

overBoth('tick', (bench) => {
  test('steps each running module once, in the order of ids', () => {
    const { fuse } = bench().init();
    for (let i = 0; i < 3; i++) bench().run('lifecycle');
    expect(fuse.tick()).toBe(0b111);
    expect(bench().texts.filter((text) => text.endsWith('step'))).toEqual(['[0] step', '[1] step', '[2] step']);
  });

  test('keeps intervals from the start of one step to the start of the next', () => {
    const { fuse } = bench().init();
    bench().now = 1000n;
    const id = bench().run('worker', { stepIntervalUs: 100 });
    const ticks = [1000n, 1099n, 1100n, 1150n, 1350n, 1400n, 1000n].map((now) => {
      bench().now = now;
      return [fuse.tick(), valueOf(fuse.nextDueUs())];
    });
    // A clock that goes backwards skips the check.
    expect(ticks).toEqual([
      [1, 100n],
      [0, 1n],
      [1, 100n],
      [0, 50n],
      [1, 100n],
      [0, 50n],
      [1, 100n],
    ]);
    bench().now = 1050n;
    expect(fuse.runStep(id)).toBe(Stat.IntervalNotElapsed);
    bench().now = 1100n;
    expect(fuse.runStep(id)).toBe(Stat.Success);
  });

  test('never steps what is manual only', () => {
    const { fuse } = bench().init();
    const id = bench().run('worker', { activationMask: Activation.Manual });
    bench().run('worker', { activationMask: Activation.Manual | Activation.Interval });
    expect(fuse.tick()).toBe(0b10);
    expect(fuse.runStep(id)).toBe(Stat.Success);
  });

  test('does not ask the clock where no interval counts', () => {
    const { fuse } = bench().init();
    bench().run('worker', { activationMask: EVENT, eventSubscribe: 1 });
    bench().trace = true;
    fuse.tick();
    fuse.postEvent(0);
    expect(fuse.tick()).toBe(1);
    expect(bench().calls).toEqual([]);
    bench().run('worker', { stepIntervalUs: 5 });
    bench().run('worker', { stepIntervalUs: 7 });
    bench().calls.length = 0;
    expect(fuse.tick()).toBe(0b110);
    expect(bench().calls).toEqual(['getTimestamp()']);
  });
});

overBoth('events', (bench) => {
  test('latch for every module that subscribes, in any state, and not for one that comes later', () => {
    const { fuse } = bench().init();
    const policy = { activationMask: EVENT, eventSubscribe: 0b110 };
    const [running, loaded] = [bench().run('worker', policy), bench().load('worker', policy)] as const;
    bench().run('worker', { activationMask: EVENT, eventSubscribe: 0b001 });
    expect([fuse.postEvent(1), fuse.postEvent(31), fuse.postEvent(32), fuse.clearEvent(32)]).toEqual([
      Stat.Success,
      Stat.Success,
      Stat.InvalidArg,
      Stat.InvalidArg,
    ]);
    const later = bench().run('worker', policy);
    expect(valueOf(fuse.nextDueUs())).toBe(0n);
    expect(fuse.tick()).toBe(1 << running);
    expect(fuse.tick()).toBe(0);
    fuse.start(loaded);
    expect(fuse.tick()).toBe(1 << loaded);
    expect(valueOf(fuse.nextDueUs())).toBe(NEVER_DUE);
    fuse.postEvent(2);
    fuse.clearEvent(2);
    expect(fuse.tick()).toBe(0);
    fuse.postEvent(2);
    expect(fuse.tick()).toBe((1 << running) | (1 << loaded) | (1 << later));
  });

  test('go before the interval, and survive a step that fails or that they are posted in', () => {
    const { fuse } = bench().init();
    const both = { activationMask: EVENT | Activation.Interval, stepIntervalUs: 1000, eventSubscribe: 1 << 3 };
    bench().reading = 3;
    const poster = bench().run('poster', both);
    expect(fuse.tick()).toBe(1 << poster);
    // It has woken itself.
    expect(fuse.tick()).toBe(1 << poster);
    bench().reading = 4;
    expect(fuse.tick()).toBe(1 << poster);
    expect(fuse.tick()).toBe(0);
    bench().reading = 0;
    const hostile = bench().run('hostile', { activationMask: EVENT, eventSubscribe: 1 << 5 });
    bench().reading = 15;
    fuse.postEvent(5);
    expect(fuse.tick()).toBe(0);
    expect(bench().state(hostile)).toBe('Trapped');
  });

  test('chain modules within one tick when ids are in order', () => {
    const { fuse } = bench().init();
    bench().reading = 9;
    bench().run('poster', { activationMask: EVENT, eventSubscribe: 1 });
    bench().run('worker', { activationMask: EVENT, eventSubscribe: 1 << 9 });
    fuse.postEvent(0);
    const masks = [fuse.tick(), fuse.tick(), fuse.tick()];
    expect(masks.reduce((a, b) => a | b)).toBe(0b11);
    expect(masks.at(-1)).toBe(0);
  });
});

overBoth('the demo pipeline', (bench) => {
  test('judges a frame, compresses what is worth keeping, and drops the rest', () => {
    const { fuse } = bench().init();
    const [ready, captured] = [0, 1];
    bench().run('frame_filter', { activationMask: EVENT, eventSubscribe: 1 << ready });
    bench().run('frame_compress', { activationMask: EVENT, eventSubscribe: 1 << captured });
    const step = (frame: Uint8Array): string[] => {
      const before = bench().texts.length;
      bench().frame = frame;
      fuse.postEvent(ready);
      for (let tick = 0; tick < 4; tick++) fuse.tick();
      return bench().texts.slice(before);
    };
    const flat = step(new Uint8Array(320 * 240).fill(100));
    const lively = step(Uint8Array.from({ length: 320 * 240 }, (_, i) => (Math.floor(i / 40) % 2) * 200));
    expect(flat.join('\n')).not.toMatch(/^\[1\]/m);
    expect(lively.join('\n')).toMatch(/^\[1\]/m);
  });
});
