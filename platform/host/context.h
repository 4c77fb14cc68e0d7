/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file context.h
 * The interrupted context that a signal handler gets: where it is, and how it leaves the guarded call.
 */
#ifndef FUSE_HOST_CONTEXT_H
#define FUSE_HOST_CONTEXT_H

#if !defined(__x86_64__)
#error "context.h knows x86-64 only; other processors take platform/default_guard.c (FUSE_PLATFORM_DEFAULT_GUARD)"
#endif

#include "host.h"

#include <ucontext.h>

/** Of EFLAGS; the ABI wants it clear in functions. */
#define FUSE_HOST_DIRECTION_FLAG 0x400U

static inline bool fuse_host_context_inside(const ucontext_t *context, uintptr_t start, uintptr_t end)
{
    const uintptr_t pc = (uintptr_t)context->uc_mcontext.gregs[REG_RIP];
    return (pc >= start) && (pc < end);
}

/** When the handler returns, the guarded call that stored `stack_pointer` returns FUSE_GUARD_ABANDONED. */
static inline void fuse_host_context_abandon(ucontext_t *context, uintptr_t stack_pointer)
{
    context->uc_mcontext.gregs[REG_RIP] = (greg_t)(uintptr_t)fuse_host_guard_abandon;
    context->uc_mcontext.gregs[REG_RSP] = (greg_t)stack_pointer;
    context->uc_mcontext.gregs[REG_EFL] &= ~(greg_t)FUSE_HOST_DIRECTION_FLAG;
}

#endif
