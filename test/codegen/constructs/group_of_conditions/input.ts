// SPDX-License-Identifier: Apache-2.0
/** Text: long expressions are broken where a reader would break them. */

interface Sensor {
  isEnabled: boolean;
  isCalibrated: boolean;
  temperature: i32;
  lowerLimit: i32;
  upperLimit: i32;
}

const sensor: Sensor = zeroed();

function isWithinLimits(temperature: i32, lowerLimit: i32, upperLimit: i32, toleranceInDegrees: i32): boolean {
  return temperature >= sat(lowerLimit - toleranceInDegrees) && temperature <= sat(upperLimit + toleranceInDegrees);
}

export function isTrustworthy(toleranceInDegrees: i32, isForced: boolean): boolean {
  const trusted = isWithinLimits(sensor.temperature, sensor.lowerLimit, sensor.upperLimit, toleranceInDegrees);
  return isForced || (sensor.isEnabled && sensor.isCalibrated && trusted && sensor.lowerLimit < sensor.upperLimit);
}
