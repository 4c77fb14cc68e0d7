// SPDX-License-Identifier: Apache-2.0
/** Modules that misbehave: each way to trap with its reason, rights, ranges, the quota, and what the host is told. */
import { Capability, LogLevel, LogOrigin, ModuleState, Stat } from '../../sdk/node/fuse';
import { ALL_CAPABILITIES, valueOf } from '../support/api/bench';
import { overBoth } from '../support/api/over-both';

/** hostile.wat's commands, by what each is to trap with. */
const TRAPS = [
  ['endless recursion', 6, 'native stack overflow'],
  ['a load outside', 7, 'out of bounds memory access'],
  ['a store outside', 8, 'out of bounds memory access'],
  ['a load whose address wraps', 31, 'out of bounds memory access'],
  ['a fill outside', 17, 'out of bounds memory access'],
  ['a copy outside', 18, 'out of bounds memory access'],
  ['a division by zero', 13, 'integer divide by zero'],
  ['a division that overflows', 14, 'integer overflow'],
  ['unreachable', 15, 'unreachable'],
  ['a NaN that becomes an integer', 16, 'invalid conversion to integer'],
  ['a call of an empty element', 27, 'uninitialized element'],
  ['a call of another type', 28, 'indirect call type mismatch'],
  ['a call beyond the table', 29, 'undefined element'],
] as const;

/** What the native functions refuse. */
const VIOLATIONS = [
  ['a frame outside', 9, 'CAMERA: buffer outside its memory'],
  ['a message outside', 10, 'LOG: buffer outside its memory'],
  ['a frame whose length wraps', 11, 'CAMERA: buffer outside its memory'],
  ['a message whose length wraps', 12, 'LOG: buffer outside its memory'],
  ['event 32', 19, 'EVENT_POST: no such event'],
  ['a huge event', 20, 'EVENT_POST: no such event'],
  ['an empty frame', 21, 'CAMERA: empty buffer'],
] as const;

const CALLS = [
  ['the clock', 22, Capability.Timer, 'TIMER'],
  ['a frame', 23, Capability.Camera, 'CAMERA'],
  ['a message', 24, Capability.Log, 'LOG'],
  ['an event', 25, Capability.EventPost, 'EVENT_POST'],
] as const;
const UNREACHABLE = 15;
const LAST_BYTES = 30;

overBoth('a module that traps', (bench) => {
  test.each(TRAPS)('at %s', (_, command, reason) => {
    const { fuse } = bench().init();
    const worker = bench().run('worker');
    const id = bench().run('hostile');
    bench().reading = command;
    expect(fuse.runStep(id)).toBe(Stat.ModuleTrap);
    expect(bench().state(id)).toBe('Trapped');
    expect(bench().lastText).toBe(`module 1 trap: ${reason}`);
    expect(fuse.log().at(-1)).toMatchObject({ level: LogLevel.Fatal, origin: LogOrigin.Runtime, moduleId: id });
    expect(bench().calls).toEqual(['moduleStopped(1, Trapped)']);
    expect(valueOf(fuse.info(id))).toMatchObject({ traps: 1, steps: 0, state: ModuleState.Trapped });
    expect([fuse.start(id), fuse.pause(id), fuse.runStep(id)]).toEqual(new Array(3).fill(Stat.InvalidArg));
    expect(fuse.tick()).toBe(1 << worker);
    bench().reading = 0;
    expect([fuse.unload(id), bench().run('hostile')]).toEqual([Stat.Success, id]);
  });

  test.each(VIOLATIONS)('with %s', (_, command, line) => {
    const { fuse } = bench().init();
    const id = bench().run('hostile');
    bench().reading = command;
    expect(fuse.runStep(id)).toBe(Stat.ModuleTrap);
    expect(bench().texts).toContain(`SECURITY: module 0, ${line}`);
    expect(bench().state(id)).toBe('Trapped');
  });

  test.each(CALLS)('for want of the right to %s', (_, command, right, name) => {
    const { fuse } = bench().init();
    bench().frame = Uint8Array.of(1, 2, 3);
    const allowed = bench().run('hostile');
    const denied = bench().run('hostile', { capabilities: ALL_CAPABILITIES & ~right });
    bench().reading = command;
    expect([fuse.runStep(allowed), fuse.runStep(denied)]).toEqual([Stat.Success, Stat.ModuleTrap]);
    expect(bench().texts).toContain(`SECURITY: module ${denied}, ${name}: capability not granted`);
  });

  test('does not where an access ends exactly at the end', () => {
    const { fuse } = bench().init();
    const id = bench().run('hostile');
    bench().reading = LAST_BYTES;
    expect(fuse.runStep(id)).toBe(Stat.Success);
  });

  test('in its start code is not loaded, in its init not started, in its deinit unloaded all the same', () => {
    const { fuse } = bench().init();
    bench().reading = UNREACHABLE;
    expect(bench().tryLoad('hostile')).toEqual({ stat: Stat.ModuleLoadFailed });
    expect(bench().lastText).toBe('module 0 trap: unreachable');
    bench().reading = 0;
    const id = bench().load('hostile');
    bench().reading = UNREACHABLE;
    expect(fuse.start(id)).toBe(Stat.ModuleTrap);
    expect(bench().state(id)).toBe('Trapped');
    expect(fuse.unload(id)).toBe(Stat.Success);
    bench().reading = 0;
    expect(bench().run('hostile')).toBe(id);
    bench().reading = UNREACHABLE;
    expect(fuse.unload(id)).toBe(Stat.Success);
    expect(bench().texts.slice(-2)).toEqual(['module 0 trap: unreachable', 'module 0 unloaded']);
    expect(bench().calls).toEqual([]);
  });
});

overBoth('sensors', (bench) => {
  test('reach the module as the host gives them', () => {
    const { fuse } = bench().init();
    const id = bench().run('sensors');
    bench().now = 123_456n;
    bench().reading = 123_456.0078;
    expect(fuse.runStep(id)).toBe(Stat.Success);
    bench().now = 1n << 40n;
    bench().reading = Number(bench().now);
    expect(fuse.runStep(id)).toBe(Stat.Success);
    bench().now++;
    expect(fuse.runStep(id)).toBe(Stat.ModuleTrap);
  });

  test('are 0 where the host has none', () => {
    const { fuse } = bench().init({});
    expect(fuse.runStep(bench().run('sensors'))).toBe(Stat.Success);
    expect(fuse.runStep(bench().run('camera'))).toBe(Stat.ModuleTrap);
    expect(bench().texts).toContain('SECURITY: module 1, CAMERA: empty buffer');
  });

  test('a frame is cut to what the module has asked for', () => {
    const { fuse } = bench().init();
    const id = bench().run('camera');
    const step = (size: number, frame: string | null): string | undefined => {
      bench().reading = size;
      bench().frame = frame === null ? null : Buffer.from(frame);
      expect(fuse.runStep(id)).toBe(Stat.Success);
      return bench().lastText;
    };
    expect(step(8, 'abc')).toBe('[0] abc');
    expect(step(2, 'xyz')).toBe('[0] xy');
    expect(step(8, '')).toBe('[0] none');
    expect(step(8, null)).toBe('[0] none');
    // What the longer frame of before has left.
    expect(step(100, 'A')).toBe('[0] A');
  });
});

overBoth('the quota', (bench) => {
  const QUOTA = { cpuQuotaUs: 500 };

  test('is armed around code that exists, and ends an entry when it expires inside a host function', () => {
    const { fuse } = bench().init();
    const id = bench().run('lifecycle', QUOTA);
    bench().inside.getTimestamp = () => fuse.quotaExpired(id);
    bench().calls.length = 0;
    expect(fuse.runStep(id)).toBe(Stat.QuotaExceeded);
    bench().inside = {};
    expect(bench().state(id)).toBe('QuotaExceeded');
    expect(bench().calls).toEqual(['quotaArm(0, 500)', 'quotaCancel(0)', 'moduleStopped(0, QuotaExceeded)']);
    expect(bench().texts.slice(-2)).toEqual(['[0] step', 'module 0 quota exceeded']);
    expect(valueOf(fuse.info(id))).toMatchObject({ quotaKills: 1, traps: 0, steps: 0 });
    expect(fuse.unload(id)).toBe(Stat.Success);
    expect(bench().lastText).toBe('module 0 unloaded');
  });

  test('that expires while it is armed keeps the module from running', () => {
    const { fuse } = bench().init();
    const id = bench().run('lifecycle', QUOTA);
    bench().inside.quotaArm = () => fuse.quotaExpired(id);
    expect(fuse.tick()).toBe(0);
    expect(bench().texts.slice(-1)).toEqual(['module 0 quota exceeded']);
  });

  test('does nothing with another id, after the entry, or without a quota', () => {
    const { fuse } = bench().init();
    const limited = bench().run('lifecycle', QUOTA);
    const free = bench().run('lifecycle');
    fuse.quotaExpired(limited);
    bench().inside = {
      getTimestamp: () => fuse.quotaExpired(free),
      quotaCancel: () => fuse.quotaExpired(limited),
    };
    expect(fuse.tick()).toBe(0b11);
    for (const id of [32, 63, 64, 0xffffffff]) fuse.quotaExpired(id);
    expect(fuse.entryExpired()).toBe(false);
    expect(fuse.tick()).toBe(0b11);
  });

  test('of exactly one entry', () => {
    const { fuse } = bench().init();
    const id = bench().run('lifecycle', QUOTA);
    const words: number[] = [];
    bench().inside.quotaArm = () => words.push(fuse.entryWord());
    expect([fuse.runStep(id), fuse.runStep(id)]).toEqual([Stat.Success, Stat.Success]);
    expect(words[0]).not.toBe(words[1]);
    bench().inside = { getTimestamp: () => fuse.quotaExpiredEntry(words[0]!) };
    expect(fuse.runStep(id)).toBe(Stat.Success);
    bench().inside = { getTimestamp: () => fuse.quotaExpiredEntry(fuse.entryWord()) };
    expect(fuse.runStep(id)).toBe(Stat.QuotaExceeded);
  });

  test('goes before a trap, and holds for start code, init and deinit', () => {
    const { fuse } = bench().init();
    const expire = { getReading: () => fuse.quotaExpired(0) };
    bench().inside = expire;
    bench().reading = UNREACHABLE;
    expect(bench().tryLoad('hostile', QUOTA)).toEqual({ stat: Stat.ModuleLoadFailed });
    expect(bench().lastText).toBe('module 0 quota exceeded');
    bench().inside = {};
    bench().reading = 0;
    const id = bench().load('hostile', QUOTA);
    bench().inside = expire;
    expect(fuse.start(id)).toBe(Stat.QuotaExceeded);
    expect(fuse.unload(id)).toBe(Stat.Success);
    bench().inside = {};
    bench().run('hostile', QUOTA);
    bench().inside = expire;
    expect(fuse.unload(id)).toBe(Stat.Success);
    expect(bench().texts.slice(-2)).toEqual(['module 0 quota exceeded', 'module 0 unloaded']);
  });

  test('ends an endless loop of host calls at the call in which it expires', () => {
    const { fuse } = bench().init();
    const id = bench().run('hostile', QUOTA);
    bench().reading = 5;
    let calls = 0;
    bench().inside.getReading = () => {
      if (++calls === 1000) fuse.quotaExpired(id);
    };
    expect(fuse.runStep(id)).toBe(Stat.QuotaExceeded);
    expect(calls).toBe(1000);
  });
});

overBoth('the log', (bench) => {
  const SPEECH = [
    [0, '[0] hello', LogLevel.Debug],
    [1, '[0] hello', LogLevel.Info],
    [2, '[0] hello', LogLevel.Fatal],
    [3, '[0] hello', LogLevel.Fatal],
    [4, '[0] hello', LogLevel.Fatal],
    [6, `[0] ${'0123456789'.repeat(13).slice(0, 127)}`, LogLevel.Info],
    [7, `[0] ${'0123456789'.repeat(13).slice(0, 127)}`, LogLevel.Info],
    [8, `[0] ${'0123456789'.repeat(13).slice(0, 127)}`, LogLevel.Info],
    [9, '[0] a?b?c?d?[31me?', LogLevel.Info],
    [10, '[0] FUSE runtime stopped', LogLevel.Fatal],
    [11, '[0] x?y', LogLevel.Info],
    [12, '[0] address zero', LogLevel.Info],
    [13, '[0] !', LogLevel.Info],
    [15, '[0] été\ufffd', LogLevel.Info],
    [18, '[0] module 0 trap: forged?FUSE runtime stopped', LogLevel.Fatal],
  ] as const;
  test.each(SPEECH)('message %d of a module', (message, text, level) => {
    const { fuse } = bench().init();
    const id = bench().run('speaker');
    bench().reading = message;
    bench().now = 77n;
    expect(fuse.runStep(id)).toBe(Stat.Success);
    expect(bench().lastText).toBe(text);
    expect(fuse.log().at(-1)).toMatchObject({ level, origin: LogOrigin.Guest, moduleId: id, timestampUs: 77n });
  });

  test('an empty message is none', () => {
    const { fuse } = bench().init();
    const id = bench().run('speaker');
    bench().reading = 5;
    expect(fuse.runStep(id)).toBe(Stat.Success);
    expect(bench().lastText).toBe('module 0 running');
  });

  test.each([14, 16, 17])('message %d is not all in the module', (message) => {
    const { fuse } = bench().init();
    bench().reading = message;
    expect(fuse.runStep(bench().run('speaker'))).toBe(Stat.ModuleTrap);
    expect(bench().texts).toContain('SECURITY: module 0, LOG: buffer outside its memory');
  });

  test('is read from a cursor on, in order; a flood loses its own entries only', () => {
    const { fuse } = bench().init(bench().hal, 152 * 16);
    const id = bench().run('speaker');
    bench().reading = 100;
    expect(fuse.runStep(id)).toBe(Stat.Success);
    const sequences = fuse.log().map(({ sequence }) => sequence);
    expect(sequences).toEqual([...sequences].sort((a, b) => a - b));
    expect(bench().texts.slice(0, 3)).toEqual(['FUSE runtime initialised', 'module 0 loaded', 'module 0 running']);
    expect(fuse.logLost()).toBeGreaterThan(80);
    const first = valueOf(fuse.logRead(0));
    const second = valueOf(fuse.logRead(first.cursor));
    expect([first.entry.text, second.entry.text]).toEqual(['FUSE runtime initialised', 'module 0 loaded']);
    expect(fuse.logRead(sequences.at(-1)! + 1)).toEqual({ stat: Stat.LogEnd });
    expect(fuse.log(second.cursor)).toHaveLength(sequences.length - 2);
  });
});
