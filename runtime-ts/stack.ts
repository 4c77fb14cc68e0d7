// SPDX-License-Identifier: Apache-2.0
/** The end of the stack that modules share with the runtime's task. */

import { runtime } from './modules';

/** To be called before a module may run on a task for the first time. */
export function noteStack(): void {
  runtime.stackLimit = platformStackLimit();
}
