/* SPDX-License-Identifier: Apache-2.0 */
/** @file target.c The processors that fuse-aotc compiles for. */
#include "target.h"

#include <stddef.h>
#include <string.h>

static const target_t targets[] = {
    {"host", "x86_64", "gnu", "x86-64-v2", false},
    {"cortex-m4", "thumbv7em", "gnueabihf", "cortex-m4", false},
    {"cortex-m4-xip", "thumbv7em", "gnueabihf", "cortex-m4", true},
};

const target_t *target_find(const char *name)
{
    for (size_t i = 0; i < sizeof targets / sizeof targets[0]; i++) {
        if (strcmp(targets[i].name, name) == 0) {
            return &targets[i];
        }
    }
    return NULL;
}
