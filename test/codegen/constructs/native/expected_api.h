/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from native/api.ts by codegen; do not edit. */
/** What the host sees. */
#ifndef API_H
#define API_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The right of a module to call count_used(). */
#define FUSE_CAP_COUNT (1U << 0U)

/** Who calls. */
typedef struct fuse_module {
    uint32_t rights;
} fuse_module_t;

#ifdef __cplusplus
}
#endif

#if !defined(__cplusplus)
_Static_assert(sizeof(fuse_module_t) == 4U, "fuse_module_t is 4 bytes");
_Static_assert(offsetof(fuse_module_t, rights) == 0U, "fuse_module_t.rights is at 0");
#endif

#endif
