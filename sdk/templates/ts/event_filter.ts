// SPDX-License-Identifier: Apache-2.0
/**
 * Woken by an event, it posts OVERHEATED once when the temperature reaches 60 degrees, and again only after it fell below 55.
 * Needs TEMP_SENSOR, LOG and EVENT_POST.
 */
import { fuseEventPost, Level, log, tempGetReading } from 'fuse_module';

const OVERHEATED: u32 = 1;

let isHot = false;

export function module_step(): void {
  const celsius = tempGetReading();
  if (!isHot && celsius >= 60) {
    isHot = true;
    log(Level.Info, 'overheated');
    fuseEventPost(OVERHEATED);
  } else if (isHot && celsius < 55) {
    isHot = false;
    log(Level.Info, 'cooled down');
  }
}
