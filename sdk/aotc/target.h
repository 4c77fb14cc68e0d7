/* SPDX-License-Identifier: Apache-2.0 */
/** @file target.h The processors that fuse-aotc compiles for. */
#ifndef FUSE_AOTC_TARGET_H
#define FUSE_AOTC_TARGET_H

#include <stdbool.h>
#include <stdint.h>

typedef struct {
    const char *name;
    const char *arch;
    const char *abi;
    /** Always named: without one, LLVM takes this machine's processor, and images differ from machine to machine. */
    const char *cpu;
    /** Code that may run where it lies: no relocations, calls through tables. */
    bool execute_in_place;
} target_t;

/** The target of that name, or NULL. */
const target_t *target_find(const char *name);

#endif
