/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file panic.c
 * What cannot go on, as one line on the console: a failed check of the runtime, an assertion of the kernel, a task's stack overflow.
 */
#include "internal.h"

static _Noreturn void end_line(void)
{
    fuse_freertos_put(" build=");
    fuse_freertos_put_build();
    fuse_freertos_put("\n");
    fuse_freertos_end(1U);
}

__attribute__((weak)) void fuse_panic(uint32_t site)
{
    fuse_freertos_put("PANIC site=");
    fuse_freertos_put_number(site);
    end_line();
}

void fuse_freertos_assert_failed(const char *file, int line)
{
    const char *name = file;
    for (const char *at = file; *at != '\0'; at++) {
        if (*at == '/') {
            name = &at[1];
        }
    }
    fuse_freertos_put("PANIC kernel ");
    fuse_freertos_put(name);
    fuse_freertos_put(":");
    fuse_freertos_put_number((uint32_t)line);
    end_line();
}

void vApplicationStackOverflowHook(TaskHandle_t overflown, char *name)
{
    (void)overflown;
    fuse_freertos_put("PANIC stack overflow task=");
    fuse_freertos_put(name);
    end_line();
}
