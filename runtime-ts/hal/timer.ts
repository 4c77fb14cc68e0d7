// SPDX-License-Identifier: Apache-2.0
/** Timer: the host's clock, which is the runtime's own clock as well. @group timer */

import { Module } from '../modules';
import { hal } from './index';

declare module './index' {
  interface Groups {
    readonly TIMER: BuildFlag<'FUSE_HAL_ENABLE_TIMER'>;
  }
  interface Hal {
    timer: TimerHal;
  }
}

/** @cname fuse_hal_timer_group_t */
export interface TimerHal {
  /** Monotonic time in microseconds. Without it intervals are not checked and log entries have the time 0. */
  getTimestamp: Callback<() => u64> | null;
}

/**
 * Time in microseconds since an arbitrary start; 0 when the host has no clock.
 * @import timer_get_timestamp
 * @capability TIMER 1
 */
export function timerGetTimestamp(_caller: Module): u64 {
  const getTimestamp = hal.timer.getTimestamp;
  return getTimestamp === null ? 0n : getTimestamp();
}
