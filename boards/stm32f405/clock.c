/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file clock.c
 * Clocks: 168 MHz from the PLL, fed by the crystal (HSE), or by the internal 16 MHz (HSI, 1 %) if that does not start. RM0090,
 * chapters 3 and 7.
 */
#include "FreeRTOSConfig.h"
#include "registers.h"
#include "stm32f405.h"

/** The board's crystal. 8 MHz on ST's Discovery boards. */
#ifndef BOARD_HSE_HZ
#define BOARD_HSE_HZ 8000000U
#endif
#define HSI_HZ 16000000U
#define FULL_HZ 168000000U

/** The PLL: 1 MHz in, 336 MHz inside, by 2 for the processor, by 7 for the 48 MHz that USB would want. */
#define PLL_INPUT_HZ 1000000U
#define PLL_N 336U
#define PLL_P_2 0U
#define PLL_Q 7U
_Static_assert((BOARD_HSE_HZ % PLL_INPUT_HZ) == 0U, "the PLL wants 1 MHz from the crystal");

/** For 168 MHz at 2.7 to 3.6 V: RM0090, chapter 3, number of wait states according to the clock. */
#define FLASH_WAIT_STATES 5U

/** A turn of the waiting loop reads a peripheral and takes 5 cycles or more: a fiftieth of a second's cycles are 100 ms. */
#define TURNS_DIVISOR 50U

uint32_t board_clock_hz = HSI_HZ;
static uint32_t apb2_divider = 1U;

bool stm32f405_wait(const volatile uint32_t *status, uint32_t mask, uint32_t value)
{
    for (uint32_t turns = board_clock_hz / TURNS_DIVISOR; turns > 0U; turns--) {
        if ((*status & mask) == value) {
            return true;
        }
    }
    return false;
}

void stm32f405_delay_us(uint32_t us)
{
    /* A turn is no less than a cycle. */
    for (uint32_t turns = us * (board_clock_hz / 1000000U); turns > 0U; turns--) {
        __asm volatile("nop");
    }
}

/* A peripheral takes accesses only some cycles after its clock is on. Of the ways that ST's errata sheet of these processors (ES0182,
 * "Delay after an RCC peripheral clock enabling") has, a barrier is the one that always works; reading back sees the write through. */
void stm32f405_enable(volatile uint32_t *enable_register, uint32_t bits)
{
    *enable_register |= bits;
    (void)*enable_register;
    __asm volatile("dsb" ::: "memory");
}

bool stm32f405_is_silicon(void)
{
    /* The internal oscillator is on and ready after every reset: RCC_CR is never 0. */
    return RCC_CR != 0U;
}

static bool start_pll(void)
{
    RCC_CR |= RCC_CR_HSEON;
    const bool crystal = stm32f405_wait(&RCC_CR, RCC_CR_HSERDY, RCC_CR_HSERDY);
    const uint32_t divider = (crystal ? BOARD_HSE_HZ : HSI_HZ) / PLL_INPUT_HZ;
    RCC_PLLCFGR = (RCC_PLLCFGR & ~RCC_PLLCFGR_MASK) | divider | (PLL_N << RCC_PLLCFGR_N_SHIFT) | (PLL_P_2 << RCC_PLLCFGR_P_SHIFT)
        | (PLL_Q << RCC_PLLCFGR_Q_SHIFT) | (crystal ? RCC_PLLCFGR_HSE : 0U);
    RCC_CR |= RCC_CR_PLLON;
    return stm32f405_wait(&RCC_CR, RCC_CR_PLLRDY, RCC_CR_PLLRDY);
}

static bool set_wait_states(void)
{
    FLASH_ACR = FLASH_WAIT_STATES | FLASH_ACR_PREFETCH | FLASH_ACR_INSTRUCTION_CACHE | FLASH_ACR_DATA_CACHE;
    return stm32f405_wait(&FLASH_ACR, FLASH_ACR_LATENCY_MASK, FLASH_WAIT_STATES);
}

void stm32f405_clock_init(void)
{
    if (!stm32f405_is_silicon()) {
        /* QEMU 7.2, netduinoplus2: SysTick counts 168 MHz from the start. */
        board_clock_hz = FULL_HZ;
        apb2_divider = 2U;
        return;
    }
    stm32f405_enable(&RCC_APB1ENR, RCC_APB1ENR_PWR);
    PWR_CR |= PWR_CR_VOS;
    if (!start_pll() || !set_wait_states()) {
        return;
    }
    RCC_CFGR = RCC_CFGR_PPRE1_4 | RCC_CFGR_PPRE2_2;
    RCC_CFGR |= RCC_CFGR_SW_PLL;
    apb2_divider = 2U;
    if (stm32f405_wait(&RCC_CFGR, RCC_CFGR_SWS_MASK, RCC_CFGR_SWS_PLL)) {
        board_clock_hz = FULL_HZ;
    }
}

uint32_t stm32f405_apb2_hz(void)
{
    return board_clock_hz / apb2_divider;
}
