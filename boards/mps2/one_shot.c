/* SPDX-License-Identifier: Apache-2.0 */
/** @file one_shot.c The one-shot timer for quotas: timer 0. */
#include "FreeRTOSConfig.h"
#include "mps2.h"
#include "board.h"
#include "cmsdk_timer.h"
#include "fuse_platform_freertos.h"
#include "nvic.h"

/** More urgent than what the kernel masks: a quota ends on time whatever the kernel does. Ending one calls nothing of the kernel. */
#define PRIORITY 4U
_Static_assert((PRIORITY << (8U - configPRIO_BITS)) < configMAX_SYSCALL_INTERRUPT_PRIORITY, "the kernel masks the one-shot timer");
#define COUNTS_PER_US (configCPU_CLOCK_HZ / 1000000U)

bool board_one_shot_start(uint32_t us)
{
    static bool enabled;
    if ((us == 0U) || (us > (UINT32_MAX / COUNTS_PER_US))) {
        return false;
    }
    if (!enabled) {
        enabled = true;
        nvic_enable(MPS2_TIMER_0_INTERRUPT, PRIORITY);
    }
    cmsdk_timer_start(MPS2_TIMER_0, us * COUNTS_PER_US);
    return true;
}

void board_one_shot_cancel(void)
{
    cmsdk_timer_stop(MPS2_TIMER_0);
}

void mps2_timer_0_interrupt(void)
{
    cmsdk_timer_stop(MPS2_TIMER_0);
    fuse_freertos_one_shot();
}
