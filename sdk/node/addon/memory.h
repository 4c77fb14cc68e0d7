/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file memory.h
 * What the runtime borrows of its host while it runs: the pool, the log's memory, and the images of loaded modules.
 */
#ifndef FUSE_ADDON_MEMORY_H
#define FUSE_ADDON_MEMORY_H

#include "fuse.h"

/** Pool and log memory, zeroed. False: there is not that much. */
bool fuse_addon_borrow(size_t pool_bytes, size_t log_bytes);
void *fuse_addon_pool(void);
void *fuse_addon_log_memory(void);

/** A copy of an image, aligned as the runtime wants it: JavaScript may write to its own. NULL: no memory. */
uint8_t *fuse_addon_copy_image(const uint8_t *bytes, uint32_t size);
void fuse_addon_free_image(uint8_t *image);
/** Keeps `image` for module `id`, which was loaded from it, and frees the one that the id had. NULL: the module is gone. */
void fuse_addon_keep_image(fuse_module_id_t id, uint8_t *image);

/** Frees everything: the runtime has ended. */
void fuse_addon_give_back(void);

#endif
