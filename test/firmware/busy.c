/* SPDX-License-Identifier: Apache-2.0 */
/** In place of fuse_tick() and fuse_freertos_wait_us(): after BUSY_MS milliseconds the image ends; with 0 if it has never slept since. */
#include "board.h"
#include "fuse.h"
#include "fuse_platform.h"
#include "fuse_platform_freertos.h"

static uint32_t waits;

uint32_t __real_fuse_tick(void);
uint32_t __wrap_fuse_tick(void);
void __real_fuse_freertos_wait_us(uint64_t us);
void __wrap_fuse_freertos_wait_us(uint64_t us);

void __wrap_fuse_freertos_wait_us(uint64_t us)
{
    waits++;
    __real_fuse_freertos_wait_us(us);
}

uint32_t __wrap_fuse_tick(void)
{
    static uint32_t waits_before_first_step = UINT32_MAX;
    const uint32_t stepped = __real_fuse_tick();
    if ((stepped != 0U) && (waits_before_first_step == UINT32_MAX)) {
        waits_before_first_step = waits;
    }
    if (fuse_platform_get_timestamp_us() > (BUSY_MS * 1000ULL)) {
        board_console_text((waits == waits_before_first_step) ? "image ended: 0\n" : "image ended: 1\n");
        board_halt(0U);
    }
    return stepped;
}
