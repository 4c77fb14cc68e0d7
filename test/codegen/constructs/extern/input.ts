// SPDX-License-Identifier: Apache-2.0
/** C: functions, structs and macros of a C header. */

export function beep(times: u32): boolean {
  if (times > BUZZER_MAX) return false;
  const settings = zeroed<BuzzerSettings>();
  settings.times = times;
  return buzzerStart(settings);
}
