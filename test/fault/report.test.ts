// SPDX-License-Identifier: Apache-2.0
/** Fault reports in a console's output: what is found, and what is said of input that has none, or not all of one. */
import { findReports } from '../../cli/fault/report';

const BUILD = '0123456789abcdef0123456789abcdef01234567';
const FAULT = [
  'FAULT bus: bus error on a data access',
  'r0=00000004 r1=50415241 r2=00000001 r3=a0000000',
  'r12=a5a5a5a5 sp=200030a8 lr=00000341 pc=000002ce',
  'psr=01000000 exc_return=fffffffd cfsr=00008200 hfsr=00000000',
  'task=fuse',
  `build=${BUILD}`,
  'stack 200030a8: a5a5a5a5 000004eb',
  'stack 200030b0: 00000001',
];

const without = (pattern: RegExp): string => FAULT.filter((line) => !pattern.test(line)).join('\n');

test('a fault between other lines, from a terminal with carriage returns and colours', () => {
  const text = ['log 0.1 runtime', `\u001b[31m${FAULT[0]}\u001b[0m`, ...FAULT.slice(1), 'image ended: 1'].join('\r\n');
  const [report, ...more] = findReports(text);
  expect(more).toEqual([]);
  if (report?.kind !== 'fault') throw new Error('no fault');
  expect(report.what).toBe(FAULT[0]);
  expect(report.task).toBe('fuse');
  expect(report.build).toBe(BUILD);
  expect(report.registers.get('pc')).toBe(0x2ce);
  expect(report.registers.get('r12')).toBe(0xa5a5a5a5);
  expect(report.stack).toEqual([
    { address: 0x200030a8, word: 0xa5a5a5a5 },
    { address: 0x200030ac, word: 0x4eb },
    { address: 0x200030b0, word: 1 },
  ]);
});

test('panics, several in one output', () => {
  expect(findReports(`PANIC site=12 build=${BUILD}\nreset\nPANIC stack overflow task=idle build=${BUILD}`)).toEqual([
    { kind: 'panic', what: 'site=12', build: BUILD },
    { kind: 'panic', what: 'stack overflow task=idle', build: BUILD },
  ]);
});

test.each([
  ['', 'no line begins with FAULT or PANIC'],
  ['image ended: 0', 'no line begins with FAULT or PANIC'],
  [FAULT[0]!, 'its line with sp= is missing'],
  [without(/pc=/), 'its line with sp= is missing'],
  [without(/^task/), 'its line task= is missing'],
  [without(/^build/), 'its line build= is missing'],
  [without(/^(task|build|stack)/), 'its line task= is missing'],
  ['PANIC site=12', "the line 'PANIC site=12' is not complete"],
  [`PANIC site=12 build=${BUILD.slice(0, 10)}…`, 'is not complete'],
])('what is missing is said: %j', (text, message) => {
  expect(() => findReports(text)).toThrow(message);
});

test('a report without a stack is complete: the stack pointer may be anywhere', () => {
  expect(findReports(without(/^stack/))).toMatchObject([{ kind: 'fault', stack: [] }]);
});
