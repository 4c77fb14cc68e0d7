/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file fake_runtime.h
 * The runtime's half of an entry (docs/architecture.md, "Running an entry"), and modules of hand-written machine code.
 */
#ifndef FAKE_RUNTIME_H
#define FAKE_RUNTIME_H

#include "fuse_platform.h"

/** Stores `armed` with a new generation; returns the word. */
uint32_t fake_begin(uint32_t id);

/** Stores `idle`; returns whether the entry had expired. */
bool fake_end(void);

/** What a host's own timer calls. */
void fuse_quota_expired(uint32_t id);

/** How an entry went. */
typedef struct {
    bool expired;
    /** FUSE_GUARD_RETURNED or FUSE_GUARD_ABANDONED. */
    uint32_t guard;
    /** State that the guard failed to preserve; see checked_call.S. */
    uint64_t broken;
    /** From before arming to the moment the quota expired, 0 if it did not. */
    uint64_t expired_after_us;
    /** From before arming to the end of the entry. */
    uint64_t ended_after_us;
} fake_entry_t;

/** Runs an entry under a quota; `us` 0 is none. */
fake_entry_t fake_run(uint32_t id, uint32_t us, void *code, void *argument, const fuse_platform_text_t *text);

/** Machine code, as WAMR maps a module's. */
typedef struct {
    unsigned char *base;
    fuse_platform_text_t text;
} fake_module_t;

fake_module_t fake_module_map(void);
void fake_module_unmap(fake_module_t *module);

/** A number that is the same again when as many modules are mapped again. */
uint32_t fake_modules_held(void);

/** The address in `module` of a function of module_text.S. */
void *fake_module_function(const fake_module_t *module, const char *function);

/** Lowest address of the calling task's stack, and the lowest that a module may get to. */
uintptr_t fake_stack_lowest(void);
uintptr_t fake_stack_usable(void);

/** fuse_platform_guard_enter() with known register contents around it; adds to `*broken` a bit for each that has changed. */
uint32_t checked_guard_enter(void *code, void *argument, const fuse_platform_text_t *text, uint64_t *broken);

/** From here on, or no longer, each instruction of the thread raises SIGTRAP. */
void trap_flag_set(void);
void trap_flag_clear(void);

/* Functions of module_text.S. Their argument: */
extern const char text_begin[];
extern const char text_end[];
/** A counter to increment. */
extern const char text_count[];
/** None: endless loops. */
extern const char text_spin[];
extern const char text_float[];
extern const char text_wreck[];
/** A buffer of 4096 bytes that is overwritten for ever. */
extern const char text_fill[];
/** A fake_call_t, called once or for ever. */
extern const char text_call_once[];
extern const char text_call_loop[];
/** The lowest address to use: goes down the stack to it and loops there. */
extern const char text_descend[];

typedef struct {
    void (*function)(void *argument);
    void *argument;
} fake_call_t;

#endif
