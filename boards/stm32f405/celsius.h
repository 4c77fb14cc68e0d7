/* SPDX-License-Identifier: Apache-2.0 */
/** @file celsius.h From a reading of the temperature sensor to degrees. */
#ifndef STM32F405_CELSIUS_H
#define STM32F405_CELSIUS_H

#include <stdint.h>

/** At which the factory takes the two readings that it writes into each chip. */
#define STM32F405_COLD_CELSIUS 30.0F
#define STM32F405_HOT_CELSIUS 110.0F

/** On the line through the factory's two readings, `cold` and `hot`, which are not the same. */
static inline float stm32f405_celsius(uint32_t reading, uint16_t cold, uint16_t hot)
{
    const float slope = (STM32F405_HOT_CELSIUS - STM32F405_COLD_CELSIUS) / ((float)hot - (float)cold);
    return STM32F405_COLD_CELSIUS + (((float)reading - (float)cold) * slope);
}

#endif
