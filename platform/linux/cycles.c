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
#define TRIES 8U

/** Counter and clock at one moment. */
typedef struct {
    uint64_t cycles;
    uint64_t ns;
} moment_t;

#define UNKNOWN 0U
#define TIME_STAMP_COUNTER 1U
#define CLOCK 2U

static _Atomic uint32_t source = UNKNOWN;
static moment_t start;
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

static __attribute__((noinline, cold)) uint32_t choose_source(void)
{
    const uint32_t chosen = tsc_is_invariant() ? TIME_STAMP_COUNTER : CLOCK;
    atomic_store(&source, chosen);
    return chosen;
}

uint64_t fuse_platform_cycles(void)
{
    uint32_t from = atomic_load_explicit(&source, memory_order_relaxed);
    if (from == UNKNOWN) {
        from = choose_source();
    }
#if defined(__x86_64__)
    if (from == TIME_STAMP_COUNTER) {
        return __builtin_ia32_rdtsc();
    }
#endif
    return fuse_host_now_ns();
}

/** Reads both; of several tries the one with the least time between, since the thread may be interrupted there. */
static moment_t read_both(void)
{
    moment_t best = {0};
    uint64_t least = UINT64_MAX;
    for (uint32_t i = 0U; i < TRIES; i++) {
        const uint64_t before = fuse_platform_cycles();
        const uint64_t ns = fuse_host_now_ns();
        const uint64_t between = fuse_platform_cycles() - before;
        if (between < least) {
            least = between;
            best.cycles = before + (between / 2U);
            best.ns = ns;
        }
    }
    return best;
}

void fuse_linux_cycles_init(void)
{
    start = read_both();
}

static uint64_t calibrate(void)
{
    fuse_platform_init();
    moment_t now = read_both();
    while ((now.ns - start.ns) < CALIBRATION_NS) {
        now = read_both();
    }
    const double ns = (double)(now.ns - start.ns);
    const double cycles = (double)(now.cycles - start.cycles);
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
