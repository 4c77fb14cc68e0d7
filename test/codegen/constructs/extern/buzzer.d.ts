// SPDX-License-Identifier: Apache-2.0
/**
 * The buzzer's driver.
 * @header buzzer.h
 */

/** @cname buzzer_settings_t */
interface BuzzerSettings {
  times: u32;
  pitch: u16;
}

/** @cname BUZZER_MAX */
declare const BUZZER_MAX: u32;

/** @cname buzzer_start */
declare function buzzerStart(settings: Readonly<BuzzerSettings>): boolean;
