// SPDX-License-Identifier: Apache-2.0
/** runtime-ts/log.ts and line.ts: two rings of entries, what is lost, and how a reader follows. */
import * as fc from 'fast-check';
import { Fixture, LOG_ENTRY_BYTES } from '../support/node/fixture';
import type { Entry } from '../support/node/fixture';

const RUNTIME = 0;
const GUEST = 1;
const NO_MODULE = 0xffffffff;

let fuse: Fixture;
/** A log of so many entries, empty. */
function open(entries: number): void {
  fuse = new Fixture({ logBytes: entries * LOG_ENTRY_BYTES });
  fuse.runtime.openLog(fuse.log.memory, fuse.log.size);
}
beforeEach(() => open(16));

const cstring = (text: string): number => fuse.program.memory.cstring(text);
/** An entry of the runtime's own. */
const own = (text: string, level = 1): void => fuse.runtime.logRuntime(level, cstring(text));
/** An entry that a module wrote. */
function guest(text: string, level = 1, id = 3): void {
  const { memory } = fuse.program;
  const start = memory.allocate(Math.max(1, text.length), 1);
  memory.bytes(start, text.length).set(Buffer.from(text, 'latin1'));
  fuse.runtime.logGuest(id, level, { start, length: text.length });
  memory.free(start);
}
const journal = (): (typeof fuse.program.files.log)['journal'] => fuse.program.files.log.journal;
const sequences = (entries: readonly Entry[]): number[] => entries.map((entry) => entry.sequence);

describe('an entry', () => {
  test('has what it was made with', () => {
    fuse.clock.us = 123_456_789_012n;
    guest('hello', 2, 5);
    own('careful', 0);
    expect(fuse.entries()).toEqual([
      { sequence: 0, moduleId: 5, timestampUs: 123_456_789_012n, origin: GUEST, level: 2, text: 'hello' },
      { sequence: 1, moduleId: NO_MODULE, timestampUs: 123_456_789_012n, origin: RUNTIME, level: 0, text: 'careful' },
    ]);
  });

  test('is 152 bytes, as hosts were compiled against', () => {
    expect(fuse.program.structs.LogEntry.size).toBe(LOG_ENTRY_BYTES);
    expect(fuse.program.structs.LogEntry.offsets).toEqual({
      sequence: 0,
      moduleId: 4,
      timestampUs: 8,
      origin: 16,
      level: 17,
      text: 18,
    });
  });

  test('of a module has no level above FATAL', () => {
    for (const level of [0, 1, 2, 3, 255, 256, 0xffffffff]) guest('x', level);
    expect(fuse.entries().map((entry) => entry.level)).toEqual([0, 1, 2, 2, 2, 2, 2]);
  });

  test.each([
    ['about a module', () => fuse.runtime.logModule(1, 7, cstring(' running')), 'module 7 running'],
    ['about a module of two digits', () => fuse.runtime.logModule(1, 31, cstring(' loaded')), 'module 31 loaded'],
    ['of a trap', () => fuse.runtime.logTrap(0, cstring('unreachable')), 'module 0 trap: unreachable'],
    ['of a trap without a reason', () => fuse.runtime.logTrap(9, 0), 'module 9 trap: '],
    ['of a refusal', () => void fuse.runtime.refuse(cstring('no seal')), 'module not loaded: no seal'],
    [
      'of a refusal with a detail',
      () => void fuse.runtime.refuseFor(cstring('unknown import: '), cstring('open')),
      'module not loaded: unknown import: open',
    ],
    [
      'of a violation',
      () => fuse.runtime.logViolation(2, cstring('CAMERA'), cstring('capability not granted')),
      'SECURITY: module 2, CAMERA: capability not granted',
    ],
  ])('%s', (_, make, text) => {
    make();
    expect(fuse.texts()).toEqual([text]);
  });

  test('that refuses gives false', () => {
    expect(fuse.runtime.refuse(cstring('no'))).toBe(false);
    expect(fuse.runtime.refuseFor(cstring('no '), cstring('way'))).toBe(false);
  });

  test('without a clock has the time 0', () => {
    fuse = new Fixture({ withoutClock: true });
    expect(fuse.entries().every((entry) => entry.timestampUs === 0n)).toBe(true);
  });
});

describe('a text', () => {
  test.each([126, 127, 128, 200, 1000])('of %i bytes is cut after 127', (length) => {
    guest('a'.repeat(length));
    expect(fuse.texts()).toEqual(['a'.repeat(Math.min(length, 127))]);
  });

  test('that is cut ends within the entry', () => {
    guest('b'.repeat(128));
    guest('next');
    expect(fuse.texts()).toEqual(['b'.repeat(127), 'next']);
  });

  test('of several parts is cut where it is full', () => {
    fuse.runtime.refuseFor(cstring('c'.repeat(100)), cstring('d'.repeat(100)));
    expect(fuse.texts()).toEqual([`module not loaded: ${'c'.repeat(100)}${'d'.repeat(8)}`]);
  });

  test('has a question mark for each control character', () => {
    guest('a\nb\tc\x00d\x1fe\x7ff\x80g\xff');
    expect(fuse.texts()).toEqual(['a?b?c?d?e?f\x80g\xff']);
  });

  test('leaves nothing of a longer one that was in its place', () => {
    open(4);
    guest('a long text that will be overwritten');
    for (let i = 0; i < 3; i++) guest('x');
    const [oldest] = fuse.entries();
    const bytes = fuse.program.structs.LogEntry.create();
    fuse.runtime.logRead(fuse.program.out.u32(), bytes);
    expect(oldest?.text).toBe('x');
    expect([...bytes.text].slice(1).every((byte) => byte === 0)).toBe(true);
  });

  test('from elsewhere is not read past the end of a line', () => {
    const { memory } = fuse.program;
    const start = memory.allocate(300, 1);
    memory.bytes(start, 300).fill(0x7a);
    fuse.runtime.logTrap(0, start);
    expect(fuse.texts()[0]).toHaveLength(127);
  });
});

describe('the rings', () => {
  test('modules cannot evict what the runtime said', () => {
    own('first');
    for (let i = 0; i < 100; i++) guest(`flood ${i}`);
    const texts = fuse.texts();
    expect(texts[0]).toBe('first');
    expect(texts.slice(1)).toEqual(Array.from({ length: 12 }, (_, i) => `flood ${88 + i}`));
    expect(fuse.runtime.logLost()).toBe(88);
  });

  test.each([
    [1, 1, 0],
    [2, 1, 1],
    [3, 1, 2],
    [4, 1, 3],
    [5, 2, 3],
    [8, 2, 6],
    [9, 3, 6],
    [16, 4, 12],
  ])('of %i entries: %i are the runtime’s, %i the modules’', (entries, forRuntime, forGuests) => {
    open(entries);
    for (let i = 0; i < 40; i++) own('own');
    for (let i = 0; i < 40; i++) guest('guest');
    const origins = fuse.entries().map((entry) => entry.origin);
    expect(origins.filter((origin) => origin === RUNTIME)).toHaveLength(forRuntime);
    expect(origins.filter((origin) => origin === GUEST)).toHaveLength(forGuests);
  });

  test('in memory too small for an entry lose everything, and count it', () => {
    fuse = new Fixture({ logBytes: LOG_ENTRY_BYTES - 1 });
    expect(fuse.entries()).toEqual([]);
    const before = fuse.runtime.logLost();
    own('nobody');
    guest('reads this');
    expect(fuse.runtime.logLost()).toBe(before + 2);
  });

  test.each([0, 1, 4, 7])('begin at the next multiple of 8 after 8 n + %i', (misalignment) => {
    const size = 4 * LOG_ENTRY_BYTES + 7;
    const memory = fuse.program.memory.allocate(size + 8) + misalignment;
    fuse.runtime.openLog(memory, size);
    for (let i = 0; i < 10; i++) guest(String(i));
    expect(fuse.texts()).toEqual(['7', '8', '9']);
    expect(journal().rings.at(GUEST).entries.start % 8).toBe(0);
  });

  test('end within the memory that was given', () => {
    const size = 3 * LOG_ENTRY_BYTES + 100;
    const memory = fuse.program.memory.allocate(size + 16);
    const guard = fuse.program.memory.bytes(memory + size, 16).fill(0xa5);
    fuse.runtime.openLog(memory, size);
    for (let i = 0; i < 20; i++) guest('x'.repeat(127));
    for (let i = 0; i < 20; i++) own('y'.repeat(127));
    expect([...guard].every((byte) => byte === 0xa5)).toBe(true);
  });

  test('the count of what was lost wraps at 2^32', () => {
    open(1);
    own('a');
    journal().lost = 0xffffffff;
    own('b');
    expect(fuse.runtime.logLost()).toBe(0);
  });
});

describe('reading', () => {
  test('is by cursor, from the oldest on', () => {
    for (const text of ['a', 'b', 'c']) guest(text);
    const cursor = fuse.program.out.u32();
    expect(sequences(fuse.entries(cursor))).toEqual([0, 1, 2]);
    expect(cursor.value).toBe(3);
    own('d');
    expect(sequences(fuse.entries(cursor))).toEqual([3]);
  });

  test('merges both rings by sequence', () => {
    own('0');
    guest('1');
    own('2');
    guest('3');
    expect(fuse.texts()).toEqual(['0', '1', '2', '3']);
  });

  test('passes over what was overwritten in the meantime', () => {
    open(4);
    guest('a');
    const cursor = fuse.program.out.u32();
    fuse.entries(cursor);
    for (let i = 0; i < 10; i++) guest(String(i));
    expect(fuse.entries(cursor).map((entry) => entry.text)).toEqual(['7', '8', '9']);
  });

  test('of an empty log is at its end, and changes nothing', () => {
    const cursor = fuse.program.out.u32(0);
    const entry = fuse.program.structs.LogEntry.create({ sequence: 77 });
    expect(fuse.runtime.logRead(cursor, entry)).toBe(fuse.stat.LogEnd);
    expect([cursor.value, entry.sequence]).toEqual([0, 77]);
  });

  test('with a cursor from the future begins at what there is', () => {
    guest('a');
    expect(fuse.entries(fuse.program.out.u32(5)).map((entry) => entry.text)).toEqual(['a']);
  });

  test('needs both places, and a runtime', () => {
    const { runtime, stat, program } = fuse;
    const cursor = program.out.u32();
    const entry = program.structs.LogEntry.create();
    expect(runtime.logRead(null, entry)).toBe(stat.InvalidArg);
    expect(runtime.logRead(cursor, null)).toBe(stat.InvalidArg);
    runtime.deinit();
    expect(runtime.logRead(cursor, entry)).toBe(stat.NotInitialized);
  });

  test('is allowed from inside a module', () => {
    let seen: string[] = [];
    fuse.start({ step: () => void (seen = fuse.texts()) });
    fuse.tick();
    expect(seen.at(-1)).toBe('module 0 running');
  });
});

describe('sequence numbers', () => {
  test('wrap at 2^32 without losing the order', () => {
    journal().next = 0xfffffffe;
    for (const text of ['a', 'b', 'c', 'd']) guest(text);
    const cursor = fuse.program.out.u32(0xfffffffe);
    const entries = fuse.entries(cursor);
    expect(sequences(entries)).toEqual([0xfffffffe, 0xffffffff, 0, 1]);
    expect(entries.map((entry) => entry.text)).toEqual(['a', 'b', 'c', 'd']);
    expect(cursor.value).toBe(2);
  });

  test('of a reader that is behind the wrap lead to the oldest', () => {
    open(4);
    journal().next = 0xfffffff0;
    guest('old');
    const cursor = fuse.program.out.u32(0xfffffff0);
    fuse.entries(cursor);
    for (let i = 0; i < 40; i++) guest(String(i));
    expect(fuse.entries(cursor).map((entry) => entry.text)).toEqual(['37', '38', '39']);
  });
});

describe('against a model', () => {
  test('what is read is what the rings still hold, in order, for every reader', () => {
    const write = fc.record({ kind: fc.constantFrom('own' as const, 'guest' as const), reader: fc.constant(0) });
    const read = fc.record({ kind: fc.constant('read' as const), reader: fc.integer({ min: 0, max: 2 }) });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 0, max: 0xffffffff }),
        fc.array(fc.oneof({ weight: 4, arbitrary: write }, { weight: 1, arbitrary: read }), { maxLength: 80 }),
        (size, first, actions) => {
          open(size);
          journal().next = first;
          const room = { own: Math.ceil(size / 4), guest: size - Math.ceil(size / 4) };
          const kept: { own: number[]; guest: number[] } = { own: [], guest: [] };
          const cursors = [0, 1, 2].map(() => fuse.program.out.u32(first));
          const positions = [0, 0, 0];
          let count = 0;
          for (const { kind, reader } of actions) {
            if (kind === 'read') {
              const expected = [...kept.own, ...kept.guest]
                .filter((n) => n >= positions[reader]!)
                .sort((a, b) => a - b);
              expect(sequences(fuse.entries(cursors[reader]))).toEqual(expected.map((n) => (first + n) >>> 0));
              positions[reader] = count > 0 && expected.length > 0 ? expected.at(-1)! + 1 : positions[reader]!;
              continue;
            }
            if (kind === 'own') own('x');
            else guest('x');
            kept[kind].push(count++);
            if (kept[kind].length > room[kind]) kept[kind].shift();
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
