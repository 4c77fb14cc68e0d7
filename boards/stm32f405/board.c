/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file board.c
 * STM32F405 and F407: console on USART 1 (PA9 transmits, PA10 receives; with BOARD_CONSOLE_PB6 PB6 and PB7), 115200 baud. QEMU's
 * netduinoplus2 is this processor.
 *
 * No one-shot timer, so a quota ends at the tick: docs/boards.md says what QEMU's timers do instead.
 */
#include "board.h"

#include "registers.h"
#include "stm32f405.h"

#define BAUD 115200U

/* DS8626, alternate function mapping: USART1 is function 7 of PA9 and PA10, and of PB6 and PB7. */
#define ALTERNATE_USART1 7U
#ifdef BOARD_CONSOLE_PB6
#define CONSOLE_MODER GPIOB_MODER
#define CONSOLE_AFR GPIOB_AFRL
#define CONSOLE_PORT RCC_AHB1ENR_GPIOB
#define CONSOLE_TRANSMITS 6U
#define CONSOLE_RECEIVES 7U
#else
#define CONSOLE_MODER GPIOA_MODER
#define CONSOLE_AFR GPIOA_AFRH
#define CONSOLE_PORT RCC_AHB1ENR_GPIOA
#define CONSOLE_TRANSMITS 9U
#define CONSOLE_RECEIVES 10U
#endif
#define MODE_MASK 3U
#define MODE_ALTERNATE 2U
#define FUNCTION_MASK 0xFU

static void connect_to_usart(uint32_t pin)
{
    const uint32_t mode_shift = pin * 2U;
    const uint32_t function_shift = (pin % 8U) * 4U;
    CONSOLE_AFR = (CONSOLE_AFR & ~(FUNCTION_MASK << function_shift)) | (ALTERNATE_USART1 << function_shift);
    CONSOLE_MODER = (CONSOLE_MODER & ~(MODE_MASK << mode_shift)) | (MODE_ALTERNATE << mode_shift);
}

void board_init(void)
{
    stm32f405_clock_init();
    stm32f405_reset_reason_init();
    stm32f405_enable(&RCC_AHB1ENR, CONSOLE_PORT);
    stm32f405_enable(&RCC_APB2ENR, RCC_APB2ENR_USART1);
    connect_to_usart(CONSOLE_TRANSMITS);
    connect_to_usart(CONSOLE_RECEIVES);
    /* Sixteenths of the divider, rounded: RM0090, chapter 30, fractional baud rate generation. */
    USART1_BRR = (stm32f405_apb2_hz() + (BAUD / 2U)) / BAUD;
    USART1_CR1 = USART_CR1_UE | USART_CR1_TE;
}

void board_console_write(const char *bytes, size_t length)
{
    /* A fault may come before there is a console. Without its clock the USART reads as 0. */
    if ((USART1_CR1 & USART_CR1_UE) == 0U) {
        return;
    }
    for (size_t i = 0U; i < length; i++) {
        if (!stm32f405_wait(&USART1_SR, USART_SR_TXE, USART_SR_TXE)) {
            return;
        }
        USART1_DR = (uint8_t)bytes[i];
    }
}
