/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file freertos_config.h
 * The kernel's settings that every board shares. A board's FreeRTOSConfig.h sets the clock and what else is its own, then includes
 * this. Everything is static: the kernel has no heap.
 */
#ifndef FREERTOS_CONFIG_SHARED_H
#define FREERTOS_CONFIG_SHARED_H

#define configUSE_PREEMPTION 1
#define configUSE_TIME_SLICING 1
#define configTICK_RATE_HZ 1000U
#define configTICK_TYPE_WIDTH_IN_BITS TICK_TYPE_WIDTH_32_BITS
#define configMAX_PRIORITIES 4
#define configMAX_TASK_NAME_LEN 12
#define configIDLE_SHOULD_YIELD 1
#define configUSE_TASK_NOTIFICATIONS 1
#define configTASK_NOTIFICATION_ARRAY_ENTRIES 1
#define configUSE_MUTEXES 0
#define configUSE_TIMERS 0
/* Sleeps. */
#define configUSE_IDLE_HOOK 1
#define configUSE_TICK_HOOK 1
#define configUSE_MALLOC_FAILED_HOOK 0
#define configCHECK_FOR_STACK_OVERFLOW 2
#define configSUPPORT_STATIC_ALLOCATION 1
#define configSUPPORT_DYNAMIC_ALLOCATION 0
#define configKERNEL_PROVIDED_STATIC_MEMORY 1
#define configUSE_TRACE_FACILITY 1
#define configUSE_STATS_FORMATTING_FUNCTIONS 0
#define configENABLE_BACKWARD_COMPATIBILITY 0

#define INCLUDE_vTaskDelay 1
#define INCLUDE_xTaskGetCurrentTaskHandle 1
#define INCLUDE_xTaskGetSchedulerState 1
#define INCLUDE_uxTaskGetStackHighWaterMark 1
#define INCLUDE_vTaskSuspend 1
#define INCLUDE_vTaskDelete 1

void fuse_freertos_assert_failed(const char *file, int line);
#define configASSERT(condition)                                                                                                  \
    if (!(condition)) {                                                                                                          \
        fuse_freertos_assert_failed(__FILE__, __LINE__);                                                                         \
    }

#endif
