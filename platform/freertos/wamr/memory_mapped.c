/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file memory_mapped.c
 * On the simulator code and linear memories are mapped from the host, as on Linux.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "platform_api_vmcore.h"

#include <sys/mman.h>
#include <unistd.h>

int os_getpagesize(void)
{
    return (int)sysconf(_SC_PAGESIZE);
}

static int protection(int prot)
{
    int result = PROT_NONE;
    if ((prot & MMAP_PROT_READ) != 0) {
        result |= PROT_READ;
    }
    if ((prot & MMAP_PROT_WRITE) != 0) {
        result |= PROT_WRITE;
    }
    if ((prot & MMAP_PROT_EXEC) != 0) {
        result |= PROT_EXEC;
    }
    return result;
}

void *os_mmap(void *hint, size_t size, int prot, int flags, os_file_handle file)
{
    (void)file;
    int how = MAP_ANONYMOUS | MAP_PRIVATE;
#if defined(__x86_64__)
    /* The small code model: code has to reach everything of its own in 32 bits. */
    if ((flags & MMAP_MAP_32BIT) != 0) {
        how |= MAP_32BIT;
    }
#endif
    if ((flags & MMAP_MAP_FIXED) != 0) {
        how |= MAP_FIXED;
    }
    void *const memory = mmap(hint, size, protection(prot), how, -1, 0);
    return (memory == MAP_FAILED) ? NULL : memory;
}

void os_munmap(void *addr, size_t size)
{
    if (addr != NULL) {
        (void)munmap(addr, size);
    }
}

int os_mprotect(void *addr, size_t size, int prot)
{
    return (addr != NULL) ? mprotect(addr, size, protection(prot)) : 0;
}

void *os_mremap(void *old_addr, size_t old_size, size_t new_size)
{
    void *const memory = mremap(old_addr, old_size, new_size, MREMAP_MAYMOVE);
    return (memory == MAP_FAILED) ? os_mremap_slow(old_addr, old_size, new_size) : memory;
}

void os_dcache_flush(void)
{
}

void os_icache_flush(void *start, size_t len)
{
    (void)start;
    (void)len;
}
