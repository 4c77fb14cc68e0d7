/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file fake_module.c
 * Modules of hand-written machine code in pages of their own, and the calling thread's stack.
 */
#define _GNU_SOURCE
#include "fake_runtime.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

fake_module_t fake_module_map(void)
{
    fake_module_t module;
    const size_t size = (size_t)(text_end - text_begin);
    module.base = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (module.base == MAP_FAILED) {
        perror("mmap");
        exit(1);
    }
    (void)memcpy(module.base, text_begin, size);
    if (mprotect(module.base, size, PROT_READ | PROT_EXEC) != 0) {
        perror("mprotect");
        exit(1);
    }
    module.text.start = (uintptr_t)module.base;
    module.text.end = module.text.start + size;
    return module;
}

void fake_module_unmap(fake_module_t *module)
{
    (void)munmap(module->base, (size_t)(text_end - text_begin));
    module->base = NULL;
}

void *fake_module_function(const fake_module_t *module, const char *function)
{
    return module->base + (function - text_begin);
}

uintptr_t fake_stack_lowest(void)
{
    pthread_attr_t attributes;
    void *lowest = NULL;
    size_t size = 0U;
    (void)pthread_getattr_np(pthread_self(), &attributes);
    (void)pthread_attr_getstack(&attributes, &lowest, &size);
    (void)pthread_attr_destroy(&attributes);
    return (uintptr_t)lowest;
}

uintptr_t fake_stack_usable(void)
{
    /* Signal handlers run on a stack of their own. */
    return fake_stack_lowest();
}

uint32_t fake_modules_held(void)
{
    uint32_t lines = 0U;
    FILE *const maps = fopen("/proc/self/maps", "r");
    for (int c = (maps != NULL) ? getc(maps) : EOF; c != EOF; c = getc(maps)) {
        lines += (c == '\n') ? 1U : 0U;
    }
    if (maps != NULL) {
        (void)fclose(maps);
    }
    return lines;
}
