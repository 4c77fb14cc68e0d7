// SPDX-License-Identifier: Apache-2.0
/** Temperature sensor. @group temp_sensor */

import { Module } from '../modules';
import { hal } from './index';

declare module './index' {
  interface Groups {
    readonly TEMP_SENSOR: BuildFlag<'FUSE_HAL_ENABLE_TEMP_SENSOR'>;
  }
  interface Hal {
    temp: TempHal;
  }
}

/** @cname fuse_hal_temp_group_t */
export interface TempHal {
  /** The temperature now, in degrees Celsius. */
  getReading: Callback<() => f32> | null;
}

/**
 * The temperature in degrees Celsius; 0 when the host has no sensor.
 * @import temp_get_reading
 * @capability TEMP_SENSOR 0
 */
export function tempGetReading(_caller: Module): f32 {
  const getReading = hal.temp.getReading;
  return getReading === null ? 0.0 : getReading();
}
