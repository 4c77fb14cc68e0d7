/* SPDX-License-Identifier: Apache-2.0 */
/** @file registers.h The peripherals of an STM32F405/F407 that this board uses. Addresses and bits: RM0090, in the chapter that each names. */
#ifndef STM32F405_REGISTERS_H
#define STM32F405_REGISTERS_H

#include <stdint.h>

#define REGISTER(address) (*(volatile uint32_t *)(uintptr_t)(address))

/* Reset and clock control, as the STM32F405/F407 has it: chapter 7. */
#define RCC_CR REGISTER(0x40023800U)
#define RCC_PLLCFGR REGISTER(0x40023804U)
#define RCC_CFGR REGISTER(0x40023808U)
#define RCC_AHB1ENR REGISTER(0x40023830U)
#define RCC_APB1ENR REGISTER(0x40023840U)
#define RCC_APB2ENR REGISTER(0x40023844U)
#define RCC_CSR REGISTER(0x40023874U)
#define RCC_CR_HSEON (1U << 16U)
#define RCC_CR_HSERDY (1U << 17U)
#define RCC_CR_PLLON (1U << 24U)
#define RCC_CR_PLLRDY (1U << 25U)
#define RCC_PLLCFGR_N_SHIFT 6U
#define RCC_PLLCFGR_P_SHIFT 16U
#define RCC_PLLCFGR_HSE (1U << 22U)
#define RCC_PLLCFGR_Q_SHIFT 24U
/** All that has a meaning: PLLM, PLLN, PLLP, PLLSRC, PLLQ. */
#define RCC_PLLCFGR_MASK 0x0F437FFFU
#define RCC_CFGR_SW_PLL 2U
#define RCC_CFGR_SWS_MASK (3U << 2U)
#define RCC_CFGR_SWS_PLL (2U << 2U)
#define RCC_CFGR_PPRE1_4 (5U << 10U)
#define RCC_CFGR_PPRE2_2 (4U << 13U)
#define RCC_AHB1ENR_GPIOA (1U << 0U)
#define RCC_AHB1ENR_GPIOB (1U << 1U)
#define RCC_APB1ENR_PWR (1U << 28U)
#define RCC_APB2ENR_USART1 (1U << 4U)
#define RCC_APB2ENR_ADC1 (1U << 8U)
#define RCC_CSR_RMVF (1U << 24U)
#define RCC_CSR_SFTRSTF (1U << 28U)
#define RCC_CSR_IWDGRSTF (1U << 29U)

/* Power control: chapter 5. */
#define PWR_CR REGISTER(0x40007000U)
#define PWR_CR_VOS (1U << 14U)

/* Flash interface: chapter 3. */
#define FLASH_ACR REGISTER(0x40023C00U)
#define FLASH_ACR_LATENCY_MASK 7U
#define FLASH_ACR_PREFETCH (1U << 8U)
#define FLASH_ACR_INSTRUCTION_CACHE (1U << 9U)
#define FLASH_ACR_DATA_CACHE (1U << 10U)

/* General purpose input and output, ports A and B: chapter 8. */
#define GPIOA_MODER REGISTER(0x40020000U)
#define GPIOA_AFRH REGISTER(0x40020024U)
#define GPIOB_MODER REGISTER(0x40020400U)
#define GPIOB_AFRL REGISTER(0x40020420U)

/* USART 1: chapter 30. */
#define USART1_SR REGISTER(0x40011000U)
#define USART1_DR REGISTER(0x40011004U)
#define USART1_BRR REGISTER(0x40011008U)
#define USART1_CR1 REGISTER(0x4001100CU)
#define USART_SR_TXE (1U << 7U)
#define USART_CR1_TE (1U << 3U)
#define USART_CR1_UE (1U << 13U)

/* Analogue-to-digital converter 1 and the common registers: chapter 13. */
#define ADC1_SR REGISTER(0x40012000U)
#define ADC1_CR2 REGISTER(0x40012008U)
#define ADC1_SMPR1 REGISTER(0x4001200CU)
#define ADC1_SQR3 REGISTER(0x40012034U)
#define ADC1_DR REGISTER(0x4001204CU)
#define ADC_CCR REGISTER(0x40012304U)
#define ADC_SR_EOC (1U << 1U)
#define ADC_CR2_ADON (1U << 0U)
#define ADC_CR2_SWSTART (1U << 30U)
#define ADC_CCR_ADCPRE_4 (1U << 16U)
#define ADC_CCR_TSVREFE (1U << 23U)

/* Independent watchdog: chapter 21. */
#define IWDG_KR REGISTER(0x40003000U)
#define IWDG_PR REGISTER(0x40003004U)
#define IWDG_RLR REGISTER(0x40003008U)
#define IWDG_SR REGISTER(0x4000300CU)
/** An update of prescaler or reload value is under way. */
#define IWDG_SR_UPDATING 3U

#endif
