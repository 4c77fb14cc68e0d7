// SPDX-License-Identifier: Apache-2.0
/**
 * The portable test runner. A suite is a file of test functions and one table of them; each test gets a runtime of its own
 * (fixture.ts), and must leave pool and process as it found them. One line per test, then `N passed, N failed`.
 */
import { statName } from '../../runtime-ts/fuse';
import type { Stat } from '../../runtime-ts/fuse';
import { tearDown, setUp } from './fixture';
import { consoleNumber, consoleWrite, selected } from './host';

export interface Test {
  name: CString;
  run: Callback<() => void>;
}

/** Failures printed per test; a loop of a thousand would hide the others. */
const PRINTED_MAX = 8;

let failures: u32 = 0;
let testsPassed: u32 = 0;
let testsFailed: u32 = 0;

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

function runTest(suite: CString, test: Test): void {
  failures = 0;
  setUp();
  const run = test.run;
  run();
  tearDown();
  if (failures === 0) testsPassed += 1;
  else testsFailed += 1;
  consoleWrite(failures === 0 ? 'ok   ' : 'FAIL ');
  consoleWrite(suite);
  consoleWrite('/');
  consoleWrite(test.name);
  consoleWrite('\n');
}

/** Runs those tests of a suite that the host selects. */
export function runSuite(suite: CString, tests: Slice<Test>): void {
  for (let i: u32 = 0; i < tests.length; i++) {
    const test = tests[i];
    if (selected(suite, test.name)) runTest(suite, test);
  }
}

/** Prints the total; the result is the number of failed tests, or 1 if none was selected. */
export function reportTotal(): u32 {
  consoleNumber(u64(testsPassed));
  consoleWrite(' passed, ');
  consoleNumber(u64(testsFailed));
  consoleWrite(' failed\n');
  return testsPassed + testsFailed === 0 ? 1 : testsFailed;
}
