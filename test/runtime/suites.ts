// SPDX-License-Identifier: Apache-2.0
/** All suites, in the order in which they build on each other. */
import { calloutTests } from './callout_tests';
import { cyclesTests } from './cycles_tests';
import { eventsTests } from './events_tests';
import { halTests } from './hal_tests';
import { hostileTests } from './hostile_tests';
import { lifecycleTests } from './lifecycle_tests';
import { loadTests } from './load_tests';
import { logTests } from './log_tests';
import { modelTests } from './model_tests';
import { policyTests } from './policy_tests';
import { quotaTests } from './quota_tests';
import { reentryTests } from './reentry_tests';
import { replaceTests } from './replace_tests';
import { scheduleTests } from './schedule_tests';
import { sealTests } from './seal_tests';
import { startupTests } from './startup_tests';
import { reportTotal, runForced, runSuite } from './harness';
import { STOP_FAULT, STOP_REDIRECT } from './host';
import { unsealedTests } from './unsealed_tests';

/** Runs what the host selects; the number of failed tests. */
export function runTests(): u32 {
  runSuite('startup', slice(startupTests));
  runSuite('policy', slice(policyTests));
  runSuite('seal', slice(sealTests));
  runSuite('unsealed', slice(unsealedTests));
  runSuite('load', slice(loadTests));
  runSuite('lifecycle', slice(lifecycleTests));
  runSuite('schedule', slice(scheduleTests));
  runSuite('events', slice(eventsTests));
  runSuite('quota', slice(quotaTests));
  runSuite('hal', slice(halTests));
  runSuite('log', slice(logTests));
  runSuite('reentry', slice(reentryTests));
  runSuite('replace', slice(replaceTests));
  runSuite('callout', slice(calloutTests));
  runSuite('hostile', slice(hostileTests));
  runForced('hostile_redirect', STOP_REDIRECT, STOP_FAULT, slice(hostileTests));
  runForced('hostile_fault', STOP_FAULT, STOP_REDIRECT, slice(hostileTests));
  runSuite('cycles', slice(cyclesTests));
  runSuite('model', slice(modelTests));
  return reportTotal();
}
