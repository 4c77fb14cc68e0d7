/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file fake_module.c
 * Modules of hand-written machine code, copied to RAM and in place in flash by turns, as modules are that run from the pool or not;
 * and the calling task's stack.
 */
#include "fake_runtime.h"

#include "FreeRTOS.h"
#include "task.h"

#include <string.h>

#define COPIES 4U
#define COPY_BYTES 512U

static _Alignas(32) unsigned char copies[COPIES][COPY_BYTES];
static bool in_use[COPIES];
static uint32_t held;

fake_module_t fake_module_map(void)
{
    static uint32_t turn;
    const size_t size = (size_t)(text_end - text_begin);
    fake_module_t module = {NULL, {0U, 0U}};
    turn++;
    held++;
    for (uint32_t i = 0U; ((turn % 2U) == 0U) && (i < COPIES) && (module.base == NULL); i++) {
        if (!in_use[i]) {
            configASSERT(size <= COPY_BYTES);
            in_use[i] = true;
            module.base = copies[i];
            (void)memcpy(module.base, text_begin, size);
            __asm volatile("dsb\n\tisb" ::: "memory");
        }
    }
    if (module.base == NULL) {
        module.base = (unsigned char *)(uintptr_t)text_begin;
    }
    module.text.start = (uintptr_t)module.base;
    module.text.end = module.text.start + size;
    return module;
}

void fake_module_unmap(fake_module_t *module)
{
    held--;
    for (uint32_t i = 0U; i < COPIES; i++) {
        if (module->base == copies[i]) {
            in_use[i] = false;
            /* What still ran there would not run long. */
            (void)memset(copies[i], 0xDE, COPY_BYTES);
        }
    }
    module->base = NULL;
}

void *fake_module_function(const fake_module_t *module, const char *function)
{
    return module->base + (function - text_begin);
}

uint32_t fake_modules_held(void)
{
    return held;
}

uintptr_t fake_stack_lowest(void)
{
    TaskStatus_t status;
    vTaskGetInfo(NULL, &status, pdFALSE, eRunning);
    return (uintptr_t)status.pxStackBase;
}

uintptr_t fake_stack_usable(void)
{
    return fuse_platform_stack_limit();
}
