// SPDX-License-Identifier: Apache-2.0
/**
 * The portable test runner. A suite is a file of test functions and one table of them; each test gets a runtime of its own
 * (fixture.ts), and must leave pool and process as it found them. One line per test, then `N passed, N failed`.
 */
import { statName } from '../../runtime-ts/fuse';
import type { Stat } from '../../runtime-ts/fuse';
import { expect } from './expect';
import { tearDown, setUp } from './fixture';
import { consoleNumber, consoleWrite, forceStop, selected, STOP_ANY, stops } from './host';

export interface Test {
  name: CString;
  run: Callback<() => void>;
}

/** Failures printed per test; a loop of a thousand would hide the others. */
const PRINTED_MAX = 8;

let failures: u32 = 0;
let testsPassed: u32 = 0;
let testsFailed: u32 = 0;
let forced: u32 = STOP_ANY;

/** The way of stopping modules that the platform must use, or STOP_ANY. */
export function forcedWay(): u32 {
  return forced;
}

/** Counts a failure and begins its line; false if enough of them are printed. */
function beginFailure(what: CString, file: CString, line: u32): boolean {
  failures += 1;
  if (failures > PRINTED_MAX) return false;
  consoleWrite('  ');
  consoleWrite(file);
  consoleWrite(':');
  consoleNumber(u64(line));
  consoleWrite(': ');
  consoleWrite(what);
  return true;
}

/** Behind `expect`. */
export function testCondition(holds: boolean, what: CString, file: CString, line: u32): void {
  if (holds) return;
  if (beginFailure(what, file, line)) consoleWrite(' does not hold\n');
}

/** Behind `expectEqual`. */
export function testNumber(got: u64, want: u64, what: CString, file: CString, line: u32): void {
  if (got === want) return;
  if (!beginFailure(what, file, line)) return;
  consoleWrite(': got ');
  consoleNumber(got);
  consoleWrite(', expected ');
  consoleNumber(want);
  consoleWrite('\n');
}

/** Behind `expectStat`. */
export function testStat(got: Stat, want: Stat, what: CString, file: CString, line: u32): void {
  if (got === want) return;
  if (!beginFailure(what, file, line)) return;
  consoleWrite(': got ');
  consoleWrite(statName(got));
  consoleWrite(', expected ');
  consoleWrite(statName(want));
  consoleWrite('\n');
}

/** Counts a test that is over and prints its line. */
function report(suite: CString, name: CString): void {
  if (failures === 0) testsPassed += 1;
  else testsFailed += 1;
  consoleWrite(failures === 0 ? 'ok   ' : 'FAIL ');
  consoleWrite(suite);
  consoleWrite('/');
  consoleWrite(name);
  consoleWrite('\n');
}

function runTest(suite: CString, test: Test): void {
  failures = 0;
  setUp();
  const run = test.run;
  run();
  tearDown();
  report(suite, test.name);
}

/** Runs those tests of a suite that the host selects; how many there were. */
export function runSuite(suite: CString, tests: Slice<Test>): u32 {
  let count: u32 = 0;
  for (let i: u32 = 0; i < tests.length; i++) {
    const test = tests[i];
    if (selected(suite, test.name)) {
      runTest(suite, test);
      count += 1;
    }
  }
  return count;
}

/**
 * Runs a suite with one of the platform's ways of stopping a module alone, and counts as a test that it was used and no other.
 * Nothing on a platform that has no ways to choose from.
 */
export function runForced(suite: CString, way: u32, other: u32, tests: Slice<Test>): void {
  if (!forceStop(way)) return;
  forced = way;
  const before = stops(way);
  const beforeOther = stops(other);
  const count = runSuite(suite, tests);
  if (count > 1) {
    failures = 0;
    expect(stops(way) !== before);
    expect(stops(other) === beforeOther);
    report(suite, 'noOtherWay');
  }
  forceStop(STOP_ANY);
  forced = STOP_ANY;
}

/** Prints the total; the result is the number of failed tests, or 1 if none was selected. */
export function reportTotal(): u32 {
  consoleNumber(u64(testsPassed));
  consoleWrite(' passed, ');
  consoleNumber(u64(testsFailed));
  consoleWrite(' failed\n');
  return testsPassed + testsFailed === 0 ? 1 : testsFailed;
}
