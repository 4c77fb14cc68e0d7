/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file platform.c
 * The part of WAMR's platform layer that is the same on the simulator and on a Cortex-M. Nothing here allocates: WAMR works on
 * the runtime's pool, and what would take the system's heap fails.
 */
#include "platform_api_vmcore.h"

#include "fuse_platform.h"

int bh_platform_init(void)
{
    return 0;
}

void bh_platform_destroy(void)
{
}

void *os_malloc(unsigned size)
{
    (void)size;
    return NULL;
}

void *os_realloc(void *ptr, unsigned size)
{
    (void)ptr;
    (void)size;
    return NULL;
}

void os_free(void *ptr)
{
    (void)ptr;
}

/* The runtime logs; WAMR's own words would name no module. */
int os_printf(const char *format, ...)
{
    (void)format;
    return 0;
}

int os_vprintf(const char *format, va_list values)
{
    (void)format;
    (void)values;
    return 0;
}

uint64 os_time_get_boot_us(void)
{
    return fuse_platform_get_timestamp_us();
}

korp_tid os_self_thread(void)
{
    return NULL;
}

uint8 *os_thread_get_stack_boundary(void)
{
    return (uint8 *)fuse_platform_stack_limit();
}

void os_thread_jit_write_protect_np(bool enabled)
{
    (void)enabled;
}

int os_mutex_init(korp_mutex *mutex)
{
    *mutex = 0U;
    return 0;
}

int os_mutex_destroy(korp_mutex *mutex)
{
    (void)mutex;
    return 0;
}

int os_mutex_lock(korp_mutex *mutex)
{
    (void)mutex;
    return 0;
}

int os_mutex_unlock(korp_mutex *mutex)
{
    (void)mutex;
    return 0;
}
