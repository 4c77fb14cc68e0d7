/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file text.c
 * The pages of a module's machine code: whether they can be executed.
 */
#include "host.h"

#include <sys/mman.h>
#include <sys/personality.h>
#include <unistd.h>

static uintptr_t page_size;
static int revoked_protection = PROT_READ;

static bool protect(uintptr_t start, uintptr_t end, int protection)
{
    const uintptr_t first = start & ~(page_size - 1U);
    const uintptr_t past = ((end + page_size) - 1U) & ~(page_size - 1U);
    return mprotect((void *)first, past - first, protection) == 0;
}

void fuse_host_text_init(void)
{
    page_size = (uintptr_t)sysconf(_SC_PAGESIZE);
    /* Under this personality (setarch -X) whatever can be read can be executed. */
    if (((unsigned int)personality(0xFFFFFFFFU) & (unsigned int)READ_IMPLIES_EXEC) != 0U) {
        revoked_protection = PROT_NONE;
    }
}

bool fuse_host_text_revoke(uintptr_t start, uintptr_t end)
{
    return protect(start, end, revoked_protection);
}

void fuse_host_text_restore(uintptr_t start, uintptr_t end)
{
    if (!protect(start, end, PROT_READ | PROT_EXEC)) {
        fuse_host_fail("cannot make a stopped module's text executable again");
    }
}
