/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file guard.c
 * The guarded call into a module, and how it is ended. What depends on the machine is behind internal.h: redirecting the interrupted
 * context, taking execution away from the text.
 *
 * Stops come from interrupts and other tasks, which work on the guard under the machine's lock. The runner itself needs no lock:
 * whoever comes between two of its instructions is done before the second.
 */
#include "internal.h"

#include <stdatomic.h>
#include <stddef.h>

typedef struct {
    /** Between entering and leaving fuse_platform_guard_enter(). */
    bool entered;
    /** Execution has been taken from the text. */
    bool revoked;
    /** The task inside. */
    TaskHandle_t runner;
    fuse_platform_text_t text;
    /** Where fuse_machine_guard_abandon finds the saved registers. */
    uintptr_t stack_pointer;
} guard_t;

static volatile guard_t guard;
static volatile uint32_t ways = FUSE_PLATFORM_FREERTOS_STOP_ANY;
static volatile fuse_platform_freertos_stats_t stats;

static bool runner_was_interrupted(void)
{
    return fuse_machine_in_interrupt() && (xTaskGetCurrentTaskHandle() == guard.runner);
}

void fuse_platform_guard_stop(void)
{
    const uint32_t state = fuse_machine_lock();
    if (guard.entered && fuse_entry_expired()) {
        const fuse_platform_text_t text = {guard.text.start, guard.text.end};
        if ((ways != FUSE_PLATFORM_FREERTOS_STOP_FAULT) && runner_was_interrupted() && fuse_machine_redirect(&text, guard.stack_pointer)) {
            stats.redirected++;
        } else if (guard.revoked) {
            /* On its way out already. */
        } else if ((ways != FUSE_PLATFORM_FREERTOS_STOP_REDIRECT) && fuse_machine_revoke(&text)) {
            guard.revoked = true;
        } else {
            fuse_freertos_stop_again();
        }
    }
    fuse_machine_unlock(state);
}

bool fuse_freertos_guard_fault(uintptr_t pc, uintptr_t *stack_pointer)
{
    const bool ours = guard.entered && guard.revoked && (pc >= guard.text.start) && (pc < guard.text.end)
        && (xTaskGetCurrentTaskHandle() == guard.runner);
    if (ours) {
        *stack_pointer = guard.stack_pointer;
        stats.faulted++;
    }
    return ours;
}

static __attribute__((noinline, cold)) void restore_text(bool came_back)
{
    const fuse_platform_text_t text = {guard.text.start, guard.text.end};
    const uint32_t state = fuse_machine_lock();
    fuse_machine_restore(&text);
    guard.revoked = false;
    fuse_machine_unlock(state);
    if (came_back) {
        stats.returned++;
    }
}

uint32_t fuse_platform_guard_enter(void *code, void *argument, const fuse_platform_text_t *text)
{
    guard.runner = xTaskGetCurrentTaskHandle();
    guard.text.start = text->start;
    guard.text.end = text->end;
    atomic_signal_fence(memory_order_seq_cst);
    guard.entered = true;
    atomic_signal_fence(memory_order_seq_cst);
    /* Asked only now: a stop that came before `entered` did nothing, so what it stood for must be seen here. One that comes from
     * here on takes execution away from the text, wherever it interrupts. */
    uint32_t result = FUSE_GUARD_ABANDONED;
    if (fuse_entry_expired()) {
        stats.refused++;
    } else {
        result = fuse_machine_guard_call(code, argument, &guard.stack_pointer);
    }
    atomic_signal_fence(memory_order_seq_cst);
    guard.entered = false;
    atomic_signal_fence(memory_order_seq_cst);
    if (guard.revoked) {
        restore_text(result == FUSE_GUARD_RETURNED);
    }
    return result;
}

uint32_t fuse_platform_guard_kind(void)
{
    return fuse_machine_can_revoke() ? FUSE_GUARD_KIND_CERTAIN : FUSE_GUARD_KIND_AT_CALL_OUT;
}

void fuse_platform_freertos_force_stop(uint32_t way)
{
    ways = way;
}

void fuse_platform_freertos_stats(fuse_platform_freertos_stats_t *out)
{
    out->redirected = stats.redirected;
    out->faulted = stats.faulted;
    out->returned = stats.returned;
    out->refused = stats.refused;
}
