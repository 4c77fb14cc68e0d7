/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file board.c
 * STM32F405 and F407: console on USART 1 (PA9 transmits, PA10 receives), 115200 baud. QEMU's netduinoplus2 is this processor.
 *
 * No one-shot timer: QEMU's model of TIM2 counts 1 GHz whatever the clock, and does not fire again when it is set from its own
 * interrupt, so what the tests could not run is not used; a quota ends at the tick.
 */
#include "board.h"

#include "registers.h"
#include "stm32f405.h"

#define BAUD 115200U

/* DS8626, table 9: USART1 is alternate function 7 of PA9 and PA10. */
#define ALTERNATE_USART1 7U
#define PIN_9 9U
#define PIN_10 10U
#define MODE_MASK 3U
#define MODE_ALTERNATE 2U
#define FUNCTION_MASK 0xFU

static void connect_to_usart(uint32_t pin)
{
    const uint32_t mode_shift = pin * 2U;
    const uint32_t function_shift = (pin - 8U) * 4U;
    GPIOA_AFRH = (GPIOA_AFRH & ~(FUNCTION_MASK << function_shift)) | (ALTERNATE_USART1 << function_shift);
    GPIOA_MODER = (GPIOA_MODER & ~(MODE_MASK << mode_shift)) | (MODE_ALTERNATE << mode_shift);
}

void board_init(void)
{
    stm32f405_clock_init();
    stm32f405_reset_reason_init();
    RCC_AHB1ENR |= RCC_AHB1ENR_GPIOA;
    RCC_APB2ENR |= RCC_APB2ENR_USART1;
    connect_to_usart(PIN_9);
    connect_to_usart(PIN_10);
    /* Sixteenths of the divider, rounded: RM0090, 30.3.4. */
    USART1_BRR = (stm32f405_apb2_hz() + (BAUD / 2U)) / BAUD;
    USART1_CR1 = USART_CR1_UE | USART_CR1_TE;
}

void board_console_write(const char *bytes, size_t length)
{
    for (size_t i = 0U; i < length; i++) {
        while ((USART1_SR & USART_SR_TXE) == 0U) {
        }
        USART1_DR = (uint8_t)bytes[i];
    }
}
