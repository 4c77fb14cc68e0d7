/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file registers.h
 * System registers of an Armv7-M processor. Numbers: Armv7-M Architecture Reference Manual (DDI 0403E), chapter B3.
 */
#ifndef FUSE_CORTEX_M_REGISTERS_H
#define FUSE_CORTEX_M_REGISTERS_H

#include <stdint.h>

#define REGISTER(address) (*(volatile uint32_t *)(uintptr_t)(address))

/* SysTick, B3.3. */
#define SYST_CSR REGISTER(0xE000E010U)
#define SYST_RVR REGISTER(0xE000E014U)
#define SYST_CVR REGISTER(0xE000E018U)
#define SYST_CSR_ENABLE (1U << 0U)
#define SYST_CSR_COUNTFLAG (1U << 16U)

/* System control block, B3.2. */
#define SCB_SHCSR REGISTER(0xE000ED24U)
#define SCB_CFSR REGISTER(0xE000ED28U)
#define SCB_HFSR REGISTER(0xE000ED2CU)
#define SCB_MMFAR REGISTER(0xE000ED34U)
#define SCB_BFAR REGISTER(0xE000ED38U)
#define SHCSR_MEMFAULTENA (1U << 16U)
#define SHCSR_BUSFAULTENA (1U << 17U)
#define SHCSR_USGFAULTENA (1U << 18U)
/** Memory management's byte of CFSR. */
#define CFSR_MEMORY_MASK 0xFFU
#define CFSR_IACCVIOL (1U << 0U)
/** The exception could not push its frame. */
#define CFSR_STACKING_ERRORS ((1U << 4U) | (1U << 12U))
#define CFSR_MMARVALID (1U << 7U)
#define CFSR_BFARVALID (1U << 15U)

/* Memory protection unit, B3.5. */
#define MPU_TYPE REGISTER(0xE000ED90U)
#define MPU_CTRL REGISTER(0xE000ED94U)
#define MPU_RNR REGISTER(0xE000ED98U)
#define MPU_RBAR REGISTER(0xE000ED9CU)
#define MPU_RASR REGISTER(0xE000EDA0U)
#define MPU_TYPE_DREGION_SHIFT 8U
#define MPU_TYPE_DREGION_MASK 0xFFU
#define MPU_CTRL_ENABLE (1U << 0U)
/** Privileged code sees the default memory map wherever no region lies. */
#define MPU_CTRL_PRIVDEFENA (1U << 2U)
#define MPU_RASR_ENABLE (1U << 0U)
#define MPU_RASR_SIZE_SHIFT 1U
#define MPU_RASR_SRD_SHIFT 8U
#define MPU_RASR_B (1U << 16U)
#define MPU_RASR_C (1U << 17U)
#define MPU_RASR_TEX_1 (1U << 19U)
#define MPU_RASR_AP_NONE (0U << 24U)
#define MPU_RASR_AP_ALL (3U << 24U)
#define MPU_RASR_XN (1U << 28U)

/* Exceptions, B1.5. */
#define EXC_RETURN_THREAD (1U << 3U)
#define EXC_RETURN_PSP (1U << 2U)
/** Clear: the frame has room for floating-point registers. */
#define EXC_RETURN_BASIC_FRAME (1U << 4U)
#define XPSR_T (1U << 24U)
/** The stack pointer was moved by four for the frame. */
#define XPSR_ALIGNED (1U << 9U)
/** IT and ICI bits: where in an IT block, or in a load or store of several registers, the exception came. */
#define XPSR_IT_ICI 0x0600FC00U

/** What an exception pushes. */
typedef struct {
    uint32_t r0;
    uint32_t r1;
    uint32_t r2;
    uint32_t r3;
    uint32_t r12;
    uint32_t lr;
    uint32_t pc;
    uint32_t psr;
} cortex_m_frame_t;

#define BASIC_FRAME_BYTES 32U
#define FLOAT_FRAME_BYTES 104U

static inline uint32_t cortex_m_ipsr(void)
{
    uint32_t value;
    __asm volatile("mrs %0, ipsr" : "=r"(value));
    return value;
}

static inline uintptr_t cortex_m_psp(void)
{
    uintptr_t value;
    __asm volatile("mrs %0, psp" : "=r"(value));
    return value;
}

static inline void cortex_m_barrier(void)
{
    __asm volatile("dsb\n\tisb" ::: "memory");
}

#endif
