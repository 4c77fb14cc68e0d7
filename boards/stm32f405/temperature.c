/* SPDX-License-Identifier: Apache-2.0 */
/** @file temperature.c The chip's temperature sensor, on channel 16 of ADC 1: RM0090, section 13.10. */
#include "board.h"
#include "registers.h"
#include "stm32f405.h"

#define CHANNEL 16U
/** 480 cycles, 23 us at 21 MHz; the sensor wants 10 us: DS8626, table 69. */
#define SAMPLE_LONGEST 7U
#define SMPR1_CHANNEL_16_SHIFT 18U

/* Readings at 30 and 110 degrees and 3.3 V, written in the factory: DS8626, table 70. */
#define CALIBRATION_30 (*(const volatile uint16_t *)0x1FFF7A2CU)
#define CALIBRATION_110 (*(const volatile uint16_t *)0x1FFF7A2EU)
#define COLD_CELSIUS 30.0F
#define HOT_CELSIUS 110.0F

static bool convert(uint32_t *reading)
{
    static bool prepared;
    if (!prepared) {
        prepared = true;
        RCC_APB2ENR |= RCC_APB2ENR_ADC1;
        /* A peripheral takes writes only some cycles after its clock is on: reading back waits for as long. */
        (void)RCC_APB2ENR;
        __asm volatile("dsb" ::: "memory");
        ADC_CCR = ADC_CCR_ADCPRE_4 | ADC_CCR_TSVREFE;
        ADC1_SMPR1 = SAMPLE_LONGEST << SMPR1_CHANNEL_16_SHIFT;
        ADC1_SQR3 = CHANNEL;
        ADC1_CR2 = ADC_CR2_ADON;
    }
    ADC1_SR = 0U;
    ADC1_CR2 |= ADC_CR2_SWSTART;
    if (!stm32f405_wait(&ADC1_SR, ADC_SR_EOC)) {
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
    const float cold = (float)CALIBRATION_30;
    const float hot = (float)CALIBRATION_110;
    return COLD_CELSIUS + ((((float)reading - cold) * (HOT_CELSIUS - COLD_CELSIUS)) / (hot - cold));
}
