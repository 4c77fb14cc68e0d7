// SPDX-License-Identifier: Apache-2.0
/** The end of the stack that modules share with the runtime's task. */

import { runtime } from './modules';

/** Below the modules' part: frames of host functions, signals and interrupts. */
const RESERVE = 16384;

/** Lowest address that modules may use of the calling task's stack; 0: unknown. */
function limit(): usize {
  const given = platformStackLimit();
  if (given !== 0) return given;
  // A port that does not say: WAMR's own layer knows the stacks of most operating systems.
  const end = addressOf(wamrStackEnd());
  return end === 0 ? 0 : sat(end + RESERVE);
}

/** To be called before a module may run on a task for the first time. */
export function noteStack(): void {
  runtime.stackLimit = limit();
}
