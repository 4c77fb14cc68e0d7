/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file bench_guard.c
 * Nanoseconds of entering a guard and of arming and cancelling a quota, best of several runs.
 */
#include "fake_runtime.h"

#include <stdio.h>

#define RUNS 15U
#define ROUNDS 2000000U

static fake_module_t module;
static uint64_t counter;

static void plain_call(void)
{
    void (*volatile const function)(void *) = (void (*)(void *))(uintptr_t)fake_module_function(&module, text_count);
    for (uint32_t i = 0U; i < ROUNDS; i++) {
        function(&counter);
    }
}

static void guarded_call(void)
{
    void *const code = fake_module_function(&module, text_count);
    for (uint32_t i = 0U; i < ROUNDS; i++) {
        (void)fuse_platform_guard_enter(code, &counter, &module.text);
    }
}

static void arm_and_cancel(void)
{
    for (uint32_t i = 0U; i < ROUNDS; i++) {
        fuse_platform_quota_arm(1U, 1000000U);
        fuse_platform_quota_cancel(1U);
    }
}

static void read_cycles(void)
{
    for (uint32_t i = 0U; i < ROUNDS; i++) {
        counter += fuse_platform_cycles();
    }
}

static void read_clock(void)
{
    for (uint32_t i = 0U; i < ROUNDS; i++) {
        counter += fuse_platform_get_timestamp_us();
    }
}

static void measure(const char *name, void (*body)(void))
{
    uint64_t best_us = UINT64_MAX;
    for (uint32_t run = 0U; run < RUNS; run++) {
        const uint64_t start_us = fuse_platform_get_timestamp_us();
        body();
        const uint64_t us = fuse_platform_get_timestamp_us() - start_us;
        best_us = (us < best_us) ? us : best_us;
    }
    (void)printf("%-28s %6.2f ns\n", name, ((double)best_us * 1000.0) / (double)ROUNDS);
}

int main(void)
{
    fuse_platform_init();
    module = fake_module_map();
    measure("call of the module", plain_call);
    measure("the same, guarded", guarded_call);
    measure("quota_arm + quota_cancel", arm_and_cancel);
    measure("fuse_platform_cycles", read_cycles);
    measure("fuse_platform_get_timestamp", read_clock);
    return 0;
}
