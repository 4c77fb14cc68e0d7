/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from non_null/input.ts by codegen; do not edit. */
/** Check: nonNull(), where a reference cannot be null. */
#include "input.h"

typedef struct driver {
    uint32_t id;
} driver_t;

static driver_t console = { .id = 1U };

static driver_t *driver = NULL;

static inline driver_t *fuse_non_null_driver(driver_t *pointer, uint32_t site)
{
    if (pointer == NULL) {
        fuse_panic(site);
    }
    return pointer;
}

void fuse_attach(void)
{
    driver = &console;
}

uint32_t fuse_driver_id(void)
{
    return fuse_non_null_driver(driver, 1U)->id;
}
