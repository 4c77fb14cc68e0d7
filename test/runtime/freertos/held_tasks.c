/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file held_tasks.c
 * A board: everything is in the pool. The kernel has no heap; what could be left behind there is a task.
 */
#include "FreeRTOS.h"
#include "host.h"
#include "task.h"

const uint32_t test_has_large_memory = 0U;

uint64_t test_held_resources(void)
{
    return uxTaskGetNumberOfTasks();
}
