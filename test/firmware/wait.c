/* SPDX-License-Identifier: Apache-2.0 */
/** In place of fuse_freertos_wait_us(): after WAITS waits the task never comes back, or, with END_WELL, the image ends. */
#include "FreeRTOS.h"
#include "board.h"
#include "fuse_platform_freertos.h"
#include "task.h"

void __real_fuse_freertos_wait_us(uint64_t us);
void __wrap_fuse_freertos_wait_us(uint64_t us);

void __wrap_fuse_freertos_wait_us(uint64_t us)
{
    static uint32_t waits;
    waits++;
    if (waits < WAITS) {
        __real_fuse_freertos_wait_us(us);
        return;
    }
#ifdef END_WELL
    static const char words[] = "image ended: 0\n";
    board_console_write(words, sizeof words - 1U);
    board_halt(0U);
#else
    vTaskSuspend(NULL);
#endif
}
