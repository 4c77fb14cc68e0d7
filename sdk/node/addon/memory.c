/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file memory.c
 * What the runtime borrows of its host while it runs: the pool, the log's memory, and the images of loaded modules.
 */
#include "memory.h"

#include <stdlib.h>
#include <string.h>

static void *pool;
static void *log_memory;
static uint8_t *images[FUSE_MAX_MODULES];

bool fuse_addon_borrow(size_t pool_bytes, size_t log_bytes)
{
    pool = calloc(1U, (pool_bytes == 0U) ? 1U : pool_bytes);
    log_memory = calloc(1U, (log_bytes == 0U) ? 1U : log_bytes);
    if ((pool != NULL) && (log_memory != NULL)) {
        return true;
    }
    fuse_addon_give_back();
    return false;
}

void *fuse_addon_pool(void)
{
    return pool;
}

void *fuse_addon_log_memory(void)
{
    return log_memory;
}

uint8_t *fuse_addon_copy_image(const uint8_t *bytes, uint32_t size)
{
    /* malloc() aligns for every type, so at least to the 8 bytes that the runtime asks for. */
    uint8_t *const copy = malloc((size == 0U) ? 1U : size);
    if ((copy != NULL) && (size != 0U)) {
        (void)memcpy(copy, bytes, size);
    }
    return copy;
}

void fuse_addon_free_image(uint8_t *image)
{
    free(image);
}

void fuse_addon_keep_image(fuse_module_id_t id, uint8_t *image)
{
    free(images[id]);
    images[id] = image;
}

void fuse_addon_give_back(void)
{
    for (fuse_module_id_t id = 0U; id < FUSE_MAX_MODULES; id++) {
        fuse_addon_keep_image(id, NULL);
    }
    free(pool);
    free(log_memory);
    pool = NULL;
    log_memory = NULL;
}
