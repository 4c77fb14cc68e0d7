/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file memory_pool.c
 * On a Cortex-M all memory is writable and executable: what WAMR would map comes from the runtime's pool.
 */
#include "platform_api_vmcore.h"

#include "wasm_export.h"

/** What WAMR rounds sizes up to; the pool aligns to 8, which is all that WAMR and its compiler rely on. */
#define PAGE 16

int os_getpagesize(void)
{
    return PAGE;
}

void *os_mmap(void *hint, size_t size, int prot, int flags, os_file_handle file)
{
    (void)hint;
    (void)prot;
    (void)flags;
    (void)file;
    if (size > UINT32_MAX - (size_t)PAGE) {
        return NULL;
    }
    void *const memory = wasm_runtime_malloc((uint32_t)size);
    if (memory != NULL) {
        (void)memset(memory, 0, size);
    }
    return memory;
}

void os_munmap(void *addr, size_t size)
{
    (void)size;
    wasm_runtime_free(addr);
}

int os_mprotect(void *addr, size_t size, int prot)
{
    (void)addr;
    (void)size;
    (void)prot;
    return 0;
}

void *os_mremap(void *old_addr, size_t old_size, size_t new_size)
{
    return os_mremap_slow(old_addr, old_size, new_size);
}

void os_dcache_flush(void)
{
    __asm volatile("dsb" ::: "memory");
}

void os_icache_flush(void *start, size_t len)
{
    (void)start;
    (void)len;
    __asm volatile("dsb\n\tisb" ::: "memory");
}
