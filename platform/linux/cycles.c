/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file cycles.c
 * The counter for step times: the processor's time stamp counter where it ticks at one rate, else the clock.
 */
#include "internal.h"

#if defined(__x86_64__)
#include <cpuid.h>
#endif

/** Shortest stretch to calibrate over: the clock's own error is then below 1 in 10,000. */
#define CALIBRATION_NS 2000000U

static bool tsc_used;
static uint64_t start_cycles;
static uint64_t start_ns;
/** Microseconds per cycle, times 2^32; 0 until calibrated. */
static _Atomic uint64_t us_per_cycle;

static bool tsc_is_invariant(void)
{
#if defined(__x86_64__)
    unsigned int eax;
    unsigned int ebx;
    unsigned int ecx;
    unsigned int edx;
    return (__get_cpuid(0x80000007U, &eax, &ebx, &ecx, &edx) != 0) && ((edx & (1U << 8)) != 0U);
#else
    return false;
#endif
}

uint64_t fuse_platform_cycles(void)
{
#if defined(__x86_64__)
    if (tsc_used) {
        return __builtin_ia32_rdtsc();
    }
#endif
    return fuse_linux_now_ns();
}

void fuse_linux_cycles_init(void)
{
    tsc_used = tsc_is_invariant();
    start_ns = fuse_linux_now_ns();
    start_cycles = fuse_platform_cycles();
}

static uint64_t calibrate(void)
{
    fuse_platform_init();
    uint64_t now_ns = fuse_linux_now_ns();
    while ((now_ns - start_ns) < CALIBRATION_NS) {
        now_ns = fuse_linux_now_ns();
    }
    const double ns = (double)(now_ns - start_ns);
    const double cycles = (double)(fuse_platform_cycles() - start_cycles);
    const uint64_t factor = (uint64_t)((ns / cycles) * (4294967296.0 / 1000.0));
    atomic_store_explicit(&us_per_cycle, factor, memory_order_relaxed);
    return factor;
}

uint64_t fuse_platform_cycles_to_us(uint64_t cycles)
{
    uint64_t factor = atomic_load_explicit(&us_per_cycle, memory_order_relaxed);
    if (factor == 0U) {
        factor = calibrate();
    }
    /* In two halves, as the whole product needs more than 64 bits after an hour of cycles. */
    return ((cycles >> 32) * factor) + (((cycles & UINT32_MAX) * factor) >> 32);
}
