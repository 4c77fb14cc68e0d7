/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file celsius.c
 * Degrees from readings of the STM32F405's temperature sensor: exact at the factory's two points, on their line elsewhere, also below
 * the cold point, where a difference of unsigned numbers would wrap.
 */
#include "celsius.h"

#include "check.h"

#include <math.h>

/** Of a typical chip: 0.76 V at 25 degrees, 2.5 mV a degree, 4096 steps to 3.3 V. */
#define COLD 959U
#define HOT 1207U
#define STEPS_PER_DEGREE (((float)HOT - (float)COLD) / 80.0F)
#define TOLERANCE 0.001F

static bool is_near(float actual, float expected)
{
    return fabsf(actual - expected) < TOLERANCE;
}

int main(void)
{
    CHECK(is_near(stm32f405_celsius(COLD, COLD, HOT), 30.0F));
    CHECK(is_near(stm32f405_celsius(HOT, COLD, HOT), 110.0F));
    CHECK(is_near(stm32f405_celsius((COLD + HOT) / 2U, COLD, HOT), 70.0F));
    for (uint32_t reading = 0U; reading <= 4095U; reading++) {
        const float expected = 30.0F + (((float)reading - (float)COLD) / STEPS_PER_DEGREE);
        CHECK(is_near(stm32f405_celsius(reading, COLD, HOT), expected));
    }
    /* -40 degrees: 70 degrees below the cold point. */
    CHECK(is_near(stm32f405_celsius(COLD - 217U, COLD, HOT), -40.0F));
    /* Two readings as near to each other as can be. */
    CHECK(is_near(stm32f405_celsius(101U, 100U, 101U), 110.0F));
    return check_finish();
}
