// SPDX-License-Identifier: Apache-2.0
/** The runtime's clock: the host's `timer.get_timestamp`, if there is one. */

import { HAL, hal } from './hal/index';

export function hasClock(): boolean {
  if (when(HAL.TIMER)) {
    return hal.timer.getTimestamp !== null;
  }
  return false;
}

/** Microseconds since the host's epoch; 0 without a clock. */
export function clockUs(): u64 {
  if (when(HAL.TIMER)) {
    const getTimestamp = hal.timer.getTimestamp;
    if (getTimestamp !== null) return getTimestamp();
  }
  return 0n;
}
