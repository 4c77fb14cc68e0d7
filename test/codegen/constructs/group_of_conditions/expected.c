/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from group_of_conditions/input.ts by codegen; do not edit. */
/** Text: long expressions are broken where a reader would break them. */
#include "input.h"

typedef struct sensor {
    bool is_enabled;
    bool is_calibrated;
    int32_t temperature;
    int32_t lower_limit;
    int32_t upper_limit;
} sensor_t;

static sensor_t sensor;

static bool is_within_limits(
    int32_t temperature, int32_t lower_limit, int32_t upper_limit, int32_t tolerance_in_degrees)
{
    return temperature >= fuse_sat_sub_i32(lower_limit, tolerance_in_degrees)
        && temperature <= fuse_sat_add_i32(upper_limit, tolerance_in_degrees);
}

bool fuse_is_trustworthy(int32_t tolerance_in_degrees, bool is_forced)
{
    const bool trusted = is_within_limits(
        sensor.temperature, sensor.lower_limit, sensor.upper_limit, tolerance_in_degrees);
    return is_forced
        || (sensor.is_enabled && sensor.is_calibrated && trusted && sensor.lower_limit < sensor.upper_limit);
}
