/* SPDX-License-Identifier: Apache-2.0 */
/** @file temperature.c The chip's temperature sensor, on channel 16 of ADC 1: RM0090, chapter 13, temperature sensor. */
#include "board.h"
#include "celsius.h"
#include "registers.h"
#include "stm32f405.h"

#define CHANNEL 16U
/** 480 cycles, 23 us at 21 MHz; the sensor wants 10 us: DS8626, temperature sensor characteristics. */
#define SAMPLE_LONGEST 7U
#define SMPR1_CHANNEL_16_SHIFT 18U
/** The sensor needs up to 10 us to start, the converter 3 us: DS8626, temperature sensor and ADC characteristics. */
#define START_US 10U

/** Readings at 30 and 110 degrees and 3.3 V: DS8626, temperature sensor calibration values. */
#define CALIBRATION_30 (*(const volatile uint16_t *)0x1FFF7A2CU)
#define CALIBRATION_110 (*(const volatile uint16_t *)0x1FFF7A2EU)

static void prepare(void)
{
    static bool prepared;
    if (prepared) {
        return;
    }
    prepared = true;
    stm32f405_enable(&RCC_APB2ENR, RCC_APB2ENR_ADC1);
    ADC_CCR = ADC_CCR_ADCPRE_4 | ADC_CCR_TSVREFE;
    ADC1_SMPR1 = SAMPLE_LONGEST << SMPR1_CHANNEL_16_SHIFT;
    ADC1_SQR3 = CHANNEL;
    ADC1_CR2 = ADC_CR2_ADON;
    stm32f405_delay_us(START_US);
}

static bool convert(uint32_t *reading)
{
    prepare();
    ADC1_SR = 0U;
    ADC1_CR2 |= ADC_CR2_SWSTART;
    if (!stm32f405_wait(&ADC1_SR, ADC_SR_EOC, ADC_SR_EOC)) {
        return false;
    }
    *reading = ADC1_DR;
    return true;
}

bool board_has_temperature(void)
{
    uint32_t reading;
    return stm32f405_is_silicon() && (CALIBRATION_110 > CALIBRATION_30) && convert(&reading);
}

float board_temperature(void)
{
    uint32_t reading;
    if (!stm32f405_is_silicon() || !convert(&reading)) {
        return 0.0F;
    }
    return stm32f405_celsius(reading, CALIBRATION_30, CALIBRATION_110);
}
